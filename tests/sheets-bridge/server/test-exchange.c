/* test-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"

#define CALL "/v1/deployments/copy/call"
#define BODY "{'inputs': {'event': 'x'}}"

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

static void
restart (Fixture *fixture)
{
  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);
}

/* Fails the test unless @key is refused everywhere. */
static void
assert_refused (Fixture *fixture, const char *key)
{
  static const struct
  {
    const char *method;
    const char *path;
  } OPERATIONS[] = {
    { "GET", "/v1/deployments" },
    { "POST", CALL },
    { "POST", "/v1/deployments/copy/rows" },
    { "GET", "/v1/jobs/x" },
    { "DELETE", "/v1/jobs/x" },
    { "POST", "/v1/requests/x/feedback" },
  };
  g_autoptr (CantripTestCall) cell =
      cantrip_test_call_new (fixture->service, "GET", "/v1/cell/copy?event=x", key, NULL);
  g_autoptr (CantripTestCall) table =
      cantrip_test_call_new (fixture->service, "GET", "/v1/table/copy.csv?event=x", key, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (OPERATIONS); i++)
    {
      gboolean posts = g_str_equal (OPERATIONS[i].method, "POST");
      g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                OPERATIONS[i].method,
                                                                OPERATIONS[i].path,
                                                                key,
                                                                posts ? BODY : NULL);

      cantrip_test_call_assert_error (call, 401, "BAD_KEY");
    }

  cantrip_test_call_assert_cell_error (cell, "BAD_KEY");
  g_assert_cmpuint (table->status, ==, 200);
  g_assert_true (g_str_has_prefix (table->text, "\"#CANTRIP BAD_KEY: "));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

static void
test_no_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_refused (fixture, NULL);
}

static void
test_wrong_keys (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *cut = g_strndup (fixture->service->full_key, 45);
  g_autofree char *longer = g_strconcat (fixture->service->full_key, "x", NULL);

  assert_refused (fixture, "");
  assert_refused (fixture, "wrong");
  assert_refused (fixture, cut);
  assert_refused (fixture, longer);
}

static void
test_revoked_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key =
      cantrip_test_service_add_key (fixture->service, "gone", CANTRIP_API_KEY_FULL, NULL, -1, -1);
  g_autoptr (GError) error = NULL;

  cantrip_api_key_repository_revoke (fixture->service->repositories.api_keys, "gone", &error);
  g_assert_no_error (error);
  restart (fixture);
  assert_refused (fixture, key);
}

static void
test_expired_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64           now_us = cantrip_time_now_us ();
  g_autofree char *expired = cantrip_test_service_add_key (fixture->service,
                                                           "expired",
                                                           CANTRIP_API_KEY_FULL,
                                                           NULL,
                                                           -1,
                                                           now_us + 1);
  g_autofree char *good = cantrip_test_service_add_key (fixture->service,
                                                        "good",
                                                        CANTRIP_API_KEY_FULL,
                                                        NULL,
                                                        -1,
                                                        now_us + 3600 * (gint64) G_USEC_PER_SEC);
  g_autoptr (CantripTestCall) call = NULL;

  restart (fixture);
  assert_refused (fixture, expired);
  call = cantrip_test_call_new (fixture->service, "POST", CALL, good, BODY);
  cantrip_test_call_assert_output (call, "About x", FALSE);
}

static void
test_schemes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *scheme;
    guint       status;
  } SCHEMES[] = { { "Bearer ", 200 }, { "bearer ", 200 }, { "Basic ", 401 }, { "", 401 } };

  for (gsize i = 0; i < G_N_ELEMENTS (SCHEMES); i++)
    {
      g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
      g_autofree char *headers = g_strdup_printf ("Authorization: %s%s\r\nConnection: close\r\n",
                                                  SCHEMES[i].scheme,
                                                  fixture->service->full_key);
      g_autofree char *reply = NULL;

      cantrip_test_socket_request (connection, "GET", "/v1/deployments", headers);
      reply = cantrip_test_socket_read_all (connection);
      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 "));
      g_assert_cmpuint (g_ascii_strtoull (reply + 9, NULL, 10), ==, SCHEMES[i].status);
    }
}

