/* cantrip-rows-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-rows-answer.h"

#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "endpoint/cantrip-rows-reply.h"
#include "server/cantrip-service-error.h"

/* The reply itself needs a moment before the caller's deadline. */
#define REPLY_MS 200

/* Less would never give an answer that is there already. */
#define MIN_WAIT_MS 500

/* What is under way for one request. */
typedef struct
{
  CantripExchange *exchange; /* (owned) until the reply */
  CantripRowsRun  *run;      /* (owned) */
  JsonNode        *body;     /* (owned) (nullable): of a new request */
  CantripJob      *job;      /* (owned) (nullable): of a new request that is not done in time */
  char            *token;    /* (owned) (nullable): of the job, new or asked for */
  gint64           deployment_id;
  gint64           revision;
  gint64           api_key_id;
} RowsAnswer;

static void
rows_answer_free (RowsAnswer *self)
{
  g_clear_object (&self->run);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->job, cantrip_job_free);
  g_free (self->token);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RowsAnswer, rows_answer_free)

static void
reply (RowsAnswer *self)
{
  gboolean complete =
      cantrip_rows_run_get_n_done (self->run) == cantrip_rows_run_get_n_rows (self->run);

  cantrip_exchange_reply_json (self->exchange,
                               SOUP_STATUS_OK,
                               cantrip_rows_reply_new (self->run, complete ? NULL : self->token));
}

/* In the writer's thread. */
static gboolean
write_job (CantripStore *store, gpointer data, GError **error)
{
  RowsAnswer *self = data;
  g_autoptr (CantripJobRepository) jobs = cantrip_job_repository_new (store, error);

  return jobs != NULL && cantrip_job_repository_add (jobs,
                                                     self->job,
                                                     self->revision,
                                                     self->token,
                                                     cantrip_time_now_us (),
                                                     error);
}

static void
job_written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RowsAnswer) self = user_data;
  CantripServices *services = cantrip_exchange_get_services (self->exchange);
  g_autoptr (GError) error = NULL;

  if (cantrip_receipt_writer_write_finish (cantrip_services_get_writer (services), result, &error))
    reply (self);
  else
    cantrip_exchange_reply_error (self->exchange, cantrip_service_error_from_store (error));
}

static CantripJob *
make_job (RowsAnswer *self)
{
  CantripJob *job = g_new0 (CantripJob, 1);

  job->id = cantrip_id_new ();
  job->api_key_id = self->api_key_id;
  job->deployment_id = self->deployment_id;
  job->asked_at_us = cantrip_exchange_get_received_at_us (self->exchange);
  job->request_json = cantrip_json_to_text (self->body);

  return job;
}

static void
waited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RowsAnswer) self = user_data;
  gboolean              complete = cantrip_rows_run_wait_finish (CANTRIP_ROWS_RUN (object), result);
  CantripReceiptWriter *writer =
      cantrip_services_get_writer (cantrip_exchange_get_services (self->exchange));
  RowsAnswer *kept;

  if (complete || self->token != NULL)
    {
      reply (self);
      return;
    }

  self->job = make_job (self);
  self->token = cantrip_api_key_make_job_token ();
  cantrip_rows_run_set_job (self->run, self->job->id);
  kept = g_steal_pointer (&self);
  cantrip_receipt_writer_run_async (writer, write_job, kept, NULL, job_written_cb, kept);
}

/* (transfer full): the work; %NULL after it has replied with an error */
static RowsAnswer *
start (CantripExchange     *exchange,
       const CantripApiKey *key,
       const CantripRoute  *route,
       JsonNode            *body,
       gint64               asked_at_us,
       gboolean             looks_only)
{
  JsonObject         *object = cantrip_json_root_object (body);
  GError             *error = NULL;
  CantripRowsRequest *request = cantrip_rows_request_new (object, route, &error);
  CantripCall         call = { 0 };
  RowsAnswer         *self;

  if (request == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return NULL;
    }

  call.routing = cantrip_exchange_get_routing (exchange);
  call.route = route;
  call.api_key = key;
  call.source = "rows";
  call.received_at_us = cantrip_exchange_get_received_at_us (exchange);
  call.fresh_since_us = cantrip_call_read_fresh_since_us (object, asked_at_us);

  self = g_new0 (RowsAnswer, 1);
  self->exchange = exchange;
  self->deployment_id = route->deployment_id;
  self->revision = route->revision;
  self->api_key_id = key->id;
  self->run = cantrip_rows_run_new (cantrip_exchange_get_caller (exchange),
                                    cantrip_exchange_get_services (exchange),
                                    request,
                                    &call,
                                    looks_only);

  return self;
}

/* Takes @self. */
static void
wait_for_run (RowsAnswer *self, gint64 wait_ms)
{
  gint64 clamped_ms = CLAMP (wait_ms, MIN_WAIT_MS + REPLY_MS, CANTRIP_ROWS_MAX_WAIT_MS);

  cantrip_rows_run_wait_async (self->run, clamped_ms - REPLY_MS, waited_cb, self);
}

void
cantrip_rows_answer (CantripExchange     *exchange,
                     const CantripApiKey *key,
                     const CantripRoute  *route,
                     JsonNode            *body,
                     gint64               wait_ms)
{
  RowsAnswer *self =
      start (exchange, key, route, body, cantrip_exchange_get_received_at_us (exchange), FALSE);

  if (self == NULL)
    return;

  self->body = json_node_ref (body);
  wait_for_run (self, wait_ms);
}

void
cantrip_rows_answer_job (CantripExchange     *exchange,
                         const CantripApiKey *key,
                         const CantripRoute  *route,
                         const CantripJob    *job,
                         const char          *token,
                         gint64               wait_ms)
{
  CantripServices *services = cantrip_exchange_get_services (exchange);
  g_autoptr (JsonNode) body = cantrip_json_parse_text (job->request_json, -1, NULL);
  RowsAnswer *self = start (exchange,
                            key,
                            route,
                            body,
                            job->asked_at_us,
                            cantrip_services_has_run (services, job->id));

  if (self == NULL)
    return;

  self->token = g_strdup (token);
  cantrip_rows_run_set_job (self->run, job->id);
  wait_for_run (self, wait_ms);
}
