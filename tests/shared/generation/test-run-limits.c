/* test-run-limits.c: where a run stops by itself or is stopped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "base/cantrip-error.h"
#include "cantrip-test-run.h"
#include "cantrip-test-util.h"

#define N_ROWS CANTRIP_TEST_RUN_N_ROWS

/* “Hi row 11” costs this at worst: 9 bytes and two frames of 16 tokens in, 10 tokens out. */
#define WORST_USD_NANOS ((9 + 32) * 1000 + 10 * 10000)

static gint64
sum_cost (CantripTestRun *fixture)
{
  return cantrip_test_table_get_number (fixture->path, "SELECT sum(cost_usd_nanos) FROM output");
}

static void
test_limit_is_met_exactly (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) stopped = NULL;
  g_autoptr (CantripRunResult) resumed = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 11, 99 };
  fixture->spec.limit_usd_nanos = 10 * WORST_USD_NANOS;
  fixture->input_tokens = 41; /* each call costs what it may */
  fixture->output_tokens = 10;
  stopped = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (stopped, CANTRIP_RUN_LIMIT, 89, 10, 0);
  g_assert_cmpint (stopped->progress.cost_usd_nanos, ==, 10 * WORST_USD_NANOS);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 10);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"), ==, 79);
  cantrip_test_run_assert_released (fixture);

  fixture->spec.limit_usd_nanos = 25 * WORST_USD_NANOS - 1; /* of the whole run */
  resumed = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (resumed, CANTRIP_RUN_LIMIT, 89, 24, 0);
}

/* What is reserved and not used becomes free again; the limit holds all the same. */
static void
test_limit_holds_in_parallel (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 100, 299 };
  fixture->spec.limit_usd_nanos = 100 * CANTRIP_TEST_RUN_CALL_USD_NANOS;
  result = cantrip_test_run_do (fixture);
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_LIMIT);
  g_assert_cmpint (result->progress.done, ==, 98); /* after it, one at worst is too much */
  g_assert_cmpint (sum_cost (fixture), <=, fixture->spec.limit_usd_nanos);
  g_assert_cmpuint (cantrip_fake_provider_get_most_pending (fixture->provider), >, 1);
}

static void
test_unknown_tokens_count_at_worst (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 11, 99 };
  fixture->spec.limit_usd_nanos = 10 * WORST_USD_NANOS;
  fixture->output_tokens = -1;
  result = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_LIMIT, 89, 10, 0);
  g_assert_cmpint (sum_cost (fixture), ==, 10 * WORST_USD_NANOS);
}

static void
test_failures_that_may_cost_count_at_worst (CantripTestRun *fixture,
                                            gconstpointer   data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 11, 99 };
  fixture->spec.limit_usd_nanos = 10 * WORST_USD_NANOS;
  fixture->fail_text = "row";
  fixture->fail_code = CANTRIP_ERROR_BAD_REPLY;
  result = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_LIMIT, 89, 0, 10);
  g_assert_cmpint (result->progress.cost_usd_nanos, ==, 0); /* not known */
}

static void
assert_limit_refused (CantripTestRun *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_test_run_try (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 0);
}

static void
test_limit_needs_a_price (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) unlimited = NULL;
  g_autofree char *path = cantrip_test_write_file ("none.json", "[]", -1);

  g_clear_object (&fixture->catalog);
  fixture->catalog = cantrip_catalog_new (path, NULL);

  fixture->spec.limit_usd_nanos = 1000000;
  assert_limit_refused (fixture, "The price of “m” is not known");

  fixture->spec.limit_usd_nanos = -1;
  unlimited = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (unlimited, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "cost_usd_nanos IS NULL"), ==, N_ROWS);
}

static void
test_ten_overloads_in_a_row_stop (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;

  fixture->fail_text = "row";
  fixture->fail_code = CANTRIP_ERROR_OVERLOADED;
  result = cantrip_test_run_do (fixture);
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_ERROR);
  g_assert_error (result->error, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED);
  g_assert_cmpint (result->progress.failed, >=, 10);
  g_assert_cmpint (result->progress.failed, <=, 10 + CANTRIP_TEST_RUN_CONCURRENCY);
  cantrip_test_run_assert_released (fixture);
}

static gboolean
has_calls (gpointer provider)
{
  return cantrip_fake_provider_get_n_pending (provider) >= 8;
}

static gboolean
has_no_calls (gpointer provider)
{
  return cantrip_fake_provider_get_n_pending (provider) == 0;
}

static gboolean
has_no_waiting (gpointer dispatcher)
{
  return cantrip_dispatcher_get_n_waiting (dispatcher) == 0;
}

/* Starts a run whose first eight calls stay unanswered. */
static CantripRun *
start_by_hand (CantripTestRun *fixture, GAsyncResult **slot)
{
  CantripRun *run;

  cantrip_test_run_answer_by_hand (fixture);
  run = cantrip_test_run_make (fixture);
  cantrip_run_start_async (run, fixture->cancellable, cantrip_test_keep_result, slot);
  cantrip_test_wait_until (has_calls, fixture->provider);

  return run;
}

