/* cantrip-dataset-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-export.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-dataset-cursor.h"

/* How often progress is told: some times a second. */
#define PROGRESS_ROWS 2000

static gboolean
write_row (CantripRowWriter        *writer,
           const CantripDataset    *dataset,
           const CantripDatasetRow *row,
           GCancellable            *cancellable,
           GError                 **error)
{
  if (cantrip_row_writer_add_values (writer, row->values_json, g_strv_length (dataset->columns)))
    return cantrip_row_writer_end_row (writer, cancellable, error);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_DATABASE,
                            "Row %" G_GINT64_FORMAT " of “%s” cannot be read; import it anew",
                            row->position,
                            dataset->name);
}

static gboolean
write_rows (CantripDatasetCursor              *cursor,
            CantripRowWriter                  *writer,
            const CantripDataset              *dataset,
            const CantripDatasetExportOptions *options,
            GCancellable                      *cancellable,
            GError                           **error)
{
  const CantripDatasetRow *row;

  for (gint64 n_rows = 0;; n_rows++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_dataset_cursor_next (cursor, &row, error))
        return FALSE;

      if (options->progress != NULL && (row == NULL || n_rows % PROGRESS_ROWS == 0))
        options->progress (n_rows, options->progress_data);
      if (row == NULL)
        return cantrip_row_writer_finish (writer, cancellable, error);
      if (!write_row (writer, dataset, row, cancellable, error))
        return FALSE;
    }
}

gboolean
cantrip_dataset_export (CantripDatasetRepository          *repository,
                        const CantripDataset              *dataset,
                        const CantripDatasetExportOptions *options,
                        GOutputStream                     *stream,
                        gint64                            *ret_n_cut,
                        GCancellable                      *cancellable,
                        GError                           **error)
{
  g_autoptr (CantripDatasetCursor) cursor = NULL;
  g_autoptr (CantripRowWriter) writer = NULL;
  const char *const *columns = (const char *const *) dataset->columns;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (repository), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (!cantrip_row_format_check (options->format,
                                 dataset->row_count,
                                 g_strv_length (dataset->columns),
                                 error) ||
      (writer = cantrip_row_writer_new (columns, options->format, stream, error)) == NULL)
    return FALSE;

  cursor = cantrip_dataset_cursor_new (repository, dataset, 0);
  if (!write_rows (cursor, writer, dataset, options, cancellable, error))
    return FALSE;

  if (ret_n_cut != NULL)
    *ret_n_cut = cantrip_row_writer_get_n_cut (writer);

  return TRUE;
}
