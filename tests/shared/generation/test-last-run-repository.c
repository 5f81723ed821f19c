/* test-last-run-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-last-run-repository.h"

#define VARIANT_ID 21
#define APP_ID 5

/* Two runs of a variant; the newer one asked each row twice. */
#define RUN_SQL                                                                      \
  "INSERT INTO run (id, variant_id, app_id, connection_id, recipe_json, dataset_id," \
  " repeats, lease_until_us, created_at_us) VALUES "

typedef struct
{
  char                     *path;
  CantripStore             *store;
  CantripLastRunRepository *runs;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new (data, 40);
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO app (id, slug, name, created_at_us)"
                              " VALUES (5, 'copy', 'Copy', 0)");
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO variant (id, app_id, number, name, note, connection_id,"
                              " recipe_json, created_at_us)"
                              " VALUES (21, 5, 1, 'first', '', 7, '{}', 0)");
  cantrip_test_table_execute (fixture->path,
                              RUN_SQL "(31, 21, NULL, 7, '{}', 8, 1, 0, 100),"
                                      " (32, 21, NULL, 7, '{}', 8, 2, 0, 200)");
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, &error);
  g_assert_no_error (error);
  fixture->runs = cantrip_last_run_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->runs);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->path);
}

/* Outputs of the first 20 rows: the answer to row n took n ms, and the cost of half is known. */
static void
add_outputs (Fixture *fixture)
{
  cantrip_test_table_execute (
      fixture->path,
      "INSERT INTO output (id, run_id, row_id, position, repeat, state, text, input_tokens,"
      " output_tokens, latency_us, cost_usd_nanos)"
      " SELECT 100 + position, 32, id, position, 1, 'done', 'x', 3, 2, position * 1000,"
      " CASE WHEN position % 2 = 0 THEN position * 10 END FROM dataset_row WHERE position <= 20");
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO output (id, run_id, row_id, position, repeat, state,"
                              " error_code, error_message) VALUES"
                              " (201, 32, 1001, 1, 2, 'failed', 'TIMEOUT', 'Slow')");
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO output (id, run_id, row_id, position, repeat, state)"
                              " VALUES (202, 32, 1002, 2, 2, 'queued'),"
                              " (203, 32, 1003, 3, 2, 'running')");
  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset_row SET superseded_at_us = 1 WHERE id = 1004");
}

static CantripLastRun *
find_of_variant (Fixture *fixture, gint64 dataset_id)
{
  g_autoptr (GError) error = NULL;
  CantripLastRun *run = NULL;

  g_assert_true (cantrip_last_run_repository_find_of_variant (fixture->runs,
                                                              VARIANT_ID,
                                                              dataset_id,
                                                              NULL,
                                                              &run,
                                                              &error));
  g_assert_no_error (error);

  return run;
}

static void
test_figures (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripLastRun) run = NULL;

  add_outputs (fixture);
  run = find_of_variant (fixture, 0);
  g_assert_cmpint (run->run_id, ==, 32);
  g_assert_cmpint (run->dataset_id, ==, CANTRIP_TEST_DATASET_ID);
  g_assert_cmpstr (run->dataset_name, ==, "people");
  g_assert_cmpint (run->repeats, ==, 2);
  g_assert_cmpint (run->n_rows, ==, 20);
  g_assert_cmpint (run->n_outputs, ==, 23);
  g_assert_cmpint (run->n_done, ==, 20);
  g_assert_cmpint (run->n_failed, ==, 1);
  g_assert_cmpint (run->n_open, ==, 2);
  g_assert_cmpint (run->n_stale, ==, 1);
  g_assert_cmpint (run->median_latency_us, ==, 10 * 1000);
  g_assert_cmpint (run->p95_latency_us, ==, 19 * 1000);
  g_assert_cmpint (run->input_tokens, ==, 60);
  g_assert_cmpint (run->output_tokens, ==, 40);
  g_assert_cmpint (run->cost_usd_nanos, ==, 1100);
  g_assert_cmpint (run->cost_per_1000_usd_nanos, ==, 110 * 1000);
}

static void
test_nothing_known (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripLastRun) run = find_of_variant (fixture, CANTRIP_TEST_DATASET_ID);

  g_assert_cmpint (run->n_outputs, ==, 0);
  g_assert_cmpint (run->median_latency_us, ==, -1);
  g_assert_cmpint (run->p95_latency_us, ==, -1);
  g_assert_cmpint (run->cost_per_1000_usd_nanos, ==, -1);
  g_assert_null (find_of_variant (fixture, 99));
}

static void
test_draft (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRecipe) recipe = cantrip_test_recipe_new ("Hi {{name}}");
  g_autoptr (CantripRecipe) other = cantrip_test_recipe_new ("Hello {{name}}");
  g_autoptr (CantripLastRun) run = NULL;
  g_autofree char *sql = g_strdup_printf (RUN_SQL "(33, NULL, 5, 7, '%s', 8, 1, 0, 300)",
                                          cantrip_recipe_get_json (recipe));

  cantrip_test_table_execute (fixture->path, sql);
  g_assert_true (cantrip_last_run_repository_find_of_draft (fixture->runs,
                                                            APP_ID,
                                                            CANTRIP_TEST_DATASET_ID,
                                                            NULL,
                                                            &run,
                                                            &error));
  g_assert_no_error (error);
  g_assert_cmpint (run->run_id, ==, 33);
  g_assert_true (cantrip_last_run_is_of (run, CANTRIP_TEST_CONNECTION_ID, recipe));
  g_assert_false (cantrip_last_run_is_of (run, CANTRIP_TEST_CONNECTION_ID, other));
  g_assert_false (cantrip_last_run_is_of (run, CANTRIP_TEST_CONNECTION_ID, NULL));
  g_assert_false (cantrip_last_run_is_of (run, 99, recipe));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CantripLastRun *run = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (cantrip_last_run_repository_find_of_variant (fixture->runs,
                                                               VARIANT_ID,
                                                               0,
                                                               cancellable,
                                                               &run,
                                                               &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/last-run-repository/variant/figures", "a.cantrip", test_figures);
  ADD ("/last-run-repository/variant/nothing-known", "b.cantrip", test_nothing_known);
  ADD ("/last-run-repository/draft/is-of-its-recipe", "c.cantrip", test_draft);
  ADD ("/last-run-repository/variant/can-be-cancelled", "d.cantrip", test_cancelled);
#undef ADD
  return g_test_run ();
}
