/* cantrip-network.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The door through which every HTTP call of a program goes out. It refuses all but this
 * computer while the workspace is offline, and notes each host in the ledger of the workspace.
 * Calls pay for two locked additions; a thread of its own writes, at once when a host is new and
 * else every few seconds, and looks once a second whether somebody turned the switch. Safe from
 * any thread.
 */
#define CANTRIP_TYPE_NETWORK (cantrip_network_get_type ())

G_DECLARE_FINAL_TYPE (CantripNetwork, cantrip_network, CANTRIP, NETWORK, GObject)

/**
 * cantrip_network_open:
 * @uri: an existing workspace
 * @mode: `CANTRIP_STORE_WRITE`; with `CANTRIP_STORE_READ` the switch is obeyed and nothing noted
 * @error: return location for an error
 *
 * Opens the workspace once more and starts the thread; one for each program that has it open.
 * Dropping the last reference writes what is not written yet; drop it from another thread than
 * its own.
 *
 * Errors: those of cantrip_store_open().
 *
 * Returns: (transfer full): the network of the workspace, or %NULL with @error set
 */
CantripNetwork *cantrip_network_open (const char      *uri,
                                      CantripStoreMode mode,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): of no workspace: online until told otherwise, and notes nothing */
CantripNetwork *cantrip_network_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean cantrip_network_is_offline (CantripNetwork *self);

/*
 * Turns the switch for this program at once. For all programs, and for good, turn it first in the
 * workspace, with cantrip_network_repository_set_offline().
 */
void cantrip_network_set_offline (CantripNetwork *self, gboolean offline);

/**
 * cantrip_network_is_loopback:
 * @host: (nullable): host of an address
 *
 * Decides without asking anybody: `localhost`, 127.0.0.0/8 and ::1 are this computer; another
 * name is not, whatever it resolves to.
 *
 * Returns: whether @host is this computer
 */
gboolean cantrip_network_is_loopback (const char *host);

/**
 * cantrip_network_begin:
 * @self: a network
 * @uri: where a call is about to go
 * @connection_id: on behalf of whom; 0: a connection that is not stored
 * @error: return location for an error
 *
 * Notes the call, before a name is looked up.
 *
 * Errors: `CANTRIP_ERROR_OFFLINE` when the switch forbids it, naming the switch.
 *
 * Returns: whether it may be sent
 */
gboolean
cantrip_network_begin (CantripNetwork *self, GUri *uri, gint64 connection_id, GError **error);

/* Notes what a call exchanged; @uri and @connection_id as at its beginning. */
void cantrip_network_end (CantripNetwork *self,
                          GUri           *uri,
                          gint64          connection_id,
                          gint64          bytes_up,
                          gint64          bytes_down);

/* Waits until all that was noted is written, for a page that is about to list it. Blocks. */
void cantrip_network_flush (CantripNetwork *self);

G_END_DECLS
