/* test-model-asker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"
#include "cantrip-test-util.h"

/* Words of a provider, which nobody but the owner should see. */
#define WORDS "acct_42 of Miller & Sons"

/* How often a call is sent when it fails for now. */
#define MAX_ATTEMPTS 4

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
fail_next (Fixture *fixture, guint status, const char *headers, guint n)
{
  /* Some providers repeat the key that they refuse. */
  static const char BODY[] =
      "{\"error\":{\"message\":\"" WORDS ": " CANTRIP_TEST_CONNECTION_KEY "\"}}";

  cantrip_fake_model_fail_next (fixture->service->model, status, BODY, headers, n);
}

static CantripReceipt *
get_only_receipt (GPtrArray *receipts)
{
  g_assert_cmpuint (receipts->len, ==, 1);

  return g_ptr_array_index (receipts, 0);
}

/* Fails the test unless the call failed so, for everybody to see what concerns them. */
static void
assert_failed (Fixture    *fixture,
               const char *slug,
               guint       status,
               const char *code,
               guint       n_attempts,
               const char *reason)
{
  g_autofree char *path = g_strdup_printf ("/v1/deployments/%s/call", slug);
  g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                            "POST",
                                                            path,
                                                            fixture->service->full_key,
                                                            "{'inputs': {'event': 'x'}}");
  g_autoptr (GPtrArray) receipts = cantrip_test_service_list_receipts (fixture->service);
  const CantripReceipt *receipt = get_only_receipt (receipts);

  cantrip_test_call_assert_error (call, status, code);
  g_assert_null (strstr (call->text, "acct_42"));
  g_assert_null (strstr (call->text, "sk-the"));

  g_assert_cmpstr (receipt->error_code, ==, code);
  g_assert_cmpuint (receipt->attempts, ==, n_attempts);
  g_assert_null (receipt->output);
  g_assert_nonnull (receipt->error_message);
  if (strstr (receipt->error_message, reason) == NULL)
    g_assert_cmpstr (receipt->error_message, ==, reason);
  g_assert_null (strstr (receipt->error_message, "sk-the"));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, n_attempts);
}

static void
test_unauthorized (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_next (fixture, 401, NULL, 1);
  assert_failed (fixture, "copy", 502, "UPSTREAM", 1, WORDS);
}

static void
test_out_of_money (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_next (fixture, 402, NULL, 1);
  assert_failed (fixture, "copy", 402, "BUDGET", 1, WORDS);
}

static void
test_busy_then_answers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;
  g_autoptr (GPtrArray) receipts = NULL;

  fail_next (fixture, 429, "Retry-After: 1", 1);
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_output (call, "About x", FALSE);

  receipts = cantrip_test_service_list_receipts (fixture->service);
  g_assert_cmpuint (get_only_receipt (receipts)->attempts, ==, 2);
  g_assert_cmpint (get_only_receipt (receipts)->latency_us, >=, G_USEC_PER_SEC);
}

/* So long that no caller would wait for it. */
static void
test_busy_for_long (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;
  JsonObject *error;

  fail_next (fixture, 429, "Retry-After: 3600", 1);
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_error (call, 429, "RATE_LIMITED");
  error = cantrip_json_get_object (call->object, "error");
  g_assert_cmpint (cantrip_json_get_int (error, "retry_after_ms", -1), ==, 3600 * 1000);
  g_assert_cmpstr (cantrip_test_call_get_header (call, "Retry-After"), ==, "3600");
}

static void
test_failing_for_now (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fail_next (fixture, 500, NULL, MAX_ATTEMPTS);
  assert_failed (fixture, "copy", 502, "UPSTREAM", MAX_ATTEMPTS, WORDS);
}

static void
test_failing_then_answers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;

  fail_next (fixture, 503, NULL, MAX_ATTEMPTS - 1);
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_output (call, "About x", FALSE);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, MAX_ATTEMPTS);
}

static void
test_hangs_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    cantrip_fake_model_play_next (fixture->service->model, NULL, 0, 0, 0, CANTRIP_FAKE_END_RESET);
  assert_failed (fixture, "copy", 502, "UPSTREAM", MAX_ATTEMPTS, "");
}

static void
test_garbage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_set_body (fixture->service->model, "<html>" WORDS "</html>");
  assert_failed (fixture, "copy", 502, "UPSTREAM", 1, "");
}

