/* cantrip-local-servers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "provider/cantrip-local-server.h"

G_BEGIN_DECLS

/*
 * The model servers that run on this computer, each with a button to use it; invisible while there
 * are none. Looks for them when it is shown.
 *
 * The signal `chosen` hands a CantripConnection (transfer none) to whoever placed the widget, a
 * connection to the server that is not stored yet, and whether the server wants a key first:
 *
 *   static void chosen_cb (…, const CantripConnection *connection, gboolean needs_key, …)
 */
#define CANTRIP_TYPE_LOCAL_SERVERS (cantrip_local_servers_get_type ())

G_DECLARE_FINAL_TYPE (CantripLocalServers, cantrip_local_servers, CANTRIP, LOCAL_SERVERS, AdwBin)

/* @network: (nullable): what the questions go through; %NULL, as before it is set: one of no
 * workspace, as on the welcome page */
void cantrip_local_servers_set_network (CantripLocalServers *self, CantripNetwork *network);

/* Where to look instead of the usual ports, ended by 0; for tests. */
void cantrip_local_servers_set_ports (CantripLocalServers *self, const guint *ports);

/* Leaves out the servers at these addresses: those that are connected already. */
void cantrip_local_servers_set_known (CantripLocalServers *self, const char *const *base_urls);

G_END_DECLS
