/* cantrip-xlsx-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a sheet of .xlsx holds at most: its rows without the header, its columns, and the UTF-16
 * units of a text in a cell. */
#define CANTRIP_XLSX_MAX_ROWS 1048575
#define CANTRIP_XLSX_MAX_COLUMNS 16384
#define CANTRIP_XLSX_MAX_CELL_UNITS 32767

/*
 * Writes an .xlsx workbook of one sheet, in memory that does not grow with it: into a temporary
 * folder first, because a ZIP file ends in what stands at its beginning.
 */
typedef struct _CantripXlsxWriter CantripXlsxWriter;

/* Writes the header: @columns, in bold, which stay in sight. Errors: those of the temporary
 * folder. */
CantripXlsxWriter *
cantrip_xlsx_writer_open (const char *const *columns, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the temporary folder. */
void cantrip_xlsx_writer_free (CantripXlsxWriter *self);

/* Fills the next cell. Never becomes a formula; one that is too long is cut, and counted; one that
 * is a number, written as spreadsheets write it, becomes a number. */
void cantrip_xlsx_writer_add_text (CantripXlsxWriter *self, const char *text);

/* Fills the next cell. @json: a value that is no string; null leaves the cell empty */
void cantrip_xlsx_writer_add_json (CantripXlsxWriter *self, const char *json);

/* Errors: `CANTRIP_ERROR_TOO_LARGE` for a row beyond %CANTRIP_XLSX_MAX_ROWS. */
gboolean cantrip_xlsx_writer_end_row (CantripXlsxWriter *self, GError **error);

/* Writes the workbook to @stream, which stays open. Blocks. Errors: those of the temporary folder
 * and of @stream. */
gboolean cantrip_xlsx_writer_finish (CantripXlsxWriter *self,
                                     GOutputStream     *stream,
                                     GCancellable      *cancellable,
                                     GError           **error);

/* How many texts were cut. */
gint64 cantrip_xlsx_writer_get_n_cut (CantripXlsxWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXlsxWriter, cantrip_xlsx_writer_free)

G_END_DECLS
