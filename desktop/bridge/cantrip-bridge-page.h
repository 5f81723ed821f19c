/* cantrip-bridge-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* Starts and stops the bridge of a workspace, and shows its address and its log. */
#define CANTRIP_TYPE_BRIDGE_PAGE (cantrip_bridge_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripBridgePage, cantrip_bridge_page, CANTRIP, BRIDGE_PAGE, CantripPage)

/* @argument: not used */
CantripPage *cantrip_bridge_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
