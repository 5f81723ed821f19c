/* cantrip-ods-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-sheet-row.h"
#include "dataset/cantrip-sheet.h"
#include "dataset/cantrip-xml-part.h"

G_BEGIN_DECLS

/* The sheets of an OpenDocument spreadsheet, one after another, as its one document holds them. */
typedef struct _CantripOdsReader CantripOdsReader;

/**
 * cantrip_ods_reader_open:
 * @zip: the file, seekable
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Errors: as cantrip_xml_part_open().
 *
 * Returns: (transfer full): a reader before the first sheet, or %NULL with @error set
 */
CantripOdsReader *cantrip_ods_reader_open (GInputStream *zip,
                                           GCancellable *cancellable,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_ods_reader_free (CantripOdsReader *self);

/* Goes to the next sheet, once next_row() said that there are no more rows. @ret_sheet: (out)
 * (transfer full): %NULL after the last. Errors: as cantrip_xml_part_next(). */
gboolean cantrip_ods_reader_next_sheet (CantripOdsReader *self,
                                        CantripSheet    **ret_sheet,
                                        GCancellable     *cancellable,
                                        GError          **error);

/**
 * cantrip_ods_reader_next_row:
 * @self: a reader in a sheet
 * @row: the next row
 * @ret_n_repeats: (out): how many rows are like it, itself included; 0 after the last row
 * @cancellable: (nullable): stops waiting for the file
 * @error: return location for an error
 *
 * Errors: as cantrip_xml_part_next() and cantrip_sheet_row_set_text().
 */
gboolean cantrip_ods_reader_next_row (CantripOdsReader *self,
                                      CantripSheetRow  *row,
                                      gint64           *ret_n_repeats,
                                      GCancellable     *cancellable,
                                      GError          **error);

gint64 cantrip_ods_reader_get_bytes_read (CantripOdsReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOdsReader, cantrip_ods_reader_free)

G_END_DECLS
