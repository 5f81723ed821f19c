/* cantrip-view-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-view.h"

G_BEGIN_DECLS

/*
 * Reads some rows of a view, one after another. Rows that stand one behind another in the dataset
 * are read together, those of a sorted view one by one. Belongs to the thread of its repository.
 */
typedef struct _CantripViewReader CantripViewReader;

/**
 * cantrip_view_reader_new:
 * @view: borrowed
 * @repository: of this thread
 * @first: number of the first row
 * @end: number of the row after the last one; not more than the view has
 *
 * Returns: (transfer full): a reader
 */
CantripViewReader *cantrip_view_reader_new (CantripDatasetView       *view,
                                            CantripDatasetRepository *repository,
                                            guint                     first,
                                            guint end) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_view_reader_free (CantripViewReader *self);

/**
 * cantrip_view_reader_next:
 * @self: a reader that has not given all its rows
 * @ret_row: (out) (transfer none) (nullable): the next row, valid until the next call; %NULL if
 *   it was deleted after the view was made
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_row was set
 */
gboolean cantrip_view_reader_next (CantripViewReader        *self,
                                   const CantripDatasetRow **ret_row,
                                   GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripViewReader, cantrip_view_reader_free)

G_END_DECLS
