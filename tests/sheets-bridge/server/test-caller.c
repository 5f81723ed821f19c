/* test-caller.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "cantrip-test-call.h"
#include "cantrip-test-util.h"

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

static void
assert_copy (Fixture *fixture, const char *event, const char *output, gboolean cached)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_copy (fixture->service, event);

  cantrip_test_call_assert_output (call, output, cached);
}

static guint
count_calls (Fixture *fixture)
{
  return cantrip_fake_model_get_n_calls (fixture->service->model);
}

static void
test_second_call_is_free (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestTally tally;

  for (guint i = 0; i < 4; i++) /* each worker twice, or so */
    assert_copy (fixture, "Spring sale", "About Spring sale", i > 0);

  g_assert_cmpuint (count_calls (fixture), ==, 1);
  tally = cantrip_test_service_tally_receipts (fixture->service);
  g_assert_cmpuint (tally.n_paid, ==, 1);
  g_assert_cmpuint (tally.n_stored, ==, 3);
  g_assert_cmpuint (tally.n_failed, ==, 0);
}

/* What is sent decides, not how the inputs were called or whether more of them came. */
static void
test_same_prompt_shares (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BODIES[] = {
    "{'inputs': {'event': 'x', 'unused': 1}}",
    "{'inputs': {'unused': [true], 'event': 'x'}}",
    "{'inputs': {'event': 'x'}, 'refresh': false}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                "POST",
                                                                "/v1/deployments/copy/call",
                                                                fixture->service->full_key,
                                                                BODIES[i]);

      cantrip_test_call_assert_output (call, "About x", i > 0);
    }
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

/* 40 and "40" are one text in the prompt. */
static void
test_number_and_its_text_share (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) number = cantrip_test_call_new (fixture->service,
                                                              "POST",
                                                              "/v1/deployments/copy/call",
                                                              fixture->service->full_key,
                                                              "{'inputs': {'event': 40}}");

  cantrip_test_call_assert_output (number, "About 40", FALSE);
  assert_copy (fixture, "40", "About 40", TRUE);
  assert_copy (fixture, "40 ", "About 40 ", FALSE);
}

static void
test_refresh_asks_anew (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) refreshed = NULL;

  cantrip_fake_model_set_reply (fixture->service->model, "old");
  assert_copy (fixture, "x", "old", FALSE);

  cantrip_fake_model_set_reply (fixture->service->model, "new");
  assert_copy (fixture, "x", "old", TRUE);
  refreshed = cantrip_test_call_new (fixture->service,
                                     "POST",
                                     "/v1/deployments/copy/call",
                                     fixture->service->full_key,
                                     "{'inputs': {'event': 'x'}, 'refresh': true}");
  cantrip_test_call_assert_output (refreshed, "new", FALSE);
  assert_copy (fixture, "x", "new", TRUE);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

/* A failed refresh leaves the stored answer alone. */
static void
test_failed_refresh_keeps_the_old (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) refreshed = NULL;

  assert_copy (fixture, "x", "About x", FALSE);
  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  refreshed = cantrip_test_call_new (fixture->service,
                                     "POST",
                                     "/v1/deployments/copy/call",
                                     fixture->service->full_key,
                                     "{'inputs': {'event': 'x'}, 'refresh': true}");
  cantrip_test_call_assert_error (refreshed, 502, "UPSTREAM");
  assert_copy (fixture, "x", "About x", TRUE);
}

static void
assert_fresh_since (Fixture *fixture, gint64 moment_ms, gboolean cached)
{
  g_autofree char *body =
      g_strdup_printf ("{'inputs': {'event': 'x'}, 'refresh': %" G_GINT64_FORMAT "}", moment_ms);
  g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                            "POST",
                                                            "/v1/deployments/copy/call",
                                                            fixture->service->full_key,
                                                            body);

  cantrip_test_call_assert_output (call, "About x", cached);
}

/* So that a request that is sent again pays once. */
static void
test_refresh_since_a_moment (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 before_ms = g_get_real_time () / 1000;
  gint64 after_ms;

  assert_fresh_since (fixture, before_ms, FALSE);
  assert_fresh_since (fixture, before_ms, TRUE);
  assert_fresh_since (fixture, 0, TRUE);
  assert_fresh_since (fixture, -1, TRUE);

  do
    after_ms = g_get_real_time () / 1000;
  while (after_ms <= before_ms + 50);
  assert_fresh_since (fixture, after_ms, FALSE);
  assert_fresh_since (fixture, after_ms, TRUE);
}

/* It was paid, and asking again would not help. */
static void
test_refusal_is_stored (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_set_body (fixture->service->model,
                               "{\"choices\":[{\"message\":{\"content\":null},"
                               "\"finish_reason\":\"content_filter\"}]}");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_copy (fixture->service, "x");

      cantrip_test_call_assert_error (call, 422, "REFUSED");
    }
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  g_assert_cmpuint (cantrip_test_service_tally_receipts (fixture->service).n_failed, ==, 2);
}

static void
test_failure_is_not_stored (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) failed = NULL;

  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  failed = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_error (failed, 502, "UPSTREAM");
  assert_copy (fixture, "x", "About x", FALSE);
}

static void
restart (Fixture *fixture)
{
  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);
}

