/* cantrip-xlsx-styles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-spreadsheet-date.h"

G_BEGIN_DECLS

/* Which cells of an .xlsx workbook show their numbers as dates. */
typedef struct _CantripXlsxStyles CantripXlsxStyles;

/**
 * cantrip_xlsx_styles_read:
 * @zip: the file, seekable
 * @part: (nullable): the path of the part with the styles; %NULL if there is none
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Errors: as cantrip_xml_part_open() and cantrip_xml_part_next().
 *
 * Returns: (transfer full): the styles, or %NULL with @error set
 */
CantripXlsxStyles *cantrip_xlsx_styles_read (GInputStream *zip,
                                             const char   *part,
                                             GCancellable *cancellable,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_xlsx_styles_free (CantripXlsxStyles *self);

/* What the numbers of cells with a style are; @style may be any number. */
CantripDateKind cantrip_xlsx_styles_get_kind (CantripXlsxStyles *self, gint64 style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXlsxStyles, cantrip_xlsx_styles_free)

G_END_DECLS
