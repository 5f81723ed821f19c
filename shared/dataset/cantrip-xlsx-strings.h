/* cantrip-xlsx-strings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-xml-part.h"

G_BEGIN_DECLS

/* All of them stand in memory; a workbook with more is an error. */
#define CANTRIP_XLSX_STRINGS_MAX_BYTES (256 * 1024 * 1024)

/* The texts of an .xlsx workbook, which its cells share. */
typedef struct _CantripXlsxStrings CantripXlsxStrings;

/**
 * cantrip_xlsx_strings_read:
 * @zip: the file, seekable
 * @part: (nullable): the path of the part with the texts; %NULL if there is none
 * @max_bytes: of all texts; %CANTRIP_XLSX_STRINGS_MAX_BYTES
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Errors: as cantrip_xml_part_open() and cantrip_xml_part_next(); `CANTRIP_ERROR_TOO_LARGE`.
 *
 * Returns: (transfer full): the texts, or %NULL with @error set
 */
CantripXlsxStrings *cantrip_xlsx_strings_read (GInputStream *zip,
                                               const char   *part,
                                               gsize         max_bytes,
                                               GCancellable *cancellable,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_xlsx_strings_free (CantripXlsxStrings *self);

/* (transfer none) (nullable): the text with a number; not terminated. */
const char *cantrip_xlsx_strings_get (CantripXlsxStrings *self, gint64 number, gsize *ret_length);

/**
 * cantrip_xlsx_strings_read_item:
 * @xml: a document, after the start of an element that holds a text, maybe in formatted runs
 * @text: the text is appended, without the pronunciation that may stand beside it
 * @cancellable: (nullable): stops waiting for the file
 * @error: return location for an error
 *
 * Reads up to the end of the element. Errors: as cantrip_xml_part_next().
 */
gboolean cantrip_xlsx_strings_read_item (CantripXmlPart *xml,
                                         GString        *text,
                                         GCancellable   *cancellable,
                                         GError        **error);

/* Decodes `_x000D_` and the like in what stands behind @start: characters that XML cannot hold. */
void cantrip_xlsx_strings_decode (GString *text, gsize start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXlsxStrings, cantrip_xlsx_strings_free)

G_END_DECLS
