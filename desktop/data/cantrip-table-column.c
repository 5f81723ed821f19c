/* cantrip-table-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "data/cantrip-table-column.h"

struct _CantripTableColumn
{
  GObject parent_instance;

  guint                index;
  char                *name;        /* (owned) */
  GtkColumnViewColumn *view_column; /* (owned) */
  GPtrArray           *cells;       /* (owned) (element-type Cell); those that are bound */
  guint                cursor;      /* row number */

  GtkListItem    *edited_item; /* (owned) (nullable) its cell is being edited */
  CantripRowItem *edited_row;  /* (owned) (nullable) */
  char           *before;      /* (owned) (nullable): what the cell said */
};

/* A place in the list, which shows one row after another. */
typedef struct
{
  CantripTableColumn *column;    /* (owned) */
  GtkListItem        *list_item; /* (borrowed) */
  GtkWidget          *label;     /* (owned) */
  CantripRowItem     *row;       /* (owned) (nullable) while it is bound */
  gulong              handler;   /* on @row */
} Cell;

G_DEFINE_FINAL_TYPE (CantripTableColumn, cantrip_table_column, G_TYPE_OBJECT)

static guint edited_signal, ended_signal;

static void
cell_free (Cell *cell)
{
  g_clear_object (&cell->label);
  g_clear_object (&cell->column);
  g_free (cell);
}

