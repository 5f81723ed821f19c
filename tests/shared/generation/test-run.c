/* test-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-run.h"
#include "cantrip-test-util.h"

#define N_ROWS CANTRIP_TEST_RUN_N_ROWS

static void
test_asks_every_row (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = cantrip_test_run_do (fixture);

  cantrip_test_run_assert_result (result, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpint (result->progress.settled_now, ==, N_ROWS);
  g_assert_cmpint (result->progress.cost_usd_nanos, ==, N_ROWS * CANTRIP_TEST_RUN_CALL_USD_NANOS);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, N_ROWS);
  g_assert_cmpuint (cantrip_fake_provider_get_most_pending (fixture->provider), >, 1);
  g_assert_cmpuint (cantrip_fake_provider_get_most_pending (fixture->provider), <=, 16);
  g_assert_cmpint (cantrip_test_run_count (
                       fixture,
                       "state = 'done' AND text = 'to Hi row ' || position AND model = 'fake'"
                       " AND finish_reason = 'stop' AND input_tokens = 20"
                       " AND output_tokens = 5 AND latency_us = 1000 AND attempts = 1"
                       " AND cost_usd_nanos = 70000 AND finished_at_us > 0"
                       " AND error_code IS NULL"),
                   ==,
                   N_ROWS);
  cantrip_test_run_assert_released (fixture);
}

static void
test_complete_run_pays_nothing (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = cantrip_test_run_do (fixture);
  g_autoptr (CantripRunResult) again = cantrip_test_run_do (fixture);

  cantrip_test_run_assert_result (again, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpint (again->run_id, ==, first->run_id);
  g_assert_cmpint (again->progress.settled_now, ==, 0);
  g_assert_cmpint (again->progress.cost_usd_nanos, ==, first->progress.cost_usd_nanos);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, N_ROWS);
}

static void
test_resumes_after_cancel (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) stopped = NULL;
  g_autoptr (CantripRunResult) resumed = NULL;
  gint64 done;

  fixture->stop_after = 100;
  stopped = cantrip_test_run_do (fixture);
  done = stopped->progress.done;
  g_assert_cmpint (done, >=, 100);
  g_assert_cmpint (done, <, N_ROWS);
  cantrip_test_run_assert_result (stopped, CANTRIP_RUN_CANCELLED, N_ROWS, done, 0);
  g_assert_cmpint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, done); /* all kept */
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"), ==, N_ROWS - done);
  cantrip_test_run_assert_released (fixture);

  cantrip_test_run_allow_again (fixture);
  resumed = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (resumed, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpint (resumed->run_id, ==, stopped->run_id);
  g_assert_cmpint (resumed->progress.settled_now, ==, N_ROWS - done);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, N_ROWS);
}

static void
test_repeats (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) once = NULL;
  g_autoptr (CantripRunResult) thrice = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 1, 10 };
  once = cantrip_test_run_do (fixture);
  fixture->spec.repeats = 3;
  thrice = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (thrice, CANTRIP_RUN_COMPLETE, 30, 30, 0);
  g_assert_cmpint (thrice->run_id, !=, once->run_id);
  g_assert_cmpint (cantrip_test_run_count (fixture, "repeat = 3 AND state = 'done'"), ==, 10);
}

static void
test_scope_extends_the_run (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) some = NULL;
  g_autoptr (CantripRunResult) more = NULL;
  g_autoptr (CantripRunResult) all = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 11, 20 };
  some = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (some, CANTRIP_RUN_COMPLETE, 10, 10, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "position BETWEEN 11 AND 20"), ==, 10);
  g_assert_cmpint (cantrip_test_run_count (fixture, "TRUE"), ==, 10);

  fixture->spec.scope = (CantripScope){ FALSE, 16, 25 };
  more = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (more, CANTRIP_RUN_COMPLETE, 10, 10, 0);
  g_assert_cmpint (more->run_id, ==, some->run_id);
  g_assert_cmpint (more->progress.settled_now, ==, 5);

  fixture->spec.scope = CANTRIP_SCOPE_ALL;
  all = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (all, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, N_ROWS);
}

static void
test_fresh_begins_again (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = NULL;
  g_autoptr (CantripRunResult) fresh = NULL;
  g_autoptr (CantripRunResult) newest = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 1, 10 };
  first = cantrip_test_run_do (fixture);
  fixture->spec.fresh = TRUE;
  fresh = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (fresh, CANTRIP_RUN_COMPLETE, 10, 10, 0);
  g_assert_cmpint (fresh->run_id, !=, first->run_id);
  g_assert_cmpint (fresh->progress.settled_now, ==, 10);

  fixture->spec.fresh = FALSE;
  newest = cantrip_test_run_do (fixture);
  g_assert_cmpint (newest->run_id, ==, fresh->run_id);
}

