/* cantrip-table-find-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "data/cantrip-table-view.h"

G_BEGIN_DECLS

/*
 * Finds a text in a table: goes to the next or previous row that has it, says how many there
 * are, or shows only those. Emits `filter-changed` () when other rows are to be shown, and
 * `failed` (with a `GError *`).
 */
#define CANTRIP_TYPE_TABLE_FIND_BAR (cantrip_table_find_bar_get_type ())

G_DECLARE_FINAL_TYPE (CantripTableFindBar, cantrip_table_find_bar, CANTRIP, TABLE_FIND_BAR, GtkBox)

/* The table that is searched. */
void cantrip_table_find_bar_set_table (CantripTableFindBar *self,
                                       CantripWorkspace    *workspace,
                                       CantripTableView    *table);

/* Shows the bar, and puts the keyboard into it. */
void cantrip_table_find_bar_open (CantripTableFindBar *self);

void cantrip_table_find_bar_close (CantripTableFindBar *self);

/* Goes to the next row that has the text, or to the one before. */
void cantrip_table_find_bar_go (CantripTableFindBar *self, gboolean is_backward);

/* (transfer none) (nullable): the text that all rows shown are to have. */
const char *cantrip_table_find_bar_get_filter (CantripTableFindBar *self);

G_END_DECLS
