/* cantrip-dataset-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-dataset-page-private.h"

#include "data/cantrip-table-clipboard.h"
#include "data/cantrip-table-edit.h"
#include "widgets/cantrip-name-dialog.h"
#include "window/cantrip-shell.h"

static const char *const EDITS[] = {
  "table.edit-cell",         "table.clear-cell",    "table.paste",
  "table.add-row",           "table.delete-rows",   "table.add-column",
  "table.move-column-left",  "table.rename-column", "table.delete-column",
  "table.move-column-right",
};

/* Edits of cells are many, and seen at once: no toast says that they were made. */
static void
performed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDatasetPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cantrip_history_perform_finish (CANTRIP_HISTORY (object), result, NULL, &error))
    return;

  self->goes_to_end = FALSE;
  cantrip_shell_report (GTK_WIDGET (self), error);
  if (self->table != NULL && cantrip_table_view_get_model (self->table) != NULL)
    cantrip_row_model_refresh (cantrip_table_view_get_model (self->table));
}

static void
perform (CantripDatasetPage *self, gpointer edit, const char *label)
{
  CantripWorkspace *workspace = cantrip_page_get_workspace (CANTRIP_PAGE (self));

  cantrip_history_perform_async (cantrip_workspace_get_history (workspace),
                                 &CANTRIP_TABLE_EDIT,
                                 edit,
                                 label,
                                 performed_cb,
                                 g_object_ref (self));
}

void
cantrip_dataset_page_set_cell (CantripDatasetPage   *self,
                               const CantripViewRow *row,
                               const char           *column,
                               const char           *text)
{
  perform (self,
           cantrip_table_edit_set_cell (self->dataset_id, row->id, column, text),
           _ ("Changed a cell"));
}

static void
edit_cell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_table_view_begin_edit (CANTRIP_DATASET_PAGE (widget)->table, NULL);
}

static void
clear_cell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage   *self = CANTRIP_DATASET_PAGE (widget);
  const CantripViewRow *row;
  const char           *column;

  if (cantrip_dataset_page_get_cell (self, &row, &column))
    cantrip_dataset_page_set_cell (self, row, column, "");
}

static void
show_cell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
add_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  GPtrArray          *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (lines, g_new0 (char *, 1));
  self->goes_to_end = TRUE;
  perform (self,
           cantrip_table_edit_paste (self->dataset_id, NULL, 0, NULL, lines),
           _ ("Added a row"));
}

static void
delete_rows_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  g_autoptr (GtkBitset) rows = cantrip_table_view_dup_selection (self->table);
  guint            n_rows = (guint) gtk_bitset_get_size (rows);
  g_autofree char *label = NULL;

  if (n_rows == 0)
    return;

  label = g_strdup_printf (ngettext ("Deleted %'u row", "Deleted %'u rows", n_rows), n_rows);
  cantrip_shell_edit (widget,
                      &CANTRIP_TABLE_EDIT,
                      cantrip_table_edit_delete_rows (cantrip_row_model_get_view (
                                                          cantrip_table_view_get_model (
                                                              self->table)),
                                                      rows),
                      label);
}

typedef struct
{
  CantripDatasetView *view; /* (owned) */
  GtkBitset          *rows; /* (owned) */
} CopyWork;

static void
copy_work_free (CopyWork *work)
{
  cantrip_dataset_view_unref (work->view);
  gtk_bitset_unref (work->rows);
  g_free (work);
}

static gpointer
format_rows (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  CopyWork *work = data;

  return cantrip_table_clipboard_format (work->view,
                                         session->datasets,
                                         work->rows,
                                         cancellable,
                                         error);
}

static const CantripWork FORMAT_ROWS = {
  .lane = CANTRIP_LANE_SCAN,
  .run = format_rows,
  .free_data = (GDestroyNotify) copy_work_free,
  .free_result = g_free,
};

static void
formatted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDatasetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

static void
copy_rows_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  CantripRowModel    *model = cantrip_table_view_get_model (self->table);
  CopyWork           *work;

  if (model == NULL)
    return;

  work = g_new0 (CopyWork, 1);
  work->view = cantrip_dataset_view_ref (cantrip_row_model_get_view (model));
  work->rows = cantrip_table_view_dup_selection (self->table);
  cantrip_workspace_run_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               &FORMAT_ROWS,
                               work,
                               cantrip_page_get_cancellable (CANTRIP_PAGE (self)),
                               formatted_cb,
                               g_object_ref (self));
}