/* An address is kept by proxies and in histories: only a key that may do little may stand there. */
static void
test_keys_in_the_query (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *call_path = g_strconcat (CALL "?k=", fixture->service->cell_key, NULL);
  g_autofree char *cell_path =
      g_strconcat ("/v1/cell/copy?event=x&k=", fixture->service->full_key, NULL);
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "POST", call_path, NULL, BODY);
  g_autoptr (CantripTestCall) cell =
      cantrip_test_call_new (fixture->service, "GET", cell_path, NULL, NULL);
  g_autoptr (CantripTestCall) good =
      cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x");

  cantrip_test_call_assert_error (call, 401, "BAD_KEY");
  cantrip_test_call_assert_cell_error (cell, "BAD_KEY");
  cantrip_test_call_assert_cell (good, "About x", "ok");
}

static void
test_either_key_in_the_header (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "POST", CALL, fixture->service->cell_key, BODY);
  g_autoptr (CantripTestCall) cell = cantrip_test_call_new (fixture->service,
                                                            "GET",
                                                            "/v1/cell/copy?event=x",
                                                            fixture->service->full_key,
                                                            NULL);

  cantrip_test_call_assert_output (call, "About x", FALSE);
  cantrip_test_call_assert_cell (cell, "About x", "ok");
}

static CantripTestCall *
call_slug (Fixture *fixture, const char *slug, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/v1/deployments/%s/call", slug);

  return cantrip_test_call_new (fixture->service, "POST", path, key, BODY);
}

static void
test_nearest_deployment (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) near = call_slug (fixture, "secrt", fixture->service->full_key);
  g_autoptr (CantripTestCall) far = call_slug (fixture, "zzzzzzzz", fixture->service->full_key);

  cantrip_test_call_assert_error (near, 404, "UNKNOWN_DEPLOYMENT");
  g_assert_nonnull (strstr (near->text, "No deployment called “secrt”. Did you mean “secret”?"));
  cantrip_test_call_assert_error (far, 404, "UNKNOWN_DEPLOYMENT");
  g_assert_null (strstr (far->text, "Did you mean"));
}

/* A name that the key may not call is answered as one that does not exist. */
static void
test_deployment_of_others (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) hidden = call_slug (fixture, "secret", fixture->service->cell_key);
  g_autoptr (CantripTestCall) missing = call_slug (fixture, "nobody", fixture->service->cell_key);
  g_autoptr (CantripTestCall) near = call_slug (fixture, "secrt", fixture->service->cell_key);
  g_autoptr (CantripTestCall) cell =
      cantrip_test_call_cell (fixture->service, "/v1/cell/secret?event=x");
  g_autoptr (GString) expected = g_string_new (missing->text);

  cantrip_test_call_assert_error (hidden, 404, "UNKNOWN_DEPLOYMENT");
  g_string_replace (expected, "nobody", "secret", 0);
  g_assert_cmpstr (hidden->text, ==, expected->str);
  cantrip_test_call_assert_error (near, 404, "UNKNOWN_DEPLOYMENT");
  g_assert_null (strstr (near->text, "secret"));
  cantrip_test_call_assert_cell_error (cell, "UNKNOWN_DEPLOYMENT");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

static void
test_long_slug (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *slug = g_strnfill (5000, 'a');
  g_autoptr (CantripTestCall) call = call_slug (fixture, slug, fixture->service->full_key);

  cantrip_test_call_assert_error (call, 404, "UNKNOWN_DEPLOYMENT");
}

