/* test-acceptor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"
#include "cantrip-test-util.h"

/* So many connections may be open at once. */
#define MAX_CONNECTIONS 512

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (2);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Opens a connection, and sees that it is served. */
static GSocketConnection *
connect_and_ask (Fixture *fixture)
{
  GSocketConnection *connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char   *reply = NULL;

  cantrip_test_socket_request (connection, "GET", "/healthz", "");
  reply = cantrip_test_socket_read_reply (connection);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));

  return connection;
}

/* Asks for the same as all others, and leaves the request open. */
static GSocketConnection *
connect_and_wait (Fixture *fixture)
{
  GSocketConnection *connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char   *target =
      g_strdup_printf ("/v1/cell/copy?event=x&k=%s", fixture->service->cell_key);

  cantrip_test_socket_request (connection, "GET", target, "");

  return connection;
}

static void
test_too_many_wait (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) busy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketConnection) waiting = NULL;
  g_autofree char *reply = NULL;
  gint64           deadline_us;

  cantrip_fake_model_hold (fixture->service->model);
  for (guint i = 0; i < MAX_CONNECTIONS; i++)
    g_ptr_array_add (busy, connect_and_wait (fixture));

  waiting = cantrip_test_socket_connect (fixture->service);
  cantrip_test_socket_request (waiting, "GET", "/healthz", "Connection: close\r\n");

  /* Longer than it takes for 512 connections, and than the acceptor rests between two looks. */
  deadline_us = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < deadline_us)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (g_socket_get_available_bytes (g_socket_connection_get_socket (waiting)), ==, 0);

  cantrip_test_socket_hang_up (g_ptr_array_index (busy, 0));
  cantrip_fake_model_release (fixture->service->model);
  reply = cantrip_test_socket_read_all (waiting);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
  for (guint i = 1; i < MAX_CONNECTIONS; i++)
    {
      g_autofree char *answer = cantrip_test_socket_read_reply (g_ptr_array_index (busy, i));

      g_assert_true (g_str_has_suffix (answer, "\r\n\r\nAbout x"));
    }
}

/* Who connects and says nothing keeps nobody out: the one that is idle longest goes. */
static void
test_idle_make_room (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MAX_CONNECTIONS; i++)
    g_ptr_array_add (idle, connect_and_ask (fixture));

  g_ptr_array_add (idle, connect_and_ask (fixture));
}

/* Closed connections are not counted: far more than may be open can come and go. */
static void
test_closed_are_not_counted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < MAX_CONNECTIONS + 100; i++)
    {
      g_autoptr (GSocketConnection) connection = connect_and_ask (fixture);

      cantrip_test_socket_hang_up (connection);
    }
}

static void
test_slow_client_hinders_nobody (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char REQUEST[] = "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  g_autoptr (GSocketConnection) slow = cantrip_test_socket_connect (fixture->service);
  g_autofree char *reply = NULL;

  for (const char *c = REQUEST; *c != '\0'; c++)
    {
      const char one[] = { *c, '\0' };
      g_autoptr (CantripTestCall) call = NULL;

      cantrip_test_socket_write (slow, one);
      call = cantrip_test_call_new (fixture->service, "GET", "/healthz", NULL, NULL);
      g_assert_cmpuint (call->status, ==, 200);
    }

  reply = cantrip_test_socket_read_all (slow);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
}

static void
test_connection_is_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) connection = connect_and_ask (fixture);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *reply = NULL;

      cantrip_test_socket_request (connection, "GET", "/healthz", "");
      reply = cantrip_test_socket_read_reply (connection);
      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
    }
}

static void
test_hang_up_half_way (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const PIECES[] = { "",
                                        "G",
                                        "GET /healthz",
                                        "GET /healthz HTTP/1.1\r\nHost",
                                        "POST /v1/deployments/copy/call HTTP/1.1\r\nHost: h\r\n"
                                        "Content-Length: 100\r\n\r\n{\"inp" };

  for (gsize i = 0; i < G_N_ELEMENTS (PIECES); i++)
    {
      g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
      g_autoptr (GSocketConnection) other = NULL;

      cantrip_test_socket_write (connection, PIECES[i]);
      cantrip_test_socket_hang_up (connection);
      other = connect_and_ask (fixture);
    }
}

/* One byte short of its length: nothing may pass for the rest. */
static void
test_request_that_breaks_off (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char *request =
      g_strdup_printf ("POST /v1/deployments/copy/call HTTP/1.1\r\nHost: h\r\n"
                       "Authorization: Bearer %s\r\nContent-Length: 25\r\n\r\n"
                       "{\"inputs\":{\"event\":\"x\"}}",
                       fixture->service->full_key);

  cantrip_test_socket_write (connection, request);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_free (cantrip_test_socket_read_all (connection));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

static void
test_garbage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char *reply = NULL;

  cantrip_test_socket_write (connection, "\x16\x03\x01 this is not HTTP\r\n\r\n");
  reply = cantrip_test_socket_read_all (connection);
  g_assert_null (strstr (reply, "200"));
  g_object_unref (connect_and_ask (fixture));
}

static void
test_port_is_taken (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", fixture->service->port);
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_bridge_new (fixture->service->uri, address, 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "--listen"));
}

static void
test_bad_addresses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BAD[] = { "", "localhost:80", "127.0.0.1:99999", "1.2.3", ":", "::1:x" };

  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cantrip_bridge_new (fixture->service->uri, BAD[i], 1, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/acceptor/connections/too-many-wait", test_too_many_wait);
  ADD ("/acceptor/connections/idle-make-room", test_idle_make_room);
  ADD ("/acceptor/connections/closed-are-not-counted", test_closed_are_not_counted);
  ADD ("/acceptor/connections/slow-client-hinders-nobody", test_slow_client_hinders_nobody);
  ADD ("/acceptor/connections/are-kept", test_connection_is_kept);
  ADD ("/acceptor/connections/hang-up-half-way", test_hang_up_half_way);
  ADD ("/acceptor/connections/request-that-breaks-off", test_request_that_breaks_off);
  ADD ("/acceptor/connections/garbage", test_garbage);
  ADD ("/acceptor/new/port-is-taken", test_port_is_taken);
  ADD ("/acceptor/new/bad-addresses", test_bad_addresses);

  return g_test_run ();
}
