/* test-table-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-keys.h"

static const struct
{
  const char        *name;
  guint              key;
  GdkModifierType    state;
  gboolean           is_editing;
  gboolean           is_mirrored;
  gboolean           is_read;
  guint              row;
  guint              column;
  CantripTableAction action;
} CASES[] = {
  { "down", GDK_KEY_Down, 0, 0, 0, TRUE, 6, 2, CANTRIP_TABLE_ACTION_MOVE },
  { "extend", GDK_KEY_Up, GDK_SHIFT_MASK, 0, 0, TRUE, 4, 2, CANTRIP_TABLE_ACTION_EXTEND },
  { "page", GDK_KEY_Page_Down, 0, 0, 0, TRUE, 9, 2, CANTRIP_TABLE_ACTION_MOVE },
  { "first", GDK_KEY_Home, GDK_CONTROL_MASK, 0, 0, TRUE, 0, 0, CANTRIP_TABLE_ACTION_MOVE },
  { "last", GDK_KEY_End, 0, 0, 0, TRUE, 5, 3, CANTRIP_TABLE_ACTION_MOVE },
  { "left", GDK_KEY_Left, 0, 0, 0, TRUE, 5, 1, CANTRIP_TABLE_ACTION_MOVE },
  { "left-mirrored", GDK_KEY_Left, 0, 0, TRUE, TRUE, 5, 3, CANTRIP_TABLE_ACTION_MOVE },
  { "edit", GDK_KEY_F2, 0, 0, 0, TRUE, 5, 2, CANTRIP_TABLE_ACTION_EDIT },
  { "write", GDK_KEY_x, 0, 0, 0, TRUE, 5, 2, CANTRIP_TABLE_ACTION_EDIT },
  { "find-is-not-ours", GDK_KEY_f, GDK_CONTROL_MASK, 0, 0, FALSE, 5, 2, 0 },
  { "tab-leaves", GDK_KEY_Tab, 0, 0, 0, FALSE, 5, 2, 0 },
  { "tab-while-editing", GDK_KEY_Tab, 0, TRUE, 0, TRUE, 5, 3, CANTRIP_TABLE_ACTION_EDIT },
  { "letters-while-editing", GDK_KEY_x, 0, TRUE, 0, FALSE, 5, 2, 0 },
  { "left-while-editing", GDK_KEY_Left, 0, TRUE, 0, FALSE, 5, 2, 0 },
  { "enter-while-editing", GDK_KEY_Return, 0, TRUE, 0, TRUE, 6, 2, CANTRIP_TABLE_ACTION_MOVE },
  { "escape", GDK_KEY_Escape, 0, TRUE, 0, TRUE, 5, 2, CANTRIP_TABLE_ACTION_CANCEL },
  { "all", GDK_KEY_a, GDK_CONTROL_MASK, 0, 0, TRUE, 5, 2, CANTRIP_TABLE_ACTION_SELECT_ALL },
  { "menu", GDK_KEY_F10, GDK_SHIFT_MASK, 0, 0, TRUE, 5, 2, CANTRIP_TABLE_ACTION_MENU },
};

static void
test_read (gconstpointer data)
{
  gsize            i = GPOINTER_TO_SIZE (data);
  CantripTableMove move = {
    .row = 5,
    .column = 2,
    .n_rows = 10,
    .n_columns = 4,
    .is_editing = CASES[i].is_editing,
    .is_mirrored = CASES[i].is_mirrored,
  };

  g_assert_cmpint (cantrip_table_keys_read (&move, CASES[i].key, CASES[i].state),
                   ==,
                   CASES[i].is_read);
  if (!CASES[i].is_read)
    return;

  g_assert_cmpuint (move.row, ==, CASES[i].row);
  g_assert_cmpuint (move.column, ==, CASES[i].column);
  g_assert_cmpint (move.action, ==, CASES[i].action);
}

static void
test_tab_goes_to_the_next_row (void)
{
  CantripTableMove move = { .row = 1,
                            .column = 3,
                            .n_rows = 3,
                            .n_columns = 4,
                            .is_editing = TRUE };

  g_assert_true (cantrip_table_keys_read (&move, GDK_KEY_Tab, 0));
  g_assert_cmpuint (move.row, ==, 2);
  g_assert_cmpuint (move.column, ==, 0);
  g_assert_true (cantrip_table_keys_read (&move, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_cmpuint (move.row, ==, 1);
  g_assert_cmpuint (move.column, ==, 3);
}

static void
test_nothing_in_an_empty_table (void)
{
  CantripTableMove move = { .row = GTK_INVALID_LIST_POSITION };

  g_assert_false (cantrip_table_keys_read (&move, GDK_KEY_Down, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strconcat ("/table-keys/read/", CASES[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_read);
    }
  g_test_add_func ("/table-keys/read/tab-goes-to-the-next-row", test_tab_goes_to_the_next_row);
  g_test_add_func ("/table-keys/read/nothing-in-an-empty-table", test_nothing_in_an_empty_table);

  return g_test_run ();
}