static void
copy_cell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage   *self = CANTRIP_DATASET_PAGE (widget);
  const CantripViewRow *row;
  const char           *column;
  guint                 number, index;

  if (!cantrip_dataset_page_get_cell (self, &row, &column))
    return;

  cantrip_table_view_get_cursor (self->table, &number, &index);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), row->cells[index].text);
}

/* One row: the cell that is the current one; more: all of them. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  g_autoptr (GtkBitset) rows = cantrip_table_view_dup_selection (self->table);

  if (gtk_bitset_get_size (rows) > 1)
    copy_rows_action (widget, name, parameter);
  else
    copy_cell_action (widget, name, parameter);
}

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDatasetPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autoptr (GPtrArray) lines = text != NULL ? cantrip_table_clipboard_parse (text) : NULL;
  CantripRowModel *model = self->table != NULL ? cantrip_table_view_get_model (self->table) : NULL;
  guint            row, column;
  g_autofree char *label = NULL;
  const char      *name;

  if (lines == NULL || lines->len == 0 || model == NULL ||
      !cantrip_table_view_get_cursor (self->table, &row, &column))
    return;

  name =
      cantrip_table_column_get_name (cantrip_table_view_get_columns (self->table)->pdata[column]);
  label = g_strdup_printf (ngettext ("Pasted %'u row", "Pasted %'u rows", lines->len), lines->len);
  cantrip_shell_edit (GTK_WIDGET (self),
                      &CANTRIP_TABLE_EDIT,
                      cantrip_table_edit_paste (self->dataset_id,
                                                cantrip_row_model_get_view (model),
                                                row,
                                                name,
                                                g_steal_pointer (&lines)),
                      label);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 cantrip_page_get_cancellable (CANTRIP_PAGE (widget)),
                                 pasted_cb,
                                 g_object_ref (widget));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_table_find_bar_open (CANTRIP_DATASET_PAGE (widget)->find_bar);
}

static void
find_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_table_find_bar_go (CANTRIP_DATASET_PAGE (widget)->find_bar, FALSE);
}

static void
find_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_table_find_bar_go (CANTRIP_DATASET_PAGE (widget)->find_bar, TRUE);
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_dataset_page_sort (CANTRIP_DATASET_PAGE (widget),
                             g_variant_get_string (parameter, NULL),
                             g_str_equal (name, "table.sort-descending"));
}

static void
sort_none_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_dataset_page_sort (CANTRIP_DATASET_PAGE (widget), NULL, FALSE);
}

/* Where the column that an action names stands; without a name, the current one. */
static gboolean
find_column (CantripDatasetPage *self, GVariant *parameter, guint *ret_column)
{
  const char *name = g_variant_get_string (parameter, NULL);
  GPtrArray  *columns = cantrip_table_view_get_columns (self->table);
  guint       row;

  if (*name == '\0')
    {
      cantrip_table_view_get_cursor (self->table, &row, ret_column);
      return *ret_column < columns->len;
    }

  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (cantrip_table_column_get_name (columns->pdata[i]), name))
      {
        *ret_column = i;
        return TRUE;
      }

  return FALSE;
}

static const char *
get_name (CantripDatasetPage *self, guint column)
{
  return cantrip_table_column_get_name (
      cantrip_table_view_get_columns (self->table)->pdata[column]);
}

/* @place: where it goes, from 0, as a pointer */
static void
column_added (GtkWidget *widget, const char *name, gpointer place)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);

  perform (self,
           cantrip_table_edit_add_column (self->dataset_id, name, GPOINTER_TO_UINT (place)),
           _ ("Added a column"));
}

static void
add_column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const CantripNameQuestion question = {
    .heading = _ ("Add Column"),
    .label = _ ("Name of the column"),
    .accept = _ ("_Add"),
  };
  guint column;

  if (!find_column (CANTRIP_DATASET_PAGE (widget), parameter, &column))
    column = G_MAXINT - 1;
  cantrip_name_dialog_show (widget, &question, column_added, GUINT_TO_POINTER (column + 1), NULL);
}

