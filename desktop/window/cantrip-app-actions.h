/* cantrip-app-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Installs the actions of a shell that work on its apps: `win.new-app`, and `win.rename-app` and
 * `win.archive-app` with the slug.
 */
void cantrip_app_actions_install (GtkWidgetClass *klass);

G_END_DECLS
