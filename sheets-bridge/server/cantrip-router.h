/* cantrip-router.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-exchange.h"

G_BEGIN_DECLS

/*
 * Finds the endpoint for each request of one worker's HTTP server. What there is to find comes
 * from openapi.json, the one description of the service: each of its operations must have an
 * endpoint of the same name, and the other way round.
 */
typedef struct _CantripRouter CantripRouter;

/**
 * cantrip_router_new:
 * @services: shared by the workers
 * @error: return location for an error
 *
 * Reads the description, and opens the workspace for reading.
 *
 * Returns: (transfer full): a router of the calling thread, or %NULL with @error set
 */
CantripRouter *
cantrip_router_new (CantripServices *services, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_router_free (CantripRouter *self);

/* Answers all requests of @server, which must be gone before the router. */
void cantrip_router_attach (CantripRouter *self, SoupServer *server);

/* Ends the calls under way, as far as the main context of the thread is run afterwards. */
void cantrip_router_give_up (CantripRouter *self);

G_END_DECLS
