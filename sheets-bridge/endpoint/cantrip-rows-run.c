/* cantrip-rows-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-rows-run"

#include "config.h"

#include "endpoint/cantrip-rows-run.h"

#include "server/cantrip-service-error.h"

/* Enough to keep a dispatcher busy; few enough that starting them does not stall the worker. */
#define MAX_STARTED 64

/* The state of one call. */
typedef struct
{
  CantripAnswer *answer; /* (owned) (nullable) */
  GError        *error;  /* (owned) (nullable) */
} Outcome;

struct _CantripRowsRun
{
  GObject parent_instance;

  CantripCaller      *caller;   /* (owned) */
  CantripServices    *services; /* (borrowed): outlives the workers */
  CantripRowsRequest *request;  /* (owned) */
  CantripCall         call;     /* its routing (owned) */
  Outcome            *outcomes; /* (owned); one for each call of @request */
  guint               n_started;
  guint               n_done;
  gint64              job_id; /* 0: nobody can cancel it */
  GCancellable       *stop;   /* (owned): withdraws what is not sent */

  GTask   *waiter;   /* (owned) (nullable) */
  GSource *deadline; /* (owned) (nullable): of @waiter */
};

G_DEFINE_FINAL_TYPE (CantripRowsRun, cantrip_rows_run, G_TYPE_OBJECT)

static gboolean
is_complete (CantripRowsRun *self)
{
  return self->n_done == self->request->calls->len;
}

static void
answer_waiter (CantripRowsRun *self)
{
  g_autoptr (GTask) waiter = g_steal_pointer (&self->waiter);

  if (self->deadline != NULL)
    g_source_destroy (self->deadline);
  g_clear_pointer (&self->deadline, g_source_unref);

  if (waiter != NULL)
    g_task_return_boolean (waiter, is_complete (self));
}

static gboolean
deadline_cb (gpointer user_data)
{
  answer_waiter (user_data);

  return G_SOURCE_REMOVE;
}

/* One call on its way. */
typedef struct
{
  CantripRowsRun *run; /* (owned): the run lives as long as its calls */
  guint           index;
} Started;

/* What keeps the calls that have not started from starting, or %NULL. */
static GError *
find_obstacle (CantripRowsRun *self)
{
  if (cantrip_services_is_draining (self->services))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      -1,
                                      "The service is stopping; ask again later");

  if (self->job_id > 0 && cantrip_services_is_job_cancelled (self->services, self->job_id))
    {
      g_cancellable_cancel (self->stop);
      return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                        -1,
                                        "The job was cancelled");
    }

  return NULL;
}

static void
settle (CantripRowsRun *self, guint index, CantripAnswer *answer, GError *error)
{
  self->outcomes[index].answer = answer;
  self->outcomes[index].error = error;
  self->n_done++;
}

/* Ends all calls that were not started. */
static void
fail_rest (CantripRowsRun *self, const GError *error)
{
  while (self->n_started < self->request->calls->len)
    settle (self, self->n_started++, NULL, g_error_copy (error));
}

static void
take_result (Started *started, CantripCaller *caller, GAsyncResult *result)
{
  GError *error = NULL;
  g_autoptr (CantripCallResult) call_result = cantrip_caller_call_finish (caller, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      error = cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                         -1,
                                         "The job was cancelled");
    }

  settle (started->run,
          started->index,
          call_result != NULL ? g_steal_pointer (&call_result->answer) : NULL,
          error);
}

/* A call has ended, or, with no @result, the run begins: starts what there is room for. */
static void
go_on_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Started *ended = user_data;
  g_autoptr (CantripRowsRun) self = ended->run;
  g_autoptr (GError) obstacle = NULL;

  if (result != NULL)
    take_result (ended, CANTRIP_CALLER (object), result);

  obstacle = find_obstacle (self);
  if (obstacle != NULL)
    fail_rest (self, obstacle);

  while (self->n_started < self->request->calls->len &&
         self->n_started - self->n_done < MAX_STARTED)
    {
      Started *started = g_new0 (Started, 1);

      started->run = g_object_ref (self);
      started->index = self->n_started++;
      self->call.inputs = g_ptr_array_index (self->request->calls, started->index);
      cantrip_caller_call_async (self->caller, &self->call, self->stop, go_on_cb, started);
    }

  if (is_complete (self))
    answer_waiter (self);
}

