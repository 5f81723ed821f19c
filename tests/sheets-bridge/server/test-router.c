/* test-router.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"

#define MAX_BODY_BYTES (1024 * 1024)

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Paths that all exist, with a method that none of them takes. */
static const struct
{
  const char *path;
  const char *wrong_method;
} PATHS[] = {
  { "/v1/deployments", "POST" },
  { "/v1/deployments/copy/call", "GET" },
  { "/v1/deployments/copy/rows", "PUT" },
  { "/v1/jobs/x", "POST" },
  { "/v1/cell/copy?event=x", "POST" },
  { "/v1/table/copy.csv?event=x", "DELETE" },
  { "/v1/requests/x/feedback", "GET" },
  { "/healthz", "POST" },
  { "/readyz", "DELETE" },
  { "/openapi.json", "PUT" },
};

static void
test_wrong_method (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                PATHS[i].wrong_method,
                                                                PATHS[i].path,
                                                                fixture->service->full_key,
                                                                "{}");

      cantrip_test_call_assert_error (call, 405, "METHOD_NOT_ALLOWED");
    }
}

static void
test_unknown_path (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const UNKNOWN[] = {
    "/",
    "/v1",
    "/v1/deployments/",
    "/v1/deployments/copy",
    "/v1/deployments//call",
    "/v1/deployments/a/b/call",
    "/v1/deployments/copy/call/",
    "/v1/deployments/call",
    "/v1/cell/",
    "/v1/cell/a/b",
    "/v1/cell/a%2Fb",
    "/v1/table/copy",
    "/v1/table/.csv",
    "/V1/deployments",
    "/healthz/",
    "/v1/chat/completions",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (UNKNOWN); i++)
    {
      g_autoptr (CantripTestCall) get =
          cantrip_test_call_new (fixture->service, "GET", UNKNOWN[i], NULL, NULL);
      g_autoptr (CantripTestCall) post =
          cantrip_test_call_new (fixture->service, "POST", UNKNOWN[i], NULL, "{}");

      cantrip_test_call_assert_error (get, 404, "NOT_FOUND");
      cantrip_test_call_assert_error (post, 404, "NOT_FOUND");
    }
}

/* What a slug or token says is data, however odd. */
static void
test_odd_parameters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const ODD[] = { "%FF",     "a%00b",        "%22%5C%0A",
                                     "copy%00", "%F0%9F%98%80", "{slug}" };

  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    {
      g_autofree char *target = g_strdup_printf ("/v1/jobs/%s", ODD[i]);
      g_autofree char *headers =
          g_strdup_printf ("Authorization: Bearer %s\r\nConnection: close\r\n",
                           fixture->service->full_key);
      g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
      g_autofree char *reply = NULL;

      cantrip_test_socket_request (connection, "GET", target, headers);
      reply = cantrip_test_socket_read_all (connection);
      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 40"));
    }
}

/* LibreOffice asks OPTIONS and HEAD before each GET; neither may need a key, or cost anything. */
static void
test_probes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autoptr (CantripTestCall) options =
          cantrip_test_call_new (fixture->service, "OPTIONS", PATHS[i].path, NULL, NULL);
      g_autoptr (CantripTestCall) head =
          cantrip_test_call_new (fixture->service, "HEAD", PATHS[i].path, NULL, NULL);

      g_assert_cmpuint (options->status, ==, 204);
      g_assert_cmpstr (options->text, ==, "");
      g_assert_nonnull (strstr (cantrip_test_call_get_header (options, "Allow"), "GET"));
      g_assert_null (cantrip_test_call_get_header (options, "DAV"));

      g_assert_cmpuint (head->status, ==, 200);
      g_assert_cmpstr (head->text, ==, "");
      g_assert_cmpstr (cantrip_test_call_get_header (head, "Content-Type"),
                       ==,
                       "text/plain; charset=utf-8");
    }

  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
  g_assert_cmpuint (cantrip_test_service_tally_receipts (fixture->service).n_failed, ==, 0);
}

