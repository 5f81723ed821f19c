/* cantrip-http-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-http-client.h"

struct _CantripHttpClient
{
  GObject parent_instance;

  SoupSession    *session;  /* (owned) */
  CantripNetwork *network;  /* (owned) */
  char           *base_url; /* (owned) */
  gint64          connection_id;
};

G_DEFINE_FINAL_TYPE (CantripHttpClient, cantrip_http_client, G_TYPE_OBJECT)

static void
cantrip_http_client_finalize (GObject *object)
{
  CantripHttpClient *self = CANTRIP_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->network);
  g_clear_pointer (&self->base_url, g_free);

  G_OBJECT_CLASS (cantrip_http_client_parent_class)->finalize (object);
}

static void
cantrip_http_client_class_init (CantripHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_http_client_finalize;
}

static void
cantrip_http_client_init (CantripHttpClient *self G_GNUC_UNUSED)
{
}

CantripHttpClient *
cantrip_http_client_new (CantripNetwork *network,
                         gint64          connection_id,
                         const char     *base_url,
                         guint           timeout_s,
                         guint           max_connections)
{
  CantripHttpClient *self;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (CANTRIP_IS_NETWORK (network), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (timeout_s > 0 && max_connections > 0, NULL);

  self = g_object_new (CANTRIP_TYPE_HTTP_CLIENT, NULL);
  self->network = g_object_ref (network);
  self->base_url = g_strdup (base_url);
  self->connection_id = connection_id;
  self->session = soup_session_new_with_options ("timeout",
                                                 timeout_s,
                                                 "max-conns",
                                                 max_connections,
                                                 "max-conns-per-host",
                                                 max_connections,
                                                 "user-agent",
                                                 "Cantrip/" PACKAGE_VERSION,
                                                 NULL);

  /* A proxy would make a call to this computer one to the host of the proxy. */
  uri = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && cantrip_network_is_loopback (g_uri_get_host (uri)))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

const char *
cantrip_http_client_get_base_url (CantripHttpClient *self)
{
  g_return_val_if_fail (CANTRIP_IS_HTTP_CLIENT (self), NULL);

  return self->base_url;
}

SoupSession *
cantrip_http_client_get_session (CantripHttpClient *self)
{
  g_return_val_if_fail (CANTRIP_IS_HTTP_CLIENT (self), NULL);

  return self->session;
}

CantripNetwork *
cantrip_http_client_get_network (CantripHttpClient *self)
{
  g_return_val_if_fail (CANTRIP_IS_HTTP_CLIENT (self), NULL);

  return self->network;
}

gint64
cantrip_http_client_get_connection_id (CantripHttpClient *self)
{
  g_return_val_if_fail (CANTRIP_IS_HTTP_CLIENT (self), 0);

  return self->connection_id;
}
