/* cantrip-table-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-table-view.h"

#include "data/cantrip-table-keys.h"
#include "data/cantrip-table-numbers.h"
#include "data/cantrip-table-scroll.h"
#include "data/cantrip-table-sort.h"

/* How wide columns are before somebody makes them wider. */
#define WIDTH 180
#define WIDTH_OF_FEW 260
#define FEW 4

struct _CantripTableView
{
  GtkWidget parent_instance;

  GtkWidget     *scrolled; /* (borrowed: a child) */
  GtkColumnView *list;     /* (borrowed: its child) */

  GPtrArray         *columns;   /* (owned) (element-type CantripTableColumn) */
  CantripRowModel   *model;     /* (owned) (nullable) */
  GtkSelectionModel *selection; /* (owned) (nullable); of @model */

  gboolean is_editable;
  gboolean shows_sort; /* the header changes since we say so */
  guint    row;        /* the current cell; %GTK_INVALID_LIST_POSITION: none */
  guint    column;
};

enum
{
  EDITED,
  EDIT_ELSEWHERE,
  SORT_REQUESTED,
  CURSOR_MOVED,
  MENU_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripTableView, cantrip_table_view, GTK_TYPE_WIDGET)

static CantripTableColumn *
get_column (CantripTableView *self, guint column)
{
  return column < self->columns->len ? self->columns->pdata[column] : NULL;
}

static CantripTableColumn *
find_column (CantripTableView *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (cantrip_table_column_get_name (self->columns->pdata[i]), name) == 0)
      return self->columns->pdata[i];

  return NULL;
}

static gboolean
is_editing (CantripTableView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (cantrip_table_column_is_editing (self->columns->pdata[i]))
      return TRUE;

  return FALSE;
}

/* While nothing is edited, the keyboard belongs to the table as a whole. */
static void
edit_ended_cb (CantripTableView *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
}

static void
stop_editing (CantripTableView *self, gboolean is_kept)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (cantrip_table_column_is_editing (self->columns->pdata[i]))
      {
        cantrip_table_column_end_edit (self->columns->pdata[i], is_kept);
        gtk_widget_grab_focus (GTK_WIDGET (self));
      }
}

static void
edited_cb (CantripTableColumn *column, CantripRowItem *item, const char *text, gpointer user_data)
{
  g_signal_emit (user_data, signals[EDITED], 0, item, cantrip_table_column_get_name (column), text);
}

static void
sort_changed_cb (CantripTableView *self, GtkSorterChange change, GtkSorter *sorter)
{
  gboolean             is_descending;
  GtkColumnViewColumn *sorted;

  if (self->shows_sort)
    return;

  sorted = cantrip_table_sort_read (sorter, &is_descending);
  if (sorted != NULL)
    g_signal_emit (self,
                   signals[SORT_REQUESTED],
                   0,
                   gtk_column_view_column_get_title (sorted),
                   is_descending);
}

/* The cell under a place of the list: what is there, or the only thing in it. */
static gboolean
find_cell_at (CantripTableView *self, double x, double y, guint *ret_row, guint *ret_column)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (guint i = 0; i < self->columns->len && widget != NULL; i++)
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (!cantrip_table_column_owns_cell (self->columns->pdata[i], widget, ret_row) &&
          (child == NULL ||
           !cantrip_table_column_owns_cell (self->columns->pdata[i], child, ret_row)))
        continue;

      *ret_column = i;
      return TRUE;
    }

  return FALSE;
}