static void
cantrip_rows_run_finalize (GObject *object)
{
  CantripRowsRun *self = CANTRIP_ROWS_RUN (object);

  for (guint i = 0; i < self->request->calls->len; i++)
    {
      g_clear_pointer (&self->outcomes[i].answer, cantrip_answer_unref);
      g_clear_error (&self->outcomes[i].error);
    }
  g_clear_pointer (&self->outcomes, g_free);
  g_clear_pointer (&self->request, cantrip_rows_request_free);
  g_clear_pointer (&self->call.routing, cantrip_routing_unref);
  g_clear_object (&self->stop);
  g_clear_object (&self->caller);

  G_OBJECT_CLASS (cantrip_rows_run_parent_class)->finalize (object);
}

static void
cantrip_rows_run_class_init (CantripRowsRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_rows_run_finalize;
}

static void
cantrip_rows_run_init (CantripRowsRun *self)
{
  self->stop = g_cancellable_new ();
}

CantripRowsRun *
cantrip_rows_run_new (CantripCaller      *caller,
                      CantripServices    *services,
                      CantripRowsRequest *request,
                      const CantripCall  *call)
{
  CantripRowsRun *self = g_object_new (CANTRIP_TYPE_ROWS_RUN, NULL);
  Started        *begin = g_new0 (Started, 1);

  self->caller = g_object_ref (caller);
  self->services = services;
  self->request = request;
  self->call = *call;
  cantrip_routing_ref (self->call.routing);
  self->outcomes = g_new0 (Outcome, MAX (request->calls->len, 1));

  begin->run = g_object_ref (self);
  go_on_cb (NULL, NULL, begin);

  return self;
}

void
cantrip_rows_run_wait_async (CantripRowsRun     *self,
                             gint64              timeout_ms,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (CANTRIP_IS_ROWS_RUN (self));
  g_return_if_fail (self->waiter == NULL);

  self->waiter = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->waiter, cantrip_rows_run_wait_async);

  if (is_complete (self))
    timeout_ms = 0;
  self->deadline = g_timeout_source_new ((guint) MAX (timeout_ms, 0));
  g_source_set_callback (self->deadline, deadline_cb, self, NULL);
  g_source_attach (self->deadline, g_main_context_get_thread_default ());
}

gboolean
cantrip_rows_run_wait_finish (CantripRowsRun *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_rows_run_wait_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
cantrip_rows_run_set_job (CantripRowsRun *self, gint64 job_id)
{
  g_return_if_fail (CANTRIP_IS_ROWS_RUN (self));

  self->job_id = job_id;
}

guint
cantrip_rows_run_get_n_rows (CantripRowsRun *self)
{
  g_return_val_if_fail (CANTRIP_IS_ROWS_RUN (self), 0);

  return self->request->n_rows;
}

const char *
cantrip_rows_run_get_row (CantripRowsRun *self, guint row, const GError **ret_error)
{
  int      call;
  Outcome *outcome;

  g_return_val_if_fail (CANTRIP_IS_ROWS_RUN (self), NULL);
  g_return_val_if_fail (row < self->request->n_rows, NULL);

  *ret_error = NULL;
  call = self->request->call_of_row[row];
  if (call < 0)
    return "";

  outcome = &self->outcomes[call];
  *ret_error = outcome->error;

  return outcome->answer != NULL ? outcome->answer->output : NULL;
}

guint
cantrip_rows_run_get_n_done (CantripRowsRun *self)
{
  guint n_done = 0;

  g_return_val_if_fail (CANTRIP_IS_ROWS_RUN (self), 0);

  for (guint i = 0; i < self->request->n_rows; i++)
    {
      const GError *error;

      if (cantrip_rows_run_get_row (self, i, &error) != NULL || error != NULL)
        n_done++;
    }

  return n_done;
}
