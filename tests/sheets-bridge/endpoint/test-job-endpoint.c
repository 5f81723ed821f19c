/* test-job-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"

/* A dispatcher sends so many at once until it has learnt more. */
#define FIRST_WINDOW 8

typedef struct
{
  CantripTestService *service; /* (owned) */
  char               *token;   /* (owned) (nullable): of the job */
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
  g_clear_pointer (&fixture->token, g_free);
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Asks for @n_rows while the model is held, and keeps the token of the job that it becomes. */
static void
start_job (Fixture *fixture, guint n_rows)
{
  g_autoptr (GString) body = g_string_new ("{'deadline_ms': 300, 'rows': [");
  g_autoptr (CantripTestCall) call = NULL;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (body, "%s['row %u']", i > 0 ? "," : "", i);
  g_string_append (body, "]}");

  call = cantrip_test_call_new (fixture->service,
                                "POST",
                                "/v1/deployments/copy/rows",
                                fixture->service->full_key,
                                body->str);
  g_assert_cmpstr (cantrip_test_call_get_text (call, "status"), ==, "partial");
  fixture->token = g_strdup (
      cantrip_json_get_string (cantrip_json_get_object (call->object, "resume"), "token"));
}

static CantripTestCall *
ask_with (Fixture    *fixture,
          const char *method,
          const char *token,
          const char *query,
          const char *key)
{
  g_autofree char *path = g_strdup_printf ("/v1/jobs/%s%s", token, query);

  return cantrip_test_call_new (fixture->service, method, path, key, NULL);
}

static CantripTestCall *
ask (Fixture *fixture, const char *method, const char *query)
{
  return ask_with (fixture, method, fixture->token, query, fixture->service->full_key);
}

static void
assert_complete (CantripTestCall *call, guint n_rows)
{
  JsonArray       *outputs = cantrip_json_get_array (call->object, "outputs");
  g_autofree char *last = g_strdup_printf ("About row %u", n_rows - 1);

  g_assert_cmpstr (cantrip_test_call_get_text (call, "status"), ==, "complete");
  g_assert_cmpuint (json_array_get_length (outputs), ==, n_rows);
  g_assert_cmpstr (cantrip_json_element_string (outputs, n_rows - 1), ==, last);
  g_assert_null (cantrip_json_get_object (call->object, "resume"));
}

static void
test_completes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) pending = NULL;
  g_autoptr (CantripTestCall) complete = NULL;
  g_autoptr (CantripTestCall) again = NULL;
  JsonObject *resume;

  start_job (fixture, 20);
  pending = ask (fixture, "GET", "?wait_ms=0");
  g_assert_cmpstr (cantrip_test_call_get_text (pending, "status"), ==, "partial");
  resume = cantrip_json_get_object (pending->object, "resume");
  g_assert_cmpstr (cantrip_json_get_string (resume, "token"), ==, fixture->token);

  cantrip_fake_model_release (fixture->service->model);
  complete = ask (fixture, "GET", "?wait_ms=20000");
  assert_complete (complete, 20);
  again = ask (fixture, "GET", "");
  g_assert_cmpstr (again->text, ==, complete->text);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 20);
}

static void
test_completes_after_a_restart (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) complete = NULL;

  start_job (fixture, 20);
  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);

  complete = ask (fixture, "GET", "?wait_ms=20000");
  assert_complete (complete, 20);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 20);
}

static void
assert_gone (CantripTestCall *call)
{
  cantrip_test_call_assert_error (call, 404, "NOT_FOUND");
}

static void
test_of_another_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) got = NULL;
  g_autoptr (CantripTestCall) cancelled = NULL;
  g_autoptr (CantripTestCall) complete = NULL;

  start_job (fixture, 2);
  got = ask_with (fixture, "GET", fixture->token, "", fixture->service->cell_key);
  cancelled = ask_with (fixture, "DELETE", fixture->token, "", fixture->service->cell_key);
  assert_gone (got);
  assert_gone (cancelled);

  cantrip_fake_model_release (fixture->service->model);
  complete = ask (fixture, "GET", "?wait_ms=20000");
  assert_complete (complete, 2);
}

