/* cantrip-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-worker.h"

struct _CantripWorker
{
  GObject parent_instance;

  GAsyncQueue *jobs;   /* (owned) (element-type Job); safe from any thread */
  GThread     *thread; /* (owned); the only one that takes from @jobs */
};

/* One task to run; a job without a function ends the thread. */
typedef struct
{
  GTask          *task; /* (owned) (nullable) */
  GTaskThreadFunc func;
} Job;

G_DEFINE_FINAL_TYPE (CantripWorker, cantrip_worker, G_TYPE_OBJECT)

static void
push (CantripWorker *self, GTask *task, GTaskThreadFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (self->jobs, job);
}

static gpointer
run_jobs (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;

  for (;;)
    {
      g_autofree Job *job = g_async_queue_pop (jobs);
      g_autoptr (GTask) task = g_steal_pointer (&job->task);

      if (job->func == NULL)
        return NULL;

      if (!g_task_return_error_if_cancelled (task))
        job->func (task,
                   g_task_get_source_object (task),
                   g_task_get_task_data (task),
                   g_task_get_cancellable (task));
    }
}

static void
cantrip_worker_finalize (GObject *object)
{
  CantripWorker *self = CANTRIP_WORKER (object);

  push (self, NULL, NULL);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->jobs, g_async_queue_unref);

  G_OBJECT_CLASS (cantrip_worker_parent_class)->finalize (object);
}

static void
cantrip_worker_class_init (CantripWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_worker_finalize;
}

static void
cantrip_worker_init (CantripWorker *self)
{
  self->jobs = g_async_queue_new ();
}

CantripWorker *
cantrip_worker_new (const char *name)
{
  CantripWorker *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (CANTRIP_TYPE_WORKER, NULL);
  self->thread = g_thread_new (name, run_jobs, g_async_queue_ref (self->jobs));

  return self;
}

void
cantrip_worker_run (CantripWorker *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (CANTRIP_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  push (self, task, func);
}
