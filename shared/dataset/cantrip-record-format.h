/* cantrip-record-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-reader.h"

G_BEGIN_DECLS

/* How records stand in a file. */
typedef enum
{
  CANTRIP_RECORD_LAYOUT_DETECT,
  CANTRIP_RECORD_LAYOUT_CSV,
  CANTRIP_RECORD_LAYOUT_JSON_LINES,
  CANTRIP_RECORD_LAYOUT_JSON_ARRAY,
  CANTRIP_RECORD_LAYOUT_XLSX,
  CANTRIP_RECORD_LAYOUT_ODS,
} CantripRecordLayout;

/**
 * CantripRecordFormat:
 * @layout: `CANTRIP_RECORD_LAYOUT_DETECT`: spreadsheets by their content, whatever their name; then
 *   by the end of the file's name (`.csv .tsv .tab`, `.jsonl .ndjson`); of others by the first
 *   character: `[` is an array, `{` JSON lines, and anything else CSV
 * @encoding: `CANTRIP_TEXT_ENCODING_DETECT`: by the first 64 KiB
 * @delimiter: of CSV; NUL: by the beginning of the file
 * @no_header: the first record of CSV or of a sheet is a row, not the column names
 * @sheet: (nullable): the name of the sheet in a spreadsheet; %NULL: the first one that is not
 *   hidden
 *
 * What is known about a file; all zero for nothing.
 */
typedef struct
{
  CantripRecordLayout layout;
  CantripTextEncoding encoding;
  char                delimiter;
  gboolean            no_header;
  const char         *sheet;
} CantripRecordFormat;

/**
 * cantrip_record_format_parse_delimiter:
 * @text: (not nullable): `,` `;` `|` `tab`, or any other single character of ASCII but a quote,
 *   a letter, a digit or a line end
 * @ret_delimiter: (out): set on success
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: %TRUE if @ret_delimiter was set
 */
gboolean
cantrip_record_format_parse_delimiter (const char *text, char *ret_delimiter, GError **error);

/**
 * cantrip_record_format_open:
 * @format: what is known about the file
 * @stream: its bytes; never closed. Those of a spreadsheet are copied into a temporary file first
 *   if it cannot seek
 * @name: (nullable): the name of the file, for its ending
 * @cancellable: (nullable): stops waiting for @stream
 * @error: return location for an error
 *
 * Opens the right kind of reader, and reads as far as the columns. Blocks on @stream.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (no table), `CANTRIP_ERROR_NOT_FOUND` (no such sheet),
 * `CANTRIP_ERROR_TOO_LARGE`, those of @stream.
 *
 * Returns: (transfer full): the reader, or %NULL with @error set
 */
CantripRecordReader *cantrip_record_format_open (const CantripRecordFormat *format,
                                                 GInputStream              *stream,
                                                 const char                *name,
                                                 GCancellable              *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
