/* test-run-parts.c: runs over some rows, over rows that have changed, and runs that pause.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-run.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-run-estimate.h"
#include "generation/cantrip-stale-repository.h"

#define N_ROWS CANTRIP_TEST_RUN_N_ROWS

static void
select_rows (CantripTestRun *fixture, const gint64 *positions, guint n_positions)
{
  fixture->spec.ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));
  for (guint i = 0; i < n_positions; i++)
    cantrip_ranges_add (fixture->spec.ranges, positions[i]);
}

static CantripRunEstimate
estimate (CantripTestRun *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, &error);
  CantripRunEstimate result;

  g_assert_no_error (error);
  cantrip_run_estimate (store,
                        &fixture->spec,
                        cantrip_catalog_find (fixture->catalog, "openai", "m"),
                        &result,
                        &error);
  g_assert_no_error (error);

  return result;
}

static void
test_neighbours_make_one_range (void)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));
  const gint64 POSITIONS[] = { 2, 3, 4, 9, 11, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (POSITIONS); i++)
    cantrip_ranges_add (ranges, POSITIONS[i]);
  g_assert_cmpuint (ranges->len, ==, 3);
  g_assert_cmpint (g_array_index (ranges, CantripRange, 0).first, ==, 2);
  g_assert_cmpint (g_array_index (ranges, CantripRange, 0).last, ==, 4);
  g_assert_cmpint (g_array_index (ranges, CantripRange, 1).last, ==, 9);
  g_assert_cmpint (g_array_index (ranges, CantripRange, 2).first, ==, 11);
}

static void
test_asks_what_is_selected (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 POSITIONS[] = { 3, 4, 5, 100, N_ROWS };
  g_autoptr (CantripRunResult) some = NULL;
  g_autoptr (CantripRunResult) again = NULL;

  select_rows (fixture, POSITIONS, G_N_ELEMENTS (POSITIONS));
  g_assert_cmpint (estimate (fixture).n_calls, ==, 5);
  some = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (some, CANTRIP_RUN_COMPLETE, 5, 5, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "TRUE"), ==, 5);
  g_assert_cmpint (cantrip_test_run_count (fixture,
                                           "position IN (3, 4, 5, 100, 300) AND state = 'done'"),
                   ==,
                   5);

  again = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (again, CANTRIP_RUN_COMPLETE, 5, 5, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 5);
  g_array_unref (fixture->spec.ranges);
}

/* An earlier run that was stopped has left others in the queue. */
static void
test_leaves_the_others_queued (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 POSITIONS[] = { 298, 300 };
  g_autoptr (CantripRunResult) stopped = NULL;
  g_autoptr (CantripRunResult) some = NULL;
  gint64 n_queued;

  fixture->stop_after = 20;
  stopped = cantrip_test_run_do (fixture);
  n_queued = cantrip_test_run_count (fixture, "state = 'queued'");
  g_assert_cmpint (n_queued, >, 2);

  cantrip_test_run_allow_again (fixture);
  select_rows (fixture, POSITIONS, G_N_ELEMENTS (POSITIONS));
  some = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (some, CANTRIP_RUN_COMPLETE, 2, 2, 0);
  g_assert_cmpint (cantrip_test_run_count (fixture, "state = 'queued'"), ==, n_queued - 2);
  g_array_unref (fixture->spec.ranges);
}

/* What an edit of the row 7 does. */
static void
change_row (CantripTestRun *fixture)
{
  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset_row SET superseded_at_us = 1 WHERE id = 1007");
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO dataset_row"
                              " (id, dataset_id, position, values_json, supersedes_id)"
                              " VALUES (5007, 8, 7, '[\"another\",7]', 1007)");
}

