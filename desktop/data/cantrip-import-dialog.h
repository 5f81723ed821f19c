/* cantrip-import-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"
#include "data/cantrip-import-source.h"

G_BEGIN_DECLS

/*
 * Shows what a file would give, lets people correct what was found out, and imports it.
 *
 * The signal `imported` is emitted before it closes, with the id of the new dataset (int64), the
 * number of its rows (int64), and a sentence about it.
 */
#define CANTRIP_TYPE_IMPORT_DIALOG (cantrip_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportDialog, cantrip_import_dialog, CANTRIP, IMPORT_DIALOG, AdwWindow)

/* Begins to read @source. */
CantripImportDialog *
cantrip_import_dialog_new (CantripWorkspace *workspace, CantripImportSource *source);

G_END_DECLS
