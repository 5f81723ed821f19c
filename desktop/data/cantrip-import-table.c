/* cantrip-import-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-table.h"

#include "data/cantrip-import-row.h"

/* Columns cost time to make; nobody looks through more in a preview. */
#define MAX_COLUMNS 40
#define COLUMN_WIDTH 150

struct _CantripImportTable
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkColumnView     *view;
  GtkLabel          *caption;

  GListStore *rows;     /* (owned) (element-type CantripImportRow) */
  gboolean    is_fresh; /* nobody has scrolled it yet */
};

G_DEFINE_FINAL_TYPE (CantripImportTable, cantrip_import_table, ADW_TYPE_BIN)

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  CantripImportRow *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       cantrip_import_row_get_cell (row, GPOINTER_TO_UINT (column)));
}

static GtkColumnViewColumn *
column_new (const char *title, guint column)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *self = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_resizable (self, TRUE);
  gtk_column_view_column_set_fixed_width (self, COLUMN_WIDTH);

  return self;
}

static void
clear (CantripImportTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) last =
          g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

      gtk_column_view_remove_column (self->view, last);
    }
}

/* “The first 100 of 2,400 rows”, and what else is left out. */
static char *
dup_caption (CantripDatasetPreview *preview)
{
  GString *caption = g_string_new (NULL);
  guint    n_columns = g_strv_length (preview->columns);
  gint64   n_rows = preview->n_records;

  if (!preview->is_complete)
    g_string_append_printf (caption, _ ("The first %'u rows of many more"), preview->rows->len);
  else if (preview->rows->len < n_rows)
    g_string_append_printf (caption,
                            _ ("The first %'u of %'d rows"),
                            preview->rows->len,
                            (int) n_rows);
  else
    g_string_append_printf (caption,
                            ngettext ("%'d row", "%'d rows", (gulong) n_rows),
                            (int) n_rows);

  g_string_append (caption, " · ");
  g_string_append_printf (caption, ngettext ("%'u column", "%'u columns", n_columns), n_columns);
  if (n_columns > MAX_COLUMNS)
    g_string_append_printf (caption, _ (", of which %d are shown"), MAX_COLUMNS);

  return g_string_free (caption, FALSE);
}

/* A table that is written from right to left begins at the right, which scrolling does not know. */
static void
size_changed_cb (CantripImportTable *self, GtkAdjustment *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (!self->is_fresh || end <= 0 ||
      gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    return;

  self->is_fresh = FALSE;
  gtk_adjustment_set_value (adjustment, end);
}

static void
cantrip_import_table_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_IMPORT_TABLE);

  G_OBJECT_CLASS (cantrip_import_table_parent_class)->dispose (object);
}

static void
cantrip_import_table_finalize (GObject *object)
{
  g_clear_object (&CANTRIP_IMPORT_TABLE (object)->rows);

  G_OBJECT_CLASS (cantrip_import_table_parent_class)->finalize (object);
}

static void
cantrip_import_table_class_init (CantripImportTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_import_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_import_table_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/cantrip-import-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripImportTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, CantripImportTable, view);
  gtk_widget_class_bind_template_child (widget_class, CantripImportTable, caption);
}

static void
cantrip_import_table_init (CantripImportTable *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (CANTRIP_TYPE_IMPORT_ROW);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller),
                           "changed",
                           G_CALLBACK (size_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
cantrip_import_table_show (CantripImportTable *self, CantripDatasetPreview *preview)
{
  g_autofree char *caption = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (CANTRIP_IS_IMPORT_TABLE (self));

  clear (self);
  self->is_fresh = TRUE;
  for (guint i = 0; preview->columns[i] != NULL && i < MAX_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = column_new (preview->columns[i], i);

      gtk_column_view_column_set_expand (column, preview->columns[i + 1] == NULL);
      gtk_column_view_append_column (self->view, column);
    }

  for (guint i = 0; i < preview->rows->len; i++)
    g_ptr_array_add (rows, cantrip_import_row_new (preview->rows->pdata[i], MAX_COLUMNS));
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);

  caption = dup_caption (preview);
  gtk_label_set_label (self->caption, caption);
}
