/* cantrip-dataset-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-export.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-dataset-cursor.h"

gboolean
cantrip_dataset_export (CantripDatasetRepository *repository,
                        const CantripDataset     *dataset,
                        CantripRowFormat          format,
                        GOutputStream            *stream,
                        GCancellable             *cancellable,
                        GError                  **error)
{
  g_autoptr (CantripDatasetCursor) cursor = NULL;
  g_autoptr (CantripRowWriter) writer = NULL;
  const char *const       *columns = (const char *const *) dataset->columns;
  guint                    n_columns = g_strv_length (dataset->columns);
  const CantripDatasetRow *row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (repository), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  writer = cantrip_row_writer_new (columns, format, stream);
  cursor = cantrip_dataset_cursor_new (repository, dataset->id, 0);
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_dataset_cursor_next (cursor, &row, error))
        return FALSE;
      if (row == NULL)
        return cantrip_row_writer_finish (writer, cancellable, error);

      if (!cantrip_row_writer_add_values (writer, row->values_json, n_columns))
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_DATABASE,
                                  "Row %" G_GINT64_FORMAT " of “%s” cannot be read; import it anew",
                                  row->position,
                                  dataset->name);
      if (!cantrip_row_writer_end_row (writer, cancellable, error))
        return FALSE;
    }
}
