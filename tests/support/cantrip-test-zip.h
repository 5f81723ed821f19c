/* cantrip-test-zip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A ZIP file with entries: name, text, name, text, …, then %NULL. */
GBytes *
cantrip_test_zip_new (const char *name, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* A ZIP file with one entry of @n_bytes zeros; with a password if @password is not %NULL. */
GBytes *cantrip_test_zip_new_zeros (const char *name,
                                    gsize       n_bytes,
                                    const char *password) G_GNUC_WARN_UNUSED_RESULT;

/* An .xlsx workbook whose only sheet, “Data”, holds @rows (XML); @strings (nullable) are the items
 * of its shared texts, @cell_formats (nullable) its number formats and styles. */
GBytes *cantrip_test_xlsx_new (const char *rows,
                               const char *strings,
                               const char *cell_formats) G_GNUC_WARN_UNUSED_RESULT;

/* An .ods workbook; @styles are its automatic styles, @tables its sheets. */
GBytes *cantrip_test_ods_new (const char *styles, const char *tables) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
