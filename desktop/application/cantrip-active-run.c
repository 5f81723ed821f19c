/* cantrip-active-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-active-run.h"

#include "application/cantrip-run-thread.h"

struct _CantripActiveRun
{
  GObject parent_instance;

  CantripApp            app;    /* its texts are (owned) */
  CantripRunSpec       *spec;   /* (owned) */
  CantripRunThread     *thread; /* (owned) (nullable): NULL after the end */
  GCancellable         *cancellable;
  CantripActiveRunState state;
  CantripRunProgress    progress;
  CantripRunResult     *result; /* (owned) (nullable) */
  GError               *error;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripActiveRun, cantrip_active_run, G_TYPE_OBJECT)

static guint changed_signal;

static void
set_state (CantripActiveRun *self, CantripActiveRunState state)
{
  self->state = state;
  g_signal_emit (self, changed_signal, 0);
}

static void
progress_cb (const CantripRunProgress *progress, gpointer user_data)
{
  CantripActiveRun *self = user_data;

  self->progress = *progress;
  set_state (self,
             self->state == CANTRIP_ACTIVE_RUN_STARTING ? CANTRIP_ACTIVE_RUN_RUNNING : self->state);
}

static void
ended_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripActiveRun) self = user_data;

  self->result = cantrip_run_thread_start_finish (result, &self->error);
  if (self->result != NULL)
    self->progress = self->result->progress;
  set_state (self, CANTRIP_ACTIVE_RUN_ENDED);
  g_clear_pointer (&self->thread, cantrip_run_thread_free); /* lets go of the workspace */
}

static void
cantrip_active_run_finalize (GObject *object)
{
  CantripActiveRun *self = CANTRIP_ACTIVE_RUN (object);

  g_clear_pointer (&self->thread, cantrip_run_thread_free);
  g_clear_pointer (&self->app.slug, g_free);
  g_clear_pointer (&self->app.name, g_free);
  g_clear_pointer (&self->spec, cantrip_run_spec_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->result, cantrip_run_result_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (cantrip_active_run_parent_class)->finalize (object);
}

static void
cantrip_active_run_class_init (CantripActiveRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_active_run_finalize;

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
cantrip_active_run_init (CantripActiveRun *self)
{
  self->cancellable = g_cancellable_new ();
}

CantripActiveRun *
cantrip_active_run_new (CantripWorkspace     *workspace,
                        const CantripApp     *app,
                        const CantripRunSpec *spec)
{
  CantripActiveRun *self = g_object_new (CANTRIP_TYPE_ACTIVE_RUN, NULL);

  self->app.id = app->id;
  self->app.slug = g_strdup (app->slug);
  self->app.name = g_strdup (app->name);
  self->spec = cantrip_run_spec_copy (spec);
  self->thread = cantrip_run_thread_new (workspace, spec, progress_cb, self);

  return self;
}

void
cantrip_active_run_start (CantripActiveRun *self)
{
  g_return_if_fail (CANTRIP_IS_ACTIVE_RUN (self));

  cantrip_run_thread_start_async (self->thread, self->cancellable, ended_cb, g_object_ref (self));
}

void
cantrip_active_run_set_paused (CantripActiveRun *self, gboolean paused)
{
  g_return_if_fail (CANTRIP_IS_ACTIVE_RUN (self));

  if (self->state > CANTRIP_ACTIVE_RUN_PAUSED)
    return;

  cantrip_run_thread_set_paused (self->thread, paused);
  set_state (self, paused ? CANTRIP_ACTIVE_RUN_PAUSED : CANTRIP_ACTIVE_RUN_RUNNING);
}

void
cantrip_active_run_stop (CantripActiveRun *self)
{
  g_return_if_fail (CANTRIP_IS_ACTIVE_RUN (self));

  if (self->state >= CANTRIP_ACTIVE_RUN_STOPPING)
    return;

  g_cancellable_cancel (self->cancellable);
  set_state (self, CANTRIP_ACTIVE_RUN_STOPPING);
}

const CantripApp *
cantrip_active_run_get_app (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), NULL);

  return &self->app;
}

const CantripRunSpec *
cantrip_active_run_get_spec (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), NULL);

  return self->spec;
}

CantripActiveRunState
cantrip_active_run_get_state (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), CANTRIP_ACTIVE_RUN_ENDED);

  return self->state;
}

const CantripRunProgress *
cantrip_active_run_get_progress (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), NULL);

  return &self->progress;
}

const CantripRunResult *
cantrip_active_run_get_result (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), NULL);

  return self->result;
}

const GError *
cantrip_active_run_get_error (CantripActiveRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ACTIVE_RUN (self), NULL);

  return self->error;
}