static void
test_found_after_a_restart (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_copy (fixture, "x", "About x", FALSE);
  restart (fixture);
  assert_copy (fixture, "x", "About x", TRUE);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

static void
test_found_after_a_rollback (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  assert_copy (fixture, "x", "About x", FALSE);

  cantrip_test_service_deploy (fixture->service, "copy", "copy/second");
  restart (fixture);
  assert_copy (fixture, "x", "More about x", FALSE);

  cantrip_deployment_repository_roll_back (fixture->service->repositories.deployments,
                                           "copy",
                                           0,
                                           NULL,
                                           &error);
  g_assert_no_error (error);
  restart (fixture);
  assert_copy (fixture, "x", "About x", TRUE);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

/* Two deployments of one variant have its answers in common. */
static void
test_found_by_another_deployment (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) other = NULL;

  assert_copy (fixture, "x", "About x", FALSE);
  cantrip_test_service_deploy (fixture->service, "twin", "copy/first");
  restart (fixture);
  other = cantrip_test_call_new (fixture->service,
                                 "POST",
                                 "/v1/deployments/twin/call",
                                 fixture->service->full_key,
                                 "{'inputs': {'event': 'x'}}");
  cantrip_test_call_assert_output (other, "About x", TRUE);
}

static void
assert_paid (const CantripReceipt *receipt)
{
  g_assert_cmpstr (receipt->source, ==, "call");
  g_assert_cmpstr (receipt->inputs_json, ==, "{\"event\":\"x\"}");
  g_assert_cmpstr (receipt->output, ==, "About x");
  g_assert_cmpstr (receipt->model, ==, "fake-1");
  g_assert_cmpint (receipt->answered_by_id, ==, 0);
  g_assert_cmpint (receipt->input_tokens, ==, 2);
  g_assert_cmpint (receipt->output_tokens, ==, 2);
  g_assert_cmpint (receipt->cost_usd_nanos, ==, -1); /* nobody knows the price of fake-1 */
  g_assert_cmpuint (receipt->attempts, ==, 1);
  g_assert_cmpint (receipt->provider_latency_us, >=, 0);
  g_assert_cmpint (receipt->latency_us, >=, receipt->provider_latency_us);
  g_assert_null (receipt->error_code);
  g_assert_cmpint (receipt->revision, ==, 1);
}

static void
assert_stored (const CantripReceipt *receipt, const CantripReceipt *paid)
{
  g_assert_cmpint (receipt->answered_by_id, ==, paid->id);
  g_assert_cmpstr (receipt->inputs_json, ==, paid->inputs_json);
  g_assert_cmpstr (receipt->model, ==, paid->model);
  g_assert_cmpint (receipt->variant_id, ==, paid->variant_id);
  g_assert_cmpint (receipt->deployment_id, ==, paid->deployment_id);
  g_assert_cmpint (receipt->api_key_id, ==, paid->api_key_id);
  g_assert_cmpint (receipt->cost_usd_nanos, ==, 0);
  g_assert_cmpint (receipt->input_tokens, ==, 0);
  g_assert_cmpint (receipt->output_tokens, ==, 0);
  g_assert_cmpint (receipt->provider_latency_us, ==, -1);
  g_assert_cmpuint (receipt->attempts, ==, 0);
}

static void
test_receipts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 before_us = g_get_real_time ();
  g_autoptr (CantripTestCall) paid = cantrip_test_call_copy (fixture->service, "x");
  g_autoptr (CantripTestCall) stored = cantrip_test_call_copy (fixture->service, "x");
  g_autoptr (GPtrArray) receipts = cantrip_test_service_list_receipts (fixture->service);
  const CantripReceipt *first = g_ptr_array_index (receipts, 0);
  const CantripReceipt *second = g_ptr_array_index (receipts, 1);

  g_assert_cmpuint (receipts->len, ==, 2);
  assert_paid (first);
  assert_stored (second, first);
  g_assert_cmpint (first->received_at_us, >=, before_us);
  g_assert_cmpint (second->received_at_us, <=, g_get_real_time ());

  g_assert_cmpint (cantrip_id_from_text (cantrip_test_call_get_text (paid, "request_id")),
                   ==,
                   first->id);
  g_assert_cmpint (cantrip_id_from_text (cantrip_test_call_get_text (stored, "request_id")),
                   ==,
                   second->id);
}

static void
test_receipt_of_a_bad_input (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                            "POST",
                                                            "/v1/deployments/copy/call",
                                                            fixture->service->full_key,
                                                            "{'inputs': {'evnt': 'x'}}");
  g_autoptr (GPtrArray) receipts = cantrip_test_service_list_receipts (fixture->service);
  const CantripReceipt *receipt = g_ptr_array_index (receipts, 0);

  cantrip_test_call_assert_error (call, 400, "INPUT_TYPE");
  g_assert_nonnull (strstr (call->text, "evnt")); /* the nearest name there is */
  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_cmpstr (receipt->error_code, ==, "INPUT_TYPE");
  g_assert_cmpstr (receipt->inputs_json, ==, "{\"evnt\":\"x\"}");
  g_assert_null (receipt->output);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/caller/stored/second-call-is-free", test_second_call_is_free);
  ADD ("/caller/stored/same-prompt-shares", test_same_prompt_shares);
  ADD ("/caller/stored/number-and-its-text-share", test_number_and_its_text_share);
  ADD ("/caller/stored/refresh-asks-anew", test_refresh_asks_anew);
  ADD ("/caller/stored/failed-refresh-keeps-the-old", test_failed_refresh_keeps_the_old);
  ADD ("/caller/stored/refresh-since-a-moment", test_refresh_since_a_moment);
  ADD ("/caller/stored/refusal-is", test_refusal_is_stored);
  ADD ("/caller/stored/failure-is-not", test_failure_is_not_stored);
  ADD ("/caller/stored/found-after-a-restart", test_found_after_a_restart);
  ADD ("/caller/stored/found-after-a-rollback", test_found_after_a_rollback);
  ADD ("/caller/stored/found-by-another-deployment", test_found_by_another_deployment);
  ADD ("/caller/receipt/of-paid-and-stored", test_receipts);
  ADD ("/caller/receipt/of-a-bad-input", test_receipt_of_a_bad_input);

  return g_test_run ();
}
