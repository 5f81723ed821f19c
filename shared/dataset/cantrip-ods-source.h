/* cantrip-ods-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-sheet-source.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_ODS_SOURCE (cantrip_ods_source_get_type ())

/* A sheet of an OpenDocument spreadsheet (ISO 26300): .ods. Formulas are their results. */
G_DECLARE_FINAL_TYPE (CantripOdsSource, cantrip_ods_source, CANTRIP, ODS_SOURCE, CantripSheetSource)

/**
 * cantrip_ods_source_open:
 * @zip: the file, seekable
 * @sheet: (nullable): the name of a sheet; %NULL for the first one that is not hidden
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Reads as far as the first row, which means through the sheets before it. Blocks on @zip.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND` (no such sheet), `CANTRIP_ERROR_INVALID_INPUT`,
 * `CANTRIP_ERROR_TOO_LARGE`, those of @zip.
 *
 * Returns: (transfer full): the sheet, or %NULL with @error set
 */
CantripSheetSource *cantrip_ods_source_open (GInputStream *zip,
                                             const char   *sheet,
                                             GCancellable *cancellable,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
