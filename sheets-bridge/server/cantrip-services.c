/* cantrip-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-service"

#include "config.h"

#include "server/cantrip-services.h"

struct _CantripServices
{
  char                 *uri;          /* (owned) */
  CantripCatalog       *catalog;      /* (owned) */
  CantripReceiptWriter *writer;       /* (owned) */
  CantripInflight      *inflight;     /* (owned) */
  CantripRateLimiter   *rate_limiter; /* (owned) */
  GMutex                mutex;
  CantripRouting       *routing;        /* (owned) (mutex mutex) */
  GHashTable           *cancelled_jobs; /* (owned) (mutex mutex) (element-type gint64) */
  int                   draining;       /* (atomic) */
  int                   n_open;         /* (atomic) */
};

static CantripRouting *
load_routing (CantripServices *self, GError **error)
{
  g_autoptr (CantripStore) store = cantrip_store_open (self->uri, CANTRIP_STORE_READ, error);

  return store != NULL ? cantrip_routing_load (store, self->catalog, error) : NULL;
}

CantripServices *
cantrip_services_new (const char *uri, GError **error)
{
  g_autoptr (CantripServices) self = g_new0 (CantripServices, 1);

  g_return_val_if_fail (uri != NULL, NULL);

  g_mutex_init (&self->mutex);
  self->uri = g_strdup (uri);
  self->cancelled_jobs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->inflight = cantrip_inflight_new ();
  self->rate_limiter = cantrip_rate_limiter_new ();

  /* The writer first: it brings an older workspace up to date, which a reader cannot. */
  if ((self->catalog = cantrip_catalog_new (NULL, error)) == NULL ||
      (self->writer = cantrip_receipt_writer_new (uri, error)) == NULL ||
      (self->routing = load_routing (self, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
cantrip_services_free (CantripServices *self)
{
  g_clear_object (&self->writer); /* first: it writes what it was given */
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  g_clear_pointer (&self->inflight, cantrip_inflight_free);
  g_clear_pointer (&self->rate_limiter, cantrip_rate_limiter_free);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->cancelled_jobs, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->uri);
  g_free (self);
}

const char *
cantrip_services_get_uri (CantripServices *self)
{
  return self->uri;
}

CantripCatalog *
cantrip_services_get_catalog (CantripServices *self)
{
  return self->catalog;
}

CantripReceiptWriter *
cantrip_services_get_writer (CantripServices *self)
{
  return self->writer;
}

CantripInflight *
cantrip_services_get_inflight (CantripServices *self)
{
  return self->inflight;
}

CantripRateLimiter *
cantrip_services_get_rate_limiter (CantripServices *self)
{
  return self->rate_limiter;
}

CantripRouting *
cantrip_services_get_routing (CantripServices *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return cantrip_routing_ref (self->routing);
}

void
cantrip_services_set_routing (CantripServices *self, CantripRouting *routing)
{
  g_autoptr (CantripRouting) old = NULL;

  g_mutex_lock (&self->mutex);
  old = g_steal_pointer (&self->routing);
  self->routing = cantrip_routing_ref (routing);
  g_mutex_unlock (&self->mutex);
}

void
cantrip_services_start_draining (CantripServices *self)
{
  g_atomic_int_set (&self->draining, TRUE);
}

gboolean
cantrip_services_is_draining (CantripServices *self)
{
  return g_atomic_int_get (&self->draining);
}

void
cantrip_services_cancel_job (CantripServices *self, gint64 job_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_add (self->cancelled_jobs, g_memdup2 (&job_id, sizeof job_id));
}

gboolean
cantrip_services_is_job_cancelled (CantripServices *self, gint64 job_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_contains (self->cancelled_jobs, &job_id);
}

void
cantrip_services_add_open (CantripServices *self, int change)
{
  g_atomic_int_add (&self->n_open, change);
}

guint
cantrip_services_get_n_open (CantripServices *self)
{
  return (guint) g_atomic_int_get (&self->n_open) + cantrip_inflight_get_size (self->inflight);
}
