/* cantrip-csv-parser.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripCsvParser:
 * @delimiter: what stands between cells
 * @n_columns: how many cells belong to a record; %G_MAXSIZE if unknown
 * @stops: not zero for the bytes at which an unquoted cell ends
 *
 * The grammar of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with any delimiter, any line
 * end, and a quote inside an unquoted cell taken as it is.
 */
typedef struct
{
  char   delimiter;
  gsize  n_columns;
  guint8 stops[256];
} CantripCsvParser;

/**
 * CantripCsvRecord:
 * @n_bytes: its length with its line end; 0: it is not complete
 * @n_lines: how many line ends it holds
 * @n_cells: how many cells were found
 * @is_blank: it is an empty line, which holds no cells
 * @is_open: a quote is not closed
 * @has_stray_text: text follows a closing quote; it was taken as part of the cell
 */
typedef struct
{
  gsize    n_bytes;
  gsize    n_lines;
  gsize    n_cells;
  gboolean is_blank;
  gboolean is_open;
  gboolean has_stray_text;
} CantripCsvRecord;

/* Prepares @self for a delimiter other than quote, CR and LF. */
void cantrip_csv_parser_init (CantripCsvParser *self, char delimiter, gsize n_columns);

/**
 * cantrip_csv_parser_parse:
 * @self: a parser
 * @text: begins with a record; @length bytes, and no others are looked at
 * @is_last: whether nothing comes after them
 * @json: the cells are appended as a JSON array of strings, with as many as there are columns:
 *   those that are missing are empty, and those past the last one stay in it with their
 *   delimiters
 * @record: (out): what was found
 *
 * Returns: %FALSE if the record is not complete; then @json is as before
 */
gboolean cantrip_csv_parser_parse (const CantripCsvParser *self,
                                   const char             *text,
                                   gsize                   length,
                                   gboolean                is_last,
                                   GString                *json,
                                   CantripCsvRecord       *record);

/**
 * cantrip_csv_detect_delimiter:
 * @sample: the beginning of a file
 * @length: bytes of it
 * @is_last: whether it is the whole file
 *
 * Finds the delimiter, of `,` `;` TAB `|`, that gives the most records as many cells as the
 * first one, and no text after a closing quote; of equals the one with the most cells.
 *
 * Returns: the delimiter; `,` if none gives more than one cell
 */
char cantrip_csv_detect_delimiter (const char *sample, gsize length, gboolean is_last);

G_END_DECLS
