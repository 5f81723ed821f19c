/* cantrip-xlsx-workbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-sheet.h"

G_BEGIN_DECLS

/**
 * CantripXlsxWorkbook:
 * @sheets: (owned) (element-type CantripSheet): those with cells, in their order
 * @paths: (owned) (element-type utf8): where each of @sheets is in the file
 * @styles_path: (owned) (nullable): where the styles are
 * @strings_path: (owned) (nullable): where the shared texts are
 * @is_1904: whether days are counted from 1904
 *
 * What an .xlsx file says about itself.
 */
typedef struct
{
  GPtrArray *sheets;
  GPtrArray *paths;
  char      *styles_path;
  char      *strings_path;
  gboolean   is_1904;
} CantripXlsxWorkbook;

/**
 * cantrip_xlsx_workbook_read:
 * @zip: the file, seekable
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Reads all but the cells.
 *
 * Errors: as cantrip_xml_part_open() and cantrip_xml_part_next().
 *
 * Returns: (transfer full): the workbook, or %NULL with @error set
 */
CantripXlsxWorkbook *cantrip_xlsx_workbook_read (GInputStream *zip,
                                                 GCancellable *cancellable,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_xlsx_workbook_free (CantripXlsxWorkbook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXlsxWorkbook, cantrip_xlsx_workbook_free)

G_END_DECLS
