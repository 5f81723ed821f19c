/* cantrip-connection-edits.h
 *
 * connections/ lets people say which models they have: the list of connections, adding, testing
 * and editing one, its models, the model servers of this computer, and the ledger of the network.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-shell.h"

G_BEGIN_DECLS

/*
 * What people do to connections, each with a toast that can undo it. A key that was replaced in
 * the key ring does not come back with that: it has usually been revoked. The key of one that was
 * removed stays in the key ring, since variants may go on using it.
 */

/* @connection: (transfer none): with the id 0 */
void cantrip_connection_add (GtkWidget *from, const CantripConnection *connection);

/* @connection: (transfer none): with its id */
void cantrip_connection_change (GtkWidget *from, const CantripConnection *connection);

/* @connection: (transfer none): with its id */
void cantrip_connection_remove (GtkWidget *from, const CantripConnection *connection);

G_END_DECLS
