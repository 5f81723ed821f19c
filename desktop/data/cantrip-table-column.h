/* cantrip-table-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "data/cantrip-row-item.h"

G_BEGIN_DECLS

/*
 * A column of a table that shows one column of a dataset: how its cells look, which of them is
 * the current one, and the one that is being edited.
 *
 * A cell is one label and nothing else, since the list keeps some two hundred rows of them alive;
 * an entry takes the place of the label only while it is edited.
 *
 * Emits `edit-ended` when the entry has gone, and then `edited` (row item, text) if the text is
 * another one.
 */
#define CANTRIP_TYPE_TABLE_COLUMN (cantrip_table_column_get_type ())

G_DECLARE_FINAL_TYPE (CantripTableColumn, cantrip_table_column, CANTRIP, TABLE_COLUMN, GObject)

/* @index: of the column in the dataset; @name: its name */
CantripTableColumn *
cantrip_table_column_new (guint index, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* What goes into a `GtkColumnView`. (transfer none) */
GtkColumnViewColumn *cantrip_table_column_get_view_column (CantripTableColumn *self);

const char *cantrip_table_column_get_name (CantripTableColumn *self);

/* Makes the cell of row number @row the current one; %GTK_INVALID_LIST_POSITION: none is. */
void cantrip_table_column_set_cursor (CantripTableColumn *self, guint row);

/* (transfer none) (nullable): what stands in row number @row, if the list has it just now */
GtkWidget *cantrip_table_column_find_cell (CantripTableColumn *self, guint row);

/* Whether @widget is a cell of the column; @ret_row is then set to the number of its row. */
gboolean
cantrip_table_column_owns_cell (CantripTableColumn *self, GtkWidget *widget, guint *ret_row);

/**
 * cantrip_table_column_begin_edit:
 * @self: a column
 * @row: number of the row; it must be shown
 * @text: (nullable): what stands there at first; %NULL: what the cell says
 *
 * Puts an entry into a cell.
 *
 * Returns: %FALSE if the cell cannot be edited in one line, or is not there
 */
gboolean cantrip_table_column_begin_edit (CantripTableColumn *self, guint row, const char *text);

gboolean cantrip_table_column_is_editing (CantripTableColumn *self);

/* @is_kept: whether `edited` is emitted for what was written */
void cantrip_table_column_end_edit (CantripTableColumn *self, gboolean is_kept);

G_END_DECLS
