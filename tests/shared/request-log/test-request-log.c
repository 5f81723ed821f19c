/* test-request-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-workspace.h"
#include "request-log/cantrip-request-log.h"

typedef struct
{
  CantripTestWorkspace *workspace;
  CantripRequestLog    *log;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->log = cantrip_request_log_new (fixture->workspace->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->log);
  cantrip_test_workspace_free (fixture->workspace);
}

static void
append (Fixture *fixture, const CantripReceipt *receipt)
{
  g_autoptr (GError) error = NULL;

  cantrip_request_log_append (fixture->log, receipt, &error);
  g_assert_no_error (error);
}

/* A receipt of a call that an earlier one answered. */
static CantripReceipt *
make_answered (Fixture *fixture, gint64 received_at_us, gint64 answered_by_id)
{
  CantripReceipt *receipt =
      cantrip_test_workspace_make_receipt (fixture->workspace, received_at_us);

  g_clear_pointer (&receipt->output, g_free);
  receipt->answered_by_id = answered_by_id;

  return receipt;
}

/* Writes `TIME deployment/variant output` for each entry. */
static void
describe_entry (const CantripLogEntry *entry, gpointer user_data)
{
  g_string_append_printf (user_data,
                          "%d %s/%s %s\n",
                          (int) entry->receipt->received_at_us,
                          entry->deployment,
                          entry->variant,
                          entry->receipt->output != NULL ? entry->receipt->output : "-");
}

static char *
describe (Fixture *fixture, const char *deployment, gint64 since_us)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  cantrip_request_log_for_each (fixture->log, deployment, since_us, describe_entry, text, &error);
  g_assert_no_error (error);

  return g_string_free (text, FALSE);
}

static void
assert_log (Fixture *fixture, const char *deployment, gint64 since_us, const char *expected)
{
  g_autofree char *text = describe (fixture, deployment, since_us);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_for_each_filters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) early = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  g_autoptr (CantripReceipt) other = cantrip_test_workspace_make_receipt (fixture->workspace, 20);
  g_autoptr (CantripReceipt) late = cantrip_test_workspace_make_receipt (fixture->workspace, 30);

  assert_log (fixture, NULL, 0, "");

  other->deployment_id = fixture->workspace->copies->id;
  other->variant_id = fixture->workspace->second->id;
  append (fixture, late);
  append (fixture, early);
  append (fixture, other);

#define EARLY "10 copy/first Come to a fair\n"
#define OTHER "20 copies/second Come to a fair\n"
#define LATE "30 copy/first Come to a fair\n"
  assert_log (fixture, NULL, 0, EARLY OTHER LATE);
  assert_log (fixture, NULL, 20, OTHER LATE);
  assert_log (fixture, NULL, 31, "");
  assert_log (fixture, "copy", 0, EARLY LATE);
  assert_log (fixture, "copy", 11, LATE);
  assert_log (fixture, "copies", 0, OTHER);
  assert_log (fixture, "nothing", 0, "");
}

static void
test_for_each_gives_the_answer_of_another (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) paid = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  g_autoptr (CantripReceipt) joined = make_answered (fixture, 20, paid->id);
  g_autoptr (CantripReceipt) failed = make_answered (fixture, 30, 0);

  append (fixture, paid);
  append (fixture, joined);
  append (fixture, failed);

  assert_log (fixture,
              NULL,
              0,
              EARLY "20 copy/first Come to a fair\n"
                    "30 copy/first -\n");
}

static void
assert_entry_is_full (const CantripLogEntry *entry, gpointer user_data)
{
  const CantripReceipt *expected = user_data;
  const CantripReceipt *receipt = entry->receipt;

  g_assert_cmpint (receipt->id, ==, expected->id);
  g_assert_cmpint (receipt->deployment_id, ==, expected->deployment_id);
  g_assert_cmpint (receipt->revision, ==, 7);
  g_assert_cmpint (receipt->variant_id, ==, expected->variant_id);
  g_assert_cmpint (receipt->api_key_id, ==, expected->api_key_id);
  g_assert_cmpstr (receipt->source, ==, "cell");
  g_assert_cmpint (receipt->received_at_us, ==, 10);
  g_assert_cmpint (receipt->latency_us, ==, 11);
  g_assert_cmpint (receipt->provider_latency_us, ==, 12);
  g_assert_cmpstr (receipt->inputs_json, ==, expected->inputs_json);
  g_assert_cmpstr (receipt->output, ==, expected->output);
  g_assert_cmpint (receipt->answered_by_id, ==, 0);
  g_assert_cmpint (receipt->finish, ==, CANTRIP_FINISH_LENGTH);
  g_assert_cmpstr (receipt->model, ==, "m-2026");
  g_assert_cmpint (receipt->input_tokens, ==, 13);
  g_assert_cmpint (receipt->output_tokens, ==, 0);
  g_assert_cmpint (receipt->cost_usd_nanos, ==, G_MAXINT64);
  g_assert_cmpuint (receipt->attempts, ==, 3);
  g_assert_cmpstr (receipt->error_code, ==, "INTERNAL");
  g_assert_cmpstr (receipt->error_message, ==, "It broke, “badly”");
  g_assert_cmpstr (entry->api_key, ==, "Anna");
  g_assert_null (entry->rating);
}