static void
test_unknown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const TOKENS[] = { "x", "ck_", "%20", "..." };

  for (gsize i = 0; i < G_N_ELEMENTS (TOKENS); i++)
    {
      const char *key = fixture->service->full_key;
      g_autoptr (CantripTestCall) got = ask_with (fixture, "GET", TOKENS[i], "", key);
      g_autoptr (CantripTestCall) cancelled = ask_with (fixture, "DELETE", TOKENS[i], "", key);

      assert_gone (got);
      assert_gone (cancelled);
    }
}

/* Of forty rows eight are sent, and so paid; what waits for its turn is not sent any more. */
static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) cancelled = NULL;
  g_autoptr (CantripTestCall) got = NULL;
  g_autoptr (CantripTestCall) again = NULL;
  CantripTestTally tally;

  start_job (fixture, 40);
  cantrip_fake_model_wait_for_calls (fixture->service->model, FIRST_WINDOW);
  cancelled = ask (fixture, "DELETE", "");
  g_assert_cmpuint (cancelled->status, ==, 200);
  g_assert_cmpstr (cantrip_test_call_get_text (cancelled, "status"), ==, "cancelled");

  got = ask (fixture, "GET", "");
  assert_gone (got);
  again = ask (fixture, "DELETE", "");
  assert_gone (again);

  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_service_stop (fixture->service);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, FIRST_WINDOW);
  tally = cantrip_test_service_tally_receipts (fixture->service);
  g_assert_cmpuint (tally.n_paid, ==, FIRST_WINDOW);
}

/* More rows than are started at once. */
static void
test_cancel_many (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) cancelled = NULL;

  start_job (fixture, 500);
  cantrip_fake_model_wait_for_calls (fixture->service->model, FIRST_WINDOW);
  cancelled = ask (fixture, "DELETE", "");
  g_assert_cmpuint (cancelled->status, ==, 200);

  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_service_stop (fixture->service);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, FIRST_WINDOW);
}

/* Rows that another request wants too are answered all the same. */
static void
test_cancel_leaves_others_alone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) other = NULL;
  g_autoptr (CantripTestCall) cancelled = NULL;

  start_job (fixture, 20);
  other = cantrip_test_call_start_copy (fixture->service, "row 15");
  cantrip_test_service_wait_a_round (fixture->service);
  cancelled = ask (fixture, "DELETE", "");
  g_assert_cmpuint (cancelled->status, ==, 200);

  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_call_wait (other);
  g_assert_cmpstr (cantrip_test_call_get_text (other, "output"), ==, "About row 15");
  cantrip_test_service_stop (fixture->service);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, FIRST_WINDOW + 1);
}

static void
test_odd_waits (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const WAITS[] = { "?wait_ms=0", "?wait_ms=-5", "?wait_ms=x", "?wait_ms=" };

  start_job (fixture, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (WAITS); i++)
    {
      g_autoptr (CantripTestCall) call = ask (fixture, "GET", WAITS[i]);

      g_assert_cmpuint (call->status, ==, 200);
      g_assert_cmpstr (cantrip_test_call_get_text (call, "status"), ==, "partial");
    }
}

#define ADD(path, n_workers, function) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_workers), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/job-endpoint/get/completes", 2, test_completes);
  ADD ("/job-endpoint/get/completes-after-a-restart", 1, test_completes_after_a_restart);
  ADD ("/job-endpoint/get/of-another-key", 1, test_of_another_key);
  ADD ("/job-endpoint/get/unknown", 1, test_unknown);
  ADD ("/job-endpoint/get/odd-waits", 1, test_odd_waits);
  ADD ("/job-endpoint/cancel/sends-nothing-more", 1, test_cancel);
  ADD ("/job-endpoint/cancel/in-another-worker", 2, test_cancel);
  ADD ("/job-endpoint/cancel/many", 1, test_cancel_many);
  ADD ("/job-endpoint/cancel/leaves-others-alone", 1, test_cancel_leaves_others_alone);

  return g_test_run ();
}
