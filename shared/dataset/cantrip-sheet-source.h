/* cantrip-sheet-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-sheet-row.h"
#include "dataset/cantrip-sheet.h"

G_BEGIN_DECLS

/* A sheet beyond this is an error: no spreadsheet program writes more. */
#define CANTRIP_SHEET_MAX_ROWS 1048576

#define CANTRIP_TYPE_SHEET_SOURCE (cantrip_sheet_source_get_type ())

G_DECLARE_DERIVABLE_TYPE (CantripSheetSource, cantrip_sheet_source, CANTRIP, SHEET_SOURCE, GObject)

/**
 * CantripSheetSourceClass:
 * @next_row: as cantrip_sheet_source_next_row()
 * @list_sheets: as cantrip_sheet_source_list_sheets()
 * @get_sheet_name: as cantrip_sheet_source_get_sheet_name()
 * @get_bytes_read: as cantrip_sheet_source_get_bytes_read()
 *
 * One sheet of a workbook, read row by row; each file format is a kind of it.
 */
struct _CantripSheetSourceClass
{
  GObjectClass parent_class;

  gboolean (*next_row) (CantripSheetSource *self,
                        CantripSheetRow    *row,
                        gboolean           *ret_has_row,
                        GCancellable       *cancellable,
                        GError            **error);
  GPtrArray *(*list_sheets) (CantripSheetSource *self, GCancellable *cancellable, GError **error);
  const char *(*get_sheet_name) (CantripSheetSource *self);
  gint64 (*get_bytes_read) (CantripSheetSource *self);
};

/**
 * cantrip_sheet_source_next_row:
 * @self: a sheet
 * @row: its next row, maybe an empty one; those that the file leaves out are left out
 * @ret_has_row: (out): %FALSE after the last row
 * @cancellable: (nullable): stops waiting for the stream
 * @error: return location for an error
 *
 * Blocks on the stream.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (a damaged file), `CANTRIP_ERROR_TOO_LARGE`, those of
 * the stream.
 *
 * Returns: %TRUE if @ret_has_row was set
 */
gboolean cantrip_sheet_source_next_row (CantripSheetSource *self,
                                        CantripSheetRow    *row,
                                        gboolean           *ret_has_row,
                                        GCancellable       *cancellable,
                                        GError            **error);

/* (transfer full) (element-type CantripSheet): all that hold cells, in their order. May read the
 * whole file. Errors: as next_row. */
GPtrArray *cantrip_sheet_source_list_sheets (CantripSheetSource *self,
                                             GCancellable       *cancellable,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): of the sheet that is read. */
const char *cantrip_sheet_source_get_sheet_name (CantripSheetSource *self);

/* How many bytes of the file were read for the rows. */
gint64 cantrip_sheet_source_get_bytes_read (CantripSheetSource *self);

/* (transfer none) (element-type utf8): sentences about what was not read as a person may expect. */
GPtrArray *cantrip_sheet_source_get_notes (CantripSheetSource *self);

G_END_DECLS