static void
test_append_keeps_everything (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 10);

  receipt->revision = 7;
  receipt->api_key_id = cantrip_test_workspace_add_key (fixture->workspace, "Anna");
  receipt->source = "cell";
  receipt->latency_us = 11;
  receipt->provider_latency_us = 12;
  receipt->finish = CANTRIP_FINISH_LENGTH;
  receipt->model = g_strdup ("m-2026");
  receipt->input_tokens = 13;
  receipt->output_tokens = 0;
  receipt->cost_usd_nanos = G_MAXINT64;
  receipt->attempts = 3;
  receipt->error_code = "INTERNAL";
  receipt->error_message = g_strdup ("It broke, “badly”");
  append (fixture, receipt);

  g_assert_true (
      cantrip_request_log_for_each (fixture->log, NULL, 0, assert_entry_is_full, receipt, NULL));
}

static void
assert_entry_is_bare (const CantripLogEntry *entry, gpointer user_data G_GNUC_UNUSED)
{
  const CantripReceipt *receipt = entry->receipt;

  g_assert_cmpint (receipt->api_key_id, ==, 0);
  g_assert_cmpint (receipt->provider_latency_us, ==, -1);
  g_assert_cmpint (receipt->finish, ==, CANTRIP_FINISH_STOP);
  g_assert_null (receipt->model);
  g_assert_cmpint (receipt->input_tokens, ==, -1);
  g_assert_cmpint (receipt->output_tokens, ==, -1);
  g_assert_cmpint (receipt->cost_usd_nanos, ==, -1);
  g_assert_null (receipt->error_code);
  g_assert_null (receipt->error_message);
  g_assert_null (entry->api_key);
}

static void
test_append_keeps_unknown_as_unknown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 10);

  append (fixture, receipt);
  g_assert_true (
      cantrip_request_log_for_each (fixture->log, NULL, 0, assert_entry_is_bare, NULL, NULL));
}

static void
assert_not_appended (Fixture *fixture, const CantripReceipt *receipt, CantripError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cantrip_request_log_append (fixture->log, receipt, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_null (strstr (error->message, "a fair"));
}

static void
test_append_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) twice = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  g_autoptr (CantripReceipt) lost = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  g_autoptr (CantripReceipt) orphan = make_answered (fixture, 10, 1);

  append (fixture, twice);
  assert_not_appended (fixture, twice, CANTRIP_ERROR_CONFLICT);
  lost->deployment_id = 1;
  assert_not_appended (fixture, lost, CANTRIP_ERROR_INVALID_INPUT);
  assert_not_appended (fixture, orphan, CANTRIP_ERROR_INVALID_INPUT);
  assert_log (fixture, NULL, 0, EARLY);
}

static void
keep_rating (const CantripLogEntry *entry, gpointer user_data)
{
  char **rating = user_data;

  g_free (*rating);
  *rating = g_strdup (entry->rating);
}

static void
assert_rating (Fixture *fixture, const char *expected)
{
  g_autofree char *rating = NULL;

  g_assert_true (cantrip_request_log_for_each (fixture->log, NULL, 0, keep_rating, &rating, NULL));
  g_assert_cmpstr (rating, ==, expected);
}

static void
test_feedback_counts_the_last (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  gint64 id = receipt->id;
  g_autoptr (GError) error = NULL;

  append (fixture, receipt);
  assert_rating (fixture, NULL);
  g_assert_true (cantrip_request_log_add_feedback (fixture->log, id, "up", NULL, NULL));
  assert_rating (fixture, "up");
  g_assert_true (cantrip_request_log_add_feedback (fixture->log, id, "down", "too long", NULL));
  assert_rating (fixture, "down");

  g_assert_false (cantrip_request_log_add_feedback (fixture->log, 1, "up", NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_false (cantrip_request_log_add_feedback (fixture->log, id, "maybe", NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  assert_rating (fixture, "down");
}

static void
test_find_scope (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 10);
  gint64 deployment_id = -1;

  append (fixture, receipt);
  g_assert_true (cantrip_request_log_find_scope (fixture->log, receipt->id, &deployment_id, NULL));
  g_assert_cmpint (deployment_id, ==, fixture->workspace->copy->id);
  g_assert_true (cantrip_request_log_find_scope (fixture->log, 1, &deployment_id, NULL));
  g_assert_cmpint (deployment_id, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/request-log/for-each/filters", test_for_each_filters);
  ADD ("/request-log/for-each/gives-the-answer-of-another",
       test_for_each_gives_the_answer_of_another);
  ADD ("/request-log/append/keeps-everything", test_append_keeps_everything);
  ADD ("/request-log/append/keeps-unknown-as-unknown", test_append_keeps_unknown_as_unknown);
  ADD ("/request-log/append/refuses", test_append_refuses);
  ADD ("/request-log/add-feedback/counts-the-last", test_feedback_counts_the_last);
  ADD ("/request-log/find-scope/names-the-deployment", test_find_scope);
#undef ADD
  return g_test_run ();
}
