/* test-joining.c
 *
 * What becomes of equal calls at once, and of calls whose clients hang up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"
#include "cantrip-test-util.h"

#define N_EQUAL 50

/* A dispatcher sends so many at once until it has learnt more. */
#define FIRST_WINDOW 8

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_workers)
{
  fixture->service = cantrip_test_service_new (GPOINTER_TO_UINT (n_workers));
  cantrip_fake_model_hold (fixture->service->model);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

static GPtrArray *
start_equal (Fixture *fixture, guint n)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_test_call_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (calls, cantrip_test_call_start_copy (fixture->service, "x"));

  return calls;
}

/* Asks for @event over a connection of its own, which can be hung up. */
static GSocketConnection *
ask (Fixture *fixture, const char *event)
{
  GSocketConnection *connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char   *body = g_strdup_printf ("{\"inputs\":{\"event\":\"%s\"}}", event);
  g_autofree char   *request =
      g_strdup_printf ("POST /v1/deployments/copy/call HTTP/1.1\r\nHost: h\r\n"
                       "Authorization: Bearer %s\r\nContent-Length: %zu\r\n"
                       "Connection: close\r\n\r\n%s",
                       fixture->service->full_key,
                       strlen (body),
                       body);

  cantrip_test_socket_write (connection, request);

  return connection;
}

static void
assert_tally (Fixture *fixture, guint n_paid, guint n_stored, guint n_failed)
{
  CantripTestTally tally = cantrip_test_service_tally_receipts (fixture->service);

  g_assert_cmpuint (tally.n_paid, ==, n_paid);
  g_assert_cmpuint (tally.n_stored, ==, n_stored);
  g_assert_cmpuint (tally.n_failed, ==, n_failed);
}

static void
test_equal_calls_are_one (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) calls = start_equal (fixture, N_EQUAL);
  guint n_paid = 0;

  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_fake_model_release (fixture->service->model);
  for (guint i = 0; i < N_EQUAL; i++)
    {
      CantripTestCall *call = g_ptr_array_index (calls, i);

      cantrip_test_call_wait (call);
      g_assert_cmpstr (cantrip_test_call_get_text (call, "output"), ==, "About x");
      n_paid += strstr (call->text, "\"cached\":false") != NULL;
    }

  g_assert_cmpuint (n_paid, ==, 1);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 1);
  assert_tally (fixture, 1, N_EQUAL - 1, 0);
}

static void
test_all_are_answered_by_the_paid_one (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) calls = start_equal (fixture, 5);
  g_autoptr (GPtrArray) receipts = NULL;
  gint64 paid_id = 0;

  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_fake_model_release (fixture->service->model);
  for (guint i = 0; i < 5; i++)
    cantrip_test_call_wait (g_ptr_array_index (calls, i));

  receipts = cantrip_test_service_list_receipts (fixture->service);
  for (guint i = 0; i < 5; i++)
    {
      const CantripReceipt *receipt = g_ptr_array_index (receipts, i);

      if (receipt->answered_by_id == 0)
        paid_id = receipt->id;
    }
  for (guint i = 0; i < 5; i++)
    {
      const CantripReceipt *receipt = g_ptr_array_index (receipts, i);

      g_assert_true (receipt->id == paid_id || receipt->answered_by_id == paid_id);
    }
}

static void
test_failure_is_told_to_all (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (connections, ask (fixture, "x"));
  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_test_service_wait_a_round (fixture->service); /* all ten have come */
  cantrip_fake_model_release (fixture->service->model);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *reply = cantrip_test_socket_read_all (g_ptr_array_index (connections, i));

      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 502 "));
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 1);
  assert_tally (fixture, 0, 0, 10);
}

static void
test_one_of_many_hangs_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) first = ask (fixture, "x");
  g_autoptr (GSocketConnection) second = NULL;
  g_autofree char *reply = NULL;

  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  second = ask (fixture, "x");
  cantrip_test_service_wait_a_round (fixture->service);

  cantrip_test_socket_hang_up (first);
  cantrip_test_service_wait_a_round (fixture->service);
  cantrip_fake_model_release (fixture->service->model);

  reply = cantrip_test_socket_read_all (second);
  g_assert_nonnull (strstr (reply, "\"output\":\"About x\""));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 1);
  cantrip_test_service_stop (fixture->service);
  assert_tally (fixture, 1, 1, 0);
}

