/* cantrip-http-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "provider/cantrip-network.h"

G_BEGIN_DECLS

/*
 * Who sends HTTP calls: a session with its connections, and the network through which they go,
 * on behalf of one connection of the workspace. It belongs to the thread that made it.
 */
#define CANTRIP_TYPE_HTTP_CLIENT (cantrip_http_client_get_type ())

G_DECLARE_FINAL_TYPE (CantripHttpClient, cantrip_http_client, CANTRIP, HTTP_CLIENT, GObject)

/**
 * cantrip_http_client_new:
 * @network: what every call is noted in
 * @connection_id: on whose behalf; 0: a connection that is not stored
 * @base_url: (not nullable): where its calls go. Proxies are the system's, but for this computer
 *   itself, which no call leaves for an address of its own
 * @timeout_s: seconds without any progress before a call is given up; at least 1
 * @max_connections: most connections open at once; calls beyond wait for one
 *
 * Returns: (transfer full): a client of the calling thread
 */
CantripHttpClient *cantrip_http_client_new (CantripNetwork *network,
                                            gint64          connection_id,
                                            const char     *base_url,
                                            guint           timeout_s,
                                            guint max_connections) G_GNUC_WARN_UNUSED_RESULT;

const char     *cantrip_http_client_get_base_url (CantripHttpClient *self);
SoupSession    *cantrip_http_client_get_session (CantripHttpClient *self);
CantripNetwork *cantrip_http_client_get_network (CantripHttpClient *self);
gint64          cantrip_http_client_get_connection_id (CantripHttpClient *self);

G_END_DECLS
