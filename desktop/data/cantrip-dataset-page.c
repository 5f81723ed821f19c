/* cantrip-dataset-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-dataset-page-private.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "data/cantrip-row-view.h"
#include "data/cantrip-table-column-menu.h"
#include "data/cantrip-table-widths.h"
#include "window/cantrip-shell.h"

#define PROGRESS_MS 100
#define WIDTHS_MS 500

G_DEFINE_FINAL_TYPE (CantripDatasetPage, cantrip_dataset_page, CANTRIP_TYPE_PAGE)

/* What was asked may be answered when nobody sees the page any more. */
static gboolean
is_gone (CantripDatasetPage *self)
{
  return g_cancellable_is_cancelled (cantrip_page_get_cancellable (CANTRIP_PAGE (self)));
}

static void
failed_cb (CantripDatasetPage *self, const GError *error)
{
  cantrip_shell_report (GTK_WIDGET (self), error);
}

static gboolean
save_widths_cb (gpointer user_data)
{
  CantripDatasetPage *self = user_data;

  self->widths_id = 0;
  cantrip_table_widths_save (self->table, self->dataset_id);

  return G_SOURCE_REMOVE;
}

static void
width_changed_cb (CantripDatasetPage *self)
{
  g_clear_handle_id (&self->widths_id, g_source_remove);
  self->widths_id = g_timeout_add (WIDTHS_MS, save_widths_cb, self);
}

static void
show_columns (CantripDatasetPage *self, const CantripDataset *dataset)
{
  GPtrArray *columns;

  cantrip_table_view_set_columns (self->table, (const char *const *) dataset->columns);
  cantrip_table_widths_restore (self->table, self->dataset_id);
  columns = cantrip_table_view_get_columns (self->table);
  for (guint i = 0; i < columns->len; i++)
    {
      GtkColumnViewColumn *column = cantrip_table_column_get_view_column (columns->pdata[i]);
      g_autoptr (GMenuModel) menu =
          cantrip_table_column_menu_new (cantrip_table_column_get_name (columns->pdata[i]));

      gtk_column_view_column_set_header_menu (column, menu);
      g_signal_connect_object (column,
                               "notify::fixed-width",
                               G_CALLBACK (width_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  cantrip_table_view_show_sort (self->table, self->sort_column, self->is_descending);
}

/* Shows @view in the model that there is, or else in a new one, and goes back to the same row. */
static void
show_rows (CantripDatasetPage *self, CantripDatasetView *view, gboolean is_same_order)
{
  CantripRowModel *model = cantrip_table_view_get_model (self->table);
  guint            n_rows = cantrip_dataset_view_get_n_rows (view);
  gint64           position = 0;
  guint            row, column;

  if (model != NULL && is_same_order && cantrip_row_model_update (model, view))
    return;

  if (cantrip_table_view_get_cursor (self->table, &row, &column))
    position = cantrip_dataset_view_get_position (cantrip_row_model_get_view (model), row);
  else
    column = 0;

  g_autoptr (CantripRowModel) made =
      cantrip_row_model_new (cantrip_page_get_workspace (CANTRIP_PAGE (self)), view);

  g_signal_connect_object (made, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  cantrip_table_view_set_model (self->table, made);
  if (n_rows == 0)
    return;
  if (position == 0 || !cantrip_dataset_view_find_position (view, position, &row))
    row = 0;
  cantrip_table_view_set_cursor (self->table, row, column);
}

static void
show_view (CantripDatasetPage *self, CantripDatasetView *view, gboolean is_same_order)
{
  const CantripDataset *after = cantrip_dataset_view_get_dataset (view);
  const CantripDataset *before =
      self->view != NULL ? cantrip_dataset_view_get_dataset (self->view) : NULL;
  guint    n_rows = cantrip_dataset_view_get_n_rows (view);
  gboolean has_columns = before != NULL && g_strv_equal ((const char *const *) before->columns,
                                                         (const char *const *) after->columns);

  if (!has_columns)
    show_columns (self, after);
  show_rows (self, view, is_same_order && has_columns);
  g_clear_pointer (&self->view, cantrip_dataset_view_unref);
  self->view = cantrip_dataset_view_ref (view);
  cantrip_page_set_title (CANTRIP_PAGE (self), after->name);
  gtk_stack_set_visible_child_name (self->stack,
                                    n_rows > 0             ? "table"
                                    : after->row_count > 0 ? "no-match"
                                                           : "empty");
  if (self->goes_to_end && n_rows > 0)
    cantrip_table_view_set_cursor (self->table, n_rows - 1, 0);
  self->goes_to_end = FALSE;
}

static void
hide_progress (CantripDatasetPage *self)
{
  g_clear_pointer (&self->permille, g_atomic_rc_box_release);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  CantripDatasetPage *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (self->permille) / 1000.0);

  return G_SOURCE_CONTINUE;
}

typedef struct
{
  CantripDatasetPage *page;      /* (owned) */
  GCancellable       *loading;   /* (owned) */
  gboolean            is_sorted; /* or filtered */
} Load;

static void
made_view_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (CantripDatasetPage) self = load->page;
  g_autoptr (GCancellable) loading = load->loading;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetView) view =
      cantrip_row_view_make_finish (CANTRIP_WORKSPACE (object), result, &error);
  gboolean is_sorted = load->is_sorted;

  g_free (load);
  if (self->loading != loading || g_cancellable_is_cancelled (loading))
    return; /* another one is on its way, or the page has gone */

  hide_progress (self);
  if (view != NULL)
    {
      show_view (self, view, !is_sorted && !self->was_sorted);
      self->was_sorted = is_sorted;
    }
  else if (self->sort_column != NULL &&
           g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND))
    cantrip_dataset_page_sort (self, NULL, FALSE); /* its column was deleted */
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

void
cantrip_dataset_page_load (CantripDatasetPage *self)
{
  const char *filter = cantrip_table_find_bar_get_filter (self->find_bar);
  gboolean    is_sorted = self->sort_column != NULL || filter != NULL;
  Load       *load = g_new0 (Load, 1);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  hide_progress (self);
  self->loading = g_cancellable_new ();
  self->permille = g_atomic_rc_box_new0 (int);
  if (is_sorted)
    self->progress_id = g_timeout_add (PROGRESS_MS, show_progress_cb, self);

  load->page = g_object_ref (self);
  load->loading = g_object_ref (self->loading);
  load->is_sorted = is_sorted;
  cantrip_row_view_make_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               self->dataset_id,
                               &(CantripRowViewOrder){ .sort_column = self->sort_column,
                                                       .is_descending = self->is_descending,
                                                       .filter = filter },
                               self->permille,
                               self->loading,
                               made_view_cb,
                               load);
}

