/* cantrip-table-scroll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls a column view to the row of this number: GTK 4.8 has no function for it. */
void cantrip_table_scroll_to_row (GtkColumnView *list, guint row);

/* Scrolls the window around @list sideways until @cell can be seen. */
void cantrip_table_scroll_to_cell (GtkColumnView *list, GtkWidget *cell);

G_END_DECLS
