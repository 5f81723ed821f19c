/* cantrip-job-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "endpoint/cantrip-endpoints.h"
#include "endpoint/cantrip-rows-answer.h"
#include "server/cantrip-service-error.h"

#define DEFAULT_WAIT_MS 1000

/* What is looked for, and found. */
typedef struct
{
  CantripExchange     *exchange; /* (owned) until the reply */
  const CantripApiKey *key;      /* (borrowed from the exchange) */
  gboolean             cancels;
  CantripJob          *job; /* (owned) (nullable): written by the writer before the callback */
} JobRequest;

static void
job_request_free (JobRequest *self)
{
  g_clear_pointer (&self->job, cantrip_job_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JobRequest, job_request_free)

/* In the writer's thread. */
static gboolean
look_up_job (CantripStore *store, gpointer data, GError **error)
{
  JobRequest *self = data;
  gint64      now_us = cantrip_time_now_us ();
  g_autoptr (CantripJobRepository) jobs = cantrip_job_repository_new (store, error);

  if (jobs == NULL)
    return FALSE;

  self->job = cantrip_job_repository_find (jobs,
                                           cantrip_exchange_get_parameter (self->exchange),
                                           self->key->id,
                                           now_us,
                                           error);
  if (self->job == NULL || !self->cancels)
    return self->job != NULL;

  return cantrip_job_repository_cancel (jobs, self->job->id, now_us, error);
}

/* (nullable): the deployment may have gone since */
static const CantripRoute *
find_route (JobRequest *self)
{
  GPtrArray *routes = cantrip_routing_get_routes (cantrip_exchange_get_routing (self->exchange));

  for (guint i = 0; i < routes->len; i++)
    {
      const CantripRoute *route = g_ptr_array_index (routes, i);

      if (route->deployment_id == self->job->deployment_id)
        return route;
    }

  return NULL;
}

static gint64
read_wait_ms (CantripExchange *exchange)
{
  const char *text = cantrip_exchange_get_query_value (exchange, "wait_ms");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : DEFAULT_WAIT_MS;
}

static void
continue_job (JobRequest *self)
{
  const CantripRoute *route = find_route (self);

  if (route == NULL)
    cantrip_exchange_reply_error (self->exchange,
                                  cantrip_service_error_new (CANTRIP_SERVICE_ERROR_NOT_FOUND,
                                                             -1,
                                                             "The deployment of this job is gone"));
  else
    cantrip_rows_answer_job (self->exchange,
                             self->key,
                             route,
                             self->job,
                             cantrip_exchange_get_parameter (self->exchange),
                             read_wait_ms (self->exchange));
}

static void
looked_up_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JobRequest) self = user_data;
  CantripServices *services = cantrip_exchange_get_services (self->exchange);
  g_autoptr (GError) error = NULL;

  if (cantrip_receipt_writer_write_finish (cantrip_services_get_writer (services), result, &error))
    {
      if (!self->cancels)
        {
          continue_job (self);
          return;
        }
      cantrip_services_cancel_job (services, self->job->id);
      cantrip_exchange_reply_json (self->exchange,
                                   SOUP_STATUS_OK,
                                   g_string_new ("{\"status\":\"cancelled\"}"));
    }
  else if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND))
    cantrip_exchange_reply_error (self->exchange,
                                  cantrip_service_error_new (CANTRIP_SERVICE_ERROR_NOT_FOUND,
                                                             -1,
                                                             "%s",
                                                             error->message));
  else
    cantrip_exchange_reply_error (self->exchange, cantrip_service_error_from_store (error));
}

static void
start (CantripExchange *exchange, gboolean cancels)
{
  GError              *error = NULL;
  const CantripApiKey *key = cantrip_exchange_authenticate (exchange, FALSE, &error);
  JobRequest          *self;

  if (key == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  self = g_new0 (JobRequest, 1);
  self->exchange = exchange;
  self->key = key;
  self->cancels = cancels;
  cantrip_exchange_wait (exchange);
  cantrip_receipt_writer_run_async (cantrip_services_get_writer (
                                        cantrip_exchange_get_services (exchange)),
                                    look_up_job,
                                    self,
                                    NULL,
                                    looked_up_cb,
                                    self);
}

void
cantrip_get_job_endpoint (CantripExchange *exchange)
{
  start (exchange, FALSE);
}

void
cantrip_delete_job_endpoint (CantripExchange *exchange)
{
  start (exchange, TRUE);
}