void
cantrip_dataset_page_sort (CantripDatasetPage *self, const char *column, gboolean is_descending)
{
  g_autofree char *before = self->sort_column;

  self->sort_column = g_strdup (column);
  self->is_descending = is_descending;
  cantrip_table_view_show_sort (self->table, column, is_descending);
  cantrip_dataset_page_load (self);
}

static void
sort_requested_cb (CantripDatasetPage *self, const char *column, gboolean is_descending)
{
  cantrip_dataset_page_sort (self, column, is_descending);
}

gboolean
cantrip_dataset_page_get_cell (CantripDatasetPage    *self,
                               const CantripViewRow **ret_row,
                               const char           **ret_column)
{
  GListModel *model = G_LIST_MODEL (cantrip_table_view_get_model (self->table));
  guint       row, column;
  g_autoptr (CantripRowItem) item = NULL;

  if (!cantrip_table_view_get_cursor (self->table, &row, &column))
    return FALSE;

  item = g_list_model_get_item (model, row); /* the model keeps it */
  *ret_row = cantrip_row_item_get_row (item);
  *ret_column =
      cantrip_table_column_get_name (cantrip_table_view_get_columns (self->table)->pdata[column]);

  return *ret_row != NULL && (*ret_row)->id != 0;
}

static void
row_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDatasetPage) self = user_data;
  g_autoptr (CantripDatasetRow) row =
      cantrip_row_view_read_finish (CANTRIP_WORKSPACE (object), result, NULL);
  g_autoptr (CantripRowValues) values = cantrip_row_values_new ();
  const CantripViewRow *shown;
  const char           *column, *text;
  guint                 index, unused;
  gsize                 n_bytes;
  g_autofree char      *copy = NULL;

  /* Somebody may have gone on to another row, or away. */
  if (row == NULL || is_gone (self) || !cantrip_dataset_page_get_cell (self, &shown, &column) ||
      shown->position != row->position)
    return;

  cantrip_table_view_get_cursor (self->table, &unused, &index);
  (void) cantrip_row_values_split (values, row->values_json);
  text = cantrip_row_values_get_text (values, index, &n_bytes);
  copy = g_strndup (text, n_bytes);
  cantrip_table_cell_pane_show (self->pane,
                                column,
                                copy,
                                !cantrip_workspace_get_read_only (
                                    cantrip_page_get_workspace (CANTRIP_PAGE (self))));
}

/* The pane shows all of the current cell, while it can be seen. */
static void
update_pane (CantripDatasetPage *self)
{
  CantripRowModel *model = cantrip_table_view_get_model (self->table);
  guint            row, column;

  if (!adw_flap_get_reveal_flap (self->flap))
    return;
  if (!cantrip_table_view_get_cursor (self->table, &row, &column))
    {
      cantrip_table_cell_pane_show (self->pane, _ ("No cell"), NULL, FALSE);
      return;
    }

  cantrip_row_view_read_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               cantrip_row_model_get_view (model),
                               row,
                               cantrip_page_get_cancellable (CANTRIP_PAGE (self)),
                               row_read_cb,
                               g_object_ref (self));
}

