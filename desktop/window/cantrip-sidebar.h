/* cantrip-sidebar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * The apps of a workspace, with a search, and below them the places that all apps share.
 *
 * Property: `folded` (whether the sidebar fills the window). Signal: `place-chosen` (const char *)
 * when a person chose one.
 */
#define CANTRIP_TYPE_SIDEBAR (cantrip_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (CantripSidebar, cantrip_sidebar, CANTRIP, SIDEBAR, AdwBin)

/* @workspace: (nullable) */
void cantrip_sidebar_set_workspace (CantripSidebar *self, CantripWorkspace *workspace);

/* Marks where the person is; nothing is emitted. */
void cantrip_sidebar_set_place (CantripSidebar *self, const char *place);

G_END_DECLS
