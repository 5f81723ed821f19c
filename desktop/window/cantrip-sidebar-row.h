/* cantrip-sidebar-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the sidebar: an icon, a name, perhaps a line below it; it stands for a place. */
#define CANTRIP_TYPE_SIDEBAR_ROW (cantrip_sidebar_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripSidebarRow, cantrip_sidebar_row, CANTRIP, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *cantrip_sidebar_row_new (const char *place, const char *icon_name, const char *title);

/* The place without the tab: `app/SLUG`. */
const char *cantrip_sidebar_row_get_place (CantripSidebarRow *self);

/* @subtitle: (nullable): a second line */
void cantrip_sidebar_row_set_subtitle (CantripSidebarRow *self, const char *subtitle);

/* A menu for the second button of the pointer and the menu key. */
void cantrip_sidebar_row_set_menu (CantripSidebarRow *self, GMenuModel *menu);

G_END_DECLS