static void
test_failed_rows_are_asked_again_on_demand (CantripTestRun *fixture,
                                            gconstpointer   data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = NULL;
  g_autoptr (CantripRunResult) same = NULL;
  g_autoptr (CantripRunResult) failed_again = NULL;
  g_autoptr (CantripRunResult) mended = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 1, 29 };
  fixture->fail_text = "row 1"; /* 1 and 10 to 19 */
  fixture->fail_code = CANTRIP_ERROR_REFUSED;
  first = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (first, CANTRIP_RUN_COMPLETE, 29, 18, 11);
  g_assert_cmpint (
      cantrip_test_run_count (fixture,
                              "state = 'failed' AND error_code = 'REFUSED' AND text IS NULL"
                              " AND error_message = 'As told' AND cost_usd_nanos IS NULL"),
      ==,
      11);

  same = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (same, CANTRIP_RUN_COMPLETE, 29, 18, 11);
  g_assert_cmpint (same->progress.settled_now, ==, 0);

  fixture->spec.scope = CANTRIP_SCOPE_FAILED;
  fixture->fail_text = "row 11";
  failed_again = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (failed_again, CANTRIP_RUN_COMPLETE, 11, 10, 1);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'done' AND error_code IS NOT NULL"),
                   ==,
                   0);

  fixture->fail_text = NULL;
  mended = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (mended, CANTRIP_RUN_COMPLETE, 1, 1, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'done' AND attempts = 3"), ==, 1);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'done'"), ==, 29);
}

static void
test_stopped_retry_leaves_failures_failed (CantripTestRun *fixture,
                                           gconstpointer   data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = NULL;
  g_autoptr (CantripRunResult) stopped = NULL;

  fixture->fail_text = "row";
  fixture->fail_code = CANTRIP_ERROR_REFUSED;
  first = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (first, CANTRIP_RUN_COMPLETE, N_ROWS, 0, N_ROWS);

  fixture->fail_text = NULL;
  fixture->spec.scope = CANTRIP_SCOPE_FAILED;
  fixture->stop_after = N_ROWS + 50;
  stopped = cantrip_test_run_do (fixture);
  g_assert_cmpint (stopped->end, ==, CANTRIP_RUN_CANCELLED);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"), ==, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'failed' AND error_code = 'REFUSED'"),
                   ==,
                   N_ROWS - stopped->progress.done);
}

static void
test_row_that_does_not_render_fails_unpaid (CantripTestRun *fixture,
                                            gconstpointer   data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;

  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset_row SET values_json = '[{\"first\":\"Ann\"},1]' "
                              "WHERE position = 2");
  cantrip_recipe_unref (fixture->spec.recipe);
  fixture->spec.recipe = cantrip_test_recipe_new ("Hi {{name.first}}");
  fixture->spec.scope = (CantripScope){ FALSE, 1, 3 };
  result = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_COMPLETE, 3, 1, 2);
  g_assert_cmpint (cantrip_test_run_count (fixture,
                                           "state = 'failed' AND error_code = 'INVALID_INPUT'"
                                           " AND error_message LIKE '%name.first%' AND attempts = "
                                           "0"),
                   ==,
                   2);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 1);
}

static void
assert_cannot_begin (CantripTestRun *fixture, CantripError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_test_run_try (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 0);
}

static void
test_refuses_what_cannot_work (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->spec.scope = CANTRIP_SCOPE_FAILED;
  assert_cannot_begin (fixture, CANTRIP_ERROR_NOT_FOUND, "Nothing has failed");
  fixture->spec.scope = (CantripScope){ FALSE, 301, 400 };
  assert_cannot_begin (fixture, CANTRIP_ERROR_NOT_FOUND, "no row 301");
  fixture->spec.scope = CANTRIP_SCOPE_ALL;
  fixture->spec.dataset_id = 99;
  assert_cannot_begin (fixture, CANTRIP_ERROR_NOT_FOUND, "");
  fixture->spec.dataset_id = CANTRIP_TEST_DATASET_ID;
  cantrip_recipe_unref (fixture->spec.recipe);
  fixture->spec.recipe = cantrip_test_recipe_new ("Hi {{nmae}}");
  assert_cannot_begin (fixture, CANTRIP_ERROR_INVALID_INPUT, "did you mean “name”");
  cantrip_recipe_unref (fixture->spec.recipe);
  fixture->spec.recipe = cantrip_test_recipe_new ("Hi {{zzzzzzzz}}");
  assert_cannot_begin (fixture, CANTRIP_ERROR_INVALID_INPUT, "no column “zzzzzzzz”");
  g_assert_cmpint (cantrip_test_run_count (fixture, "TRUE"), ==, 0);
}

