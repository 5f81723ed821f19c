/* cantrip-bridge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-bridge"

#include "config.h"

#include "server/cantrip-bridge.h"

#include "server/cantrip-acceptor.h"
#include "server/cantrip-bridge-worker.h"

#define FOLLOW_INTERVAL_MS 500
#define DRAIN_INTERVAL_MS 20

struct _CantripBridge
{
  GObject parent_instance;

  CantripServices *services; /* (owned) */
  GPtrArray       *workers;  /* (owned) (element-type CantripBridgeWorker) */
  CantripAcceptor *acceptor; /* (owned) */

  CantripStore *store; /* (owned); follows what others change */
  gint64        data_version;
  guint         follow_id; /* 0: stopped */
};

G_DEFINE_FINAL_TYPE (CantripBridge, cantrip_bridge, G_TYPE_OBJECT)

static gboolean
reload (CantripBridge *self, GError **error)
{
  g_autoptr (CantripRouting) routing =
      cantrip_routing_load (self->store, cantrip_services_get_catalog (self->services), error);

  if (routing != NULL)
    cantrip_services_set_routing (self->services, routing);

  return routing != NULL;
}

/*
 * Our own receipts count as changes too; a reload costs less than telling them apart. What could
 * not be read is read again at the next look.
 */
static gboolean
follow_cb (gpointer user_data)
{
  CantripBridge *self = user_data;
  gint64         data_version = self->data_version;
  g_autoptr (GError) error = NULL;

  if (!cantrip_store_get_data_version (self->store, &data_version, &error) ||
      (data_version != self->data_version && !reload (self, &error)))
    g_warning ("Deployments and keys stay as they were: %s", error->message);
  else
    self->data_version = data_version;

  return G_SOURCE_CONTINUE;
}

static void
cantrip_bridge_finalize (GObject *object)
{
  CantripBridge *self = CANTRIP_BRIDGE (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_object (&self->acceptor);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->services, cantrip_services_free); /* after those who use them */

  G_OBJECT_CLASS (cantrip_bridge_parent_class)->finalize (object);
}

static void
cantrip_bridge_class_init (CantripBridgeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_bridge_finalize;
}

static void
cantrip_bridge_init (CantripBridge *self)
{
  self->workers = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
start_workers (CantripBridge *self, guint n_workers, GError **error)
{
  if (n_workers == 0)
    n_workers = g_get_num_processors ();

  for (guint i = 0; i < n_workers; i++)
    {
      CantripBridgeWorker *worker = cantrip_bridge_worker_new (self->services, error);

      if (worker == NULL)
        return FALSE;
      g_ptr_array_add (self->workers, worker);
    }

  return TRUE;
}

CantripBridge *
cantrip_bridge_new (const char *uri, const char *address, guint n_workers, GError **error)
{
  g_autoptr (CantripBridge) self = g_object_new (CANTRIP_TYPE_BRIDGE, NULL);

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  if ((self->services = cantrip_services_new (uri, error)) == NULL ||
      (self->store = cantrip_store_open (uri, CANTRIP_STORE_READ, error)) == NULL ||
      !cantrip_store_get_data_version (self->store, &self->data_version, error) ||
      !start_workers (self, n_workers, error) ||
      (self->acceptor = cantrip_acceptor_new (address, self->workers, error)) == NULL ||
      !reload (self, error)) /* what changed between reading the routing and starting to follow */
    return NULL;

  self->follow_id = g_timeout_add (FOLLOW_INTERVAL_MS, follow_cb, self);

  return g_steal_pointer (&self);
}

guint
cantrip_bridge_get_port (CantripBridge *self)
{
  g_return_val_if_fail (CANTRIP_IS_BRIDGE (self), 0);

  return cantrip_acceptor_get_port (self->acceptor);
}

static gboolean
drain_cb (gpointer user_data)
{
  GTask         *task = user_data;
  CantripBridge *self = g_task_get_source_object (task);
  gint64        *deadline_us = g_task_get_task_data (task);
  gboolean       drained = cantrip_services_get_n_open (self->services) == 0;

  if (!drained && g_get_monotonic_time () < *deadline_us)
    return G_SOURCE_CONTINUE;

  g_task_return_boolean (task, drained);

  return G_SOURCE_REMOVE;
}

void
cantrip_bridge_stop_async (CantripBridge      *self,
                           guint               timeout_s,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask  *task;
  gint64 *deadline_us = g_new (gint64, 1);

  g_return_if_fail (CANTRIP_IS_BRIDGE (self));

  cantrip_acceptor_close (self->acceptor);
  cantrip_services_start_draining (self->services);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cantrip_bridge_stop_async);
  *deadline_us = g_get_monotonic_time () + timeout_s * G_USEC_PER_SEC;
  g_task_set_task_data (task, deadline_us, g_free);
  g_timeout_add_full (G_PRIORITY_DEFAULT, DRAIN_INTERVAL_MS, drain_cb, task, g_object_unref);
}

gboolean
cantrip_bridge_stop_finish (CantripBridge *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_bridge_stop_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
