/* cantrip-rows-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "endpoint/cantrip-body-member.h"
#include "endpoint/cantrip-endpoints.h"
#include "endpoint/cantrip-rows-answer.h"

#define DEFAULT_DEADLINE_MS 22000

static gboolean
check_settings (JsonObject *body, GError **error)
{
  return cantrip_body_member_check (body, "deadline_ms", G_TYPE_INT64, error) &&
         cantrip_body_member_check_refresh (body, error);
}

/*
 * A client that hangs up changes nothing: a spreadsheet that was closed, or that gave up, asks
 * for the same rows again, and finds what was paid for.
 */
void
cantrip_rows_endpoint (CantripExchange *exchange)
{
  g_autoptr (JsonNode) body = NULL;
  GError              *error = NULL;
  const CantripApiKey *key;
  const CantripRoute  *route;

  if ((key = cantrip_exchange_authenticate (exchange, FALSE, &error)) == NULL ||
      (route = cantrip_exchange_find_route (exchange, key, &error)) == NULL ||
      (body = cantrip_exchange_parse_body (exchange, &error)) == NULL ||
      !check_settings (cantrip_json_root_object (body), &error))
    {
      cantrip_exchange_reply_error (exchange, error);
      return;
    }

  cantrip_exchange_wait (exchange);
  cantrip_rows_answer (exchange,
                       key,
                       route,
                       body,
                       cantrip_json_get_int (cantrip_json_root_object (body),
                                             "deadline_ms",
                                             DEFAULT_DEADLINE_MS));
}