static void
test_cancel_keeps_what_is_paid (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  g_autoptr (CantripRunResult) result = NULL;

  g_assert_cmpuint (cantrip_dispatcher_get_n_waiting (fixture->dispatcher), ==, 8);
  g_cancellable_cancel (fixture->cancellable);
  cantrip_test_wait_until (has_no_waiting, fixture->dispatcher);
  for (guint i = 0; i < 8; i++)
    cantrip_fake_provider_answer (fixture->provider, cantrip_fake_completion_new ("paid", 20, 5));

  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_CANCELLED, N_ROWS, 8, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 8);
  g_assert_cmpint (cantrip_test_run_count (fixture, "text = 'paid'"), ==, 8);
  cantrip_test_run_assert_released (fixture);
}

static void
test_cancel_does_not_wait_for_ever (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  gint64        cancelled_us = g_get_monotonic_time ();
  g_autoptr (CantripRunResult) result = NULL;

  g_cancellable_cancel (fixture->cancellable);
  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_CANCELLED, N_ROWS, 0, 0);
  g_assert_cmpint (g_get_monotonic_time () - cancelled_us, >=, 4 * G_USEC_PER_SEC);
  cantrip_test_run_assert_released (fixture);
}

static void
test_abort_waits_for_nothing (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  g_autoptr (CantripRunResult) result = NULL;

  cantrip_run_abort (run);
  cantrip_test_wait_until (has_no_calls, fixture->provider);
  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_CANCELLED, N_ROWS, 0, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"), ==, N_ROWS);
  cantrip_test_run_assert_released (fixture);
}

static void
test_abort_before_the_plan (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = cantrip_test_run_make (fixture);
  g_autoptr (CantripRunResult) result = NULL;

  cantrip_run_start_async (run, NULL, cantrip_test_keep_result, &slot);
  cantrip_run_abort (run);
  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_CANCELLED, N_ROWS, 0, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 0);
  cantrip_test_run_assert_released (fixture);
}

static void
test_second_engine_is_busy (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *first = start_by_hand (fixture, &slot);
  g_autoptr (CantripRunResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_test_run_try (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "or try again in 15 s if it is gone"));
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 8);

  cantrip_run_abort (first);
  result = cantrip_test_run_finish (first, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_CANCELLED, N_ROWS, 0, 0);
}

/* A program that slept past its time finds its run taken over, and stops. */
static void
test_run_that_was_taken_over_stops (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  g_autoptr (CantripRunResult) result = NULL;

  cantrip_test_table_execute (fixture->path, "UPDATE run SET owner = 'another'");
  cantrip_fake_provider_answer (fixture->provider, cantrip_fake_completion_new ("late", 1, 1));
  result = cantrip_test_run_finish (run, &slot, NULL);
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_ERROR);
  g_assert_error (result->error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'done'"), ==, 0);
}

/* No file may grow past @bytes: what a full disk is to a program. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk_stops_at_once (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult    *slot = NULL;
  CantripRun      *run = start_by_hand (fixture, &slot);
  g_autofree char *long_text = g_strnfill (1000000, 'x');
  g_autoptr (CantripRunResult) result = NULL;

  signal (SIGXFSZ, SIG_IGN); /* writing fails then, as on a full disk */
  limit_files (500000);
  cantrip_fake_provider_answer (fixture->provider, cantrip_fake_completion_new (long_text, 1, 1));
  result = cantrip_test_run_finish (run, &slot, NULL);
  limit_files (RLIM_INFINITY);

  g_assert_cmpint (result->end, ==, CANTRIP_RUN_ERROR);
  g_assert_error (result->error, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
  g_assert_cmpint (result->progress.done, ==, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), <=, 16);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'done'"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/run/limit/is-met-exactly", test_limit_is_met_exactly);
  ADD ("/run/limit/holds-in-parallel", test_limit_holds_in_parallel);
  ADD ("/run/limit/unknown-tokens-count-at-worst", test_unknown_tokens_count_at_worst);
  ADD ("/run/limit/failures-that-may-cost-count-at-worst",
       test_failures_that_may_cost_count_at_worst);
  ADD ("/run/limit/needs-a-price", test_limit_needs_a_price);
  ADD ("/run/start/ten-overloads-in-a-row-stop", test_ten_overloads_in_a_row_stop);
  ADD ("/run/cancel/keeps-what-is-paid", test_cancel_keeps_what_is_paid);
  ADD ("/run/cancel/does-not-wait-for-ever", test_cancel_does_not_wait_for_ever);
  ADD ("/run/abort/waits-for-nothing", test_abort_waits_for_nothing);
  ADD ("/run/abort/before-the-plan", test_abort_before_the_plan);
  ADD ("/run/hold/second-engine-is-busy", test_second_engine_is_busy);
  ADD ("/run/hold/taken-over-stops", test_run_that_was_taken_over_stops);
  ADD ("/run/store/full-disk-stops-at-once", test_full_disk_stops_at_once);
#undef ADD
  return g_test_run ();
}
