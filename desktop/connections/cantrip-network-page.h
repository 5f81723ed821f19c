/* cantrip-network-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* Which hosts were ever contacted, and the offline switch. */
#define CANTRIP_TYPE_NETWORK_PAGE (cantrip_network_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripNetworkPage, cantrip_network_page, CANTRIP, NETWORK_PAGE, CantripPage)

/* The page of `network`. */
CantripPage *cantrip_network_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
