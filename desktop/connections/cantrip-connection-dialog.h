/* cantrip-connection-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-shell.h"

G_BEGIN_DECLS

/*
 * Adds a connection: first who offers the models is chosen from the dialects that are known, then
 * the form is filled, and tried if one likes.
 */
#define CANTRIP_TYPE_CONNECTION_DIALOG (cantrip_connection_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionDialog,
                      cantrip_connection_dialog,
                      CANTRIP,
                      CONNECTION_DIALOG,
                      AdwWindow)

/**
 * cantrip_connection_dialog_new:
 * @from: a widget inside the shell, which shows the toast
 * @workspace: where it is added
 *
 * Returns: (transfer none): a window above that of @from; present it
 */
CantripConnectionDialog *
cantrip_connection_dialog_new (GtkWidget *from, CantripWorkspace *workspace);

/* Goes to the form at once, filled with @connection (transfer none), which has the id 0. */
void cantrip_connection_dialog_set_connection (CantripConnectionDialog *self,
                                               const CantripConnection *connection);

G_END_DECLS
