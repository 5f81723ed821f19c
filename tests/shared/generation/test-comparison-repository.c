/* test-comparison-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-comparison-repository.h"

#define N_ROWS 200

typedef struct
{
  char                        *path;
  CantripStore                *store;
  CantripComparisonRepository *comparisons;
} Fixture;

/* What run @run_id answered: rows from @first on, with the SQL expression @text. */
static void
add_outputs (Fixture *fixture, guint run_id, guint first, const char *text)
{
  g_autofree char *run = g_strdup_printf ("INSERT INTO run (id, connection_id, recipe_json, "
                                          "dataset_id, repeats, lease_until_us,"
                                          " created_at_us) VALUES (%u, 7, '{}', 8, 1, 0, 0)",
                                          run_id);
  g_autofree char *outputs =
      g_strdup_printf ("INSERT INTO output (id, run_id, row_id, position, repeat, state, text)"
                       " SELECT %u000 + position, %u, id, position, 1, 'done', %s FROM dataset_row"
                       " WHERE position >= %u",
                       run_id,
                       run_id,
                       text,
                       first);

  cantrip_test_table_execute (fixture->path, run);
  cantrip_test_table_execute (fixture->path, outputs);
}

/* Run 2 differs from run 1 in each 90th row; run 3 says the same, but only from row 151 on. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new (data, N_ROWS);
  add_outputs (fixture, 1, 1, "'same'");
  add_outputs (fixture, 2, 1, "CASE WHEN position % 90 = 0 THEN 'other' ELSE 'same' END");
  add_outputs (fixture, 3, 151, "'same'");
  cantrip_test_table_execute (fixture->path,
                              "UPDATE output SET state = 'failed', text = NULL,"
                              " error_code = 'TIMEOUT', error_message = 'Slow'"
                              " WHERE run_id = 2 AND position = 10");
  cantrip_test_table_execute (fixture->path,
                              "UPDATE output SET state = 'queued', text = NULL"
                              " WHERE run_id = 2 AND position = 11");
  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset_row SET superseded_at_us = 1 WHERE position = 12");
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, &error);
  g_assert_no_error (error);
  fixture->comparisons = cantrip_comparison_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->comparisons);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->path);
}

static GPtrArray *
read_page (Fixture *fixture, guint n_runs, const CantripComparisonPage *page)
{
  CantripComparison comparison = { { 1, 2, 3 }, n_runs };
  g_autoptr (GError) error = NULL;
  GPtrArray *rows =
      cantrip_comparison_repository_read (fixture->comparisons, &comparison, page, NULL, &error);

  g_assert_no_error (error);

  return rows;
}

static CantripComparisonRow *
get (GPtrArray *rows, guint i)
{
  return g_ptr_array_index (rows, i);
}

static void
test_pages (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripComparisonPage page = { .beyond = 0, .max = 150 };
  g_autoptr (GPtrArray) first = read_page (fixture, 3, &page);
  g_autoptr (GPtrArray) second = NULL;

  g_assert_cmpuint (first->len, ==, 150);
  g_assert_cmpint (get (first, 0)->position, ==, 1);
  g_assert_cmpstr (get (first, 0)->values_json, ==, "[\"row 1\",1]");
  g_assert_cmpstr (get (first, 0)->outputs[0]->text, ==, "same");
  g_assert_null (get (first, 0)->outputs[2]);
  g_assert_false (get (first, 0)->differs);
  g_assert_true (get (first, 9)->differs); /* one has failed */
  g_assert_cmpstr (get (first, 9)->outputs[1]->error_code, ==, "TIMEOUT");
  g_assert_false (get (first, 10)->differs); /* one is still to be asked */
  g_assert_true (get (first, 11)->is_stale[0]);
  g_assert_false (get (first, 12)->is_stale[0]);

  page.beyond = 150;
  second = read_page (fixture, 3, &page);
  g_assert_cmpuint (second->len, ==, 50);
  g_assert_cmpint (get (second, 49)->position, ==, N_ROWS);
  g_assert_nonnull (get (second, 0)->outputs[2]);
}

static void
test_finds_differences (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripComparisonPage forward = { .beyond = 10, .only_different = TRUE, .max = 1 };
  CantripComparisonPage backward = { .beyond = 180,
                                     .backwards = TRUE,
                                     .only_different = TRUE,
                                     .max = 5 };
  CantripComparisonPage beyond = { .beyond = 180, .only_different = TRUE, .max = 1 };
  g_autoptr (GPtrArray) next = read_page (fixture, 2, &forward);
  g_autoptr (GPtrArray) before = read_page (fixture, 2, &backward);
  g_autoptr (GPtrArray) none = read_page (fixture, 2, &beyond);
  g_autoptr (GPtrArray) alone = read_page (fixture, 1, &forward);

  g_assert_cmpuint (next->len, ==, 1);
  g_assert_cmpint (get (next, 0)->position, ==, 90);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpint (get (before, 0)->position, ==, 90);
  g_assert_cmpint (get (before, 1)->position, ==, 10);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (alone->len, ==, 0);
}

static void
test_counts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripComparison comparison = { { 3, 2, 1 }, 3 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0, n_different = 0;

  g_assert_true (cantrip_comparison_repository_count (fixture->comparisons,
                                                      &comparison,
                                                      cancellable,
                                                      &n_rows,
                                                      &n_different,
                                                      &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, ==, N_ROWS);
  g_assert_cmpint (n_different, ==, 3);

  g_cancellable_cancel (cancellable);
  g_assert_false (cantrip_comparison_repository_count (fixture->comparisons,
                                                       &comparison,
                                                       cancellable,
                                                       &n_rows,
                                                       &n_different,
                                                       &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/comparison-repository/read/pages", "a.cantrip", test_pages);
  ADD ("/comparison-repository/read/finds-differences", "b.cantrip", test_finds_differences);
  ADD ("/comparison-repository/count/can-be-cancelled", "c.cantrip", test_counts);
#undef ADD
  return g_test_run ();
}
