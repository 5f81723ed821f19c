/* cantrip-network-contact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-network-contact.h"

CantripNetworkContact *
cantrip_network_contact_new (const char *host, guint port, gint64 connection_id)
{
  CantripNetworkContact *self = g_new0 (CantripNetworkContact, 1);

  self->host = g_ascii_strdown (host, -1);
  self->port = port;
  self->connection_id = connection_id;

  return self;
}

void
cantrip_network_contact_free (CantripNetworkContact *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_free (self->connection_name);
  g_free (self);
}
