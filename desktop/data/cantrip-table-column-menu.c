/* cantrip-table-column-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-table-column-menu.h"

static void
append_item (GMenu *section, const char *label, const char *action, const char *column)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", column);
  g_menu_append_item (section, item);
}

GMenuModel *
cantrip_table_column_menu_new (const char *column)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  append_item (sort, _ ("Sort _Ascending"), "table.sort-ascending", column);
  append_item (sort, _ ("Sort _Descending"), "table.sort-descending", column);
  g_menu_append (sort, _ ("_Original Order"), "table.sort-none");
  append_item (change, _ ("_Rename Column…"), "table.rename-column", column);
  append_item (change, _ ("Add _Column…"), "table.add-column", column);
  append_item (change, _ ("Move Towards the _Start"), "table.move-column-left", column);
  append_item (change, _ ("Move Towards the _End"), "table.move-column-right", column);
  append_item (remove, _ ("De_lete Column"), "table.delete-column", column);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (menu);
}
