/* cantrip-import-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "data/cantrip-import-meter.h"
#include "data/cantrip-import-source.h"
#include "dataset/cantrip-dataset-import.h"
#include "dataset/cantrip-dataset-preview.h"

G_BEGIN_DECLS

/**
 * CantripImportOrder:
 * @source: (owned): what is imported
 * @format: what a person said about it; its `sheet` is @sheet
 * @sheet: (owned) (nullable): the name of the sheet
 * @name: (owned) (nullable): of the new dataset
 * @on_broken: what to do with broken records
 * @meter: (owned): tells how far it is
 *
 * An import, as a person wants it; handed to the thread that does it.
 */
typedef struct
{
  CantripImportSource *source;
  CantripRecordFormat  format;
  char                *sheet;
  char                *name;
  CantripOnBroken      on_broken;
  CantripImportMeter  *meter;
} CantripImportOrder;

/* @format: (nullable): copied; %NULL for what @source knows */
CantripImportOrder *
cantrip_import_order_new (CantripImportSource       *source,
                          const CantripRecordFormat *format) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_import_order_free (CantripImportOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripImportOrder, cantrip_import_order_free)

/* Looks at what is imported, in a thread. @self: (transfer full) */
void cantrip_import_order_preview_async (CantripImportOrder *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);

/* Errors: as cantrip_dataset_preview_read(). */
CantripDatasetPreview *
cantrip_import_order_preview_finish (GAsyncResult *result,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Imports, for cantrip_workspace_run_async(); gives a `CantripDatasetImportResult`. */
extern const CantripWork cantrip_import_order_work;

G_END_DECLS
