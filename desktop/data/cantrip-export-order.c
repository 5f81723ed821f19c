/* cantrip-export-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-export-order.h"

#include "dataset/cantrip-dataset-export.h"

typedef struct
{
  CantripImportMeter *meter;  /* (borrowed from the order) */
  gint64              total;  /* rows */
  gint64              n_rows; /* that were written */
} Progress;

CantripExportOrder *
cantrip_export_order_new (gint64 dataset_id, CantripRowFormat format, GFile *file)
{
  CantripExportOrder *self = g_new0 (CantripExportOrder, 1);

  self->dataset_id = dataset_id;
  self->format = format;
  self->file = g_object_ref (file);
  self->meter = cantrip_import_meter_new ();

  return self;
}

void
cantrip_export_order_free (CantripExportOrder *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->meter, cantrip_import_meter_unref);
  g_free (self);
}

static void
progress_cb (gint64 n_rows, gpointer user_data)
{
  Progress *progress = user_data;

  progress->n_rows = n_rows;
  cantrip_import_meter_set (progress->meter, n_rows, n_rows, progress->total);
}

/* What was written so far must not take the place of the file. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gpointer export(CantripSession *session,
                       gpointer        data,
                       GCancellable   *cancellable,
                       GError        **error)
{
  CantripExportOrder *self = data;
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (session->datasets, self->dataset_id, error);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autofree CantripExportResult *result = g_new0 (CantripExportResult, 1);
  Progress                        progress = { .meter = self->meter };
  CantripDatasetExportOptions     options = { self->format, progress_cb, &progress };

  if (dataset == NULL)
    return NULL;

  progress.total = dataset->row_count;
  stream = g_file_replace (self->file,
                           NULL,
                           FALSE,
                           G_FILE_CREATE_REPLACE_DESTINATION,
                           cancellable,
                           error);
  if (stream == NULL)
    return NULL;

  if (!cantrip_dataset_export (session->datasets,
                               dataset,
                               &options,
                               G_OUTPUT_STREAM (stream),
                               &result->n_cut,
                               cancellable,
                               error))
    {
      give_up (G_OUTPUT_STREAM (stream));
      return NULL;
    }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return NULL;

  result->n_rows = progress.n_rows;

  return g_steal_pointer (&result);
}

const CantripWork cantrip_export_order_work = {
  .lane = CANTRIP_LANE_OWN,
  .run = export,
  .free_data = (GDestroyNotify) cantrip_export_order_free,
  .free_result = g_free,
};
