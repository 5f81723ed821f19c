/* cantrip-command-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * Asks for a word or two, and goes to the app, dataset or variant, or does the action, that they
 * find. Up and Down choose, Enter goes, Escape closes.
 */
#define CANTRIP_TYPE_COMMAND_SEARCH (cantrip_command_search_get_type ())

G_DECLARE_FINAL_TYPE (CantripCommandSearch,
                      cantrip_command_search,
                      CANTRIP,
                      COMMAND_SEARCH,
                      AdwWindow)

/* What is chosen is activated on @parent, a window with the actions of a shell. */
GtkWindow *cantrip_command_search_new (GtkWindow *parent, CantripWorkspace *workspace);

G_END_DECLS