/* Sends so many different calls that no more are sent before one ends. */
static GPtrArray *
fill_window (Fixture *fixture)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_test_call_free);

  for (guint i = 0; i < FIRST_WINDOW; i++)
    {
      g_autofree char *event = g_strdup_printf ("filler %u", i);

      g_ptr_array_add (calls, cantrip_test_call_start_copy (fixture->service, event));
    }
  cantrip_fake_model_wait_for_calls (fixture->service->model, FIRST_WINDOW);

  return calls;
}

static void
drain_window (Fixture *fixture, GPtrArray *calls)
{
  cantrip_fake_model_release (fixture->service->model);
  for (guint i = 0; i < calls->len; i++)
    {
      cantrip_test_call_wait (g_ptr_array_index (calls, i));
      g_assert_cmpuint (((CantripTestCall *) g_ptr_array_index (calls, i))->status, ==, 200);
    }
}

static void
test_not_sent_is_never_sent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) fillers = fill_window (fixture);
  g_autoptr (GSocketConnection) lone = ask (fixture, "lone");

  cantrip_test_service_wait_a_round (fixture->service);
  cantrip_test_socket_hang_up (lone);
  cantrip_test_service_wait_a_round (fixture->service);
  drain_window (fixture, fillers);

  cantrip_test_service_stop (fixture->service);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, FIRST_WINDOW);
  assert_tally (fixture, FIRST_WINDOW, 0, 0);
}

/* The second asks while the first is on its way out of the queue, or already out of it. */
static void
test_not_sent_and_asked_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) fillers = fill_window (fixture);
  g_autoptr (GSocketConnection) first = ask (fixture, "lone");
  g_autoptr (GSocketConnection) second = NULL;
  g_autofree char *reply = NULL;

  cantrip_test_service_wait_a_round (fixture->service);
  cantrip_test_socket_hang_up (first);
  second = ask (fixture, "lone");
  cantrip_test_service_wait_a_round (fixture->service);
  drain_window (fixture, fillers);

  reply = cantrip_test_socket_read_all (second);
  g_assert_nonnull (strstr (reply, "\"output\":\"About lone\""));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, FIRST_WINDOW + 1);
}

static void
test_sent_is_stored (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) lone = ask (fixture, "lone");
  g_autoptr (CantripTestCall) again = NULL;

  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_test_socket_hang_up (lone);
  cantrip_test_service_wait_a_round (fixture->service);
  cantrip_fake_model_release (fixture->service->model);

  cantrip_test_service_stop (fixture->service); /* not before the answer is stored */
  assert_tally (fixture, 1, 0, 0);
  cantrip_test_service_start (fixture->service);
  again = cantrip_test_call_copy (fixture->service, "lone");
  cantrip_test_call_assert_output (again, "About lone", TRUE);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 1);
}

static void
test_sent_and_asked_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) first = ask (fixture, "lone");
  g_autoptr (CantripTestCall) again = NULL;

  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_test_socket_hang_up (first);
  cantrip_test_service_wait_a_round (fixture->service);
  again = cantrip_test_call_start_copy (fixture->service, "lone");
  cantrip_test_service_wait_a_round (fixture->service);
  cantrip_fake_model_release (fixture->service->model);

  cantrip_test_call_wait (again);
  cantrip_test_call_assert_output (again, "About lone", TRUE);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 1);
}

#define ADD(path, n_workers, function) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_workers), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/joining/equal-calls/are-one", 2, test_equal_calls_are_one);
  ADD ("/joining/equal-calls/are-answered-by-the-paid-one",
       2,
       test_all_are_answered_by_the_paid_one);
  ADD ("/joining/equal-calls/are-all-told-of-a-failure", 1, test_failure_is_told_to_all);
  ADD ("/joining/hang-up/one-of-many-changes-nothing", 1, test_one_of_many_hangs_up);
  ADD ("/joining/hang-up/not-sent-is-never-sent", 1, test_not_sent_is_never_sent);
  ADD ("/joining/hang-up/not-sent-and-asked-again", 1, test_not_sent_and_asked_again);
  ADD ("/joining/hang-up/sent-is-stored", 1, test_sent_is_stored);
  ADD ("/joining/hang-up/sent-and-asked-again", 1, test_sent_and_asked_again);

  return g_test_run ();
}
