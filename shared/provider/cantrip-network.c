/* cantrip-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-network"

#include "config.h"

#include "provider/cantrip-network.h"

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "provider/cantrip-network-repository.h"

#define LOOK_INTERVAL_US G_USEC_PER_SEC
#define WRITE_INTERVAL_US (5 * G_USEC_PER_SEC)

struct _CantripNetwork
{
  GObject parent_instance;

  int offline; /* (atomic) */

  CantripStore             *store;        /* (owned) (nullable); of the thread once it runs */
  CantripNetworkRepository *repository;   /* (owned) (nullable); likewise */
  gboolean                  writes;       /* the store may be written; constant */
  gint64                    data_version; /* of the thread */
  GThread                  *thread;       /* (owned) (nullable): none without a workspace */

  GMutex      mutex;
  GCond       changed;  /* (mutex mutex): for whoever waits for a field below */
  GHashTable *contacts; /* (owned) (mutex mutex): key → CantripNetworkContact, not written yet */
  gboolean    urgent;   /* (mutex mutex): write at once */
  gboolean    writing;  /* (mutex mutex) */
  gboolean    ending;   /* (mutex mutex) */
};

G_DEFINE_FINAL_TYPE (CantripNetwork, cantrip_network, G_TYPE_OBJECT)

/* One for each host, port and connection; freed with g_free(). */
static char *
make_key (GUri *uri, gint64 connection_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s:%d",
                          connection_id,
                          g_uri_get_host (uri),
                          g_uri_get_port (uri));
}

static guint
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return (guint) port;

  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

/* The caller holds the mutex. */
static CantripNetworkContact *
find_contact (CantripNetwork *self, GUri *uri, gint64 connection_id)
{
  g_autofree char       *key = make_key (uri, connection_id);
  CantripNetworkContact *contact = g_hash_table_lookup (self->contacts, key);

  if (contact == NULL)
    {
      contact = cantrip_network_contact_new (g_uri_get_host (uri), get_port (uri), connection_id);
      g_hash_table_insert (self->contacts, g_steal_pointer (&key), contact);
      self->urgent = TRUE;
      g_cond_broadcast (&self->changed);
    }

  return contact;
}

/* (transfer full): copies of what is to be written; they count from zero again. Mutex held. */
static GPtrArray *
take_contacts (CantripNetwork *self)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_network_contact_free);
  GHashTableIter         iter;
  CantripNetworkContact *contact;

  g_hash_table_iter_init (&iter, self->contacts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &contact))
    {
      CantripNetworkContact *copy;

      if (contact->n_calls == 0 && contact->bytes_up == 0 && contact->bytes_down == 0)
        continue;

      copy = cantrip_network_contact_new (contact->host, contact->port, contact->connection_id);
      copy->first_at_us = contact->first_at_us;
      copy->last_at_us = contact->last_at_us;
      copy->n_calls = contact->n_calls;
      copy->bytes_up = contact->bytes_up;
      copy->bytes_down = contact->bytes_down;
      g_ptr_array_add (taken, copy);
      contact->n_calls = contact->bytes_up = contact->bytes_down = 0;
    }

  return taken;
}

/* What could not be written is written with what comes next. Mutex held. */
static void
give_back (CantripNetwork *self, GPtrArray *taken)
{
  GHashTableIter         iter;
  CantripNetworkContact *contact;

  g_hash_table_iter_init (&iter, self->contacts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &contact))
    for (guint i = 0; i < taken->len; i++)
      {
        const CantripNetworkContact *back = g_ptr_array_index (taken, i);

        if (back->connection_id != contact->connection_id || back->port != contact->port ||
            g_strcmp0 (back->host, contact->host) != 0)
          continue;
        contact->n_calls += back->n_calls;
        contact->bytes_up += back->bytes_up;
        contact->bytes_down += back->bytes_down;
      }
}

/* Called and left with the mutex held, which is free meanwhile. */
static void
write_contacts (CantripNetwork *self)
{
  g_autoptr (GPtrArray) taken = take_contacts (self);
  g_autoptr (GError) error = NULL;
  gboolean written = TRUE;

  self->urgent = FALSE;
  self->writing = TRUE;
  g_mutex_unlock (&self->mutex);
  if (self->writes && taken->len > 0)
    written = cantrip_network_repository_add (self->repository, taken, &error);
  if (!written)
    g_warning ("The ledger of the network waits: %s", error->message);
  g_mutex_lock (&self->mutex);
  self->writing = FALSE;
  if (!written)
    give_back (self, taken);
  g_cond_broadcast (&self->changed);
}

/* What cannot be read now is read the next time; the switch stays as it was. */
static void
look_at_switch (CantripNetwork *self)
{
  gint64   data_version = self->data_version;
  gboolean offline = FALSE;
  g_autoptr (GError) error = NULL;

  if (!cantrip_store_get_data_version (self->store, &data_version, &error) ||
      (data_version != self->data_version &&
       !cantrip_network_repository_is_offline (self->repository, &offline, &error)))
    g_warning ("The offline switch stays as it was: %s", error->message);
  else if (data_version != self->data_version)
    {
      self->data_version = data_version;
      g_atomic_int_set (&self->offline, offline);
    }
}

