/* cantrip-dataset-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-broken-record.h"
#include "dataset/cantrip-record-format.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* How many broken records a result describes; all of them are counted. */
#define CANTRIP_DATASET_IMPORT_MAX_BROKEN 20

/**
 * CantripOnBroken:
 * @CANTRIP_ON_BROKEN_STOP: the import fails and nothing is kept
 * @CANTRIP_ON_BROKEN_SKIP: the record is left out
 * @CANTRIP_ON_BROKEN_PAD: the record is mended as cantrip-csv-record-reader.h says, or left out
 *   if it cannot be
 *
 * What to do with a record that is not whole.
 */
typedef enum
{
  CANTRIP_ON_BROKEN_STOP,
  CANTRIP_ON_BROKEN_SKIP,
  CANTRIP_ON_BROKEN_PAD,
} CantripOnBroken;

/* Errors: `CANTRIP_ERROR_INVALID_INPUT` unless @name is `stop`, `skip` or `pad`. */
gboolean
cantrip_on_broken_from_name (const char *name, CantripOnBroken *ret_on_broken, GError **error);

/* @total_bytes is -1 if it is not known. */
typedef void (*CantripDatasetImportProgress) (gint64   n_rows,
                                              gint64   n_bytes,
                                              gint64   total_bytes,
                                              gpointer user_data);

/**
 * CantripDatasetImportOptions:
 * @name: (not nullable): of the new dataset
 * @source: (not nullable): the name of the file, without its folder; its end may tell the layout
 * @format: what is known about the file
 * @on_broken: what to do with broken records
 * @total_bytes: the size of the file; -1 if it is not known
 * @progress: (nullable): called after each batch
 * @progress_data: for @progress
 */
typedef struct
{
  const char                  *name;
  const char                  *source;
  CantripRecordFormat          format;
  CantripOnBroken              on_broken;
  gint64                       total_bytes;
  CantripDatasetImportProgress progress;
  gpointer                     progress_data;
} CantripDatasetImportOptions;

/**
 * CantripDatasetImportResult:
 * @dataset_id: the new dataset
 * @row_count: how many rows it has
 * @n_skipped: how many broken records were left out
 * @n_padded: how many were mended and kept
 * @broken: (owned) (element-type CantripBrokenRecord): the first of them
 * @notes: (owned) (element-type utf8): a sentence for each column that was renamed, and for what
 *   of a spreadsheet could not be read as a person sees it
 * @encoding: the encoding of the file; `CANTRIP_TEXT_ENCODING_DETECT` for spreadsheets
 * @delimiter: of CSV; NUL for others
 */
typedef struct
{
  gint64              dataset_id;
  gint64              row_count;
  gint64              n_skipped;
  gint64              n_padded;
  GPtrArray          *broken;
  GPtrArray          *notes;
  CantripTextEncoding encoding;
  char                delimiter;
} CantripDatasetImportResult;

void cantrip_dataset_import_result_free (CantripDatasetImportResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetImportResult, cantrip_dataset_import_result_free)

/**
 * cantrip_dataset_import:
 * @store: where to; open for writing, with no transaction open
 * @stream: the file; read to the end, never closed. Of a spreadsheet parts are read, and a stream
 *   that cannot seek is copied into a temporary file first
 * @options: what to make of it
 * @cancellable: (nullable): stops between records
 * @error: return location for an error
 *
 * Makes a dataset from a file. Nobody sees it before it is complete, and nothing is left of it
 * when anything fails. Rows are written about a megabyte at a time, so that other programs can
 * write in between; nothing is held while @stream is waited for. Blocks, in the thread of @store.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT` (the name is taken); `CANTRIP_ERROR_INVALID_INPUT` (no table;
 * a broken record, with its line); `CANTRIP_ERROR_TOO_LARGE` (a record, with its line; too many
 * columns); those of the database and of @stream.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
CantripDatasetImportResult *cantrip_dataset_import (CantripStore                      *store,
                                                    GInputStream                      *stream,
                                                    const CantripDatasetImportOptions *options,
                                                    GCancellable                      *cancellable,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
