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
 * CantripNameQuestion:
 * @heading: (not nullable): such as “Rename App”
 * @body: (nullable): a sentence below it
 * @label: (nullable): what the entry is for; %NULL: as @heading says
 * @accept: (not nullable): the button, with its mnemonic: “_Rename”
 * @name: (nullable): what stands there first, selected
 * @max_characters: as many fit; 0: any number
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *label;
  const char *accept;
  const char *name;
  int         max_characters;
} CantripNameQuestion;

/**
 * cantrip_name_dialog_show:
 * @parent: a widget of the window that the dialog belongs to
 * @question: what is asked; not needed afterwards
 * @func: called when the person accepts, not when they cancel
 * @user_data: (transfer full): for @func
 * @free_user_data: (nullable): frees @user_data when the dialog is closed
 *
 * Asks for a name. Enter accepts, Escape cancels.
 */
void cantrip_name_dialog_show (GtkWidget                 *parent,
                               const CantripNameQuestion *question,
                               CantripNameFunc            func,
                               gpointer                   user_data,
                               GDestroyNotify             free_user_data);

G_END_DECLS
