/* cantrip-feedback-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "endpoint/cantrip-body-member.h"
#include "endpoint/cantrip-endpoints.h"
#include "request-log/cantrip-request-log.h"
#include "server/cantrip-service-error.h"

#define MAX_COMMENT_BYTES 4096

/* What is kept, and for whom. */
typedef struct
{
  CantripExchange     *exchange; /* (owned) until the reply */
  const CantripApiKey *key;      /* (borrowed from the exchange) */
  gint64               request_id;
  char                *rating;  /* (owned) */
  char                *comment; /* (owned) (nullable) */
  gboolean             found;   /* written by the writer before the callback */
} Feedback;

static void
feedback_free (Feedback *feedback)
{
  g_free (feedback->rating);
  g_free (feedback->comment);
  g_free (feedback);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Feedback, feedback_free)

/* In the writer's thread. A request that the key may not see is one that does not exist. */
static gboolean
write_feedback (CantripStore *store, gpointer data, GError **error)
{
  Feedback *feedback = data;
  g_autoptr (CantripRequestLog) log = cantrip_request_log_new (store, error);
  gint64 deployment_id;

  if (log == NULL ||
      !cantrip_request_log_find_scope (log, feedback->request_id, &deployment_id, error))
    return FALSE;

  feedback->found = deployment_id > 0 && cantrip_api_key_may_call (feedback->key, deployment_id);

  return !feedback->found || cantrip_request_log_add_feedback (log,
                                                               feedback->request_id,
                                                               feedback->rating,
                                                               feedback->comment,
                                                               error);
}

static void
written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Feedback) feedback = user_data;
  CantripExchange *exchange = feedback->exchange;
  CantripServices *services = cantrip_exchange_get_services (exchange);
  g_autoptr (GError) error = NULL;

  if (!cantrip_receipt_writer_write_finish (cantrip_services_get_writer (services), result, &error))
    cantrip_exchange_reply_error (exchange, cantrip_service_error_from_store (error));
  else if (!feedback->found)
    cantrip_exchange_reply_error (exchange,
                                  cantrip_service_error_new (CANTRIP_SERVICE_ERROR_NOT_FOUND,
                                                             -1,
                                                             "There is no such request"));
  else
    cantrip_exchange_reply_json (exchange, SOUP_STATUS_OK, g_string_new ("{\"status\":\"kept\"}"));
}

/* Cell keys stand in sheets for all to see, and only call. */
static const CantripApiKey *
find_key (CantripExchange *exchange, GError **error)
{
  const CantripApiKey *key = cantrip_exchange_authenticate (exchange, FALSE, error);

  if (key == NULL || key->kind == CANTRIP_API_KEY_FULL)
    return key;

  cantrip_service_error_set (error,
                             CANTRIP_SERVICE_ERROR_NOT_ALLOWED,
                             "A cell key may only call deployments");

  return NULL;
}

/* (transfer full): what the body says; %NULL with @error set */
static Feedback *
read_feedback (CantripExchange *exchange, GError **error)
{
  g_autoptr (JsonNode) root = cantrip_exchange_parse_body (exchange, error);
  g_autoptr (Feedback) feedback = g_new0 (Feedback, 1);
  JsonObject *body = cantrip_json_root_object (root);
  const char *rating = cantrip_json_get_string (body, "rating");
  const char *comment = cantrip_json_get_string (body, "comment");

  if (root == NULL || !cantrip_body_member_check (body, "comment", G_TYPE_STRING, error))
    return NULL;

  if (g_strcmp0 (rating, "up") != 0 && g_strcmp0 (rating, "down") != 0)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "“rating” must be “up” or “down”");
      return NULL;
    }
  if (comment != NULL && strlen (comment) > MAX_COMMENT_BYTES)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_TOO_LONG,
                                 "“comment” is longer than %d bytes",
                                 MAX_COMMENT_BYTES);
      return NULL;
    }

  feedback->request_id = cantrip_id_from_text (cantrip_exchange_get_parameter (exchange));
  feedback->rating = g_strdup (rating);
  feedback->comment = g_strdup (comment);

  return g_steal_pointer (&feedback);
}

void
cantrip_feedback_endpoint (CantripExchange *exchange)
{
  g_autoptr (Feedback) feedback = NULL;
  GError              *error = NULL;
  const CantripApiKey *key;
  Feedback            *borrowed;

  if ((key = find_key (exchange, &error)) == NULL ||
      (feedback = read_feedback (exchange, &error)) == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  feedback->exchange = exchange;
  feedback->key = key;
  cantrip_exchange_wait (exchange);
  borrowed = g_steal_pointer (&feedback);
  cantrip_receipt_writer_run_async (cantrip_services_get_writer (
                                        cantrip_exchange_get_services (exchange)),
                                    write_feedback,
                                    borrowed,
                                    NULL,
                                    written_cb,
                                    borrowed);
}
