/* test-dataset-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-id.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "data/cantrip-dataset-page.h"
#include "data/cantrip-table-view.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
  CantripTableView *table;
} Fixture;

/* The id of the only dataset of the sample workspace, as text. */
static char *
find_dataset (CantripWorkspace *workspace)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (workspace), CANTRIP_STORE_READ, NULL);
  g_autoptr (CantripDatasetRepository) datasets = cantrip_dataset_repository_new (store, NULL);
  g_autoptr (GPtrArray) list = cantrip_dataset_repository_list (datasets, NULL);

  g_assert_cmpuint (list->len, ==, 1);

  return cantrip_id_to_text (((CantripDataset *) list->pdata[0])->id);
}

static CantripRowItem *
get_item (Fixture *fixture, guint row)
{
  g_autoptr (CantripRowItem) item =
      g_list_model_get_item (G_LIST_MODEL (cantrip_table_view_get_model (fixture->table)), row);

  return item; /* the model keeps it */
}

static const char *
get_text (Fixture *fixture, guint row, guint column)
{
  CantripRowModel       *model = cantrip_table_view_get_model (fixture->table);
  const CantripViewCell *cell;

  if (model == NULL || row >= g_list_model_get_n_items (G_LIST_MODEL (model)))
    return NULL;
  cell = cantrip_row_item_get_cell (get_item (fixture, row), column);

  return cell != NULL ? cell->text : NULL;
}

/* Waits until a cell says something. */
typedef struct
{
  Fixture    *fixture;
  guint       row;
  guint       column;
  const char *text;
} Expected;

static gboolean
is_as_expected (gpointer data)
{
  Expected *expected = data;

  return g_strcmp0 (get_text (expected->fixture, expected->row, expected->column),
                    expected->text) == 0;
}

static void
wait_for_text (Fixture *fixture, guint row, guint column, const char *text)
{
  Expected expected = { fixture, row, column, text };

  cantrip_test_wait_until (is_as_expected, &expected);
}

static guint
get_n_rows (Fixture *fixture)
{
  CantripRowModel *model = cantrip_table_view_get_model (fixture->table);

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static gboolean
has_n_rows (gpointer data)
{
  Expected *expected = data;

  return get_n_rows (expected->fixture) == expected->row;
}

static void
wait_for_n_rows (Fixture *fixture, guint n_rows)
{
  Expected expected = { .fixture = fixture, .row = n_rows };

  cantrip_test_wait_until (has_n_rows, &expected);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     number; /* each test has a workspace of its own */
  g_autofree char *name = g_strdup_printf ("dataset-page-%u.cantrip", ++number);
  g_autofree char *id = NULL;

  fixture->workspace = cantrip_test_open_sample (name);
  id = find_dataset (fixture->workspace);
  fixture->page = GTK_WIDGET (cantrip_dataset_page_new (fixture->workspace, id));
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
  fixture->table = CANTRIP_TABLE_VIEW (cantrip_test_find (fixture->page, "table"));
  wait_for_text (fixture, 0, 0, "Spring plant swap");
  cantrip_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static void
act (Fixture *fixture, const char *action, const char *column)
{
  if (column != NULL)
    g_assert_true (gtk_widget_activate_action (fixture->page, action, "s", column));
  else
    g_assert_true (gtk_widget_activate_action (fixture->page, action, NULL));
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;

  cantrip_history_undo_async (cantrip_workspace_get_history (fixture->workspace),
                              0,
                              cantrip_test_keep_result,
                              &result);
  cantrip_test_wait_for (&result);
  label = cantrip_history_step_finish (cantrip_workspace_get_history (fixture->workspace),
                                       result,
                                       NULL);
  g_assert_nonnull (label);
}

static void
test_shows_rows (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (get_n_rows (fixture), ==, 24);
  g_assert_cmpuint (cantrip_table_view_get_columns (fixture->table)->len, ==, 3);
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "hobby gardeners"));
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "demographic"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->table));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset");
}

static void
edit_cell (Fixture *fixture, guint row, guint column, const char *text, gboolean is_kept)
{
  CantripTableColumn *shown = cantrip_table_view_get_columns (fixture->table)->pdata[column];

  cantrip_table_view_set_cursor (fixture->table, row, column);
  cantrip_test_settle ();
  cantrip_table_view_begin_edit (fixture->table, text);
  g_assert_true (cantrip_table_column_is_editing (shown));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-editing");
  cantrip_table_column_end_edit (shown, is_kept);
  g_assert_false (cantrip_table_column_is_editing (shown));
}

static void
test_edits_a_cell (Fixture *fixture, gconstpointer data)
{
  edit_cell (fixture, 1, 1, "not this", FALSE);
  edit_cell (fixture, 0, 1, "people with balconies", TRUE);
  wait_for_text (fixture, 0, 1, "people with balconies");
  g_assert_cmpstr (get_text (fixture, 1, 1), ==, "students and young professionals");

  undo (fixture);
  wait_for_text (fixture, 0, 1, "hobby gardeners");
}

static void
test_adds_and_deletes_rows (Fixture *fixture, gconstpointer data)
{
  guint row, column;

  act (fixture, "table.add-row", NULL);
  wait_for_n_rows (fixture, 25);
  g_assert_true (cantrip_table_view_get_cursor (fixture->table, &row, &column));
  g_assert_cmpuint (row, ==, 24);

  cantrip_table_view_set_cursor (fixture->table, 0, 0);
  act (fixture, "table.delete-rows", NULL);
  wait_for_n_rows (fixture, 24);
  wait_for_text (fixture, 0, 0, "Open-air cinema: three short films");
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Deleted 1 row");

  undo (fixture);
  wait_for_text (fixture, 0, 0, "Spring plant swap");
  wait_for_n_rows (fixture, 25);
}

