/* cantrip-row-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-row.h"
#include "dataset/cantrip-dataset.h"

G_BEGIN_DECLS

/* Says which rows contain a text, and what their cells show. */
typedef struct _CantripRowFilter CantripRowFilter;

/**
 * cantrip_row_filter_new:
 * @dataset: whose rows they are
 * @text: (nullable): what to look for, whatever its case; %NULL and the empty text take all rows
 * @column: (nullable): the name of the column to look in; %NULL: any
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`: there is no such column.
 *
 * Returns: (transfer full): a filter
 */
CantripRowFilter *cantrip_row_filter_new (const CantripDataset *dataset,
                                          const char           *text,
                                          const char           *column,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_row_filter_free (CantripRowFilter *self);

gboolean cantrip_row_filter_takes_all (CantripRowFilter *self);

gboolean cantrip_row_filter_takes (CantripRowFilter *self, const CantripDatasetRow *row);

/* (transfer none): what a cell of the last row shows, not ended by a NUL; valid until the next
 * call */
const char *cantrip_row_filter_get_text (CantripRowFilter *self, guint column, gsize *ret_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowFilter, cantrip_row_filter_free)

G_END_DECLS
