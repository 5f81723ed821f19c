/* cantrip-run-manager.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-run-manager.h"

#include "application/cantrip-run-notice.h"

struct _CantripRunManager
{
  GObject parent_instance;

  CantripWorkspace *workspace; /* (borrowed): owns the manager */
  GHashTable       *runs; /* (owned) (element-type gint64 CantripActiveRun): by the id of the app */
};

G_DEFINE_FINAL_TYPE (CantripRunManager, cantrip_run_manager, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
is_under_way (CantripActiveRun *run)
{
  return cantrip_active_run_get_state (run) != CANTRIP_ACTIVE_RUN_ENDED;
}

static void
run_changed_cb (CantripRunManager *self, CantripActiveRun *run)
{
  if (is_under_way (run))
    return;

  cantrip_run_notice_send (run, cantrip_workspace_get_path (self->workspace));
  g_signal_emit (self, changed_signal, 0);
}

static void
cantrip_run_manager_finalize (GObject *object)
{
  CantripRunManager *self = CANTRIP_RUN_MANAGER (object);

  g_clear_pointer (&self->runs, g_hash_table_unref);

  G_OBJECT_CLASS (cantrip_run_manager_parent_class)->finalize (object);
}

static void
cantrip_run_manager_class_init (CantripRunManagerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_run_manager_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
cantrip_run_manager_init (CantripRunManager *self)
{
  self->runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

CantripRunManager *
cantrip_run_manager_new (CantripWorkspace *workspace)
{
  CantripRunManager *self = g_object_new (CANTRIP_TYPE_RUN_MANAGER, NULL);

  self->workspace = workspace;

  return self;
}

CantripActiveRun *
cantrip_run_manager_start (CantripRunManager    *self,
                           const CantripApp     *app,
                           const CantripRunSpec *spec)
{
  CantripActiveRun *run;

  g_return_val_if_fail (CANTRIP_IS_RUN_MANAGER (self), NULL);

  run = cantrip_run_manager_find (self, app->id);
  if (run != NULL && is_under_way (run))
    return NULL;

  run = cantrip_active_run_new (self->workspace, app, spec);
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_replace (self->runs, g_memdup2 (&app->id, sizeof app->id), run);
  cantrip_active_run_start (run);
  g_signal_emit (self, changed_signal, 0);

  return run;
}

CantripActiveRun *
cantrip_run_manager_find (CantripRunManager *self, gint64 app_id)
{
  g_return_val_if_fail (CANTRIP_IS_RUN_MANAGER (self), NULL);

  return g_hash_table_lookup (self->runs, &app_id);
}

void
cantrip_run_manager_forget (CantripRunManager *self, gint64 app_id)
{
  CantripActiveRun *run = cantrip_run_manager_find (self, app_id);

  if (run == NULL || is_under_way (run))
    return;

  g_hash_table_remove (self->runs, &app_id);
  g_signal_emit (self, changed_signal, 0);
}

guint
cantrip_run_manager_count (CantripRunManager *self)
{
  GHashTableIter iter;
  gpointer       run;
  guint          n = 0;

  g_return_val_if_fail (CANTRIP_IS_RUN_MANAGER (self), 0);

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    n += is_under_way (run);

  return n;
}

void
cantrip_run_manager_stop (CantripRunManager *self)
{
  GHashTableIter iter;
  gpointer       run;

  g_return_if_fail (CANTRIP_IS_RUN_MANAGER (self));

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    cantrip_active_run_stop (run);
}