static void
test_rate_limit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key =
      cantrip_test_service_add_key (fixture->service, "slow", CANTRIP_API_KEY_CELL, "copy", 2, -1);
  g_autofree char *cell_path = g_strconcat ("/v1/cell/copy?event=x&k=", key, NULL);
  g_autoptr (CantripTestCall) limited = NULL;
  g_autoptr (CantripTestCall) cell = NULL;
  gint64 retry_after_ms;

  restart (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CantripTestCall) call =
          cantrip_test_call_new (fixture->service, "POST", CALL, key, BODY);

      g_assert_cmpuint (call->status, ==, 200);
    }

  limited = cantrip_test_call_new (fixture->service, "POST", CALL, key, BODY);
  cantrip_test_call_assert_error (limited, 429, "RATE_LIMITED");
  retry_after_ms = cantrip_json_get_int (cantrip_json_get_object (limited->object, "error"),
                                         "retry_after_ms",
                                         -1);
  g_assert_cmpint (retry_after_ms, >, 20000);
  g_assert_cmpint (retry_after_ms, <=, 30001);
  g_assert_cmpint (g_ascii_strtoll (cantrip_test_call_get_header (limited, "Retry-After"),
                                    NULL,
                                    10),
                   ==,
                   (retry_after_ms + 999) / 1000);

  cell = cantrip_test_call_new (fixture->service, "GET", cell_path, NULL, NULL);
  cantrip_test_call_assert_cell_error (cell, "RATE_LIMITED");
}

static void
test_bodies_that_cannot_be_read (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *open = g_strnfill (63, '[');
  g_autofree char *close = g_strnfill (63, ']');
  g_autofree char *too_deep = g_strdup_printf ("{'inputs': {'event': %s%s}}", open, close);
  const char      *bodies[] = {
         "",    "{",        "{'inputs': {'event': 'x'}} x",  "[]",     "'text'", "null", "1",
         "{a}", "\xff\xfe", "{'inputs': {'event': '\xc3'}}", too_deep,
  };
  static const char *const PATHS[] = { CALL,
                                       "/v1/deployments/copy/rows",
                                       "/v1/requests/x/feedback" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (PATHS); j++)
      {
        g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                  "POST",
                                                                  PATHS[j],
                                                                  fixture->service->full_key,
                                                                  bodies[i]);

        cantrip_test_call_assert_error (call, 400, "BAD_REQUEST");
      }
}

static void
test_queries_that_cannot_be_read (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const QUERIES[] = { "event=%FF", "event=a%00b", "%00=x", "%C3%28=x" };

  for (gsize i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    {
      g_autofree char *cell_target =
          g_strdup_printf ("/v1/cell/copy?k=%s&%s", fixture->service->cell_key, QUERIES[i]);
      g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
      g_autofree char *reply = NULL;

      cantrip_test_socket_request (connection, "GET", cell_target, "Connection: close\r\n");
      reply = cantrip_test_socket_read_all (connection);
      g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
      g_assert_nonnull (strstr (reply, "\r\n\r\n#CANTRIP BAD_REQUEST: "));
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/exchange/authenticate/no-key", test_no_key);
  ADD ("/exchange/authenticate/wrong-keys", test_wrong_keys);
  ADD ("/exchange/authenticate/revoked-key", test_revoked_key);
  ADD ("/exchange/authenticate/expired-key", test_expired_key);
  ADD ("/exchange/authenticate/schemes", test_schemes);
  ADD ("/exchange/authenticate/keys-in-the-query", test_keys_in_the_query);
  ADD ("/exchange/authenticate/either-key-in-the-header", test_either_key_in_the_header);
  ADD ("/exchange/authenticate/rate-limit", test_rate_limit);
  ADD ("/exchange/find-route/nearest", test_nearest_deployment);
  ADD ("/exchange/find-route/of-others", test_deployment_of_others);
  ADD ("/exchange/find-route/long-slug", test_long_slug);
  ADD ("/exchange/parse-body/cannot-be-read", test_bodies_that_cannot_be_read);
  ADD ("/exchange/get-query/cannot-be-read", test_queries_that_cannot_be_read);

  return g_test_run ();
}
