/* test-dataset-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-editor.h"
#include "dataset/cantrip-dataset-view.h"

#define N_ROWS 600

typedef struct
{
  CantripStore             *store;
  CantripDatasetRepository *repository;
} Fixture;

/* Rows “row 1”, 1 to “row 600”, 600. */
static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = cantrip_test_table_new ("view.cantrip", N_ROWS);
  g_autoptr (GError) error = NULL;

  fixture->store = cantrip_store_open (path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->repository = cantrip_dataset_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = cantrip_test_path ("view.cantrip");

  g_assert_finalize_object (fixture->repository);
  g_assert_finalize_object (fixture->store);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static CantripDatasetView *
open_view (Fixture *fixture, CantripDatasetViewOptions options)
{
  g_autoptr (GError) error = NULL;
  CantripDatasetView *view = cantrip_dataset_view_new (fixture->repository,
                                                       CANTRIP_TEST_DATASET_ID,
                                                       &options,
                                                       NULL,
                                                       &error);

  g_assert_no_error (error);

  return view;
}

static void
delete_row (Fixture *fixture, gint64 row_id)
{
  g_autoptr (CantripDatasetEditor) editor = cantrip_dataset_editor_new (fixture->store, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetEdit) edit = NULL;

  g_array_append_val (ids, row_id);
  edit = cantrip_dataset_editor_delete_rows (editor, CANTRIP_TEST_DATASET_ID, ids, &error);
  g_assert_no_error (error);
}

/* The positions of the rows from @first on, as “1 2 3”; a row that is gone in brackets. */
static char *
list_page (Fixture *fixture, CantripDatasetView *view, guint first, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      cantrip_dataset_view_read (view, fixture->repository, first, n_rows, &error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CantripViewRow *row = rows->pdata[i];

      g_assert_cmpint (row->position, ==, cantrip_dataset_view_get_position (view, first + i));
      g_string_append_printf (list,
                              row->id != 0 ? "%s%d" : "%s(%d)",
                              i > 0 ? " " : "",
                              (int) row->position);
      if (row->id != 0)
        g_assert_cmpint (g_ascii_strtoll (row->cells[1].text, NULL, 10), ==, row->position);
    }

  return g_string_free (list, FALSE);
}

static void
assert_page (Fixture            *fixture,
             CantripDatasetView *view,
             guint               first,
             guint               n_rows,
             const char         *expected)
{
  g_autofree char *list = list_page (fixture, view, first, n_rows);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_plain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) view = open_view (fixture, (CantripDatasetViewOptions){ 0 });
  guint index;

  g_assert_cmpuint (cantrip_dataset_view_get_n_rows (view), ==, N_ROWS);
  assert_page (fixture, view, 0, 3, "1 2 3");
  assert_page (fixture, view, 597, 100, "598 599 600");
  assert_page (fixture, view, 600, 5, "");
  assert_page (fixture, view, G_MAXUINT, G_MAXUINT, "");
  g_assert_true (cantrip_dataset_view_find_position (view, 600, &index));
  g_assert_cmpuint (index, ==, 599);
  g_assert_false (cantrip_dataset_view_find_position (view, 601, &index));
  g_assert_false (cantrip_dataset_view_find_position (view, 0, &index));
}