/* It was sent, and may be paid, so it is not sent again. */
static void
test_silence (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_play_next (fixture->service->model, NULL, 0, 0, 0, CANTRIP_FAKE_END_SILENCE);
  assert_failed (fixture, "hasty", 502, "UPSTREAM", 1, "");
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_set_body (fixture->service->model,
                               "{\"choices\":[{\"message\":{\"content\":null},"
                               "\"finish_reason\":\"content_filter\"}]}");
  assert_failed (fixture, "copy", 422, "REFUSED", 1, "");
}

static void
test_too_long (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_fail_next (fixture->service->model,
                                400,
                                "{\"error\":{\"code\":\"context_length_exceeded\"}}",
                                NULL,
                                1);
  assert_failed (fixture, "copy", 413, "TOO_LONG", 1, "");
}

/* A key that is refused is read again: its owner may have renewed it. */
static void
test_renewed_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *header = NULL;
  g_autoptr (CantripTestCall) failed = NULL;
  g_autoptr (CantripTestCall) call = NULL;

  fail_next (fixture, 401, NULL, 1);
  failed = cantrip_test_call_copy (fixture->service, "x");
  g_assert_cmpuint (failed->status, ==, 502);

  cantrip_test_service_write_connection_key (fixture->service, "sk-renewed");
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_output (call, "About x", FALSE);
  header = cantrip_fake_model_dup_last_header (fixture->service->model, "Authorization");
  g_assert_cmpstr (header, ==, "Bearer sk-renewed");
}

static void
test_missing_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;
  g_autoptr (GPtrArray) receipts = NULL;

  cantrip_test_service_write_connection_key (fixture->service, NULL);
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_error (call, 502, "UPSTREAM");
  receipts = cantrip_test_service_list_receipts (fixture->service);
  g_assert_nonnull (strstr (get_only_receipt (receipts)->error_message, "connection-key"));
  g_assert_null (strstr (call->text, "connection-key"));
}

/* Asks the deployment “hasty” until its answer is @output; fails if that takes too long. */
static void
ask_hasty_until (Fixture *fixture, const char *body, const char *output)
{
  gint64 deadline_us = g_get_monotonic_time () + CANTRIP_TEST_DEADLINE_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                "POST",
                                                                "/v1/deployments/hasty/call",
                                                                fixture->service->full_key,
                                                                body);

      if (g_strcmp0 (cantrip_test_call_get_text (call, "output"), output) == 0)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
    }
}

/* What is known of a connection goes with its last deployment: its key is read again later. */
static void
test_forgets_unused_connections (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *header = NULL;

  ask_hasty_until (fixture, "{'inputs': {'event': 'x'}}", "About x");
  cantrip_test_service_deploy (fixture->service, "hasty", "copy/second");
  ask_hasty_until (fixture, "{'inputs': {'event': 'x'}}", "More about x");

  cantrip_test_service_write_connection_key (fixture->service, "sk-renewed");
  cantrip_test_service_deploy (fixture->service, "hasty", "copy/hasty");
  ask_hasty_until (fixture, "{'inputs': {'event': 'y'}}", "About y");
  header = cantrip_fake_model_dup_last_header (fixture->service->model, "Authorization");
  g_assert_cmpstr (header, ==, "Bearer sk-renewed");
}

static GLogWriterOutput
watch_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data G_GNUC_UNUSED)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0 && strstr (fields[i].value, "sk-the") != NULL)
        abort ();
    }

  return g_log_writer_default (level, fields, n_fields, NULL);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_writer_func (watch_log, NULL, NULL); /* for all tests: no key in any line */

  ADD ("/model-asker/ask/unauthorized", test_unauthorized);
  ADD ("/model-asker/ask/out-of-money", test_out_of_money);
  ADD ("/model-asker/ask/busy-then-answers", test_busy_then_answers);
  ADD ("/model-asker/ask/busy-for-long", test_busy_for_long);
  ADD ("/model-asker/ask/failing-for-now", test_failing_for_now);
  ADD ("/model-asker/ask/failing-then-answers", test_failing_then_answers);
  ADD ("/model-asker/ask/hangs-up", test_hangs_up);
  ADD ("/model-asker/ask/garbage", test_garbage);
  ADD ("/model-asker/ask/silence", test_silence);
  ADD ("/model-asker/ask/refused", test_refused);
  ADD ("/model-asker/ask/too-long", test_too_long);
  ADD ("/model-asker/key/is-read-again-when-refused", test_renewed_key);
  ADD ("/model-asker/key/missing", test_missing_key);
  ADD ("/model-asker/connection/forgotten-when-unused", test_forgets_unused_connections);

  return g_test_run ();
}
