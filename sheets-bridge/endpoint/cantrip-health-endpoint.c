/* cantrip-health-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-endpoints.h"
#include "server/cantrip-service-error.h"

/* The program runs. */
void
cantrip_health_endpoint (CantripExchange *exchange)
{
  cantrip_exchange_reply_json (exchange, SOUP_STATUS_OK, g_string_new ("{\"status\":\"ok\"}"));
}

/* The program takes calls: it is not stopping, and it can write down what it does. */
void
cantrip_ready_endpoint (CantripExchange *exchange)
{
  CantripServices *services = cantrip_exchange_get_services (exchange);

  if (cantrip_services_is_draining (services))
    cantrip_exchange_reply_error (exchange,
                                  cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                                             -1,
                                                             "The service is stopping"));
  else if (!cantrip_receipt_writer_is_healthy (cantrip_services_get_writer (services)))
    cantrip_exchange_reply_error (exchange,
                                  cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                                             -1,
                                                             "The service cannot write to its "
                                                             "workspace"));
  else
    cantrip_exchange_reply_json (exchange, SOUP_STATUS_OK, g_string_new ("{\"status\":\"ready\"}"));
}

void
cantrip_openapi_endpoint (CantripExchange *exchange)
{
  g_autoptr (GBytes) bytes = cantrip_endpoint_get_openapi ();
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  cantrip_exchange_reply_json (exchange, SOUP_STATUS_OK, g_string_new_len (text, (gssize) length));
}
