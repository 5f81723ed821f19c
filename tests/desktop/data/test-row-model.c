/* test-row-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-shell.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "data/cantrip-row-model.h"
#include "data/cantrip-row-view.h"
#include "data/cantrip-table-edit.h"

#define N_ROWS 10000

typedef struct
{
  CantripWorkspace *workspace;
  CantripRowModel  *model;
} Fixture;

static CantripDatasetView *
make_view (Fixture *fixture)
{
  int *permille = g_atomic_rc_box_new0 (int);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantripDatasetView *view;

  cantrip_row_view_make_async (fixture->workspace,
                               CANTRIP_TEST_DATASET_ID,
                               &(CantripRowViewOrder){ 0 },
                               permille,
                               NULL,
                               cantrip_test_keep_result,
                               &result);
  g_atomic_rc_box_release (permille);
  cantrip_test_wait_for (&result);
  view = cantrip_row_view_make_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);

  return view;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     number; /* each test has a workspace of its own */
  g_autofree char *name = g_strdup_printf ("rows-%u.cantrip", ++number);
  g_autofree char *path = cantrip_test_table_new (name, N_ROWS);
  g_autoptr (CantripDatasetView) view = NULL;

  fixture->workspace = cantrip_test_open_workspace (name);
  view = make_view (fixture);
  fixture->model = cantrip_row_model_new (fixture->workspace, view);
}

static gboolean
is_gone (gpointer model)
{
  return *(gpointer *) model == NULL;
}

/* A page that is being read holds the model. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->model), (gpointer *) &fixture->model);
  g_object_unref (fixture->model);
  cantrip_test_wait_until (is_gone, &fixture->model);
  cantrip_test_close_workspace (fixture->workspace);
}

static CantripRowItem *
get_item (Fixture *fixture, guint row)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->model), row);
}

static gboolean
is_read (gpointer item)
{
  return cantrip_row_item_get_row (item) != NULL;
}

static void
test_fills_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRowItem) item = get_item (fixture, 7776);
  g_autoptr (CantripRowItem) same = get_item (fixture, 7776);
  g_autoptr (CantripRowItem) last = get_item (fixture, N_ROWS - 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, N_ROWS);
  g_assert_null (get_item (fixture, N_ROWS));
  g_assert_true (item == same);
  g_assert_null (cantrip_row_item_get_row (item));
  cantrip_test_wait_until (is_read, item);
  cantrip_test_wait_until (is_read, last);
  g_assert_cmpstr (cantrip_row_item_get_cell (item, 0)->text, ==, "row 7777");
  g_assert_cmpint (cantrip_row_item_get_row (last)->position, ==, N_ROWS);
}

/* Who scrolls through a million rows leaves no million behind, and what is seen is read. */
static void
test_keeps_little (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRowItem) first = get_item (fixture, 0);
  gpointer weak = first;
  g_autoptr (CantripRowItem) last = NULL;

  g_object_add_weak_pointer (G_OBJECT (first), &weak);
  for (guint row = 0; row < N_ROWS; row++)
    {
      g_autoptr (CantripRowItem) item = get_item (fixture, row);
    }
  g_clear_object (&first);
  g_assert_null (weak);

  last = get_item (fixture, N_ROWS - 1);
  cantrip_test_wait_until (is_read, last);
}

static void
perform (Fixture *fixture, gpointer edit)
{
  CantripHistory *history = cantrip_workspace_get_history (fixture->workspace);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cantrip_history_perform_async (history,
                                 &CANTRIP_TABLE_EDIT,
                                 edit,
                                 "Edited",
                                 cantrip_test_keep_result,
                                 &result);
  cantrip_test_wait_for (&result);
  cantrip_history_perform_finish (history, result, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
says_ann (gpointer item)
{
  return g_strcmp0 (cantrip_row_item_get_cell (item, 0)->text, "Ann") == 0;
}

static void
test_refresh_reads_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRowItem) item = get_item (fixture, 4);

  cantrip_test_wait_until (is_read, item);
  perform (fixture, cantrip_table_edit_set_cell (CANTRIP_TEST_DATASET_ID, 1005, "name", "Ann"));
  cantrip_row_model_refresh (fixture->model);
  cantrip_test_wait_until (says_ann, item);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, guint *change)
{
  change[0] = position;
  change[1] = n_removed;
  change[2] = n_added;
}

static void
test_update_tells_little (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRowItem) behind = get_item (fixture, 200);
  g_autoptr (CantripRowItem) moved = NULL;
  g_autoptr (CantripDatasetView) view = NULL;
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (100, 3);
  guint change[3] = { 0 };

  cantrip_test_wait_until (is_read, behind);
  perform (fixture,
           cantrip_table_edit_delete_rows (cantrip_row_model_get_view (fixture->model), rows));
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), change);
  view = make_view (fixture);
  g_assert_true (cantrip_row_model_update (fixture->model, view));

  g_assert_cmpuint (change[0], ==, 100);
  g_assert_cmpuint (change[1], ==, 3);
  g_assert_cmpuint (change[2], ==, 0);
  moved = get_item (fixture, 197);
  g_assert_true (moved == behind);
  cantrip_test_settle ();
}

static void
test_update_leaves_much_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripDatasetView) view = NULL;
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (100, 5000);

  perform (fixture,
           cantrip_table_edit_delete_rows (cantrip_row_model_get_view (fixture->model), rows));
  view = make_view (fixture);
  g_assert_false (cantrip_row_model_update (fixture->model, view));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, N_ROWS);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add ("/row-model/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("get-item/fills-in", test_fills_in);
  ADD ("get-item/keeps-little", test_keeps_little);
  ADD ("refresh/reads-again", test_refresh_reads_again);
  ADD ("update/tells-little", test_update_tells_little);
  ADD ("update/leaves-much-alone", test_update_leaves_much_alone);

  return g_test_run ();
}
