/* cantrip-table-numbers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The column in front of a table: where each row stands in its dataset. */
GtkColumnViewColumn *cantrip_table_numbers_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
