/* cantrip-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-client.h"

#define CLIENT_KEY "cantrip-client"

struct _CantripClient
{
  gatomicrefcount ref_count;

  GWeakRef socket;
  GMutex   mutex;
  guint    n_requests; /* (mutex mutex): of those that came whole, not answered yet */
  gint64   since_us;   /* (mutex mutex): monotonic clock; when there were last none */
  gboolean has_ended;  /* (mutex mutex): noted since its last whole request */
};

CantripClient *
cantrip_client_ref (CantripClient *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_client_unref (CantripClient *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_weak_ref_clear (&self->socket);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

CantripClient *
cantrip_client_new (GSocket *socket, gint64 now_us)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);
  CantripClient *self;

  if (address == NULL)
    return NULL;

  self = g_new0 (CantripClient, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_weak_ref_init (&self->socket, socket);
  g_mutex_init (&self->mutex);
  self->since_us = now_us;

  /* The socket keeps this object, and libsoup hands it on with each request. */
  g_object_set_data_full (G_OBJECT (address),
                          CLIENT_KEY,
                          cantrip_client_ref (self),
                          (GDestroyNotify) cantrip_client_unref);

  return self;
}

CantripClient *
cantrip_client_from_address (GSocketAddress *address)
{
  return g_object_get_data (G_OBJECT (address), CLIENT_KEY);
}

CantripClient *
cantrip_client_from_message (SoupServerMessage *message)
{
  return cantrip_client_from_address (soup_server_message_get_remote_address (message));
}

GSocket *
cantrip_client_dup_socket (CantripClient *self)
{
  return g_weak_ref_get (&self->socket);
}

void
cantrip_client_begin_request (CantripClient *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_requests++;
  self->has_ended = FALSE;
}

void
cantrip_client_end_request (CantripClient *self, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_requests--;
  self->since_us = now_us;
}

gboolean
cantrip_client_note_end (CantripClient *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gboolean is_new = !self->has_ended;

  self->has_ended = TRUE;

  return is_new;
}

gint64
cantrip_client_get_idle_since_us (CantripClient *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests == 0 ? self->since_us : -1;
}

void
cantrip_client_end (CantripClient *self)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

gboolean
cantrip_client_check (CantripClient *self, gint64 now_us, gint64 patience_us)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self);
  gint64 since_us = cantrip_client_get_idle_since_us (self);

  if (socket == NULL)
    return FALSE;

  if (since_us >= 0 && now_us - since_us > patience_us)
    cantrip_client_end (self);

  return TRUE;
}