static gpointer
network_thread (gpointer data)
{
  CantripNetwork *self = data;
  gint64          next_write_us = g_get_monotonic_time () + WRITE_INTERVAL_US;
  gboolean        ending = FALSE;

  while (!ending)
    {
      gint64 next_look_us = g_get_monotonic_time () + LOOK_INTERVAL_US;

      g_mutex_lock (&self->mutex);
      while (!self->urgent && !self->ending)
        if (!g_cond_wait_until (&self->changed, &self->mutex, next_look_us))
          break;
      ending = self->ending; /* now: what comes while writing is written in another round */
      if (self->urgent || ending || g_get_monotonic_time () >= next_write_us)
        {
          write_contacts (self);
          next_write_us = g_get_monotonic_time () + WRITE_INTERVAL_US;
        }
      g_mutex_unlock (&self->mutex);

      if (!ending)
        look_at_switch (self);
    }

  return NULL;
}

static void
cantrip_network_finalize (GObject *object)
{
  CantripNetwork *self = CANTRIP_NETWORK (object);

  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->ending = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  g_clear_object (&self->repository);
  g_clear_object (&self->store); /* last: it closes the database */
  g_clear_pointer (&self->contacts, g_hash_table_unref);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (cantrip_network_parent_class)->finalize (object);
}

static void
cantrip_network_class_init (CantripNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_network_finalize;
}

static void
cantrip_network_init (CantripNetwork *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->contacts = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          g_free,
                                          (GDestroyNotify) cantrip_network_contact_free);
}

CantripNetwork *
cantrip_network_open (const char *uri, CantripStoreMode mode, GError **error)
{
  g_autoptr (CantripNetwork) self = cantrip_network_new ();
  gboolean offline = FALSE;

  g_return_val_if_fail (uri != NULL, NULL);

  self->writes = mode != CANTRIP_STORE_READ;
  if ((self->store = cantrip_store_open (uri, mode, error)) == NULL ||
      (self->repository = cantrip_network_repository_new (self->store, error)) == NULL ||
      !cantrip_store_get_data_version (self->store, &self->data_version, error) ||
      !cantrip_network_repository_is_offline (self->repository, &offline, error))
    return NULL;

  self->offline = offline;
  self->thread = g_thread_new ("network", network_thread, self);

  return g_steal_pointer (&self);
}

CantripNetwork *
cantrip_network_new (void)
{
  return g_object_new (CANTRIP_TYPE_NETWORK, NULL);
}

gboolean
cantrip_network_is_offline (CantripNetwork *self)
{
  g_return_val_if_fail (CANTRIP_IS_NETWORK (self), TRUE);

  return g_atomic_int_get (&self->offline);
}

void
cantrip_network_set_offline (CantripNetwork *self, gboolean offline)
{
  g_return_if_fail (CANTRIP_IS_NETWORK (self));

  g_atomic_int_set (&self->offline, offline != FALSE);
}

gboolean
cantrip_network_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL || g_ascii_strcasecmp (host, "localhost") == 0)
    return host != NULL;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

gboolean
cantrip_network_begin (CantripNetwork *self, GUri *uri, gint64 connection_id, GError **error)
{
  CantripNetworkContact *contact;
  gint64                 now_us = cantrip_time_now_us ();

  g_return_val_if_fail (CANTRIP_IS_NETWORK (self), FALSE);

  if (g_atomic_int_get (&self->offline) && !cantrip_network_is_loopback (g_uri_get_host (uri)))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_OFFLINE,
                              "The workspace is offline, so “%s” is not asked; turn the offline "
                              "switch off to ask it, or choose a model on this computer",
                              g_uri_get_host (uri));

  g_mutex_lock (&self->mutex);
  contact = find_contact (self, uri, connection_id);
  if (contact->first_at_us == 0)
    contact->first_at_us = now_us;
  contact->last_at_us = now_us;
  contact->n_calls++;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

void
cantrip_network_end (CantripNetwork *self,
                     GUri           *uri,
                     gint64          connection_id,
                     gint64          bytes_up,
                     gint64          bytes_down)
{
  CantripNetworkContact *contact;

  g_return_if_fail (CANTRIP_IS_NETWORK (self));

  g_mutex_lock (&self->mutex);
  contact = find_contact (self, uri, connection_id);
  contact->bytes_up += bytes_up;
  contact->bytes_down += bytes_down;
  g_mutex_unlock (&self->mutex);
}

void
cantrip_network_flush (CantripNetwork *self)
{
  g_return_if_fail (CANTRIP_IS_NETWORK (self));

  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->urgent = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->urgent || self->writing)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
