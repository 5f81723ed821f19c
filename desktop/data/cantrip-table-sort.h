/* cantrip-table-sort.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * GTK 4.8 does not say by which column a column view is sorted. But the sorter of the view asks
 * those of its columns, that of the header clicked last first, and turns the answer around when
 * the order is descending: so it is asked about two things that only take notes.
 */

/* Makes the header of @column one that can be clicked. Its rows are sorted by somebody else. */
void cantrip_table_sort_add (GtkColumnViewColumn *column);

/**
 * cantrip_table_sort_read:
 * @sorter: of a column view
 * @ret_is_descending: (out): set if there is such a column
 *
 * Returns: (transfer none) (nullable): the column whose header was clicked last
 */
GtkColumnViewColumn *cantrip_table_sort_read (GtkSorter *sorter, gboolean *ret_is_descending);

G_END_DECLS
