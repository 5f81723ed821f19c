/* cantrip-save-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Asks for the name and the note of a new variant. The signal `save` (name, note) is emitted when
 * somebody has written them.
 */
#define CANTRIP_TYPE_SAVE_DIALOG (cantrip_save_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripSaveDialog,
                      cantrip_save_dialog,
                      CANTRIP,
                      SAVE_DIALOG,
                      AdwMessageDialog)

/* @name: a proposal */
CantripSaveDialog *cantrip_save_dialog_new (GtkWindow *parent, const char *name);

G_END_DECLS
