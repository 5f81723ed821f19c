/* cantrip-dataset-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-repository.h"
#include "dataset/cantrip-row-writer.h"

G_BEGIN_DECLS

/**
 * cantrip_dataset_export:
 * @repository: where the rows are
 * @dataset: what to write
 * @format: how
 * @stream: written to; never closed
 * @cancellable: (nullable): stops between rows
 * @error: return location for an error
 *
 * Writes a dataset, so that an import of what was written gives the same rows. Blocks, in the
 * thread of @repository.
 *
 * Errors: those of the database and of @stream.
 *
 * Returns: %TRUE if everything was written
 */
gboolean cantrip_dataset_export (CantripDatasetRepository *repository,
                                 const CantripDataset     *dataset,
                                 CantripRowFormat          format,
                                 GOutputStream            *stream,
                                 GCancellable             *cancellable,
                                 GError                  **error);

G_END_DECLS
