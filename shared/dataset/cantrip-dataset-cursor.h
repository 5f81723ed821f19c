/* cantrip-dataset-cursor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-repository.h"

G_BEGIN_DECLS

/*
 * The rows of a dataset, one after another, whatever their number: pages of some rows stand in
 * memory, and no read transaction stays open between them. Belongs to the thread of its
 * repository.
 */
typedef struct _CantripDatasetCursor CantripDatasetCursor;

/* Begins behind @after_position; 0 for the first row. @dataset must outlive the cursor. */
CantripDatasetCursor *cantrip_dataset_cursor_new (CantripDatasetRepository *repository,
                                                  const CantripDataset     *dataset,
                                                  gint64 after_position) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_dataset_cursor_free (CantripDatasetCursor *self);

/**
 * cantrip_dataset_cursor_next:
 * @self: a cursor
 * @ret_row: (out) (transfer none): the next row, valid until the next call; %NULL after the last
 * @error: return location for an error
 *
 * Blocks on the database.
 *
 * Errors: `CANTRIP_ERROR_DATABASE`, `CANTRIP_ERROR_BUSY`.
 *
 * Returns: %TRUE if @ret_row was set
 */
gboolean cantrip_dataset_cursor_next (CantripDatasetCursor     *self,
                                      const CantripDatasetRow **ret_row,
                                      GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetCursor, cantrip_dataset_cursor_free)

G_END_DECLS
