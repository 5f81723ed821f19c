/* cantrip-caller.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-caller"

#include "config.h"

#include "server/cantrip-caller.h"

#include "base/cantrip-time.h"
#include "deployment/cantrip-answer-repository.h"
#include "server/cantrip-model-asker.h"
#include "server/cantrip-service-error.h"

struct _CantripCaller
{
  GObject parent_instance;

  CantripServices         *services; /* (borrowed): outlives the workers */
  CantripStore            *store;    /* (owned); only read */
  CantripAnswerRepository *answers;  /* (owned) */
  CantripModelAsker       *asker;    /* (owned) */
};

/* One call under way; the data of its task. */
typedef struct
{
  CantripCall    call;           /* (owned) copy */
  GPtrArray     *messages;       /* (owned) (nullable): rendered */
  char          *content_sha256; /* (owned) (nullable) */
  CantripWork   *work;           /* (owned) (nullable): what it waits for */
  gulong         hang_up_id;
  gboolean       leads;  /* the receipt of @work is its own */
  CantripAnswer *answer; /* (owned) (nullable): what it got */
  GError        *error;  /* (owned) (nullable): why it got none */
  gint64         request_id;
} Pending;

static void
pending_free (Pending *pending)
{
  cantrip_call_clear (&pending->call);
  g_clear_pointer (&pending->messages, g_ptr_array_unref);
  g_clear_pointer (&pending->content_sha256, g_free);
  g_clear_pointer (&pending->work, cantrip_work_unref);
  g_clear_pointer (&pending->answer, cantrip_answer_unref);
  g_clear_error (&pending->error);
  g_free (pending);
}

G_DEFINE_FINAL_TYPE (CantripCaller, cantrip_caller, G_TYPE_OBJECT)

void
cantrip_call_result_free (CantripCallResult *self)
{
  g_clear_pointer (&self->answer, cantrip_answer_unref);
  g_free (self);
}

/* The call is over; @task and what it holds go. */
static void
finish (GTask *task)
{
  Pending *pending = g_task_get_task_data (task);

  if (pending->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&pending->error));
    }
  else
    {
      CantripCallResult *result = g_new0 (CantripCallResult, 1);

      result->answer = g_steal_pointer (&pending->answer);
      result->request_id = pending->request_id;
      result->cached = !pending->leads;
      g_task_return_pointer (task, result, (GDestroyNotify) cantrip_call_result_free);
    }

  g_object_unref (task);
}

static void
receipt_written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GTask         *task = user_data;
  CantripCaller *self = g_task_get_source_object (task);
  Pending       *pending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!cantrip_receipt_writer_write_finish (cantrip_services_get_writer (self->services),
                                            result,
                                            &error))
    {
      g_clear_error (&pending->error);
      pending->error = cantrip_service_error_from_store (error);
    }

  finish (task);
}

/* For a call whose answer was there, or came from another, or that failed by itself. */
static void
write_receipt (GTask *task)
{
  CantripCaller *self = g_task_get_source_object (task);
  Pending       *pending = g_task_get_task_data (task);
  g_autoptr (CantripReceipt) receipt = cantrip_call_new_receipt (&pending->call);

  receipt->latency_us = MAX (cantrip_time_now_us () - pending->call.received_at_us, 0);
  receipt->cost_usd_nanos = 0;
  receipt->input_tokens = 0;
  receipt->output_tokens = 0;
  if (pending->answer != NULL)
    {
      receipt->answered_by_id = pending->answer->request_id;
      receipt->finish = pending->answer->finish;
      receipt->model = g_strdup (pending->answer->model);
    }
  if (pending->error != NULL)
    {
      receipt->error_code = cantrip_service_error_get_name (pending->error);
      receipt->error_message = g_strdup (pending->error->message);
    }

  pending->request_id = receipt->id;
  cantrip_receipt_writer_write_async (cantrip_services_get_writer (self->services),
                                      g_steal_pointer (&receipt),
                                      NULL,
                                      NULL,
                                      receipt_written_cb,
                                      task);
}

static void
hang_up_cb (GCancellable *hang_up G_GNUC_UNUSED, gpointer user_data)
{
  GTask         *task = user_data;
  CantripCaller *self = g_task_get_source_object (task);
  Pending       *pending = g_task_get_task_data (task);

  cantrip_inflight_leave (cantrip_services_get_inflight (self->services), pending->work);
}

