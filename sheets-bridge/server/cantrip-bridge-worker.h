/* cantrip-bridge-worker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-services.h"

G_BEGIN_DECLS

/*
 * A thread that serves connections, with its own main context, HTTP server, caller and reading
 * store. Its functions are for the thread that made it.
 */
#define CANTRIP_TYPE_BRIDGE_WORKER (cantrip_bridge_worker_get_type ())

G_DECLARE_FINAL_TYPE (CantripBridgeWorker, cantrip_bridge_worker, CANTRIP, BRIDGE_WORKER, GObject)

/**
 * cantrip_bridge_worker_new:
 * @services: shared with the other workers; outlives this one
 * @error: return location for an error
 *
 * Starts the thread and waits until it is ready. Dropping the last reference ends it, with the
 * connections that it still has.
 *
 * Returns: (transfer full): a worker, or %NULL with @error set
 */
CantripBridgeWorker *
cantrip_bridge_worker_new (CantripServices *services, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Serves a connection from now on. Safe from any thread. */
void cantrip_bridge_worker_take (CantripBridgeWorker *self, GSocketConnection *connection);

G_END_DECLS
