/* cantrip-import-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "dataset/cantrip-dataset-preview.h"

G_BEGIN_DECLS

/* The first rows of what is imported. */
#define CANTRIP_TYPE_IMPORT_TABLE (cantrip_import_table_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportTable, cantrip_import_table, CANTRIP, IMPORT_TABLE, AdwBin)

void cantrip_import_table_show (CantripImportTable *self, CantripDatasetPreview *preview);

G_END_DECLS
