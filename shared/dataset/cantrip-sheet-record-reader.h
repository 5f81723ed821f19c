/* cantrip-sheet-record-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-reader.h"
#include "dataset/cantrip-sheet-source.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_SHEET_RECORD_READER (cantrip_sheet_record_reader_get_type ())

/*
 * The rows of a sheet. Texts are strings, numbers and booleans are those of JSON, empty cells are
 * null, dates are strings in ISO 8601. Empty rows are no records. The first row that is not empty
 * names the columns. Columns on the left that are empty in it and in the row below are no columns;
 * a value there, or right of the last name, makes a record broken, and is left out by padding.
 * The line of a record is the number of its row.
 */
G_DECLARE_FINAL_TYPE (CantripSheetRecordReader,
                      cantrip_sheet_record_reader,
                      CANTRIP,
                      SHEET_RECORD_READER,
                      CantripRecordReader)

/**
 * cantrip_sheet_record_reader_open:
 * @source: (transfer full): the sheet
 * @has_header: whether its first row names the columns; otherwise they are “Column 1”, …
 * @cancellable: (nullable): stops waiting for the file
 * @error: return location for an error
 *
 * Reads as far as the first row of values. Blocks on the file.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (an empty sheet), and those of
 * cantrip_sheet_source_next_row().
 *
 * Returns: (transfer full): the reader, or %NULL with @error set
 */
CantripRecordReader *cantrip_sheet_record_reader_open (CantripSheetSource *source,
                                                       gboolean            has_header,
                                                       GCancellable       *cancellable,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) */
CantripSheetSource *cantrip_sheet_record_reader_get_source (CantripSheetRecordReader *self);

G_END_DECLS