static void
test_gaps (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) before = open_view (fixture, (CantripDatasetViewOptions){ 0 });
  g_autoptr (CantripDatasetView) after = NULL;
  g_autoptr (GError) error = NULL;
  guint index;

  delete_row (fixture, 1002);
  delete_row (fixture, 1600);
  after = open_view (fixture, (CantripDatasetViewOptions){ 0 });

  assert_page (fixture, before, 0, 4, "1 (2) 3 4");
  assert_page (fixture, before, 598, 4, "599 (600)");
  assert_page (fixture, after, 0, 3, "1 3 4");
  g_assert_cmpuint (cantrip_dataset_view_get_n_rows (after), ==, N_ROWS - 2);
  g_assert_true (cantrip_dataset_view_find_position (after, 3, &index));
  g_assert_cmpuint (index, ==, 1);
  g_assert_false (cantrip_dataset_view_find_position (after, 2, &index));

  g_assert_null (cantrip_dataset_view_read_row (before, fixture->repository, 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_sort (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) by_text =
      open_view (fixture, (CantripDatasetViewOptions){ .sort_column = "name" });
  g_autoptr (CantripDatasetView) by_number =
      open_view (fixture,
                 (CantripDatasetViewOptions){ .sort_column = "size", .is_descending = TRUE });
  guint index;

  assert_page (fixture, by_text, 0, 4, "1 10 100 101");
  assert_page (fixture, by_number, 0, 4, "600 599 598 597");
  g_assert_true (cantrip_dataset_view_find_position (by_number, 599, &index));
  g_assert_cmpuint (index, ==, 1);

  delete_row (fixture, 1010);
  delete_row (fixture, 1599);
  assert_page (fixture, by_text, 0, 4, "1 (10) 100 101");
  assert_page (fixture, by_number, 0, 4, "600 (599) 598 597");
}

static void
test_filter (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) any =
      open_view (fixture, (CantripDatasetViewOptions){ .filter = "ROW 59" });
  g_autoptr (CantripDatasetView) sorted =
      open_view (fixture,
                 (CantripDatasetViewOptions){ .filter = "59",
                                              .filter_column = "size",
                                              .sort_column = "size",
                                              .is_descending = TRUE });
  g_autoptr (CantripDatasetView) none =
      open_view (fixture, (CantripDatasetViewOptions){ .filter = "row", .filter_column = "size" });

  g_assert_cmpuint (cantrip_dataset_view_get_n_rows (any), ==, 11);
  assert_page (fixture, any, 0, 3, "59 590 591");
  assert_page (fixture, sorted, 0, 3, "599 598 597");
  g_assert_cmpuint (cantrip_dataset_view_get_n_rows (none), ==, 0);
}

static void
test_refuses_unknown_columns (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripDatasetViewOptions options[] = {
    { .sort_column = "nme" },
    { .filter = "x", .filter_column = "nme" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cantrip_dataset_view_new (fixture->repository,
                                               CANTRIP_TEST_DATASET_ID,
                                               &options[i],
                                               NULL,
                                               &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, "did you mean “name”?"));
    }
}

static guint
search (Fixture *fixture, CantripDatasetView *view, const char *text, guint from, gboolean back)
{
  CantripDatasetViewSearch query = { .text = text, .from = from, .is_backward = back };
  g_autoptr (GError) error = NULL;
  guint index = 0;

  g_assert_true (
      cantrip_dataset_view_search (view, fixture->repository, &query, &index, NULL, &error));
  g_assert_no_error (error);

  return index;
}

static void
test_search_wraps (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) view = open_view (fixture, (CantripDatasetViewOptions){ 0 });

  g_assert_cmpuint (search (fixture, view, "ROW 42", G_MAXUINT, FALSE), ==, 41);
  g_assert_cmpuint (search (fixture, view, "row 42", 41, FALSE), ==, 419);
  g_assert_cmpuint (search (fixture, view, "row 42", 428, FALSE), ==, 41);
  g_assert_cmpuint (search (fixture, view, "row 42", G_MAXUINT, TRUE), ==, 428);
  g_assert_cmpuint (search (fixture, view, "row 42", 419, TRUE), ==, 41);
  g_assert_cmpuint (search (fixture, view, "row 42", 41, TRUE), ==, 428);
  g_assert_cmpuint (search (fixture, view, "row 600", 599, FALSE), ==, 599);
  g_assert_cmpuint (search (fixture, view, "row 600", 599, TRUE), ==, 599);
  g_assert_cmpuint (search (fixture, view, "castle", 300, FALSE), ==, G_MAXUINT);
  g_assert_cmpuint (search (fixture, view, "castle", 300, TRUE), ==, G_MAXUINT);
}

