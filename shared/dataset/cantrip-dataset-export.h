/* cantrip-dataset-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-repository.h"
#include "dataset/cantrip-row-writer.h"

G_BEGIN_DECLS

typedef void (*CantripDatasetExportProgress) (gint64 n_rows, gpointer user_data);

/**
 * CantripDatasetExportOptions:
 * @format: how to write
 * @progress: (nullable): called now and then, with the rows that were written
 * @progress_data: for @progress
 */
typedef struct
{
  CantripRowFormat             format;
  CantripDatasetExportProgress progress;
  gpointer                     progress_data;
} CantripDatasetExportOptions;

/**
 * cantrip_dataset_export:
 * @repository: where the rows are
 * @dataset: what to write
 * @options: how
 * @stream: written to; never closed
 * @ret_n_cut: (out) (nullable): how many texts were cut; see cantrip_row_writer_get_n_cut()
 * @cancellable: (nullable): stops between rows
 * @error: return location for an error
 *
 * Writes a dataset, so that an import of what was written gives the same rows. Blocks, in the
 * thread of @repository.
 *
 * Errors: `CANTRIP_ERROR_TOO_LARGE` (more rows than the format holds, before anything is written);
 * those of the database and of @stream.
 *
 * Returns: %TRUE if everything was written
 */
gboolean cantrip_dataset_export (CantripDatasetRepository          *repository,
                                 const CantripDataset              *dataset,
                                 const CantripDatasetExportOptions *options,
                                 GOutputStream                     *stream,
                                 gint64                            *ret_n_cut,
                                 GCancellable                      *cancellable,
                                 GError                           **error);

G_END_DECLS