static void
test_asks_again_what_has_changed (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = cantrip_test_run_do (fixture);
  g_autoptr (CantripRunResult) again = NULL;

  change_row (fixture);
  g_assert_cmpint (estimate (fixture).n_calls, ==, 1);
  again = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (again, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
  g_assert_cmpint (again->progress.settled_now, ==, 1);
  g_assert_cmpint (
      cantrip_test_run_count (fixture, "position = 7 AND row_id = 5007 AND text = 'to Hi another'"),
      ==,
      1);
  g_assert_cmpint (cantrip_test_run_count (fixture, "TRUE"), ==, N_ROWS);
}

static void
test_lists_what_is_stale (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) first = cantrip_test_run_do (fixture);
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripStaleRepository) stale = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) answered = NULL;

  change_row (fixture);
  store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, NULL);
  stale = cantrip_stale_repository_new (store, NULL);
  changed = cantrip_stale_repository_list (stale, first->run_id, NULL);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (g_array_index (changed, CantripRange, 0).first, ==, 7);
  g_assert_cmpint (g_array_index (changed, CantripRange, 0).last, ==, 7);

  answered = cantrip_stale_repository_list_answered (stale, first->run_id, NULL);
  g_assert_cmpuint (answered->len, ==, 1);
  g_assert_cmpint (g_array_index (answered, CantripRange, 0).last, ==, N_ROWS);
}

static gboolean
is_sent (gpointer provider)
{
  return cantrip_fake_provider_get_n_pending (provider) == 8; /* with which a window begins */
}

static gboolean
is_quiet (gpointer data)
{
  CantripTestRun *fixture = data;

  return cantrip_test_run_count (fixture, "state = 'done'") == CANTRIP_TEST_RUN_CONCURRENCY;
}

static void
answer_one (CantripFakeProvider *provider)
{
  cantrip_fake_provider_answer (provider, cantrip_fake_completion_new ("yes", 20, 5));
}

static gboolean
answer_pending (gpointer provider)
{
  while (cantrip_fake_provider_get_n_pending (provider) > 0)
    answer_one (provider);

  return cantrip_fake_provider_get_n_calls (provider) == N_ROWS;
}

static void
test_pause_keeps_what_was_sent (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  GAsyncResult *slot = NULL;
  CantripRun   *run;

  cantrip_test_run_answer_by_hand (fixture);
  run = cantrip_test_run_make (fixture);
  cantrip_run_start_async (run, NULL, cantrip_test_keep_result, &slot);
  cantrip_test_wait_until (is_sent, fixture->provider);

  cantrip_run_set_paused (run, TRUE);
  while (cantrip_fake_provider_get_n_calls (fixture->provider) < CANTRIP_TEST_RUN_CONCURRENCY)
    {
      answer_one (fixture->provider);
      g_main_context_iteration (NULL, FALSE);
    }
  while (cantrip_fake_provider_get_n_pending (fixture->provider) > 0)
    answer_one (fixture->provider);
  cantrip_test_wait_until (is_quiet, fixture); /* kept, and nothing more is sent */
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider),
                    ==,
                    CANTRIP_TEST_RUN_CONCURRENCY);

  cantrip_run_set_paused (run, FALSE);
  cantrip_test_wait_until (answer_pending, fixture->provider);
  while (slot == NULL)
    {
      answer_pending (fixture->provider);
      g_main_context_iteration (NULL, TRUE);
    }
  result = cantrip_test_run_finish (run, &slot, NULL);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_COMPLETE, N_ROWS, N_ROWS, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ranges/add/joins-neighbours", test_neighbours_make_one_range);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/run/ranges/asks-what-is-selected", test_asks_what_is_selected);
  ADD ("/run/ranges/leaves-the-others-queued", test_leaves_the_others_queued);
  ADD ("/run/changed-rows/are-asked-again", test_asks_again_what_has_changed);
  ADD ("/run/changed-rows/are-listed", test_lists_what_is_stale);
  ADD ("/run/pause/keeps-what-was-sent", test_pause_keeps_what_was_sent);
#undef ADD

  return g_test_run ();
}