/* (transfer full) (nullable): a refusal is an answer for the store, and an error for callers */
static GError *
read_refusal (const CantripAnswer *answer)
{
  return answer != NULL && cantrip_answer_is_refusal (answer) ? cantrip_service_error_new_refused ()
                                                              : NULL;
}

/* Takes what was stored or came. */
static void
take_answer (Pending *pending, CantripAnswer *answer)
{
  pending->answer = answer;
  if (pending->error == NULL)
    pending->error = read_refusal (answer);
}

/* The work that this call waited for is done. */
static void
settled_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GTask         *task = user_data;
  Pending       *pending = g_task_get_task_data (task);
  CantripAnswer *answer;

  /* Hang-ups come in this thread, so none can be under way. */
  if (pending->hang_up_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), pending->hang_up_id);

  answer = g_task_propagate_pointer (G_TASK (result), &pending->error);
  take_answer (pending, answer);

  if (g_error_matches (pending->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&pending->error);
      pending->error =
          cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE, -1, "Nobody waited for it");
      finish (task);
    }
  else if (pending->leads)
    {
      pending->request_id = answer != NULL ? answer->request_id : 0;
      finish (task);
    }
  else
    write_receipt (task);
}

/* (transfer full) (nullable): the answer that will do for @call, stored or waiting to be */
static CantripAnswer *
find_answer (CantripCaller     *self,
             const CantripCall *call,
             const char        *content_sha256,
             GError           **error)
{
  g_autoptr (CantripAnswer) answer =
      cantrip_receipt_writer_find_kept (cantrip_services_get_writer (self->services),
                                        content_sha256);

  if (answer == NULL &&
      !cantrip_answer_repository_find (self->answers, content_sha256, &answer, error))
    return NULL;
  if (answer == NULL || answer->created_at_us < call->fresh_since_us)
    return NULL;

  return g_steal_pointer (&answer);
}

/* (transfer full): what waits for the work in place of the call at @task */
static GTask *
make_waiter (gpointer task)
{
  return g_task_new (NULL, NULL, settled_cb, task);
}

/* Looks for a stored answer, or a reason not to ask; returns whether that settles the call. */
static gboolean
settle_without_model (CantripCaller *self, Pending *pending)
{
  g_autoptr (GError) reason = NULL;
  CantripAnswer *answer = find_answer (self, &pending->call, pending->content_sha256, &reason);
  GError        *error = NULL;

  if (reason != NULL)
    error = cantrip_service_error_from_store (reason);
  else if (answer == NULL && !pending->call.is_counted)
    error = cantrip_services_count_call (self->services, pending->call.api_key);

  if (answer == NULL && error == NULL)
    return FALSE;

  pending->leads = FALSE;
  cantrip_inflight_settle (cantrip_services_get_inflight (self->services),
                           pending->work,
                           answer,
                           error);
  pending->error = error;
  take_answer (pending, answer);

  return TRUE;
}

/*
 * Whoever comes first for a content leads: it looks into the store, and asks the model if there
 * is nothing. All others wait for it, so that no answer that was stored meanwhile is overlooked.
 */
static void
join_or_lead (GTask *task)
{
  CantripCaller   *self = g_task_get_source_object (task);
  CantripInflight *inflight = cantrip_services_get_inflight (self->services);
  Pending         *pending = g_task_get_task_data (task);
  GCancellable    *hang_up = g_task_get_cancellable (task);

  pending->work =
      cantrip_inflight_join (inflight, pending->content_sha256, make_waiter, task, &pending->leads);
  if (pending->leads && settle_without_model (self, pending))
    {
      write_receipt (task);
      return;
    }

  if (hang_up != NULL)
    pending->hang_up_id = g_signal_connect (hang_up, "cancelled", G_CALLBACK (hang_up_cb), task);

  if (!pending->leads)
    return;

  cantrip_inflight_wait (inflight, pending->work, make_waiter (task));
  cantrip_model_asker_ask (self->asker,
                           &pending->call,
                           pending->content_sha256,
                           pending->messages,
                           pending->work);
}

