/* cantrip-table-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-keys.h"

#define PAGE_ROWS 20

static gboolean
go (CantripTableMove *move, gint64 row, gint64 column)
{
  move->row = (guint) CLAMP (row, 0, (gint64) move->n_rows - 1);
  move->column = (guint) CLAMP (column, 0, (gint64) move->n_columns - 1);

  return TRUE;
}

/* To the next cell in the direction of reading, or the one before. */
static gboolean
go_to_neighbour (CantripTableMove *move, gint64 row, gint64 column, int step)
{
  gint64 place = row * move->n_columns + column + step;
  gint64 last = (gint64) move->n_rows * move->n_columns - 1;

  place = CLAMP (place, 0, last);
  move->action = CANTRIP_TABLE_ACTION_EDIT;

  return go (move, place / move->n_columns, place % move->n_columns);
}

static gboolean
read_while_editing (CantripTableMove *move, guint key, gboolean is_shifted)
{
  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return go_to_neighbour (move,
                              move->row,
                              move->column,
                              is_shifted || key == GDK_KEY_ISO_Left_Tab ? -1 : 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return go (move, (gint64) move->row + (is_shifted ? -1 : 1), move->column);
    case GDK_KEY_Up:
      return go (move, (gint64) move->row - 1, move->column);
    case GDK_KEY_Down:
      return go (move, (gint64) move->row + 1, move->column);
    case GDK_KEY_Escape:
      move->action = CANTRIP_TABLE_ACTION_CANCEL;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
read_arrow (CantripTableMove *move, guint key, gboolean is_control)
{
  gint64 row = move->row != GTK_INVALID_LIST_POSITION ? move->row : 0;
  gint64 column = move->column;
  int    right = move->is_mirrored ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return go (move, is_control ? 0 : row - 1, column);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go (move, is_control ? move->n_rows : row + 1, column);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return go (move, row, column - right);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return go (move, row, column + right);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return go (move, row - PAGE_ROWS, column);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return go (move, row + PAGE_ROWS, column);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return go (move, is_control ? 0 : row, 0);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return go (move, is_control ? move->n_rows : row, move->n_columns);
    default:
      return FALSE;
    }
}

/* Who begins to write, writes into the cell. */
static gboolean
read_letter (CantripTableMove *move, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  if (letter == 0 || !g_unichar_isgraph (letter))
    return FALSE;

  move->text[g_unichar_to_utf8 (letter, move->text)] = '\0';
  move->action = CANTRIP_TABLE_ACTION_EDIT;

  return TRUE;
}

gboolean
cantrip_table_keys_read (CantripTableMove *move, guint key, GdkModifierType state)
{
  gboolean is_control = (state & GDK_CONTROL_MASK) != 0;
  gboolean is_shifted = (state & GDK_SHIFT_MASK) != 0;

  move->action = CANTRIP_TABLE_ACTION_MOVE;
  move->text[0] = '\0';
  if (move->n_rows == 0 || move->n_columns == 0 || (state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (move->is_editing)
    return !is_control && read_while_editing (move, key, is_shifted);

  if (read_arrow (move, key, is_control))
    {
      if (is_shifted)
        move->action = CANTRIP_TABLE_ACTION_EXTEND;
      return TRUE;
    }
  if (key == GDK_KEY_F2 || (!is_control && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)))
    {
      move->action = CANTRIP_TABLE_ACTION_EDIT;
      return move->row != GTK_INVALID_LIST_POSITION;
    }
  if (is_control && key == GDK_KEY_a)
    {
      move->action = CANTRIP_TABLE_ACTION_SELECT_ALL;
      return TRUE;
    }
  if (key == GDK_KEY_Menu || (is_shifted && key == GDK_KEY_F10))
    {
      move->action = CANTRIP_TABLE_ACTION_MENU;
      return TRUE;
    }

  return !is_control && move->row != GTK_INVALID_LIST_POSITION && read_letter (move, key);
}
