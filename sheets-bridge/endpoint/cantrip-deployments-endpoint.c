/* cantrip-deployments-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "endpoint/cantrip-endpoints.h"

static void
append_deployment (GString *json, const CantripRoute *route)
{
  const char *const *variables =
      cantrip_prompt_get_variables (cantrip_recipe_get_prompt (route->variant->recipe));

  g_string_append (json, "{\"slug\":");
  cantrip_json_append_string (json, route->slug, -1);
  g_string_append (json, ",\"variant\":");
  cantrip_json_append_string (json, route->variant->name, -1);
  g_string_append_printf (json, ",\"revision\":%" G_GINT64_FORMAT ",\"inputs\":[", route->revision);
  for (guint i = 0; variables[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      cantrip_json_append_string (json, variables[i], -1);
    }
  g_string_append (json, "]}");
}

void
cantrip_deployments_endpoint (CantripExchange *exchange)
{
  GPtrArray *routes = cantrip_routing_get_routes (cantrip_exchange_get_routing (exchange));
  GError    *error = NULL;
  const CantripApiKey *key = cantrip_exchange_authenticate (exchange, FALSE, &error);
  GString             *json;
  gboolean             first = TRUE;

  if (key == NULL)
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  json = g_string_new ("{\"deployments\":[");
  for (guint i = 0; i < routes->len; i++)
    {
      const CantripRoute *route = g_ptr_array_index (routes, i);

      if (!cantrip_api_key_may_call (key, route->deployment_id))
        continue;

      if (!first)
        g_string_append_c (json, ',');
      first = FALSE;
      append_deployment (json, route);
    }
  g_string_append (json, "]}");

  cantrip_exchange_reply_json (exchange, SOUP_STATUS_OK, json);
}
