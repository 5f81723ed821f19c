/* cantrip-dataset-preview.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-broken-record.h"
#include "dataset/cantrip-record-format.h"
#include "dataset/cantrip-sheet.h"

G_BEGIN_DECLS

/* How much of a file is looked through for broken records, and how many of them are told. */
#define CANTRIP_DATASET_PREVIEW_BYTES (16 * 1024 * 1024)
#define CANTRIP_DATASET_PREVIEW_MAX_BROKEN 100

/**
 * CantripDatasetPreview:
 * @layout: how the records stand in the file
 * @encoding: of a text; `CANTRIP_TEXT_ENCODING_DETECT` for spreadsheets
 * @delimiter: of CSV; NUL for others
 * @sheet: (owned) (nullable): the name of the sheet; %NULL for a text
 * @sheets: (owned) (nullable) (element-type CantripSheet): all sheets; %NULL for a text
 * @columns: (owned) (array zero-terminated=1): the names of the columns
 * @rows: (owned) (element-type utf8): the first rows, each a JSON array in column order; a record
 *   that can be padded is padded, one that cannot is left out
 * @n_records: how many records were looked at, whole or broken
 * @n_broken: how many of them are broken
 * @broken: (owned) (element-type CantripBrokenRecord): the first of them
 * @notes: (owned) (element-type utf8): a sentence for each column that was renamed, and the like
 * @is_complete: whether all of the file was looked at
 * @looks_headerless: whether the first record was taken for the names of the columns, but looks
 *   like the rows below it
 *
 * What a file would give if it were imported.
 */
typedef struct
{
  CantripRecordLayout layout;
  CantripTextEncoding encoding;
  char                delimiter;
  char               *sheet;
  GPtrArray          *sheets;
  char              **columns;
  GPtrArray          *rows;
  gint64              n_records;
  gint64              n_broken;
  GPtrArray          *broken;
  GPtrArray          *notes;
  gboolean            is_complete;
  gboolean            looks_headerless;
} CantripDatasetPreview;

void cantrip_dataset_preview_free (CantripDatasetPreview *self);

/**
 * cantrip_dataset_preview_read:
 * @stream: a file, or a text in memory; never closed
 * @name: (nullable): the name of the file, for its ending
 * @format: what is known about the file; the rest is found out
 * @max_rows: how many rows are kept
 * @cancellable: (nullable): stops between records
 * @error: return location for an error
 *
 * Looks through the first part of a file, or all of it if it is small. Blocks; needs no workspace
 * and no thread of its own.
 *
 * Errors: as cantrip_record_format_open() and cantrip_record_reader_next().
 *
 * Returns: (transfer full): the preview, or %NULL with @error set
 */
CantripDatasetPreview *cantrip_dataset_preview_read (GInputStream              *stream,
                                                     const char                *name,
                                                     const CantripRecordFormat *format,
                                                     guint                      max_rows,
                                                     GCancellable              *cancellable,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetPreview, cantrip_dataset_preview_free)

G_END_DECLS