/* LibreOffice sends the three of a cell by one connection, and nothing tells it of an end. */
static void
test_probes_keep_the_connection (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const METHODS[] = { "OPTIONS", "HEAD", "OPTIONS", "GET" };
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);

  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    {
      g_autofree char *reply = NULL;

      cantrip_test_socket_request (connection, METHODS[i], "/v1/cell/copy?event=x&k=x", "");
      reply = cantrip_test_socket_read_reply (connection);
      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 20"));
    }
}

static void
test_probes_of_unknown_paths (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) options =
      cantrip_test_call_new (fixture->service, "OPTIONS", "/nowhere", NULL, NULL);
  g_autoptr (CantripTestCall) head =
      cantrip_test_call_new (fixture->service, "HEAD", "/nowhere", NULL, NULL);

  g_assert_cmpuint (options->status, ==, 204);
  g_assert_cmpuint (head->status, ==, 404);
  g_assert_cmpstr (head->text, ==, "");
}

/* Sends headers that announce a body, and none of it: the reply must come all the same. */
static char *
announce_body (CantripTestService *service, const char *header)
{
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (service);
  g_autofree char *headers =
      g_strdup_printf ("Authorization: Bearer %s\r\n%s\r\n", service->full_key, header);

  cantrip_test_socket_request (connection, "POST", "/v1/deployments/copy/call", headers);

  return cantrip_test_socket_read_all (connection);
}

static void
test_large_body_is_not_read (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *header = g_strdup_printf ("Content-Length: %d", MAX_BODY_BYTES + 1);
  g_autofree char *reply = announce_body (fixture->service, header);

  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 413 "));
  g_assert_nonnull (strstr (reply, "{\"error\":{\"code\":\"TOO_LONG\""));
}

static void
test_large_body_that_asks_first (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *header =
      g_strdup_printf ("Expect: 100-continue\r\nContent-Length: %d", MAX_BODY_BYTES + 1);
  g_autofree char *reply = announce_body (fixture->service, header);

  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 413 "));
}

static void
test_chunked_body_is_not_read (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *reply = announce_body (fixture->service, "Transfer-Encoding: chunked");

  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 411 "));
  g_assert_nonnull (strstr (reply, "{\"error\":{\"code\":\"BAD_REQUEST\""));
}

static void
test_large_body_that_comes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *filler = g_strnfill (MAX_BODY_BYTES + 1, 'x');
  g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                            "POST",
                                                            "/v1/deployments/copy/call",
                                                            fixture->service->full_key,
                                                            filler);

  cantrip_test_call_assert_error (call, 413, "TOO_LONG");
}

static void
test_largest_body (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char START[] = "{'inputs': {'event': '";
  static const char END[] = "'}}";
  gsize             length = MAX_BODY_BYTES - strlen (START) - strlen (END);
  g_autofree char  *filler = g_strnfill (length, 'x');
  g_autofree char  *body = g_strconcat (START, filler, END, NULL);
  g_autofree char  *output = g_strconcat ("About ", filler, NULL);
  g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                            "POST",
                                                            "/v1/deployments/copy/call",
                                                            fixture->service->full_key,
                                                            body);

  g_assert_cmpuint (strlen (body), ==, MAX_BODY_BYTES);
  cantrip_test_call_assert_output (call, output, FALSE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/router/path/wrong-method", test_wrong_method);
  ADD ("/router/path/unknown", test_unknown_path);
  ADD ("/router/path/odd-parameters", test_odd_parameters);
  ADD ("/router/probe/costs-nothing", test_probes);
  ADD ("/router/probe/keeps-the-connection", test_probes_keep_the_connection);
  ADD ("/router/probe/unknown-paths", test_probes_of_unknown_paths);
  ADD ("/router/body/large-is-not-read", test_large_body_is_not_read);
  ADD ("/router/body/large-that-asks-first", test_large_body_that_asks_first);
  ADD ("/router/body/large-that-comes", test_large_body_that_comes);
  ADD ("/router/body/largest", test_largest_body);
  ADD ("/router/body/chunked-is-not-read", test_chunked_body_is_not_read);

  return g_test_run ();
}
