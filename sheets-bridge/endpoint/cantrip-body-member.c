/* cantrip-body-member.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-body-member.h"

#include "base/cantrip-json.h"
#include "server/cantrip-service-error.h"

static const char *
describe (GType type)
{
  if (type == G_TYPE_BOOLEAN)
    return "true or false";

  return type == G_TYPE_INT64 ? "a whole number" : "a text";
}

gboolean
cantrip_body_member_check (JsonObject *body, const char *name, GType type, GError **error)
{
  JsonNode *node = cantrip_json_get_node (body, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || json_node_get_value_type (node) == type)
    return TRUE;

  return cantrip_service_error_set (error,
                                    CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                    "“%s” must be %s",
                                    name,
                                    describe (type));
}

gboolean
cantrip_body_member_check_refresh (JsonObject *body, GError **error)
{
  return cantrip_body_member_check (body, "refresh", G_TYPE_BOOLEAN, NULL) ||
         cantrip_body_member_check (body, "refresh", G_TYPE_INT64, NULL) ||
         cantrip_service_error_set (error,
                                    CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                    "“refresh” must be true, false, or a time in milliseconds");
}
