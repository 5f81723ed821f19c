/* cantrip-row-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CantripRowFormat:
 * @CANTRIP_ROW_FORMAT_CSV: RFC 4180 in UTF-8, with a header. A value that is no text is written as
 *   JSON, null as an empty cell
 * @CANTRIP_ROW_FORMAT_JSON_LINES: one object per line; values as they are stored
 * @CANTRIP_ROW_FORMAT_XLSX: a workbook of one sheet with a header. Texts stay texts, whatever they
 *   look like, but for numbers; what a cell cannot hold is cut
 */
typedef enum
{
  CANTRIP_ROW_FORMAT_CSV,
  CANTRIP_ROW_FORMAT_JSON_LINES,
  CANTRIP_ROW_FORMAT_XLSX,
} CantripRowFormat;

/* By the end of a file's name: `.csv`, `.jsonl`, `.xlsx`. Returns whether it is one of them. */
gboolean cantrip_row_format_from_name (const char *file_name, CantripRowFormat *ret_format);

/* Whether a table of that size can be written. Errors: `CANTRIP_ERROR_TOO_LARGE`. */
gboolean
cantrip_row_format_check (CantripRowFormat format, gint64 n_rows, guint n_columns, GError **error);

/* Writes rows, cell by cell. */
typedef struct _CantripRowWriter CantripRowWriter;

/**
 * cantrip_row_writer_new:
 * @columns: (array zero-terminated=1): their names, all different; borrowed
 * @format: how to write
 * @stream: written to; never closed
 * @error: return location for an error
 *
 * Errors: those of a temporary folder, which a workbook needs.
 *
 * Returns: (transfer full): a writer that has begun, with the header where @format has one; %NULL
 *   with @error set
 */
CantripRowWriter *cantrip_row_writer_new (const char *const *columns,
                                          CantripRowFormat   format,
                                          GOutputStream     *stream,
                                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* What was not ended with cantrip_row_writer_finish() may be missing in the stream. */
void cantrip_row_writer_free (CantripRowWriter *self);

/**
 * cantrip_row_writer_add_values:
 * @self: a writer
 * @values_json: (not nullable): a JSON array
 * @n_cells: how many cells to fill; values that are missing at the end are null
 *
 * Fills the next cells of the row with the values of an array, as they are written there.
 *
 * Returns: %FALSE if @values_json is no such array
 */
gboolean
cantrip_row_writer_add_values (CantripRowWriter *self, const char *values_json, guint n_cells);

/* Fills the next cell. @text: (nullable): %NULL is null. */
void cantrip_row_writer_add_text (CantripRowWriter *self, const char *text);

/* Fills the next cell with a number; one that is less than 0 is unknown, and null. */
void cantrip_row_writer_add_count (CantripRowWriter *self, gint64 count);

/* Fills the next cell. @json: (not nullable): a value as JSON */
void cantrip_row_writer_add_json (CantripRowWriter *self, const char *json);

/**
 * cantrip_row_writer_end_row:
 * @self: a writer all of whose cells are filled
 * @cancellable: (nullable): stops writing
 * @error: return location for an error
 *
 * Ends the row. Blocks on the stream now and then.
 *
 * Errors: those of the stream; `CANTRIP_ERROR_TOO_LARGE` (more rows than a sheet holds).
 *
 * Returns: %TRUE if nothing went wrong so far
 */
gboolean
cantrip_row_writer_end_row (CantripRowWriter *self, GCancellable *cancellable, GError **error);

/* Writes what is left; the stream stays open. Blocks on it. */
gboolean
cantrip_row_writer_finish (CantripRowWriter *self, GCancellable *cancellable, GError **error);

/* How many texts were cut, because a cell of a workbook holds no more. */
gint64 cantrip_row_writer_get_n_cut (CantripRowWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowWriter, cantrip_row_writer_free)

G_END_DECLS
