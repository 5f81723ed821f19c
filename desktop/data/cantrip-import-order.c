/* cantrip-import-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-import-order.h"

/* More do not fit a preview. */
#define PREVIEW_ROWS 100

CantripImportOrder *
cantrip_import_order_new (CantripImportSource *source, const CantripRecordFormat *format)
{
  CantripImportOrder *self = g_new0 (CantripImportOrder, 1);

  self->source = cantrip_import_source_ref (source);
  self->meter = cantrip_import_meter_new ();
  if (format != NULL)
    self->format = *format;
  else
    cantrip_import_source_get_format (source, &self->format);
  self->sheet = g_strdup (self->format.sheet);
  self->format.sheet = self->sheet;

  return self;
}

void
cantrip_import_order_free (CantripImportOrder *self)
{
  g_clear_pointer (&self->source, cantrip_import_source_unref);
  g_clear_pointer (&self->meter, cantrip_import_meter_unref);
  g_free (self->sheet);
  g_free (self->name);
  g_free (self);
}

static void
preview_thread (GTask        *task,
                gpointer      source_object G_GNUC_UNUSED,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CantripImportOrder *self = task_data;
  g_autoptr (GError) error = NULL;
  gint64 total_bytes;
  g_autoptr (GInputStream) stream =
      cantrip_import_source_open (self->source, &total_bytes, cancellable, &error);
  CantripDatasetPreview *preview = NULL;

  if (stream != NULL)
    preview = cantrip_dataset_preview_read (stream,
                                            cantrip_import_source_get_name (self->source),
                                            &self->format,
                                            PREVIEW_ROWS,
                                            cancellable,
                                            &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) cantrip_dataset_preview_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cantrip_import_order_preview_async (CantripImportOrder *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cantrip_import_order_preview_async);
  g_task_set_task_data (task, self, (GDestroyNotify) cantrip_import_order_free);
  g_task_run_in_thread (task, preview_thread);
}

CantripDatasetPreview *
cantrip_import_order_preview_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_import_order_preview_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
progress_cb (gint64 n_rows, gint64 n_bytes, gint64 total_bytes, gpointer user_data)
{
  cantrip_import_meter_set (user_data, n_rows, n_bytes, total_bytes);
}

static gpointer
import (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  CantripImportOrder         *self = data;
  CantripDatasetImportOptions options = {
    .name = self->name,
    .source = cantrip_import_source_get_name (self->source),
    .format = self->format,
    .on_broken = self->on_broken,
    .progress = progress_cb,
    .progress_data = self->meter,
  };
  g_autoptr (GInputStream) stream =
      cantrip_import_source_open (self->source, &options.total_bytes, cancellable, error);

  if (stream == NULL)
    return NULL;

  return cantrip_dataset_import (session->store, stream, &options, cancellable, error);
}

const CantripWork cantrip_import_order_work = {
  .lane = CANTRIP_LANE_OWN,
  .run = import,
  .free_data = (GDestroyNotify) cantrip_import_order_free,
  .free_result = (GDestroyNotify) cantrip_dataset_import_result_free,
};
