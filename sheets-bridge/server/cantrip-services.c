/* cantrip-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-service"

#include "config.h"

#include "server/cantrip-services.h"

#include "server/cantrip-service-error.h"

struct _CantripServices
{
  char                 *uri;          /* (owned) */
  CantripCatalog       *catalog;      /* (owned) */
  CantripReceiptWriter *writer;       /* (owned) */
  CantripNetwork       *network;      /* (owned) */
  CantripInflight      *inflight;     /* (owned) */
  CantripRateLimiter   *rate_limiter; /* (owned) */
  GMutex                mutex;
  CantripRouting       *routing;  /* (owned) (mutex mutex) */
  GPtrArray            *runs;     /* (owned) (mutex mutex) (element-type JobRun) */
  int                   draining; /* (atomic) */
  int                   n_open;   /* (atomic) */
};

/* Work for a job, in some worker. */
typedef struct
{
  gint64        job_id;
  GCancellable *stop;    /* (owned); cancelled in @context alone */
  GMainContext *context; /* (owned) */
} JobRun;

static void
job_run_free (JobRun *run)
{
  g_object_unref (run->stop);
  g_main_context_unref (run->context);
  g_free (run);
}

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
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_run_free);
  self->inflight = cantrip_inflight_new ();
  self->rate_limiter = cantrip_rate_limiter_new ();

  /* The writer first: it brings an older workspace up to date, which a reader cannot. */
  if ((self->catalog = cantrip_catalog_new (NULL, error)) == NULL ||
      (self->writer = cantrip_receipt_writer_new (uri, error)) == NULL ||
      (self->network = cantrip_network_open (uri, CANTRIP_STORE_WRITE, error)) == NULL ||
      (self->routing = load_routing (self, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
cantrip_services_free (CantripServices *self)
{
  g_clear_object (&self->writer); /* first: it writes what it was given */
  g_clear_object (&self->network);
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  g_clear_pointer (&self->inflight, cantrip_inflight_free);
  g_clear_pointer (&self->rate_limiter, cantrip_rate_limiter_free);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
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

CantripNetwork *
cantrip_services_get_network (CantripServices *self)
{
  return self->network;
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

GError *
cantrip_services_count_call (CantripServices *self, const CantripApiKey *key)
{
  gint64 wait_ms = cantrip_rate_limiter_take (self->rate_limiter,
                                              key->id,
                                              key->calls_per_minute,
                                              g_get_monotonic_time ());

  return wait_ms > 0 ? cantrip_service_error_new_rate_limited (wait_ms) : NULL;
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
cantrip_services_register_run (CantripServices *self, gint64 job_id, GCancellable *stop)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  JobRun *run = g_new0 (JobRun, 1);

  run->job_id = job_id;
  run->stop = g_object_ref (stop);
  run->context = g_main_context_ref_thread_default ();
  g_ptr_array_add (self->runs, run);
}

void
cantrip_services_unregister_run (CantripServices *self, GCancellable *stop)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->runs->len; i++)
    {
      JobRun *run = g_ptr_array_index (self->runs, i);

      if (run->stop == stop)
        {
          g_ptr_array_remove_index_fast (self->runs, i);
          return;
        }
    }
}

gboolean
cantrip_services_has_run (CantripServices *self, gint64 job_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->runs->len; i++)
    {
      if (((JobRun *) g_ptr_array_index (self->runs, i))->job_id == job_id)
        return TRUE;
    }

  return FALSE;
}

static gboolean
cancel_cb (gpointer stop)
{
  g_cancellable_cancel (stop);

  return G_SOURCE_REMOVE;
}

void
cantrip_services_cancel_job (CantripServices *self, gint64 job_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->runs->len; i++)
    {
      JobRun *run = g_ptr_array_index (self->runs, i);
      g_autoptr (GSource) source = NULL;

      if (run->job_id != job_id)
        continue;

      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_HIGH); /* before the next replies of models */
      g_source_set_callback (source, cancel_cb, g_object_ref (run->stop), g_object_unref);
      g_source_attach (source, run->context);
    }
}

void
cantrip_services_add_open (CantripServices *self, int change)
{
  g_atomic_int_add (&self->n_open, change);
}

guint
cantrip_services_get_n_open (CantripServices *self)
{
  return (guint) g_atomic_int_get (&self->n_open) + cantrip_inflight_get_size (self->inflight) +
         cantrip_receipt_writer_get_n_kept (self->writer);
}
