/* cantrip-call-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "endpoint/cantrip-body-member.h"
#include "endpoint/cantrip-endpoints.h"
#include "server/cantrip-service-error.h"

static void
append_tokens (GString *json, const char *name, gint64 tokens)
{
  g_string_append_printf (json, "\"%s\":", name);
  if (tokens >= 0)
    g_string_append_printf (json, "%" G_GINT64_FORMAT, tokens);
  else
    g_string_append (json, "null");
}

static GString *
write_result (const CantripCallResult *result, const char *variant)
{
  GString         *json = g_string_sized_new (strlen (result->answer->output) + 256);
  g_autofree char *request_id = cantrip_id_to_text (result->request_id);

  g_string_append (json, "{\"output\":");
  cantrip_json_append_string (json, result->answer->output, -1);
  g_string_append_printf (json, ",\"request_id\":\"%s\",\"variant\":", request_id);
  cantrip_json_append_string (json, variant, -1);
  g_string_append (json, ",\"model\":");
  if (result->answer->model != NULL)
    cantrip_json_append_string (json, result->answer->model, -1);
  else
    g_string_append (json, "null");
  g_string_append_printf (json,
                          ",\"cached\":%s,\"finish_reason\":\"%s\",\"usage\":{",
                          result->cached ? "true" : "false",
                          cantrip_finish_to_text (result->answer->finish));
  append_tokens (json, "input_tokens", result->answer->input_tokens);
  g_string_append_c (json, ',');
  append_tokens (json, "output_tokens", result->answer->output_tokens);
  g_string_append (json, "}}");

  return json;
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantripExchange *exchange = user_data;
  g_autoptr (CantripCallResult) call_result = NULL;
  const CantripRoute *route;
  GError             *error = NULL;

  call_result = cantrip_caller_call_finish (CANTRIP_CALLER (object), result, &error);
  if (call_result == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  route = cantrip_routing_find (cantrip_exchange_get_routing (exchange),
                                cantrip_exchange_get_parameter (exchange));
  cantrip_exchange_reply_json (exchange,
                               SOUP_STATUS_OK,
                               write_result (call_result, route->variant->name));
}

/* (transfer full): the inputs of the body; %NULL with @error set */
static CantripInputs *
read_inputs (JsonObject *body, GError **error)
{
  JsonObject *inputs = cantrip_json_get_object (body, "inputs");

  if (inputs == NULL)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "The body needs “inputs”, an object with a value for each "
                                 "variable");
      return NULL;
    }
  if (!cantrip_body_member_check_refresh (body, error))
    return NULL;

  return cantrip_inputs_new_from_object (inputs);
}

void
cantrip_call_endpoint (CantripExchange *exchange)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (CantripInputs) inputs = NULL;
  GError              *error = NULL;
  const CantripApiKey *key;
  CantripCall          call = { 0 };

  if ((key = cantrip_exchange_authenticate (exchange, FALSE, &error)) == NULL ||
      (call.route = cantrip_exchange_find_route (exchange, key, &error)) == NULL ||
      (root = cantrip_exchange_parse_body (exchange, &error)) == NULL ||
      (inputs = read_inputs (cantrip_json_root_object (root), &error)) == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  call.routing = cantrip_exchange_get_routing (exchange);
  call.inputs = inputs;
  call.api_key = key;
  call.source = "call";
  call.received_at_us = cantrip_exchange_get_received_at_us (exchange);
  call.fresh_since_us =
      cantrip_call_read_fresh_since_us (cantrip_json_root_object (root), call.received_at_us);
  call.is_counted = TRUE;

  cantrip_caller_call_async (cantrip_exchange_get_caller (exchange),
                             &call,
                             cantrip_exchange_wait (exchange),
                             called_cb,
                             exchange);
}
