/* cantrip-model-asker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-model-asker"

#include "config.h"

#include "server/cantrip-model-asker.h"

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "generation/cantrip-dispatcher.h"
#include "server/cantrip-service-error.h"

/* Of one worker, to one connection. The dispatcher finds out how many the provider bears. */
#define MAX_CONCURRENCY 32
#define MAX_ATTEMPTS 4
#define MAX_WAITING 5000

struct _CantripModelAsker
{
  CantripServices *services;    /* (borrowed): outlives the workers */
  GHashTable      *dispatchers; /* (owned): account of a route → CantripDispatcher (owned) */
  CantripRouting  *routing;     /* (owned) (nullable): by which it last forgot dispatchers */
  GCancellable    *give_up;     /* (owned): ends what is sent, since the service does */
};

/* One question under way. */
typedef struct
{
  CantripModelAsker *asker;
  CantripCall        call;           /* (owned) copy */
  char              *content_sha256; /* (owned) */
  GPtrArray         *messages;       /* (owned) (element-type CantripMessage) */
  CantripWork       *work;           /* (owned) */
  CantripReceipt    *receipt;        /* (owned) until it is written */
  CantripAnswer     *answer;         /* (owned) (nullable) */
  GError            *error;          /* (owned) (nullable); of the service */
} Question;

static void
question_free (Question *question)
{
  cantrip_call_clear (&question->call);
  g_free (question->content_sha256);
  g_ptr_array_unref (question->messages);
  cantrip_work_unref (question->work);
  g_clear_pointer (&question->receipt, cantrip_receipt_free);
  g_clear_pointer (&question->answer, cantrip_answer_unref);
  g_clear_error (&question->error);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

CantripModelAsker *
cantrip_model_asker_new (CantripServices *services)
{
  CantripModelAsker *self = g_new0 (CantripModelAsker, 1);

  self->services = services;
  self->give_up = g_cancellable_new ();
  self->dispatchers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_object_unref);

  return self;
}

void
cantrip_model_asker_free (CantripModelAsker *self)
{
  g_hash_table_unref (self->dispatchers);
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  g_object_unref (self->give_up);
  g_free (self);
}

void
cantrip_model_asker_give_up (CantripModelAsker *self)
{
  g_cancellable_cancel (self->give_up);
}

/* A GHRFunc: whether no route needs a dispatcher any more, and no call does. */
static gboolean
is_unused (gpointer account, gpointer dispatcher, gpointer routing)
{
  GPtrArray *routes = cantrip_routing_get_routes (routing);

  for (guint i = 0; i < routes->len; i++)
    {
      if (g_str_equal (((const CantripRoute *) g_ptr_array_index (routes, i))->account, account))
        return FALSE;
    }

  return cantrip_dispatcher_get_n_active (dispatcher) == 0 &&
         cantrip_dispatcher_get_n_waiting (dispatcher) == 0;
}

/* Drops the dispatchers of connections that were edited or removed. */
static void
forget_unused (CantripModelAsker *self)
{
  g_autoptr (CantripRouting) routing = cantrip_services_get_routing (self->services);

  if (routing == self->routing)
    return;

  g_hash_table_foreach_remove (self->dispatchers, is_unused, routing);
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  self->routing = g_steal_pointer (&routing);
}

/*
 * (transfer none): a connection that was edited gets a new one; its calls under way keep the
 * old one
 */
static CantripDispatcher *
get_dispatcher (CantripModelAsker *self, const CantripRoute *route, GError **error)
{
  CantripDispatcher *dispatcher = g_hash_table_lookup (self->dispatchers, route->account);
  g_autoptr (CantripProvider) provider = NULL;

  if (dispatcher != NULL)
    return dispatcher;

  provider = cantrip_connection_make_provider (route->connection,
                                               cantrip_services_get_catalog (self->services),
                                               cantrip_services_get_network (self->services),
                                               error);
  if (provider == NULL)
    return NULL;

  dispatcher = cantrip_dispatcher_new (provider, MAX_CONCURRENCY, MAX_ATTEMPTS);
  g_hash_table_insert (self->dispatchers, g_strdup (route->account), dispatcher);

  return dispatcher;
}

static void
written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  CantripServices *services = question->asker->services;
  g_autoptr (GError) error = NULL;

  if (!cantrip_receipt_writer_write_finish (cantrip_services_get_writer (services), result, &error))
    {
      g_clear_pointer (&question->answer, cantrip_answer_unref);
      g_clear_error (&question->error);
      question->error = cantrip_service_error_from_store (error);
    }

  cantrip_inflight_settle (cantrip_services_get_inflight (services),
                           question->work,
                           question->answer,
                           question->error);
}

/* Takes @question. */
static void
write_down (Question *question)
{
  CantripReceipt *receipt = g_steal_pointer (&question->receipt);

  receipt->latency_us = MAX (cantrip_time_now_us () - receipt->received_at_us, 0);
  cantrip_receipt_writer_write_async (cantrip_services_get_writer (question->asker->services),
                                      receipt,
                                      question->content_sha256,
                                      question->answer,
                                      written_cb,
                                      question);
}

