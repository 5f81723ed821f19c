/* cantrip-row-sorter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Puts any number of rows in order with little memory: an external merge sort. What does not
 * fit into its buffer goes, sorted, to a temporary file that nobody else can see, and is merged
 * from there.
 *
 * Numbers come first, as numbers, then texts by the collation of the locale, then everything
 * else as text; empty cells are last, also when descending. Rows that are equal stay in the
 * order in which they were added.
 */
typedef struct _CantripRowSorter CantripRowSorter;

/**
 * cantrip_row_sorter_new:
 * @is_descending: the other way round
 * @buffer_bytes: how much may be kept in memory
 *
 * Returns: (transfer full): a sorter without rows
 */
CantripRowSorter *
cantrip_row_sorter_new (gboolean is_descending, gsize buffer_bytes) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_row_sorter_free (CantripRowSorter *self);

/**
 * cantrip_row_sorter_add:
 * @self: a sorter
 * @text: what the cell shows, in valid UTF-8, not ended by a NUL; its first 256 characters count
 * @n_bytes: how long it is
 * @position: of the row; greater than that of the last one
 * @error: return location for an error
 *
 * Adds a row. Blocks on disk now and then.
 *
 * Errors: `CANTRIP_ERROR_DATABASE`: there is no room for a temporary file.
 *
 * Returns: %TRUE if it was added
 */
gboolean cantrip_row_sorter_add (CantripRowSorter *self,
                                 const char       *text,
                                 gsize             n_bytes,
                                 gint64            position,
                                 GError          **error);

/**
 * cantrip_row_sorter_finish:
 * @self: a sorter, of no use afterwards
 * @positions: (element-type gint64): those of the rows are appended, in order
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Blocks on disk.
 *
 * Returns: %TRUE if all rows are in @positions
 */
gboolean cantrip_row_sorter_finish (CantripRowSorter *self,
                                    GArray           *positions,
                                    GCancellable     *cancellable,
                                    GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowSorter, cantrip_row_sorter_free)

G_END_DECLS
