/* test-dataset-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-cursor.h"
#include "dataset/cantrip-dataset-import-repository.h"

typedef struct
{
  CantripStore             *store;
  CantripDatasetRepository *repository;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->store = cantrip_test_store_new ();
  fixture->repository = cantrip_dataset_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->repository);
  g_assert_finalize_object (fixture->store);
}

/* Each row is one number; @padding more bytes stand in it. */
static gint64
add_dataset (Fixture *fixture, const char *name, guint n_rows, gsize padding)
{
  static const char *const COLUMNS[] = { "number", "odd \"name\"", NULL };
  g_autoptr (CantripDatasetImportRepository) imports =
      cantrip_dataset_import_repository_new (fixture->store, NULL);
  g_autofree char *spaces = g_strnfill (padding, ' ');
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  gint64 id = 0;

  for (guint i = 1; i <= n_rows; i++)
    {
      g_string_append_printf (values, "[%u%s,null]", i, spaces);
      g_array_append_val (ends, values->len);
    }
  g_assert_true (cantrip_dataset_import_repository_begin (imports, COLUMNS, "file", &id, NULL));
  g_assert_true (cantrip_dataset_import_repository_append (imports, id, 1, values, ends, NULL));
  g_assert_true (cantrip_dataset_import_repository_finish (imports, id, name, n_rows, NULL));

  return id;
}

static void
test_find_offers_the_nearest (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) near = NULL;
  g_autoptr (GError) far = NULL;
  g_autoptr (CantripDataset) found = NULL;
  gint64 id;

  g_assert_null (cantrip_dataset_repository_find (fixture->repository, "events", &none));
  g_assert_error (none, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);

  id = add_dataset (fixture, "events", 1, 0);
  g_assert_null (cantrip_dataset_repository_find (fixture->repository, "evnts", &near));
  g_assert_error (near, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (near->message, "did you mean “events”?"));
  g_assert_null (cantrip_dataset_repository_find (fixture->repository, "castles", &far));
  g_assert_nonnull (strstr (far->message, "cantrip-bridge datasets"));

  found = cantrip_dataset_repository_find (fixture->repository, "events", NULL);
  g_assert_cmpint (found->id, ==, id);
  g_assert_cmpstr (found->columns[1], ==, "odd \"name\"");
}

static void
test_get_and_list (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 id = add_dataset (fixture, "b", 1, 0);
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (fixture->repository, id, NULL);
  g_autoptr (GPtrArray) datasets = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (dataset->name, ==, "b");
  g_assert_null (cantrip_dataset_repository_get (fixture->repository, id + 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);

  add_dataset (fixture, "a", 2, 0);
  datasets = cantrip_dataset_repository_list (fixture->repository, NULL);
  g_assert_cmpuint (datasets->len, ==, 2);
  g_assert_cmpstr (((CantripDataset *) datasets->pdata[0])->name, ==, "a");
  g_assert_cmpint (((CantripDataset *) datasets->pdata[0])->row_count, ==, 2);
}

static void
assert_cursor (Fixture *fixture, gint64 dataset_id, gint64 after, gint64 last)
{
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (fixture->repository, dataset_id, NULL);
  g_autoptr (CantripDatasetCursor) cursor =
      cantrip_dataset_cursor_new (fixture->repository, dataset, after);
  const CantripDatasetRow *row = NULL;
  g_autoptr (GError) error = NULL;

  for (gint64 position = after + 1; position <= last; position++)
    {
      g_assert_true (cantrip_dataset_cursor_next (cursor, &row, &error));
      g_assert_no_error (error);
      g_assert_cmpint (row->position, ==, position);
      g_assert_cmpint (g_ascii_strtoll (row->values_json + 1, NULL, 10), ==, position);
    }
  g_assert_true (cantrip_dataset_cursor_next (cursor, &row, &error));
  g_assert_null (row);
}

static void
test_cursor_reads_pages (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 id = add_dataset (fixture, "a", 1000, 0); /* two whole pages */

  add_dataset (fixture, "b", 3, 0);
  assert_cursor (fixture, id, 0, 1000);
  assert_cursor (fixture, id, 998, 1000);
  assert_cursor (fixture, id, 1000, 1000);
}

static void
test_read_rows_limits_memory (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 id = add_dataset (fixture, "large", 20, 300 * 1024);
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (fixture->repository, id, NULL);
  g_autoptr (GPtrArray) rows =
      cantrip_dataset_repository_read_rows (fixture->repository, dataset, 0, 1000, NULL);

  g_assert_cmpuint (rows->len, ==, 4);
  assert_cursor (fixture, id, 0, 20);
}

/* An edited row stands in for the one it supersedes. */
static void
test_cursor_reads_current_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64            id = add_dataset (fixture, "a", 3, 0);
  gint64            n_rows;
  CantripStatement *supersede = cantrip_store_prepare (fixture->store,
                                                       "UPDATE dataset_row SET superseded_at_us = 1"
                                                       " WHERE position = 2",
                                                       NULL);
  CantripStatement *insert =
      cantrip_store_prepare (fixture->store,
                             "INSERT INTO dataset_row (id, dataset_id, position, values_json)"
                             " VALUES (1, $1, 2, '[2,\"new\"]')",
                             NULL);

  g_assert_true (cantrip_statement_run (supersede, "supersede", NULL));
  cantrip_statement_bind_int (insert, 1, id);
  g_assert_true (cantrip_statement_run (insert, "insert", NULL));
  cantrip_statement_free (supersede);
  cantrip_statement_free (insert);

  assert_cursor (fixture, id, 0, 3);
  g_assert_true (cantrip_dataset_repository_count_rows (fixture->repository, id, &n_rows, NULL));
  g_assert_cmpint (n_rows, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/dataset-repository/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("find/offers-the-nearest", test_find_offers_the_nearest);
  ADD ("get-and-list", test_get_and_list);
  ADD ("cursor/reads-pages", test_cursor_reads_pages);
  ADD ("cursor/reads-current-rows", test_cursor_reads_current_rows);
  ADD ("read-rows/limits-memory", test_read_rows_limits_memory);

  return g_test_run ();
}
