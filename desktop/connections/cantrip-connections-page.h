/* cantrip-connections-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "connections/cantrip-local-servers.h"
#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* The connections of a workspace, and the model servers of this computer to connect to. */
#define CANTRIP_TYPE_CONNECTIONS_PAGE (cantrip_connections_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionsPage,
                      cantrip_connections_page,
                      CANTRIP,
                      CONNECTIONS_PAGE,
                      CantripPage)

/* The page of `connections`. */
CantripPage *cantrip_connections_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