/* (transfer full): names the input that is missing, if that is why @error came */
static GError *
explain_inputs (CantripPrompt *prompt, CantripInputs *inputs, const GError *error)
{
  const char *const *variables = cantrip_prompt_get_variables (prompt);
  gsize              name_bytes;

  for (gsize i = 0; variables[i] != NULL; i++)
    {
      g_autofree char *nearest = NULL;
      g_autofree char *all = NULL;

      if (cantrip_inputs_get_for_variable (inputs, variables[i], &name_bytes) != NULL)
        continue;

      nearest = cantrip_inputs_dup_nearest (inputs, variables[i]);
      if (nearest != NULL)
        return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_INPUT_TYPE,
                                          -1,
                                          "The input “%s” is missing; did you mean it by “%s”?",
                                          variables[i],
                                          nearest);

      all = g_strjoinv (", ", (char **) variables);
      return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_INPUT_TYPE,
                                        -1,
                                        "The input “%s” is missing; all of these are needed: %s",
                                        variables[i],
                                        all);
    }

  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_INPUT_TYPE, -1, "%s", error->message);
}

static gboolean
prepare (Pending *pending)
{
  CantripPrompt *prompt = cantrip_recipe_get_prompt (pending->call.route->variant->recipe);
  g_autoptr (GError) error = NULL;

  pending->messages = cantrip_prompt_render (prompt, pending->call.inputs, &error);
  if (pending->messages == NULL)
    {
      pending->error = explain_inputs (prompt, pending->call.inputs, error);
      return FALSE;
    }

  pending->content_sha256 =
      cantrip_answer_content_sha256 (pending->call.route->variant->id, pending->messages);

  return TRUE;
}

static void
cantrip_caller_finalize (GObject *object)
{
  CantripCaller *self = CANTRIP_CALLER (object);

  g_clear_pointer (&self->asker, cantrip_model_asker_free);
  g_clear_object (&self->answers);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cantrip_caller_parent_class)->finalize (object);
}

static void
cantrip_caller_class_init (CantripCallerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_caller_finalize;
}

static void
cantrip_caller_init (CantripCaller *self G_GNUC_UNUSED)
{
}

CantripCaller *
cantrip_caller_new (CantripServices *services, GError **error)
{
  g_autoptr (CantripCaller) self = g_object_new (CANTRIP_TYPE_CALLER, NULL);

  self->services = services;
  self->asker = cantrip_model_asker_new (services);

  if ((self->store =
           cantrip_store_open (cantrip_services_get_uri (services), CANTRIP_STORE_READ, error)) ==
          NULL ||
      (self->answers = cantrip_answer_repository_new (self->store, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

CantripAnswer *
cantrip_caller_find (CantripCaller *self, const CantripCall *call, GError **error)
{
  CantripPrompt *prompt = cantrip_recipe_get_prompt (call->route->variant->recipe);
  g_autoptr (GPtrArray) messages = cantrip_prompt_render (prompt, call->inputs, NULL);
  g_autofree char *content_sha256 = NULL;
  g_autoptr (CantripAnswer) answer = NULL;
  GError *refusal;

  g_return_val_if_fail (CANTRIP_IS_CALLER (self), NULL);

  if (messages == NULL)
    return NULL;

  content_sha256 = cantrip_answer_content_sha256 (call->route->variant->id, messages);
  answer = find_answer (self, call, content_sha256, NULL);
  refusal = read_refusal (answer);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return NULL;
    }

  return g_steal_pointer (&answer);
}

void
cantrip_caller_call_async (CantripCaller      *self,
                           const CantripCall  *call,
                           GCancellable       *hang_up,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask   *task;
  Pending *pending = g_new0 (Pending, 1);

  g_return_if_fail (CANTRIP_IS_CALLER (self));

  cantrip_call_init_copy (&pending->call, call);

  task = g_task_new (self, hang_up, callback, user_data);
  g_task_set_source_tag (task, cantrip_caller_call_async);
  /* A hang-up leaves the work; the call itself ends with the work, and is logged. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, pending, (GDestroyNotify) pending_free);

  if (prepare (pending))
    join_or_lead (task);
  else
    write_receipt (task);
}

CantripCallResult *
cantrip_caller_call_finish (CantripCaller *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_caller_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cantrip_caller_give_up (CantripCaller *self)
{
  g_return_if_fail (CANTRIP_IS_CALLER (self));

  cantrip_model_asker_give_up (self->asker);
}