static void
move_cursor (CantripTableView *self, guint row, guint column)
{
  CantripTableColumn *before = get_column (self, self->column);
  CantripTableColumn *after = get_column (self, column);
  GtkWidget          *cell;

  if (before != NULL && before != after)
    cantrip_table_column_set_cursor (before, GTK_INVALID_LIST_POSITION);
  self->row = row;
  self->column = column;
  if (after == NULL)
    return;

  cantrip_table_column_set_cursor (after, row);
  cell = cantrip_table_column_find_cell (after, row);
  if (cell != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                    cell,
                                    -1);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CantripTableView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  guint row, column;

  if (!find_cell_at (self, x, y, &row, &column))
    return;

  stop_editing (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  move_cursor (self, row, column);
  if (button == GDK_BUTTON_SECONDARY)
    {
      if (!gtk_selection_model_is_selected (self->selection, row))
        gtk_selection_model_select_item (self->selection, row, TRUE);
      g_signal_emit (self, signals[MENU_REQUESTED], 0, x, y);
    }
  else if (button == GDK_BUTTON_PRIMARY && n_press == 2)
    cantrip_table_view_begin_edit (self, NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        CantripTableView      *self)
{
  CantripTableMove move = {
    .row = self->row,
    .column = self->column,
    .n_rows = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0,
    .n_columns = self->columns->len,
    .is_editing = is_editing (self),
    .is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
  };
  guint anchor = self->row;

  if (!cantrip_table_keys_read (&move, key, state))
    return GDK_EVENT_PROPAGATE;

  if (move.action == CANTRIP_TABLE_ACTION_CANCEL)
    {
      stop_editing (self, FALSE);
      return GDK_EVENT_STOP;
    }
  stop_editing (self, TRUE);
  if (move.action == CANTRIP_TABLE_ACTION_SELECT_ALL)
    gtk_selection_model_select_all (self->selection);
  else if (move.action == CANTRIP_TABLE_ACTION_MENU)
    g_signal_emit (self, signals[MENU_REQUESTED], 0, -1.0, -1.0);
  else if (move.action == CANTRIP_TABLE_ACTION_EXTEND)
    {
      gtk_selection_model_select_range (self->selection,
                                        MIN (anchor, move.row),
                                        MAX (anchor, move.row) - MIN (anchor, move.row) + 1,
                                        FALSE);
      cantrip_table_scroll_to_row (self->list, move.row);
      move_cursor (self, move.row, move.column);
    }
  else if (move.n_rows > 0)
    cantrip_table_view_set_cursor (self, move.row, move.column);
  if (move.action == CANTRIP_TABLE_ACTION_EDIT)
    cantrip_table_view_begin_edit (self, move.text[0] != '\0' ? move.text : NULL);

  return GDK_EVENT_STOP;
}

static void
cantrip_table_view_dispose (GObject *object)
{
  CantripTableView *self = CANTRIP_TABLE_VIEW (object);

  self->list = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (cantrip_table_view_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, guint n_values, ...)
{
  va_list types;
  guint   id;

  va_start (types, n_values);
  id = g_signal_new_valist (name,
                            CANTRIP_TYPE_TABLE_VIEW,
                            G_SIGNAL_RUN_LAST,
                            NULL,
                            NULL,
                            NULL,
                            NULL,
                            G_TYPE_NONE,
                            n_values,
                            types);
  va_end (types);

  return id;
}

static void
cantrip_table_view_class_init (CantripTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_table_view_dispose;
  signals[EDITED] = add_signal ("edited", 3, CANTRIP_TYPE_ROW_ITEM, G_TYPE_STRING, G_TYPE_STRING);
  signals[EDIT_ELSEWHERE] = add_signal ("edit-elsewhere", 0);
  signals[SORT_REQUESTED] = add_signal ("sort-requested", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CURSOR_MOVED] = add_signal ("cursor-moved", 0);
  signals[MENU_REQUESTED] = add_signal ("menu-requested", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_widget_class_set_css_name (widget_class, "table");
}

static void
cantrip_table_view_init (CantripTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  g_autoptr (GtkColumnViewColumn) numbers = cantrip_table_numbers_new ();

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->row = GTK_INVALID_LIST_POSITION;
  self->is_editable = TRUE;
  self->list = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  gtk_column_view_append_column (self->list, numbers);
  gtk_column_view_set_show_column_separators (self->list, TRUE);
  gtk_column_view_set_show_row_separators (self->list, TRUE); /* shading every other row is slow */
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "data-table");
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (gtk_column_view_get_sorter (self->list),
                           "changed",
                           G_CALLBACK (sort_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

CantripTableView *
cantrip_table_view_new (void)
{
  return g_object_new (CANTRIP_TYPE_TABLE_VIEW, NULL);
}

static void
remove_columns (CantripTableView *self)
{
  stop_editing (self, TRUE);
  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_remove_column (self->list,
                                   cantrip_table_column_get_view_column (self->columns->pdata[i]));
  g_ptr_array_set_size (self->columns, 0);
}

void
cantrip_table_view_set_columns (CantripTableView *self, const char *const *names)
{
  gboolean has_more;

  g_return_if_fail (CANTRIP_IS_TABLE_VIEW (self));

  remove_columns (self);
  /* Beside the numbers: of those who appended some, which take the room that is left. */
  has_more = g_list_model_get_n_items (gtk_column_view_get_columns (self->list)) > 1;
  for (guint i = 0; names[i] != NULL; i++)
    {
      CantripTableColumn  *column = cantrip_table_column_new (i, names[i]);
      GtkColumnViewColumn *view_column = cantrip_table_column_get_view_column (column);

      cantrip_table_sort_add (view_column);
      gtk_column_view_column_set_fixed_width (view_column,
                                              g_strv_length ((char **) names) > FEW ? WIDTH
                                                                                    : WIDTH_OF_FEW);
      g_signal_connect_object (column, "edited", G_CALLBACK (edited_cb), self, 0);
      g_signal_connect_object (column,
                               "edit-ended",
                               G_CALLBACK (edit_ended_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_column_view_column_set_expand (view_column, names[i + 1] == NULL && !has_more);
      gtk_column_view_insert_column (self->list, i + 1, view_column); /* behind the numbers */
      g_ptr_array_add (self->columns, column);
    }
  move_cursor (self, self->row, self->column);
}

GPtrArray *
cantrip_table_view_get_columns (CantripTableView *self)
{
  return self->columns;
}

void
cantrip_table_view_append_column (CantripTableView *self, GtkColumnViewColumn *column)
{
  g_return_if_fail (CANTRIP_IS_TABLE_VIEW (self));

  gtk_column_view_append_column (self->list, column);
  if (self->columns->len > 0)
    gtk_column_view_column_set_expand (cantrip_table_column_get_view_column (
                                           self->columns->pdata[self->columns->len - 1]),
                                       FALSE);
}

void
cantrip_table_view_set_model (CantripTableView *self, CantripRowModel *model)
{
  g_return_if_fail (CANTRIP_IS_TABLE_VIEW (self));

  if (self->model == model)
    return;

  stop_editing (self, TRUE);
  gtk_column_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->model, model);
  move_cursor (self, GTK_INVALID_LIST_POSITION, self->column);
  if (model == NULL)
    return;

  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (model))));
  gtk_column_view_set_model (self->list, self->selection);
}

CantripRowModel *
cantrip_table_view_get_model (CantripTableView *self)
{
  return self->model;
}

void
cantrip_table_view_set_editable (CantripTableView *self, gboolean is_editable)
{
  self->is_editable = is_editable;
}

void
cantrip_table_view_show_sort (CantripTableView *self, const char *name, gboolean is_descending)
{
  CantripTableColumn *column = name != NULL ? find_column (self, name) : NULL;

  self->shows_sort = TRUE;
  gtk_column_view_sort_by_column (self->list,
                                  column != NULL ? cantrip_table_column_get_view_column (column)
                                                 : NULL,
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->shows_sort = FALSE;
}

gboolean
cantrip_table_view_get_cursor (CantripTableView *self, guint *ret_row, guint *ret_column)
{
  guint n_rows = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;

  *ret_row = self->row;
  *ret_column = self->column;

  return self->row < n_rows && self->column < self->columns->len;
}

void
cantrip_table_view_set_cursor (CantripTableView *self, guint row, guint column)
{
  CantripTableColumn *shown = get_column (self, column);
  GtkWidget          *cell;

  g_return_if_fail (CANTRIP_IS_TABLE_VIEW (self));

  if (self->selection == NULL)
    return;

  cantrip_table_scroll_to_row (self->list, row);
  gtk_selection_model_select_item (self->selection, row, TRUE);
  move_cursor (self, row, column);
  cell = shown != NULL ? cantrip_table_column_find_cell (shown, row) : NULL;
  if (cell != NULL)
    cantrip_table_scroll_to_cell (self->list, cell);
}

GtkBitset *
cantrip_table_view_dup_selection (CantripTableView *self)
{
  return self->selection != NULL ? gtk_selection_model_get_selection (self->selection)
                                 : gtk_bitset_new_empty ();
}

void
cantrip_table_view_begin_edit (CantripTableView *self, const char *text)
{
  CantripTableColumn *column = get_column (self, self->column);
  guint               row, unused;

  if (!self->is_editable || !cantrip_table_view_get_cursor (self, &row, &unused))
    return;

  gtk_widget_set_can_focus (GTK_WIDGET (self->list), TRUE);
  if (cantrip_table_column_begin_edit (column, row, text))
    return;

  edit_ended_cb (self);
  g_signal_emit (self, signals[EDIT_ELSEWHERE], 0);
}
