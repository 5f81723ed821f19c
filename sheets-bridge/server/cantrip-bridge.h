/* cantrip-bridge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The whole service: listens, serves, follows changes of the workspace, and stops cleanly. */
#define CANTRIP_TYPE_BRIDGE (cantrip_bridge_get_type ())

G_DECLARE_FINAL_TYPE (CantripBridge, cantrip_bridge, CANTRIP, BRIDGE, GObject)

/**
 * cantrip_bridge_new:
 * @uri: an existing workspace
 * @address: `ADDR:PORT` to listen on; port 0: one that is free
 * @n_workers: threads that serve; 0: one for each processor
 * @error: return location for an error
 *
 * Starts the service. It needs the main context of the calling thread to run.
 *
 * Errors: as cantrip_store_open() and cantrip_acceptor_new().
 *
 * Returns: (transfer full): the service, or %NULL with @error set
 */
CantripBridge *cantrip_bridge_new (const char *uri,
                                   const char *address,
                                   guint       n_workers,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The port it listens on. */
guint cantrip_bridge_get_port (CantripBridge *self);

/**
 * cantrip_bridge_stop_async:
 * @self: a bridge
 * @timeout_s: how long calls under way may take
 * @callback: called when none is under way any more, or the time is over
 * @user_data: data for @callback
 *
 * Takes no new connections, refuses new requests, and lets those under way end.
 */
void cantrip_bridge_stop_async (CantripBridge      *self,
                                guint               timeout_s,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

/**
 * cantrip_bridge_stop_finish:
 *
 * Returns: %TRUE if all calls ended in time
 */
gboolean cantrip_bridge_stop_finish (CantripBridge *self, GAsyncResult *result);

G_END_DECLS
