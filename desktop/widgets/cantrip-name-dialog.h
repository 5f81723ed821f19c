/* cantrip-name-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @name: what the person typed, without blanks around it, never empty */
typedef void (*CantripNameFunc) (GtkWidget *parent, const char *name, gpointer user_data);

/**
 * cantrip_name_dialog_show:
 * @parent: a widget of the window that the dialog belongs to
 * @heading: (not nullable): such as “Rename App”
 * @body: (nullable): a sentence below it
 * @accept: (not nullable): the button, with its mnemonic: “_Rename”
 * @name: (nullable): what stands there first, selected
 * @func: called when the person accepts, not when they cancel
 * @user_data: (transfer full): for @func
 * @free_user_data: (nullable): frees @user_data when the dialog is closed
 *
 * Asks for a name of at most 200 characters. Enter accepts, Escape cancels.
 */
void cantrip_name_dialog_show (GtkWidget      *parent,
                               const char     *heading,
                               const char     *body,
                               const char     *accept,
                               const char     *name,
                               CantripNameFunc func,
                               gpointer        user_data,
                               GDestroyNotify  free_user_data);

G_END_DECLS
