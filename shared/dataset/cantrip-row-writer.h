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
 */
typedef enum
{
  CANTRIP_ROW_FORMAT_CSV,
  CANTRIP_ROW_FORMAT_JSON_LINES,
} CantripRowFormat;

/* Writes rows, cell by cell, as CSV or JSON lines. */
typedef struct _CantripRowWriter CantripRowWriter;

/**
 * cantrip_row_writer_new:
 * @columns: (array zero-terminated=1): their names, all different; borrowed
 * @format: how to write
 * @stream: written to; never closed
 *
 * Returns: (transfer full): a writer that has begun, with the header where @format has one
 */
CantripRowWriter *cantrip_row_writer_new (const char *const *columns,
                                          CantripRowFormat   format,
                                          GOutputStream     *stream) G_GNUC_WARN_UNUSED_RESULT;

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
 * Returns: %TRUE if nothing went wrong so far
 */
gboolean
cantrip_row_writer_end_row (CantripRowWriter *self, GCancellable *cancellable, GError **error);

/* Writes what is left; the stream stays open. Blocks on it. */
gboolean
cantrip_row_writer_finish (CantripRowWriter *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowWriter, cantrip_row_writer_free)

G_END_DECLS
