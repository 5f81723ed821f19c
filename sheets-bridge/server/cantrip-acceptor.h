/* cantrip-acceptor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-bridge-worker.h"

G_BEGIN_DECLS

/*
 * Listens on one address and hands each connection to a worker, in turn. libsoup could listen
 * itself, but stops for good when accept() fails once, as it does when files run out; this one
 * rests and goes on, never has more connections open than it can serve, and ends those that
 * are idle or too slow.
 */
#define CANTRIP_TYPE_ACCEPTOR (cantrip_acceptor_get_type ())

G_DECLARE_FINAL_TYPE (CantripAcceptor, cantrip_acceptor, CANTRIP, ACCEPTOR, GObject)

/**
 * cantrip_acceptor_new:
 * @address: `ADDR:PORT`, such as `127.0.0.1:8765` or `[::1]:0`; port 0: one that is free
 * @workers: (element-type CantripBridgeWorker): who serves; at least one
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (not an address); `CANTRIP_ERROR_BUSY` (the port is
 * taken).
 *
 * Returns: (transfer full): an acceptor that listens, in the context of the calling thread
 */
CantripAcceptor *cantrip_acceptor_new (const char *address,
                                       GPtrArray  *workers,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The port it listens on. */
guint cantrip_acceptor_get_port (CantripAcceptor *self);

/* Takes no connection any more; those open go on. */
void cantrip_acceptor_close (CantripAcceptor *self);

G_END_DECLS
