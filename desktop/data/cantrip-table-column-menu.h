/* cantrip-table-column-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The menu of the header of a column: the actions `table.…` with its name. */
GMenuModel *cantrip_table_column_menu_new (const char *column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