static void
keep_completion (Question *question, const CantripCompletion *completion)
{
  CantripReceipt *receipt = question->receipt;
  CantripAnswer  *answer = cantrip_answer_new ();

  receipt->output = g_strdup (completion->text);
  receipt->model = g_strdup (completion->model);
  receipt->finish = completion->finish;
  receipt->provider_latency_us = completion->latency_us;
  receipt->input_tokens = completion->input_tokens;
  receipt->output_tokens = completion->output_tokens;
  receipt->cost_usd_nanos = cantrip_model_get_cost_usd_nanos (question->call.route->model,
                                                              completion->input_tokens,
                                                              completion->cached_input_tokens,
                                                              completion->output_tokens);

  answer->request_id = receipt->id;
  answer->variant_id = receipt->variant_id;
  answer->output = g_strdup (completion->text);
  answer->model = g_strdup (completion->model);
  answer->finish = completion->finish;
  answer->input_tokens = completion->input_tokens;
  answer->output_tokens = completion->output_tokens;
  question->answer = answer;
}

static void
keep_error (Question *question, GError *service_error, const char *reason)
{
  question->error = service_error;
  question->receipt->error_code = cantrip_service_error_get_name (service_error);
  question->receipt->error_message = g_strdup (reason);
}

static void
send (CantripDispatcher *dispatcher, Question *question, GAsyncReadyCallback callback)
{
  g_autoptr (GCancellable) withdrawal =
      cantrip_inflight_dup_withdrawal (cantrip_services_get_inflight (question->asker->services),
                                       question->work);

  cantrip_dispatcher_complete_async (dispatcher,
                                     question->call.route->variant->recipe,
                                     question->messages,
                                     NULL,
                                     NULL,
                                     withdrawal,
                                     question->asker->give_up,
                                     callback,
                                     question);
}

/* A refusal is paid as well as any answer: it is stored, so that nobody pays for it again. */
static void
keep_refusal (Question *question)
{
  CantripAnswer *answer = cantrip_answer_new ();

  answer->request_id = question->receipt->id;
  answer->variant_id = question->receipt->variant_id;
  answer->output = g_strdup ("");
  answer->finish = CANTRIP_FINISH_CONTENT_FILTER;
  question->answer = answer;
}

/* The service ends. What was sent may cost something, so that it was sent must be in the log. */
static void
note_given_up (Question *question)
{
  gboolean was_sent = question->receipt->attempts > 0;

  if (!was_sent)
    question->receipt->cost_usd_nanos = 0;
  keep_error (question,
              cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                         -1,
                                         "The service is stopping"),
              was_sent ? "Stopped before the model answered" : "Stopped before it was sent");
}

static void
completed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  const char *account = question->call.route->account;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autoptr (GError) error = NULL;
  guint attempts = 0;

  completion =
      cantrip_dispatcher_complete_finish (CANTRIP_DISPATCHER (object), result, &attempts, &error);
  question->receipt->attempts += attempts;

  if (completion == NULL && g_cancellable_is_cancelled (question->asker->give_up))
    {
      note_given_up (question);
      write_down (g_steal_pointer (&question));
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      CantripInflight *inflight = cantrip_services_get_inflight (question->asker->services);

      /* Withdrawn before it was sent: there is nothing to log, unless somebody came back. */
      if (!cantrip_inflight_give_up (inflight, question->work, error))
        send (CANTRIP_DISPATCHER (object), g_steal_pointer (&question), completed_cb);
      return;
    }

  /* A key that the provider no longer takes may have been renewed where it is kept. */
  if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED) &&
      g_hash_table_lookup (question->asker->dispatchers, account) == object)
    g_hash_table_remove (question->asker->dispatchers, account);

  if (completion != NULL)
    keep_completion (question, completion);
  else
    keep_error (question, cantrip_service_error_from_provider (error), error->message);

  if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_REFUSED))
    keep_refusal (question);

  write_down (g_steal_pointer (&question));
}

static Question *
question_new (CantripModelAsker *self,
              const CantripCall *call,
              const char        *content_sha256,
              GPtrArray         *messages,
              CantripWork       *work)
{
  Question *question = g_new0 (Question, 1);

  question->asker = self;
  cantrip_call_init_copy (&question->call, call);
  question->content_sha256 = g_strdup (content_sha256);
  question->messages = g_ptr_array_ref (messages);
  question->work = cantrip_work_ref (work);
  question->receipt = cantrip_call_new_receipt (call);

  return question;
}

/* Why nothing should be sent now, or %NULL. */
static GError *
find_obstacle (CantripModelAsker *self, CantripDispatcher *dispatcher)
{
  CantripReceiptWriter *writer = cantrip_services_get_writer (self->services);

  if (!cantrip_receipt_writer_is_healthy (writer))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      5000,
                                      "The service cannot write to its workspace, so it asks no "
                                      "model; try again in 5 s");

  if (cantrip_receipt_writer_is_full (writer))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      5000,
                                      "Too many answers wait to be written, so no model is asked; "
                                      "try again in 5 s");

  if (cantrip_dispatcher_get_n_waiting (dispatcher) >= MAX_WAITING)
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_RATE_LIMITED,
                                      5000,
                                      "Too many calls are waiting; try again in 5 s");

  return NULL;
}

void
cantrip_model_asker_ask (CantripModelAsker *self,
                         const CantripCall *call,
                         const char        *content_sha256,
                         GPtrArray         *messages,
                         CantripWork       *work)
{
  Question          *question = question_new (self, call, content_sha256, messages, work);
  CantripDispatcher *dispatcher;
  g_autoptr (GError) error = NULL;
  GError *obstacle = NULL;

  forget_unused (self);
  dispatcher = get_dispatcher (self, call->route, &error);
  if (dispatcher == NULL)
    {
      keep_error (question, cantrip_service_error_from_provider (error), error->message);
      write_down (question);
      return;
    }

  obstacle = find_obstacle (self, dispatcher);
  if (obstacle != NULL)
    {
      keep_error (question, obstacle, obstacle->message);
      write_down (question);
      return;
    }

  send (dispatcher, question, completed_cb);
}
