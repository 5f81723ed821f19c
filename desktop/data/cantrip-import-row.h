/* cantrip-import-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A row of the preview of an import: what its first cells say, each in one line. */
#define CANTRIP_TYPE_IMPORT_ROW (cantrip_import_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportRow, cantrip_import_row, CANTRIP, IMPORT_ROW, GObject)

/* @values_json: a JSON array in column order, of which @n_cells are shown */
CantripImportRow *
cantrip_import_row_new (const char *values_json, guint n_cells) G_GNUC_WARN_UNUSED_RESULT;

/* What the cell at @column says. */
const char *cantrip_import_row_get_cell (CantripImportRow *self, guint column);

G_END_DECLS