static void
test_search_follows_the_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetView) view =
      open_view (fixture,
                 (CantripDatasetViewOptions){ .sort_column = "size", .is_descending = TRUE });

  g_assert_cmpuint (search (fixture, view, "row 42", G_MAXUINT, FALSE), ==, 600 - 429);
}

static void
cancel_cb (gint64 n_done, gint64 n_rows, gpointer data)
{
  g_assert_cmpint (n_done, ==, 0);
  g_assert_cmpint (n_rows, ==, N_ROWS);
  g_cancellable_cancel (data);
}

static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CantripDatasetViewOptions options = {
    .filter = "row",
    .progress = cancel_cb,
    .progress_data = cancellable,
  };

  g_assert_null (cantrip_dataset_view_new (fixture->repository,
                                           CANTRIP_TEST_DATASET_ID,
                                           &options,
                                           cancellable,
                                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (gint64 n_done, gint64 n_rows G_GNUC_UNUSED, gpointer data)
{
  *(gint64 *) data = n_done;
}

static void
test_progress_ends_at_all (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 n_done = -1;
  g_autoptr (CantripDatasetView) view =
      open_view (fixture,
                 (CantripDatasetViewOptions){ .sort_column = "size",
                                              .progress = count_cb,
                                              .progress_data = &n_done });

  g_assert_cmpuint (cantrip_dataset_view_get_n_rows (view), ==, N_ROWS);
  g_assert_cmpint (n_done, ==, N_ROWS);
}

/* A page is small, whatever the rows hold; the whole row can be had. */
static void
test_long_cells_are_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEditor) editor = cantrip_dataset_editor_new (fixture->store, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CantripDatasetEdit) edit = NULL;
  g_autoptr (CantripDatasetView) view = open_view (fixture, (CantripDatasetViewOptions){ 0 });
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CantripDatasetRow) whole = NULL;
  const CantripViewRow *row;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "ü");
  edit = cantrip_dataset_editor_set_cell (editor,
                                          CANTRIP_TEST_DATASET_ID,
                                          1001,
                                          "name",
                                          text->str,
                                          NULL);

  rows = cantrip_dataset_view_read (view, fixture->repository, 0, 1, NULL);
  row = rows->pdata[0];
  g_assert_true (row->cells[0].is_cut);
  g_assert_cmpint (g_utf8_strlen (row->cells[0].text, -1), ==, CANTRIP_VIEW_CELL_MAX_CHARACTERS);
  g_assert_cmpint (row->cells[0].kind, ==, CANTRIP_VIEW_CELL_TEXT);
  g_assert_false (row->cells[1].is_cut);
  g_assert_cmpint (row->cells[1].kind, ==, CANTRIP_VIEW_CELL_NUMBER);

  whole = cantrip_dataset_view_read_row (view, fixture->repository, 0, NULL);
  g_assert_nonnull (strstr (whole->values_json, text->str));
}

/* So much stands in these rows that the database is read several times for a page. */
static void
test_large_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = cantrip_test_path ("view.cantrip");
  g_autoptr (CantripDatasetView) view = open_view (fixture, (CantripDatasetViewOptions){ 0 });

  cantrip_test_table_execute (path,
                              "UPDATE dataset_row SET values_json ="
                              " '[\"' || hex (zeroblob (200000)) || '\",' || position || ']'"
                              " WHERE position <= 8");
  assert_page (fixture, view, 0, 9, "1 2 3 4 5 6 7 8 9");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/dataset-view/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("plain", test_plain);
  ADD ("gaps", test_gaps);
  ADD ("sort", test_sort);
  ADD ("filter", test_filter);
  ADD ("new/refuses-unknown-columns", test_refuses_unknown_columns);
  ADD ("search/wraps", test_search_wraps);
  ADD ("search/follows-the-order", test_search_follows_the_order);
  ADD ("new/can-be-cancelled", test_can_be_cancelled);
  ADD ("new/progress-ends-at-all", test_progress_ends_at_all);
  ADD ("read/long-cells-are-cut", test_long_cells_are_cut);
  ADD ("read/large-rows", test_large_rows);

  return g_test_run ();
}
