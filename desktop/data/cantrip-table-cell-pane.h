/* cantrip-table-cell-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * All of one cell, however long, to be read, selected and edited. Emits `edited` (text) when
 * the keyboard has left it, or Ctrl+Enter was pressed, and its text is another one; Escape puts
 * back what was there.
 */
#define CANTRIP_TYPE_TABLE_CELL_PANE (cantrip_table_cell_pane_get_type ())

G_DECLARE_FINAL_TYPE (CantripTableCellPane,
                      cantrip_table_cell_pane,
                      CANTRIP,
                      TABLE_CELL_PANE,
                      GtkBox)

/* @text: (nullable): what the cell says; %NULL: there is none */
void cantrip_table_cell_pane_show (CantripTableCellPane *self,
                                   const char           *title,
                                   const char           *text,
                                   gboolean              is_editable);

G_END_DECLS
