/* cantrip-network-contact.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripNetworkContact:
 * @host: (not nullable) (owned): as it stands in the address, in lower case
 * @port: of @host
 * @connection_id: who asked; 0: a connection that is not stored, or the search for local servers
 * @connection_name: (nullable) (owned): its name now; %NULL: none is stored
 * @first_at_us: when the first call was sent
 * @last_at_us: when the last one was
 * @n_calls: calls that were sent, answered or not
 * @bytes_up: sent, with headers, as they went over the line
 * @bytes_down: received, likewise
 *
 * What was exchanged with one host on behalf of one connection.
 */
typedef struct
{
  char  *host;
  guint  port;
  gint64 connection_id;
  char  *connection_name;
  gint64 first_at_us;
  gint64 last_at_us;
  gint64 n_calls;
  gint64 bytes_up;
  gint64 bytes_down;
} CantripNetworkContact;

/* (transfer full): nothing exchanged yet, at no time */
CantripNetworkContact *cantrip_network_contact_new (const char *host,
                                                    guint       port,
                                                    gint64 connection_id) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_network_contact_free (CantripNetworkContact *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripNetworkContact, cantrip_network_contact_free)

G_END_DECLS
