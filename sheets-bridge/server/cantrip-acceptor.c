/* cantrip-acceptor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-acceptor"

#include "config.h"

#include "server/cantrip-acceptor.h"

#include <gio/gnetworking.h>

#include "base/cantrip-error.h"
#include "base/cantrip-timer.h"
#include "server/cantrip-client.h"

#define MAX_CONNECTIONS 512
#define REST_MS 20    /* after accept() failed, or when no more may be open */
#define PATIENCE_S 75 /* without a whole request; longer than proxies keep a connection */
#define PATROL_S 5
#define BACKLOG 512

struct _CantripAcceptor
{
  GObject parent_instance;

  GSocket   *socket;  /* (owned) */
  GSource   *watch;   /* (owned) (nullable): waits for a connection */
  GSource   *rest;    /* (owned): sleeps, unless set to end a rest */
  GPtrArray *workers; /* (owned) (element-type CantripBridgeWorker) */
  guint      next;    /* index of the worker whose turn it is */
  GPtrArray *clients; /* (owned) (element-type CantripClient) */
  guint      patrol_id;
};

G_DEFINE_FINAL_TYPE (CantripAcceptor, cantrip_acceptor, G_TYPE_OBJECT)

/* Forgets the clients that are gone, and ends the idle ones. */
static void
look_after_clients (CantripAcceptor *self)
{
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = self->clients->len; i > 0; i--)
    {
      if (!cantrip_client_check (g_ptr_array_index (self->clients, i - 1),
                                 now_us,
                                 PATIENCE_S * G_USEC_PER_SEC))
        g_ptr_array_remove_index_fast (self->clients, i - 1);
    }
}

static gboolean
patrol_cb (gpointer user_data)
{
  look_after_clients (user_data);

  return G_SOURCE_CONTINUE;
}

/* So that nobody keeps others out by connecting and saying nothing. */
static void
end_idlest (CantripAcceptor *self)
{
  CantripClient *idlest = NULL;
  gint64         idlest_since_us = G_MAXINT64;
  gint64         now_us = g_get_monotonic_time ();

  for (guint i = 0; i < self->clients->len; i++)
    {
      CantripClient *client = g_ptr_array_index (self->clients, i);
      gint64         since_us = cantrip_client_get_idle_since_us (client, now_us);

      if (since_us >= 0 && since_us < idlest_since_us)
        {
          idlest = client;
          idlest_since_us = since_us;
        }
    }

  if (idlest != NULL)
    cantrip_client_end (idlest);
}

static gboolean
has_room (CantripAcceptor *self)
{
  if (self->clients->len >= MAX_CONNECTIONS)
    look_after_clients (self);
  if (self->clients->len >= MAX_CONNECTIONS)
    end_idlest (self);

  return self->clients->len < MAX_CONNECTIONS;
}

static void
hand_over (CantripAcceptor *self, GSocket *socket)
{
  CantripClient       *client = cantrip_client_new (socket, g_get_monotonic_time ());
  CantripBridgeWorker *worker = g_ptr_array_index (self->workers, self->next);
  g_autoptr (GSocketConnection) connection = NULL;

  if (client == NULL) /* gone already */
    return;

  g_ptr_array_add (self->clients, client);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  self->next = (self->next + 1) % self->workers->len;
  cantrip_bridge_worker_take (worker, connection);
}

static gboolean
accept_cb (GSocket *listening, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  CantripAcceptor *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;

  if (has_room (self))
    {
      socket = g_socket_accept (listening, NULL, &error);
      if (socket != NULL)
        {
          hand_over (self, socket);
          return G_SOURCE_CONTINUE;
        }
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;

      g_warning ("Could not take a connection, trying again: %s", error->message);
    }

  g_source_set_ready_time (self->rest, g_get_monotonic_time () + REST_MS * 1000);
  g_clear_pointer (&self->watch, g_source_unref);

  return G_SOURCE_REMOVE;
}

static void
start_watch (CantripAcceptor *self)
{
  self->watch = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (accept_cb), self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());
}

static gboolean
rest_over_cb (gpointer user_data)
{
  CantripAcceptor *self = user_data;

  g_source_set_ready_time (self->rest, -1);
  start_watch (self);

  return G_SOURCE_CONTINUE;
}

static void
cantrip_acceptor_finalize (GObject *object)
{
  CantripAcceptor *self = CANTRIP_ACCEPTOR (object);

  cantrip_acceptor_close (self);
  g_clear_handle_id (&self->patrol_id, g_source_remove);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_acceptor_parent_class)->finalize (object);
}

static void
cantrip_acceptor_class_init (CantripAcceptorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_acceptor_finalize;
}

static void
cantrip_acceptor_init (CantripAcceptor *self)
{
  self->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_client_unref);
}

static GSocketAddress *
parse_address (const char *address, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (address, 8765, NULL);
  GSocketAddress *socket_address = NULL;

  if (parsed != NULL)
    socket_address = g_inet_socket_address_new_from_string (g_network_address_get_hostname (
                                                                G_NETWORK_ADDRESS (parsed)),
                                                            g_network_address_get_port (
                                                                G_NETWORK_ADDRESS (parsed)));

  if (socket_address == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "“%s” is not an address to listen on; write ADDR:PORT, such as "
                       "127.0.0.1:8765 or [::1]:8765",
                       address);

  return socket_address;
}

static gboolean
listen_on (CantripAcceptor *self, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = parse_address (address, error);
  g_autoptr (GError) local_error = NULL;

  if (socket_address == NULL)
    return FALSE;

  self->socket = g_socket_new (g_socket_address_get_family (socket_address),
                               G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_TCP,
                               error);
  if (self->socket == NULL)
    return FALSE;

  g_socket_set_blocking (self->socket, FALSE);
  g_socket_set_listen_backlog (self->socket, BACKLOG);
  if (!g_socket_bind (self->socket, socket_address, TRUE, &local_error) ||
      !g_socket_listen (self->socket, &local_error))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_BUSY,
                              "Could not listen on %s: %s; is another bridge running? Choose "
                              "another port with --listen",
                              address,
                              local_error->message);

  return TRUE;
}

CantripAcceptor *
cantrip_acceptor_new (const char *address, GPtrArray *workers, GError **error)
{
  g_autoptr (CantripAcceptor) self = g_object_new (CANTRIP_TYPE_ACCEPTOR, NULL);

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (workers != NULL && workers->len > 0, NULL);

  self->workers = g_ptr_array_ref (workers);
  if (!listen_on (self, address, error))
    return NULL;

  self->rest = cantrip_timer_new (g_main_context_get_thread_default (), rest_over_cb, self);
  start_watch (self);
  self->patrol_id = g_timeout_add_seconds (PATROL_S, patrol_cb, self);

  return g_steal_pointer (&self);
}

guint
cantrip_acceptor_get_port (CantripAcceptor *self)
{
  g_autoptr (GSocketAddress) address = NULL;

  g_return_val_if_fail (CANTRIP_IS_ACCEPTOR (self), 0);

  address = g_socket_get_local_address (self->socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
cantrip_acceptor_close (CantripAcceptor *self)
{
  g_return_if_fail (CANTRIP_IS_ACCEPTOR (self));

  stop_source (&self->watch);
  stop_source (&self->rest);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
}
