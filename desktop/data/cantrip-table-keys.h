/* cantrip-table-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CantripTableAction:
 * @CANTRIP_TABLE_ACTION_MOVE: make the cell the current one
 * @CANTRIP_TABLE_ACTION_EXTEND: the same, and select all rows in between
 * @CANTRIP_TABLE_ACTION_EDIT: the same as MOVE, and edit the cell
 * @CANTRIP_TABLE_ACTION_CANCEL: give up editing
 * @CANTRIP_TABLE_ACTION_SELECT_ALL: select all rows
 * @CANTRIP_TABLE_ACTION_MENU: show the menu of the cell
 */
typedef enum
{
  CANTRIP_TABLE_ACTION_MOVE,
  CANTRIP_TABLE_ACTION_EXTEND,
  CANTRIP_TABLE_ACTION_EDIT,
  CANTRIP_TABLE_ACTION_CANCEL,
  CANTRIP_TABLE_ACTION_SELECT_ALL,
  CANTRIP_TABLE_ACTION_MENU,
} CantripTableAction;

/**
 * CantripTableMove:
 * @row: the current row, and then the one to go to
 * @column: likewise
 * @n_rows: how many there are
 * @n_columns: likewise
 * @is_editing: whether a cell is being edited
 * @is_mirrored: whether the first column is on the right
 * @action: set: what to do there
 * @text: set: what a cell that is edited begins with; empty: with what it says
 */
typedef struct
{
  guint              row;
  guint              column;
  guint              n_rows;
  guint              n_columns;
  gboolean           is_editing;
  gboolean           is_mirrored;
  CantripTableAction action;
  char               text[8];
} CantripTableMove;

/* What a key means in a table. Returns FALSE if it means nothing there. */
gboolean cantrip_table_keys_read (CantripTableMove *move, guint key, GdkModifierType state);

G_END_DECLS