static Cell *
get_cell (GtkListItem *list_item)
{
  return g_object_get_data (G_OBJECT (list_item), "cantrip-cell");
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_cell (Cell *cell)
{
  GtkLabel              *label = GTK_LABEL (cell->label);
  const CantripViewCell *shown = cantrip_row_item_get_cell (cell->row, cell->column->index);
  gboolean               is_number = shown != NULL && shown->kind == CANTRIP_VIEW_CELL_NUMBER;

  gtk_label_set_text (label, shown != NULL ? shown->text : "");
  gtk_label_set_xalign (label, is_number ? 1 : 0);
  set_class (cell->label, "numeric", is_number);
  set_class (cell->label, "dim-label", shown != NULL && shown->kind == CANTRIP_VIEW_CELL_JSON);
}

static void
show_cursor (Cell *cell)
{
  GtkWidget *place = gtk_widget_get_parent (cell->label);
  guint      row = gtk_list_item_get_position (cell->list_item);

  if (place != NULL)
    set_class (place, "cursor", row != GTK_INVALID_LIST_POSITION && row == cell->column->cursor);
}

static void
setup_cb (CantripTableColumn *self, GtkListItem *list_item)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->column = g_object_ref (self);
  cell->list_item = list_item;
  cell->label = g_object_ref_sink (gtk_label_new (NULL));
  gtk_label_set_ellipsize (GTK_LABEL (cell->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (cell->label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (cell->label), 1);
  g_object_set_data_full (G_OBJECT (list_item), "cantrip-cell", cell, (GDestroyNotify) cell_free);
  gtk_list_item_set_child (list_item, cell->label);
}

static void
bind_cb (CantripTableColumn *self, GtkListItem *list_item)
{
  Cell *cell = get_cell (list_item);

  cell->row = g_object_ref (gtk_list_item_get_item (list_item));
  cell->handler = g_signal_connect_swapped (cell->row, "notify::row", G_CALLBACK (show_cell), cell);
  g_ptr_array_add (self->cells, cell);
  show_cell (cell);
  show_cursor (cell);
}

static void
unbind_cb (CantripTableColumn *self, GtkListItem *list_item)
{
  Cell *cell = get_cell (list_item);

  if (self->edited_item == list_item)
    cantrip_table_column_end_edit (self, TRUE);
  g_clear_signal_handler (&cell->handler, cell->row);
  g_clear_object (&cell->row);
  g_ptr_array_remove_fast (self->cells, cell);
}

static void
teardown_cb (CantripTableColumn *self, GtkListItem *list_item)
{
  g_object_set_data (G_OBJECT (list_item), "cantrip-cell", NULL);
}

static void
cantrip_table_column_finalize (GObject *object)
{
  CantripTableColumn *self = CANTRIP_TABLE_COLUMN (object);

  g_clear_object (&self->view_column);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_object (&self->edited_item);
  g_clear_object (&self->edited_row);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (cantrip_table_column_parent_class)->finalize (object);
}

static void
cantrip_table_column_class_init (CantripTableColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_table_column_finalize;

  edited_signal = g_signal_new ("edited",
                                CANTRIP_TYPE_TABLE_COLUMN,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                2,
                                CANTRIP_TYPE_ROW_ITEM,
                                G_TYPE_STRING);
  ended_signal = g_signal_new ("edit-ended",
                               CANTRIP_TYPE_TABLE_COLUMN,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
cantrip_table_column_init (CantripTableColumn *self)
{
  self->cursor = GTK_INVALID_LIST_POSITION;
  self->cells = g_ptr_array_new ();
}

static GtkListItemFactory *
factory_new (CantripTableColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

CantripTableColumn *
cantrip_table_column_new (guint index, const char *name)
{
  CantripTableColumn *self = g_object_new (CANTRIP_TYPE_TABLE_COLUMN, NULL);

  self->index = index;
  self->name = g_strdup (name);
  self->view_column = gtk_column_view_column_new (name, factory_new (self));
  gtk_column_view_column_set_resizable (self->view_column, TRUE);

  return self;
}

GtkColumnViewColumn *
cantrip_table_column_get_view_column (CantripTableColumn *self)
{
  return self->view_column;
}

const char *
cantrip_table_column_get_name (CantripTableColumn *self)
{
  return self->name;
}

void
cantrip_table_column_set_cursor (CantripTableColumn *self, guint row)
{
  g_return_if_fail (CANTRIP_IS_TABLE_COLUMN (self));

  self->cursor = row;
  for (guint i = 0; i < self->cells->len; i++)
    show_cursor (self->cells->pdata[i]);
}

static Cell *
find_cell (CantripTableColumn *self, guint row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = self->cells->pdata[i];

      if (gtk_list_item_get_position (cell->list_item) == row)
        return cell;
    }

  return NULL;
}

GtkWidget *
cantrip_table_column_find_cell (CantripTableColumn *self, guint row)
{
  Cell *cell = find_cell (self, row);

  return cell != NULL ? cell->label : NULL;
}

gboolean
cantrip_table_column_owns_cell (CantripTableColumn *self, GtkWidget *widget, guint *ret_row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = self->cells->pdata[i];

      if (cell->label != widget)
        continue;

      *ret_row = gtk_list_item_get_position (cell->list_item);
      return TRUE;
    }

  return FALSE;
}

static void
activate_cb (CantripTableColumn *self)
{
  cantrip_table_column_end_edit (self, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        CantripTableColumn    *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  cantrip_table_column_end_edit (self, FALSE);

  return GDK_EVENT_STOP;
}

static GtkWidget *
editor_new (CantripTableColumn *self, const char *text)
{
  GtkWidget          *editor = gtk_text_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (editor), text);
  gtk_widget_add_css_class (editor, "cell-editor");
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name,
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, keys);
  gtk_widget_add_controller (editor, focus);

  return editor;
}

gboolean
cantrip_table_column_begin_edit (CantripTableColumn *self, guint row, const char *text)
{
  Cell                  *cell = find_cell (self, row);
  const CantripViewCell *shown;
  GtkWidget             *editor;

  g_return_val_if_fail (CANTRIP_IS_TABLE_COLUMN (self), FALSE);

  cantrip_table_column_end_edit (self, TRUE);
  shown = cell != NULL ? cantrip_row_item_get_cell (cell->row, self->index) : NULL;
  if (shown == NULL || shown->is_cut || strpbrk (shown->text, "\n\r") != NULL)
    return FALSE;

  editor = editor_new (self, text != NULL ? text : shown->text);
  self->before = g_strdup (shown->text);
  self->edited_item = g_object_ref (cell->list_item);
  self->edited_row = g_object_ref (cell->row);
  gtk_list_item_set_child (cell->list_item, editor);
  if (text != NULL)
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (editor));
      gtk_editable_set_position (GTK_EDITABLE (editor), -1);
    }
  else
    gtk_widget_grab_focus (editor);

  return TRUE;
}

gboolean
cantrip_table_column_is_editing (CantripTableColumn *self)
{
  return self->edited_item != NULL;
}

void
cantrip_table_column_end_edit (CantripTableColumn *self, gboolean is_kept)
{
  g_autoptr (GtkListItem) list_item = g_steal_pointer (&self->edited_item);
  g_autoptr (CantripRowItem) row = g_steal_pointer (&self->edited_row);
  g_autofree char *before = g_steal_pointer (&self->before);
  g_autofree char *after = NULL;
  Cell            *cell;

  if (list_item == NULL)
    return;

  after = g_strdup (gtk_editable_get_text (GTK_EDITABLE (gtk_list_item_get_child (list_item))));
  cell = get_cell (list_item);
  gtk_list_item_set_child (list_item, cell->label);
  show_cursor (cell);
  g_signal_emit (self, ended_signal, 0);
  if (is_kept && !g_str_equal (before, after))
    g_signal_emit (self, edited_signal, 0, row, after);
}