static void
pane_edited_cb (CantripDatasetPage *self, const char *text)
{
  const CantripViewRow *row;
  const char           *column;

  if (cantrip_dataset_page_get_cell (self, &row, &column))
    cantrip_dataset_page_set_cell (self, row, column, text);
}

static void
edited_cb (CantripDatasetPage *self, CantripRowItem *item, const char *column, const char *text)
{
  const CantripViewRow *row = cantrip_row_item_get_row (item);

  if (row != NULL && row->id != 0)
    cantrip_dataset_page_set_cell (self, row, column, text);
}

static void
edit_elsewhere_cb (CantripDatasetPage *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->pane));
}

static void
menu_requested_cb (CantripDatasetPage *self, double x, double y)
{
  GdkRectangle place = { 0, 0, 1, 1 };
  double       page_x, page_y;
  guint        row, column;

  if (x < 0 && cantrip_table_view_get_cursor (self->table, &row, &column))
    {
      CantripTableColumn *shown = cantrip_table_view_get_columns (self->table)->pdata[column];
      GtkWidget          *cell = cantrip_table_column_find_cell (shown, row);

      if (cell == NULL || !gtk_widget_translate_coordinates (cell,
                                                             GTK_WIDGET (self->table),
                                                             0,
                                                             gtk_widget_get_height (cell),
                                                             &x,
                                                             &y))
        return;
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self->table),
                                    GTK_WIDGET (self->stack),
                                    x,
                                    y,
                                    &page_x,
                                    &page_y);
  place.x = (int) page_x;
  place.y = (int) page_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDatasetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_same;

  if (is_gone (self))
    return;
  if (!cantrip_row_view_check_finish (CANTRIP_WORKSPACE (object), result, &is_same, &error))
    {
      if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND))
        cantrip_shell_show_place (GTK_WIDGET (self), "data");
      else
        cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  if (!is_same)
    cantrip_dataset_page_load (self);
  else
    cantrip_row_model_refresh (cantrip_table_view_get_model (self->table));
  update_pane (self);
}

/* When only cells have changed, the order stays: a row that jumps away while somebody works on
 * it is worse than one that stands where it stood. */
static void
cantrip_dataset_page_reload (CantripPage *page)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (page);

  if (self->view == NULL)
    cantrip_dataset_page_load (self);
  else
    cantrip_row_view_check_async (cantrip_page_get_workspace (page),
                                  self->view,
                                  cantrip_page_get_cancellable (page),
                                  checked_cb,
                                  g_object_ref (self));
}

static void
cantrip_dataset_page_dispose (GObject *object)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (self->widths_id != 0)
    {
      g_clear_handle_id (&self->widths_id, g_source_remove);
      cantrip_table_widths_save (self->table, self->dataset_id);
    }
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_DATASET_PAGE);

  G_OBJECT_CLASS (cantrip_dataset_page_parent_class)->dispose (object);
}

static void
cantrip_dataset_page_finalize (GObject *object)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_pointer (&self->permille, g_atomic_rc_box_release);
  g_clear_pointer (&self->view, cantrip_dataset_view_unref);
  g_clear_pointer (&self->sort_column, g_free);

  G_OBJECT_CLASS (cantrip_dataset_page_parent_class)->finalize (object);
}

static void
cantrip_dataset_page_class_init (CantripDatasetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_dataset_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_page_finalize;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_dataset_page_reload;

  g_type_ensure (CANTRIP_TYPE_TABLE_VIEW);
  g_type_ensure (CANTRIP_TYPE_TABLE_FIND_BAR);
  g_type_ensure (CANTRIP_TYPE_TABLE_CELL_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/cantrip-dataset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, flap);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, find_bar);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, table);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, pane);
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetPage, menu);
  gtk_widget_class_bind_template_callback (widget_class, update_pane);
  gtk_widget_class_bind_template_callback (widget_class, pane_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, cantrip_dataset_page_load);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  cantrip_dataset_page_install_actions (widget_class);
}

static void
cantrip_dataset_page_init (CantripDatasetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_dataset_page_new (CantripWorkspace *workspace, const char *argument)
{
  CantripDatasetPage *self = g_object_new (CANTRIP_TYPE_DATASET_PAGE, "workspace", workspace, NULL);
  gboolean            can_write = !cantrip_workspace_get_read_only (workspace);

  self->dataset_id = cantrip_id_from_text (argument);
  cantrip_table_find_bar_set_table (self->find_bar, workspace, self->table);
  cantrip_table_view_set_editable (self->table, can_write);
  cantrip_dataset_page_enable_edits (self, can_write);

  return CANTRIP_PAGE (self);
}