static void
column_renamed (GtkWidget *widget, const char *name, gpointer before)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);

  perform (self,
           cantrip_table_edit_rename_column (self->dataset_id, before, name),
           _ ("Renamed a column"));
}

static void
rename_column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripNameQuestion question = {
    .heading = _ ("Rename Column"),
    .label = _ ("Name of the column"),
    .accept = _ ("_Rename"),
  };
  guint column;

  if (!find_column (CANTRIP_DATASET_PAGE (widget), parameter, &column))
    return;

  question.name = get_name (CANTRIP_DATASET_PAGE (widget), column);
  cantrip_name_dialog_show (widget, &question, column_renamed, g_strdup (question.name), g_free);
}

static void
move_column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  gboolean            is_left = g_str_equal (name, "table.move-column-left");
  guint               column;

  if (!find_column (self, parameter, &column) || (is_left && column == 0))
    return;

  perform (self,
           cantrip_table_edit_move_column (self->dataset_id,
                                           get_name (self, column),
                                           is_left ? column - 1 : column + 1),
           _ ("Moved a column"));
}

static void
delete_column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetPage *self = CANTRIP_DATASET_PAGE (widget);
  g_autofree char    *label = NULL;
  guint               column;

  if (!find_column (self, parameter, &column))
    return;

  label = g_strdup_printf (_ ("Deleted the column “%s”"), get_name (self, column));
  cantrip_shell_edit (widget,
                      &CANTRIP_TABLE_EDIT,
                      cantrip_table_edit_delete_column (self->dataset_id, get_name (self, column)),
                      label);
}

static void
install (GtkWidgetClass             *klass,
         const char                 *name,
         const char                 *type,
         GtkWidgetActionActivateFunc func)
{
  gtk_widget_class_install_action (klass, name, type, func);
}

/* In the table, so that entries keep their own keys. */
static void
add_keys (GtkWidgetClass *klass)
{
  const GdkModifierType control = GDK_CONTROL_MASK;
  const GdkModifierType shift = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, control, "table.find", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_g, control, "table.find-next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_g, shift, "table.find-previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F3, 0, "table.find-next", NULL);
  gtk_widget_class_add_binding_action (klass,
                                       GDK_KEY_F3,
                                       GDK_SHIFT_MASK,
                                       "table.find-previous",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, control, "table.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, control, "table.paste", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "table.clear-cell", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, control, "table.delete-rows", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, control, "table.add-row", NULL);
}

void
cantrip_dataset_page_install_actions (GtkWidgetClass *klass)
{
  install (klass, "table.edit-cell", NULL, edit_cell_action);
  install (klass, "table.clear-cell", NULL, clear_cell_action);
  install (klass, "table.show-cell", NULL, show_cell_action);
  install (klass, "table.add-row", NULL, add_row_action);
  install (klass, "table.delete-rows", NULL, delete_rows_action);
  install (klass, "table.copy", NULL, copy_action);
  install (klass, "table.copy-cell", NULL, copy_cell_action);
  install (klass, "table.copy-rows", NULL, copy_rows_action);
  install (klass, "table.paste", NULL, paste_action);
  install (klass, "table.find", NULL, find_action);
  install (klass, "table.find-next", NULL, find_next_action);
  install (klass, "table.find-previous", NULL, find_previous_action);
  install (klass, "table.sort-ascending", "s", sort_action);
  install (klass, "table.sort-descending", "s", sort_action);
  install (klass, "table.sort-none", NULL, sort_none_action);
  install (klass, "table.add-column", "s", add_column_action);
  install (klass, "table.rename-column", "s", rename_column_action);
  install (klass, "table.move-column-left", "s", move_column_action);
  install (klass, "table.move-column-right", "s", move_column_action);
  install (klass, "table.delete-column", "s", delete_column_action);
  add_keys (klass);
}

void
cantrip_dataset_page_enable_edits (CantripDatasetPage *self, gboolean can_write)
{
  for (gsize i = 0; i < G_N_ELEMENTS (EDITS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), EDITS[i], can_write);
}
