/* cantrip-keeper-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-keeper-thread.h"

#include "base/cantrip-error.h"
#include "base/cantrip-worker.h"

/* What the thread works on. Counted: a task may outlive the one who asked, inside the thread. */
typedef struct
{
  char               *uri;    /* (owned) */
  CantripRunSpec     *spec;   /* (owned) */
  const CantripModel *model;  /* (nullable) (borrowed from the catalog) */
  CantripRunKeeper   *keeper; /* (owned) (nullable); touched by the thread only */
} Desk;

static void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->uri, g_free);
  g_clear_pointer (&desk->spec, cantrip_run_spec_free);
  g_clear_pointer (&desk->keeper, cantrip_run_keeper_free);
}

static void
desk_unref (Desk *desk)
{
  g_atomic_rc_box_release_full (desk, (GDestroyNotify) desk_clear);
}

struct _CantripKeeperThread
{
  CantripWorker *worker; /* (owned) */
  Desk          *desk;   /* (owned) */
};

/* What one task is about. */
typedef struct
{
  Desk         *desk;    /* (owned) */
  guint         max;     /* to claim */
  GPtrArray    *outputs; /* (owned) (nullable) (element-type CantripOutput); to settle */
  GCancellable *give_up; /* (owned) (nullable); ends the patience with a busy workspace */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->desk, desk_unref);
  g_clear_pointer (&job->outputs, g_ptr_array_unref);
  g_clear_object (&job->give_up);
  g_free (job);
}

CantripKeeperThread *
cantrip_keeper_thread_new (const char *uri, const CantripRunSpec *spec, const CantripModel *model)
{
  CantripKeeperThread *self = g_new0 (CantripKeeperThread, 1);

  self->worker = cantrip_worker_new ("cantrip-run");
  self->desk = g_atomic_rc_box_new0 (Desk);
  self->desk->uri = g_strdup (uri);
  self->desk->spec = cantrip_run_spec_copy (spec);
  self->desk->model = model;

  return self;
}

void
cantrip_keeper_thread_free (CantripKeeperThread *self)
{
  g_clear_object (&self->worker); /* waits */
  g_clear_pointer (&self->desk, desk_unref);
  g_free (self);
}

/* What is to be done with @outputs, which it takes, or up to @max of what is queued. */
static Job *
job_new (CantripKeeperThread *self, guint max, GPtrArray *outputs, GCancellable *give_up)
{
  Job *job = g_new0 (Job, 1);

  job->desk = g_atomic_rc_box_acquire (self->desk);
  job->max = max;
  job->outputs = outputs;
  job->give_up = give_up != NULL ? g_object_ref (give_up) : NULL;

  return job;
}

/* Has @func done in the thread. Takes @job. */
static void
ask (CantripKeeperThread *self,
     GTaskThreadFunc      func,
     Job                 *job,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, func);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  cantrip_worker_run (self->worker, task, func);
}

static void
open_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Desk *desk = ((Job *) data)->desk;
  g_autoptr (CantripRunKeeper) keeper = NULL;
  g_autofree CantripRunOpening *opening = g_new0 (CantripRunOpening, 1);
  GError                       *error = NULL;

  keeper = cantrip_run_keeper_open (desk->uri, desk->spec, desk->model, cancellable, &error);
  if (keeper == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!cantrip_run_keeper_get_figures (keeper, &opening->scope, &opening->cost_usd_nanos, &error))
    {
      (void) cantrip_run_keeper_release (keeper, NULL);
      g_task_return_error (task, error);
      return;
    }

  opening->run_id = cantrip_run_keeper_get_run_id (keeper);
  desk->keeper = g_steal_pointer (&keeper);
  g_task_return_pointer (task, g_steal_pointer (&opening), g_free);
}

void
cantrip_keeper_thread_open_async (CantripKeeperThread *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  ask (self, open_thread, job_new (self, 0, NULL, NULL), cancellable, callback, user_data);
}

CantripRunOpening *
cantrip_keeper_thread_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, open_thread), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * Whether to try once more after @error, which is cleared then. What other programs do passes,
 * and what has been paid for must not be lost over it.
 */
static gboolean
is_worth_waiting (Job *job, GError **error)
{
  if (!g_error_matches (*error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY) ||
      g_cancellable_is_cancelled (job->give_up))
    return FALSE;

  g_clear_error (error);

  return TRUE;
}

static void
claim_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Job       *job = data;
  GError    *error = NULL;
  GPtrArray *items;

  do
    items = cantrip_run_keeper_claim (job->desk->keeper, job->max, &error);
  while (items == NULL && is_worth_waiting (job, &error));

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
cantrip_keeper_thread_claim_async (CantripKeeperThread *self,
                                   guint                max,
                                   GCancellable        *give_up,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  ask (self, claim_thread, job_new (self, max, NULL, give_up), NULL, callback, user_data);
}

GPtrArray *
cantrip_keeper_thread_claim_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, claim_thread), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
settle (Job *job, GError **error)
{
  GError *local_error = NULL;

  while (!cantrip_run_keeper_settle (job->desk->keeper, job->outputs, &local_error))
    {
      if (!is_worth_waiting (job, &local_error))
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }

  return TRUE;
}

static void
settle_thread (GTask        *task,
               gpointer      source G_GNUC_UNUSED,
               gpointer      data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Job    *job = data;
  GError *error = NULL;

  if (settle (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cantrip_keeper_thread_settle_async (CantripKeeperThread *self,
                                    GPtrArray           *outputs,
                                    GCancellable        *give_up,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  ask (self, settle_thread, job_new (self, 0, outputs, give_up), NULL, callback, user_data);
}

static gboolean
finish_with_outputs (GAsyncResult *result, GPtrArray **ret_outputs, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *ret_outputs = g_steal_pointer (&job->outputs);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cantrip_keeper_thread_settle_finish (GAsyncResult *result, GPtrArray **ret_outputs, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, settle_thread), FALSE);

  return finish_with_outputs (result, ret_outputs, error);
}

static void
close_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  Job     *job = data;
  GError  *error = NULL;
  gboolean settled = settle (job, &error);
  gboolean released = cantrip_run_keeper_release (job->desk->keeper, error == NULL ? &error : NULL);

  g_clear_pointer (&job->desk->keeper, cantrip_run_keeper_free);

  if (settled && released)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cantrip_keeper_thread_close_async (CantripKeeperThread *self,
                                   GPtrArray           *outputs,
                                   GCancellable        *give_up,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  ask (self, close_thread, job_new (self, 0, outputs, give_up), NULL, callback, user_data);
}

gboolean
cantrip_keeper_thread_close_finish (GAsyncResult *result, GPtrArray **ret_outputs, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, close_thread), FALSE);

  return finish_with_outputs (result, ret_outputs, error);
}
