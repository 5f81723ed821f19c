/* cantrip-export-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "data/cantrip-import-meter.h"
#include "dataset/cantrip-row-writer.h"

G_BEGIN_DECLS

/**
 * CantripExportOrder:
 * @dataset_id: what to write
 * @format: how
 * @file: (owned): where to; it is replaced when everything is written, and left alone before
 * @meter: (owned): tells how far it is
 *
 * An export, as a person wants it; handed to the thread that does it.
 */
typedef struct
{
  gint64              dataset_id;
  CantripRowFormat    format;
  GFile              *file;
  CantripImportMeter *meter;
} CantripExportOrder;

CantripExportOrder *cantrip_export_order_new (gint64           dataset_id,
                                              CantripRowFormat format,
                                              GFile           *file) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_export_order_free (CantripExportOrder *self);

/* What was written. */
typedef struct
{
  gint64 n_rows;
  gint64 n_cut; /* texts that were cut, see cantrip_row_writer_get_n_cut() */
} CantripExportResult;

/* Exports, for cantrip_workspace_run_async(); gives a `CantripExportResult`, for g_free(). */
extern const CantripWork cantrip_export_order_work;

G_END_DECLS
