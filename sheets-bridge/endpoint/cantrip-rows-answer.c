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

/* What is under way for one request. */
typedef struct
{
  CantripExchange *exchange; /* (owned) until the reply */
  CantripRowsRun  *run;      /* (owned) */
  char            *token;    /* (owned) (nullable): of the job */
  CantripJob      *job;      /* (owned): kept when the rows are not done in time */
  gint64           revision;
} RowsAnswer;

static void
rows_answer_free (RowsAnswer *self)
{
  g_clear_object (&self->run);
  g_free (self->token);
  g_clear_pointer (&self->job, cantrip_job_free);
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

  self->token = cantrip_api_key_make_secret (CANTRIP_API_KEY_FULL);
  cantrip_rows_run_set_job (self->run, self->job->id);
  kept = g_steal_pointer (&self);
  cantrip_receipt_writer_run_async (writer, write_job, kept, NULL, job_written_cb, kept);
}

static CantripJob *
make_job (const CantripApiKey *key, const CantripRoute *route, JsonNode *body, gint64 job_id)
{
  CantripJob *job = g_new0 (CantripJob, 1);

  job->id = job_id > 0 ? job_id : cantrip_id_new ();
  job->api_key_id = key->id;
  job->deployment_id = route->deployment_id;
  job->request_json = cantrip_json_to_text (body);

  return job;
}

static CantripRowsRun *
start_run (CantripExchange     *exchange,
           const CantripApiKey *key,
           const CantripRoute  *route,
           JsonNode            *body,
           gboolean             is_new,
           GError             **error)
{
  JsonObject         *object = cantrip_json_root_object (body);
  CantripRowsRequest *request = cantrip_rows_request_new (object, route, error);
  CantripCall         call = { 0 };

  if (request == NULL)
    return NULL;

  call.routing = cantrip_exchange_get_routing (exchange);
  call.route = route;
  call.api_key_id = key->id;
  call.source = "rows";
  call.received_at_us = cantrip_exchange_get_received_at_us (exchange);
  /* Asking for a job again must not pay again. */
  call.refresh = is_new && cantrip_json_get_boolean (object, "refresh", FALSE);

  return cantrip_rows_run_new (cantrip_exchange_get_caller (exchange),
                               cantrip_exchange_get_services (exchange),
                               request,
                               &call);
}

void
cantrip_rows_answer (CantripExchange     *exchange,
                     const CantripApiKey *key,
                     const CantripRoute  *route,
                     JsonNode            *body,
                     gint64               wait_ms,
                     const char          *token,
                     gint64               job_id)
{
  GError         *error = NULL;
  CantripRowsRun *run = start_run (exchange, key, route, body, job_id == 0, &error);
  RowsAnswer     *self;

  if (run == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  self = g_new0 (RowsAnswer, 1);
  self->exchange = exchange;
  self->run = run;
  self->token = g_strdup (token);
  self->job = make_job (key, route, body, job_id);
  self->revision = route->revision;
  if (job_id > 0)
    cantrip_rows_run_set_job (run, job_id);

  cantrip_rows_run_wait_async (run,
                               CLAMP (wait_ms, 0, CANTRIP_ROWS_MAX_WAIT_MS) - REPLY_MS,
                               waited_cb,
                               self);
}
