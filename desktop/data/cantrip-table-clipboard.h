/* cantrip-table-clipboard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "dataset/cantrip-dataset-view.h"

G_BEGIN_DECLS

/* More is not copied: a clipboard is no file. */
#define CANTRIP_TABLE_COPY_MAX_BYTES (64 * 1024 * 1024)

/**
 * cantrip_table_clipboard_format:
 * @view: a view
 * @repository: of this thread
 * @rows: numbers of rows
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Writes rows as spreadsheets put them on the clipboard: cells with tabs between them, quoted
 * where they hold tabs, quotes or line breaks. Blocks.
 *
 * Errors: `CANTRIP_ERROR_TOO_LARGE`; those of the database.
 *
 * Returns: (transfer full): the text
 */
char *cantrip_table_clipboard_format (CantripDatasetView       *view,
                                      CantripDatasetRepository *repository,
                                      GtkBitset                *rows,
                                      GCancellable             *cancellable,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type GStrv): the cells of such a text, line by line. */
GPtrArray *cantrip_table_clipboard_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
