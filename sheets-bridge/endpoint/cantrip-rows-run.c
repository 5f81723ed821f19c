/* cantrip-rows-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-rows-run"

#include "config.h"

#include "endpoint/cantrip-rows-run.h"

#include "base/cantrip-time.h"
#include "base/cantrip-timer.h"
#include "server/cantrip-service-error.h"

/* Enough to keep a dispatcher busy. */
#define MAX_STARTED 64

/* In one round of the main context: others on the same worker wait for it. */
#define MAX_PER_ROUND 8

#define LOOK_AGAIN_US (G_USEC_PER_SEC / 5)

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
  gboolean            looks_only;
  GSource            *step;      /* (owned): starts calls, or looks for answers, when it is due */
  guint               n_started; /* with @looks_only, the next to look for */
  guint               n_done;
  gboolean            is_registered; /* for a job */
  GCancellable       *stop;          /* (owned): withdraws what is not sent */

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
  g_autoptr (CantripRouting) routing = cantrip_services_get_routing (self->services);

  if (cantrip_services_is_draining (self->services))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      -1,
                                      "The service is stopping; ask again later");

  if (g_cancellable_is_cancelled (self->stop))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      -1,
                                      "The job was cancelled");

  if (!cantrip_routing_is_key_valid (routing, self->call.api_key->id, cantrip_time_now_us ()))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_BAD_KEY, -1, "The key was refused");

  return NULL;
}

static void
settle (CantripRowsRun *self, guint index, CantripAnswer *answer, GError *error)
{
  self->outcomes[index].answer = answer;
  self->outcomes[index].error = error;
  self->n_done++;

  if (!is_complete (self))
    return;

  if (self->is_registered)
    cantrip_services_unregister_run (self->services, self->stop);
  self->is_registered = FALSE;
  answer_waiter (self);
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Started *started = user_data;
  g_autoptr (CantripRowsRun) self = started->run;
  GError *error = NULL;
  g_autoptr (CantripCallResult) call_result =
      cantrip_caller_call_finish (CANTRIP_CALLER (object), result, &error);

  settle (self,
          started->index,
          call_result != NULL ? g_steal_pointer (&call_result->answer) : NULL,
          error);
  g_source_set_ready_time (self->step, 0);
}

static void
start_call (CantripRowsRun *self)
{
  Started *started = g_new0 (Started, 1);

  started->run = g_object_ref (self);
  started->index = self->n_started++;
  self->call.inputs = g_ptr_array_index (self->request->calls, started->index);
  self->call.is_counted = started->index == 0; /* with the request */
  cantrip_caller_call_async (self->caller, &self->call, self->stop, called_cb, started);
}

/* Starts what there is room for, a few in each round. */
static void
start_calls (CantripRowsRun *self)
{
  guint n_calls = self->request->calls->len;
  g_autoptr (GError) obstacle = NULL;

  if (self->n_started < n_calls)
    obstacle = find_obstacle (self);
  while (obstacle != NULL && self->n_started < n_calls)
    settle (self, self->n_started++, NULL, g_error_copy (obstacle));

  for (guint i = 0; i < MAX_PER_ROUND && self->n_started < n_calls &&
                    self->n_started - self->n_done < MAX_STARTED;
       i++)
    start_call (self);

  if (self->n_started < n_calls && self->n_started - self->n_done < MAX_STARTED)
    g_source_set_ready_time (self->step, 0);
}

/* Looks for a few of the answers; after the last one, begins again a little later. */
static void
look_for_answers (CantripRowsRun *self)
{
  for (guint i = 0; i < MAX_PER_ROUND && self->n_started < self->request->calls->len; i++)
    {
      guint          index = self->n_started++;
      CantripAnswer *answer = NULL;
      GError        *error = NULL;

      if (self->outcomes[index].answer == NULL && self->outcomes[index].error == NULL)
        {
          self->call.inputs = g_ptr_array_index (self->request->calls, index);
          answer = cantrip_caller_find (self->caller, &self->call, &error);
        }

      if (answer != NULL || error != NULL)
        settle (self, index, answer, error);
    }

  if (self->n_started < self->request->calls->len)
    g_source_set_ready_time (self->step, 0);
  else if (!is_complete (self))
    {
      self->n_started = 0;
      g_source_set_ready_time (self->step, g_get_monotonic_time () + LOOK_AGAIN_US);
    }
}

static gboolean
step_cb (gpointer user_data)
{
  g_autoptr (CantripRowsRun) self = g_object_ref (user_data);

  g_source_set_ready_time (self->step, -1);
  if (self->looks_only)
    look_for_answers (self);
  else
    start_calls (self);

  return G_SOURCE_CONTINUE;
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
  if (self->is_registered)
    cantrip_services_unregister_run (self->services, self->stop);
  g_source_destroy (self->step);
  g_clear_pointer (&self->step, g_source_unref);
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
                      const CantripCall  *call,
                      gboolean            looks_only)
{
  CantripRowsRun *self = g_object_new (CANTRIP_TYPE_ROWS_RUN, NULL);

  self->caller = g_object_ref (caller);
  self->services = services;
  self->request = request;
  self->call = *call;
  self->looks_only = looks_only;
  cantrip_routing_ref (self->call.routing);
  self->outcomes = g_new0 (Outcome, MAX (request->calls->len, 1));
  self->step = cantrip_timer_new (g_main_context_get_thread_default (), step_cb, self);
  step_cb (self);

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
  g_return_if_fail (!self->is_registered);

  if (is_complete (self) || self->looks_only)
    return;

  self->is_registered = TRUE;
  cantrip_services_register_run (self->services, job_id, self->stop);
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
