/* cantrip-table-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "data/cantrip-row-model.h"
#include "data/cantrip-table-column.h"

G_BEGIN_DECLS

/*
 * A table of any size: numbers of the rows, the columns of a dataset, and behind them whatever
 * columns a page adds with cantrip_table_view_append_column(). It is moved in, and edited, with
 * the keyboard or the pointer; what is to be done about it is told by signals:
 *
 * - `edited` (row item, name of the column, text): somebody has written into a cell
 * - `edit-elsewhere` (): somebody wants to edit a cell that is no single line
 * - `sort-requested` (name of the column, whether descending): a header was clicked
 * - `cursor-moved` (): another cell is the current one
 * - `menu-requested` (x, y): the second button was pressed, or the menu key, at this place
 *
 * A column of a page's own is a `GtkColumnViewColumn` with a factory. The item of its list items
 * is a `CantripRowItem`; its row, with id and position, may come later, with `notify::row`:
 *
 *   static void
 *   bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
 *   {
 *     CantripRowItem *item = gtk_list_item_get_item (list_item);
 *
 *     g_signal_connect_swapped (item, "notify::row", G_CALLBACK (show_output), list_item);
 *     show_output (list_item);
 *   }
 *
 * Keep its cells cheap: the list keeps some two hundred rows of them alive.
 */
#define CANTRIP_TYPE_TABLE_VIEW (cantrip_table_view_get_type ())

G_DECLARE_FINAL_TYPE (CantripTableView, cantrip_table_view, CANTRIP, TABLE_VIEW, GtkWidget)

CantripTableView *cantrip_table_view_new (void);

/* Shows the columns of a dataset in place of those shown so far. */
void cantrip_table_view_set_columns (CantripTableView *self, const char *const *names);

/* (transfer none) (element-type CantripTableColumn): those of the dataset, in order. */
GPtrArray *cantrip_table_view_get_columns (CantripTableView *self);

/* Adds a column of the page's own behind those of the dataset. */
void cantrip_table_view_append_column (CantripTableView *self, GtkColumnViewColumn *column);

/* Shows other rows. @model: (nullable) */
void cantrip_table_view_set_model (CantripTableView *self, CantripRowModel *model);

/* (transfer none) (nullable) */
CantripRowModel *cantrip_table_view_get_model (CantripTableView *self);

/* Whether cells can be edited; they can at first. */
void cantrip_table_view_set_editable (CantripTableView *self, gboolean is_editable);

/* Shows in the header how the rows are sorted. @name: (nullable): by no column */
void
cantrip_table_view_show_sort (CantripTableView *self, const char *name, gboolean is_descending);

/* Which cell is the current one; %FALSE if none is. */
gboolean cantrip_table_view_get_cursor (CantripTableView *self, guint *ret_row, guint *ret_column);

/* Makes a cell the current one, selects its row and scrolls there. */
void cantrip_table_view_set_cursor (CantripTableView *self, guint row, guint column);

/* (transfer full): the numbers of the selected rows. */
GtkBitset *cantrip_table_view_dup_selection (CantripTableView *self) G_GNUC_WARN_UNUSED_RESULT;

/* Edits the current cell. @text: (nullable): what stands there at first */
void cantrip_table_view_begin_edit (CantripTableView *self, const char *text);

G_END_DECLS