static void
test_cancelled_before_the_start (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (cantrip_test_run_try (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_error_of_every_row_stops (CantripTestRun *fixture, gconstpointer data)
{
  g_autoptr (CantripRunResult) stopped = NULL;
  g_autoptr (CantripRunResult) resumed = NULL;

  fixture->fail_text = "row";
  fixture->fail_code = GPOINTER_TO_INT (data);
  stopped = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (stopped, CANTRIP_RUN_ERROR, N_ROWS, 0, 0);
  g_assert_error (stopped->error, CANTRIP_ERROR, fixture->fail_code);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), <=, 16);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"),
                   ==,
                   N_ROWS); /* none at fault */
  cantrip_test_run_assert_released (fixture);

  fixture->fail_text = NULL;
  resumed = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (resumed, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
}

static void
note_progress (CantripRun *run, gpointer user_data)
{
  GArray            *seen = user_data;
  CantripRunProgress progress;

  cantrip_run_get_progress (run, &progress);
  g_array_append_val (seen, progress);
}

static void
test_progress_counts_up (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (CantripRunProgress));
  CantripRun   *run;
  GAsyncResult *slot = NULL;
  gint64        before_us = g_get_monotonic_time ();

  fixture->spec.repeats = 10;
  run = cantrip_test_run_make (fixture);
  g_signal_connect (run, "progress", G_CALLBACK (note_progress), seen);
  cantrip_run_start_async (run, NULL, cantrip_test_keep_result, &slot);
  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_COMPLETE, 10 * N_ROWS, 10 * N_ROWS, 0);

  g_assert_cmpuint (seen->len, >=, 1);
  g_assert_cmpint (seen->len, <=, (g_get_monotonic_time () - before_us) / 100000 + 1);
  for (guint i = 0; i < seen->len; i++)
    {
      const CantripRunProgress *progress = &g_array_index (seen, CantripRunProgress, i);

      g_assert_cmpint (progress->total, ==, 10 * N_ROWS);
      g_assert_cmpint (progress->done, >, i > 0 ? (progress - 1)->done : 0);
      g_assert_cmpint (progress->cost_usd_nanos,
                       ==,
                       progress->done * CANTRIP_TEST_RUN_CALL_USD_NANOS);
      g_assert_cmpfloat (progress->per_second, >, 0);
      g_assert_cmpfloat (progress->seconds_left, >=, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
#define ADD_ERROR(path, code)                \
  g_test_add (path,                          \
              CantripTestRun,                \
              GINT_TO_POINTER (code),        \
              cantrip_test_run_set_up,       \
              test_error_of_every_row_stops, \
              cantrip_test_run_tear_down)
  ADD ("/run/start/asks-every-row", test_asks_every_row);
  ADD ("/run/start/complete-run-pays-nothing", test_complete_run_pays_nothing);
  ADD ("/run/start/resumes-after-cancel", test_resumes_after_cancel);
  ADD ("/run/start/repeats", test_repeats);
  ADD ("/run/start/scope-extends-the-run", test_scope_extends_the_run);
  ADD ("/run/start/fresh-begins-again", test_fresh_begins_again);
  ADD ("/run/start/failed-rows-are-asked-again-on-demand",
       test_failed_rows_are_asked_again_on_demand);
  ADD ("/run/start/stopped-retry-leaves-failures-failed",
       test_stopped_retry_leaves_failures_failed);
  ADD ("/run/start/row-that-does-not-render-fails-unpaid",
       test_row_that_does_not_render_fails_unpaid);
  ADD ("/run/start/refuses-what-cannot-work", test_refuses_what_cannot_work);
  ADD ("/run/start/cancelled-before-the-start", test_cancelled_before_the_start);
  ADD_ERROR ("/run/start/stops-without-a-key", CANTRIP_ERROR_UNAUTHORIZED);
  ADD_ERROR ("/run/start/stops-without-quota", CANTRIP_ERROR_BUDGET);
  ADD_ERROR ("/run/start/stops-without-the-model", CANTRIP_ERROR_NOT_FOUND);
  ADD_ERROR ("/run/start/stops-without-the-server", CANTRIP_ERROR_UNREACHABLE);
  ADD_ERROR ("/run/start/stops-when-it-may-not-ask", CANTRIP_ERROR_RATE_LIMITED);
  ADD ("/run/progress/counts-up", test_progress_counts_up);
#undef ADD
#undef ADD_ERROR
  return g_test_run ();
}
