/* cantrip-window-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-window.h"

G_BEGIN_DECLS

/* Installs the actions of a window that work on its workspace: files, apps, undo, search. */
void cantrip_window_actions_install (GtkWidgetClass *klass);

/* Whether something is under way that a person is now asked about before the window closes. */
gboolean cantrip_window_actions_asks_first (CantripWindow *self);

G_END_DECLS