static void
test_sorts_and_comes_back (Fixture *fixture, gconstpointer data)
{
  guint row, column;

  cantrip_table_view_set_cursor (fixture->table, 3, 0);
  act (fixture, "table.sort-ascending", "size");
  wait_for_text (fixture, 0, 0, "Smørrebrød masterclass");
  act (fixture, "table.sort-descending", "size");
  cantrip_test_settle ();
  g_assert_true (cantrip_table_view_get_cursor (fixture->table, &row, &column));
  act (fixture, "table.sort-none", NULL);
  wait_for_text (fixture, 0, 0, "Spring plant swap");
  g_assert_true (cantrip_table_view_get_cursor (fixture->table, &row, &column));
  g_assert_cmpuint (row, ==, 3);
}

/* As a click on a header does it. */
static void
test_sorts_by_header (Fixture *fixture, gconstpointer data)
{
  GtkWidget     *scrolled = gtk_widget_get_first_child (GTK_WIDGET (fixture->table));
  GtkColumnView *list =
      GTK_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)));
  CantripTableColumn *event = cantrip_table_view_get_columns (fixture->table)->pdata[0];
  CantripTableColumn *size = cantrip_table_view_get_columns (fixture->table)->pdata[2];

  gtk_column_view_sort_by_column (list,
                                  cantrip_table_column_get_view_column (size),
                                  GTK_SORT_DESCENDING);
  wait_for_text (fixture, 0, 2, "2400");
  gtk_column_view_sort_by_column (list,
                                  cantrip_table_column_get_view_column (event),
                                  GTK_SORT_ASCENDING);
  wait_for_text (fixture, 0, 0, "Açaí & smoothie pop-up");
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-sorted");
}

static gboolean
has_columns (gpointer data)
{
  Expected *expected = data;

  return cantrip_table_view_get_columns (expected->fixture->table)->len == expected->column;
}

static void
test_deletes_a_column (Fixture *fixture, gconstpointer data)
{
  Expected two = { .fixture = fixture, .column = 2 };
  Expected three = { .fixture = fixture, .column = 3 };

  act (fixture, "table.delete-column", "demographic");
  cantrip_test_wait_until (has_columns, &two);
  wait_for_text (fixture, 0, 1, "60");
  undo (fixture);
  cantrip_test_wait_until (has_columns, &three);
  wait_for_text (fixture, 0, 1, "hobby gardeners");
}

static gboolean
has_a_dialog (gpointer data G_GNUC_UNUSED)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2;
}

/* Answers the question for a name. */
static void
answer (Fixture *fixture, const char *name)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWindow) dialog = NULL;
  GtkWidget *entry;

  cantrip_test_wait_until (has_a_dialog, NULL);
  dialog = g_list_model_get_item (windows, 0);
  if (dialog == GTK_WINDOW (fixture->shell))
    {
      g_object_unref (dialog);
      dialog = g_list_model_get_item (windows, 1);
    }
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (dialog);
}

static gboolean
shows_headline (gpointer fixture)
{
  return cantrip_test_find_text (((Fixture *) fixture)->page, "headline") != NULL;
}

static void
test_names_columns (Fixture *fixture, gconstpointer data)
{
  Expected four = { .fixture = fixture, .column = 4 };

  act (fixture, "table.rename-column", "event");
  answer (fixture, " headline ");
  cantrip_test_wait_until (shows_headline, fixture);
  wait_for_text (fixture, 0, 0, "Spring plant swap");

  act (fixture, "table.add-column", "headline");
  answer (fixture, "note");
  cantrip_test_wait_until (has_columns, &four);
  wait_for_text (fixture, 0, 1, "");
  wait_for_text (fixture, 0, 2, "hobby gardeners");
}

static void
test_finds_and_filters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = cantrip_test_find (fixture->page, "entry");
  GtkWidget *filter = cantrip_test_find (fixture->page, "filter");

  act (fixture, "table.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "SOURDOUGH");
  g_signal_emit_by_name (entry, "search-changed");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (filter), TRUE);
  wait_for_n_rows (fixture, 1);
  wait_for_text (fixture, 0, 0, "Sourdough workshop, with tasting");
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-filter");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (filter), FALSE);
  wait_for_n_rows (fixture, 24);
}

static gboolean
pane_is_filled (gpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (data));

  return gtk_text_buffer_get_char_count (buffer) > 0;
}

static void
test_shows_all_of_a_cell (Fixture *fixture, gconstpointer data)
{
  cantrip_table_view_set_cursor (fixture->table, 2, 1);
  act (fixture, "table.show-cell", NULL);
  cantrip_test_wait_until (pane_is_filled, cantrip_test_find (fixture->page, "text"));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-pane");
}

static void
test_in_other_looks (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 360, 600);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-narrow");
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 1920, 1000);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "dataset-wide");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->table)), >=, 360);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add ("/dataset-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("shows-rows", test_shows_rows);
  ADD ("edits-a-cell", test_edits_a_cell);
  ADD ("adds-and-deletes-rows", test_adds_and_deletes_rows);
  ADD ("sorts-and-comes-back", test_sorts_and_comes_back);
  ADD ("sorts-by-header", test_sorts_by_header);
  ADD ("deletes-a-column", test_deletes_a_column);
  ADD ("names-columns", test_names_columns);
  ADD ("finds-and-filters", test_finds_and_filters);
  ADD ("shows-all-of-a-cell", test_shows_all_of_a_cell);
  ADD ("in-other-looks", test_in_other_looks);

  return g_test_run ();
}
