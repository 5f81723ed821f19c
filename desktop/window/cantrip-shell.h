/* cantrip-shell.h
 *
 * window/ holds the frame around the pages: the window, its sidebar, the search for commands,
 * and what every page stands on: the shell, asked from inside a page, and the page itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-history.h"

G_BEGIN_DECLS

/* What surrounds a page. The window implements it; a test may do so with less. */
#define CANTRIP_TYPE_SHELL (cantrip_shell_get_type ())

G_DECLARE_INTERFACE (CantripShell, cantrip_shell, CANTRIP, SHELL, GtkWidget)

/**
 * CantripShellInterface:
 * @add_toast: shows @toast (transfer full)
 * @show_place: goes to a place, see window/cantrip-places.h
 * @get_workspace: (transfer none) (nullable): the one that is shown
 */
struct _CantripShellInterface
{
  GTypeInterface parent_interface;

  void (*add_toast) (CantripShell *self, AdwToast *toast);
  void (*show_place) (CantripShell *self, const char *place);
  CantripWorkspace *(*get_workspace) (CantripShell *self);
};

/*
 * All of these are asked by a widget inside the shell; those for a widget that has left it do
 * nothing, so that a callback may come late.
 */

/* (transfer none) (nullable): the workspace that the shell shows. */
CantripWorkspace *cantrip_shell_get_workspace (GtkWidget *from);

/* Shows a sentence for some seconds. */
void cantrip_shell_say (GtkWidget *from, const char *sentence);

/* Shows what went wrong; %NULL and cancellation show nothing. */
void cantrip_shell_report (GtkWidget *from, const GError *error);

/* Shows a toast of the page's own. @toast: (transfer full) */
void cantrip_shell_add_toast (GtkWidget *from, AdwToast *toast);

/* Goes to a place: `data`, `dataset/ID`, `app/SLUG/build`; see window/cantrip-places.h. */
void cantrip_shell_show_place (GtkWidget *from, const char *place);

/**
 * cantrip_shell_edit:
 * @from: a widget inside the shell
 * @edit: what to do
 * @data: (transfer full): for @edit
 * @label: what was done, as a sentence for people: “Archived “Copy””
 *
 * Edits the workspace. Then a toast says @label and offers to undo it, or says what went wrong.
 */
void
cantrip_shell_edit (GtkWidget *from, const CantripEdit *edit, gpointer data, const char *label);

G_END_DECLS
