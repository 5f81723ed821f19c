/* cantrip-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-client.h"

#define CLIENT_KEY "cantrip-client"

/* What was read a moment ago may be a request that is not known to be whole yet. */
#define MOMENT_US (500 * 1000)

struct _CantripClient
{
  gatomicrefcount ref_count;

  GWeakRef socket;
  GMutex   mutex;
  guint    n_requests; /* (mutex mutex): of those that came whole, not answered yet */
  guint    n_replies;  /* (mutex mutex): of those that are going out */
  gint64   since_us;   /* (mutex mutex): monotonic clock; when one of these was last done */
  gint64   read_us;    /* (mutex mutex): monotonic clock; when it was last read from */
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
  self->read_us = now_us;

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
  self->n_replies++;
  self->since_us = now_us;
}

void
cantrip_client_end_reply (CantripClient *self, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_replies--;
  self->since_us = now_us;
}

void
cantrip_client_note_read (CantripClient *self, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->read_us = now_us;
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
cantrip_client_get_idle_since_us (CantripClient *self, gint64 now_us)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self);
  g_autoptr (GMutexLocker) locker = NULL;

  /* First: what its worker reads after this, it notes before it reads. */
  if (socket != NULL && g_socket_get_available_bytes (socket) > 0)
    return -1;

  locker = g_mutex_locker_new (&self->mutex);
  if (self->n_requests + self->n_replies > 0 || now_us - self->read_us < MOMENT_US)
    return -1;

  return self->since_us;
}

void
cantrip_client_end (CantripClient *self)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
is_overdue (CantripClient *self, gint64 now_us, gint64 patience_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests == 0 && now_us - self->since_us > patience_us;
}

gboolean
cantrip_client_check (CantripClient *self, gint64 now_us, gint64 patience_us)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self);

  if (socket == NULL)
    return FALSE;

  if (is_overdue (self, now_us, patience_us))
    cantrip_client_end (self);

  return TRUE;
}
