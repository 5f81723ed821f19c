/* test-connection-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-connection-check.h"

typedef struct
{
  CantripFakeModel  *model;
  CantripConnection *connection;
  CantripCatalog    *catalog;
  CantripNetwork    *network;
  GCancellable      *cancellable;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->model = cantrip_fake_model_new ();
  fixture->connection = g_new0 (CantripConnection, 1);
  fixture->connection->name = g_strdup ("local");
  fixture->connection->protocol = g_strdup ("openai");
  fixture->connection->base_url = g_strdup (cantrip_fake_model_get_base_url (fixture->model));
  fixture->connection->timeout_s = 10;
  fixture->catalog = cantrip_catalog_new (NULL, NULL);
  fixture->network = cantrip_network_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (fixture->cancellable); /* the thread that reads keys may hold it for a moment */
  g_assert_finalize_object (fixture->network);
  g_assert_finalize_object (fixture->catalog);
  cantrip_connection_free (fixture->connection);
  cantrip_fake_model_free (fixture->model);
}

static void
start (Fixture *fixture, const char *key, const char *model, GAsyncResult **slot)
{
  cantrip_connection_check_async (fixture->connection,
                                  key,
                                  model,
                                  fixture->catalog,
                                  fixture->network,
                                  fixture->cancellable,
                                  cantrip_test_keep_result,
                                  slot);
  g_assert_null (*slot);
}

static CantripConnectionReport *
check (Fixture *fixture, const char *key, const char *model, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (fixture, key, model, &result);
  cantrip_test_wait_for (&result);

  return cantrip_connection_check_finish (result, error);
}

static void
test_lists_only (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = check (fixture, "k-1", NULL, &error);
  g_autofree char *sent = cantrip_fake_model_dup_last_header (fixture->model, "Authorization");

  g_assert_no_error (error);
  g_assert_cmpuint (report->models->len, ==, 2);
  g_assert_null (report->completion);
  g_assert_no_error (report->call_error);
  g_assert_cmpint (report->cost_usd_nanos, ==, -1);
  g_assert_cmpstr (sent, ==, "Bearer k-1");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 1);
}

static void
test_measures_a_call (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = NULL;
  g_autofree char *sent = NULL;

  fixture->connection->dialect = g_strdup ("openai");
  report = check (fixture, NULL, "gpt-4o-mini", &error);
  g_assert_no_error (error);
  g_assert_no_error (report->call_error);
  g_assert_cmpstr (report->completion->text, ==, "Hello");
  g_assert_cmpint (report->completion->latency_us, >, 0);
  g_assert_cmpint (report->completion->output_tokens, ==, 1);
  g_assert_cmpint (report->cost_usd_nanos, >, 0);
  sent = cantrip_fake_model_dup_last_body (fixture->model);
  g_assert_nonnull (strstr (sent, "\"max_completion_tokens\":64"));
}

/* A server without a list may answer all the same, and the other way round. */
static void
test_tells_what_failed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnectionReport) no_list = NULL;
  g_autoptr (CantripConnectionReport) no_answer = NULL;

  cantrip_fake_model_fail_next (fixture->model, 404, "{}", NULL, 1);
  no_list = check (fixture, NULL, "m", NULL);
  g_assert_null (no_list->models);
  g_assert_error (no_list->list_error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (no_list->completion);

  cantrip_fake_model_fail_next (fixture->model, 401, "{}", NULL, 2);
  no_answer = check (fixture, NULL, "m", NULL);
  g_assert_error (no_answer->list_error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_error (no_answer->call_error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (no_answer->call_error->message, "check the key"));
  g_assert_null (no_answer->completion);
}

static void
test_missing_key_sends_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->connection->key_reference = g_strdup ("env:CANTRIP_TEST_UNSET");
  g_assert_null (check (fixture, NULL, "m", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
}

/* With 1: while the list is awaited; with 2: while the answer is. */
static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  guint n_calls = GPOINTER_TO_UINT (data);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (n_calls == 0)
    g_cancellable_cancel (fixture->cancellable);
  if (n_calls == 1)
    cantrip_fake_model_hold (fixture->model);
  if (n_calls == 2)
    cantrip_fake_model_set_delay_ms (fixture->model, 100);
  start (fixture, NULL, "m", &result);
  if (n_calls > 0)
    cantrip_fake_model_wait_for_calls (fixture->model, n_calls);
  g_cancellable_cancel (fixture->cancellable);
  cantrip_test_wait_for (&result);
  g_assert_null (cantrip_connection_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cantrip_fake_model_release (fixture->model);
}

#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/connection-check/lists-only", test_lists_only, NULL);
  ADD ("/connection-check/measures-a-call", test_measures_a_call, NULL);
  ADD ("/connection-check/tells-what-failed", test_tells_what_failed, NULL);
  ADD ("/connection-check/missing-key-sends-nothing", test_missing_key_sends_nothing, NULL);
  ADD ("/connection-check/cancelled-before", test_can_be_cancelled, NULL);
  ADD ("/connection-check/cancelled-while-listing", test_can_be_cancelled, GUINT_TO_POINTER (1));
  ADD ("/connection-check/cancelled-while-asking", test_can_be_cancelled, GUINT_TO_POINTER (2));

  return g_test_run ();
}
