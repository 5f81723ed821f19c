/* cantrip-csv-record-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-reader.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_CSV_RECORD_READER (cantrip_csv_record_reader_get_type ())

/*
 * Cells between delimiters. All values are strings. Empty lines are no records. Broken are:
 *
 *   too few cells; padded with empty ones
 *   too many cells; padded by leaving the rest in the last cell, delimiters included, because
 *     what has too many is mostly a free text without quotes
 *   text after a closing quote; padded by taking it as part of the cell
 *   a quote that is never closed; only its first line counts as the record, and reading goes on
 *     with the next
 *   bytes that are not valid in the encoding, NUL bytes
 */
G_DECLARE_FINAL_TYPE (CantripCsvRecordReader,
                      cantrip_csv_record_reader,
                      CANTRIP,
                      CSV_RECORD_READER,
                      CantripRecordReader)

/**
 * cantrip_csv_record_reader_open:
 * @input: (transfer full): the text
 * @delimiter: what stands between cells; NUL to tell from the beginning of @input
 * @has_header: whether the first record names the columns; otherwise they are “Column 1”, …
 * @cancellable: (nullable): stops waiting for the stream
 * @error: return location for an error
 *
 * Reads the header. Blocks on the stream.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (nothing in it, or a header that is broken),
 * `CANTRIP_ERROR_TOO_LARGE`, those of the stream.
 *
 * Returns: (transfer full): the reader, or %NULL with @error set
 */
CantripRecordReader *cantrip_csv_record_reader_open (CantripTextInput *input,
                                                     char              delimiter,
                                                     gboolean          has_header,
                                                     GCancellable     *cancellable,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

char cantrip_csv_record_reader_get_delimiter (CantripCsvRecordReader *self);

G_END_DECLS
