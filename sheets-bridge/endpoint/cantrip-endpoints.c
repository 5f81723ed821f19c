/* cantrip-endpoints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-endpoints.h"

#include "endpoint/cantrip-endpoint-resources.h" /* generated */

static const struct
{
  const char     *operation_id;
  CantripEndpoint endpoint;
} ENDPOINTS[] = {
  { "callDeployment", cantrip_call_endpoint },
  { "callRows", cantrip_rows_endpoint },
  { "getJob", cantrip_get_job_endpoint },
  { "cancelJob", cantrip_delete_job_endpoint },
  { "getCell", cantrip_cell_endpoint },
  { "getTable", cantrip_table_endpoint },
  { "listDeployments", cantrip_deployments_endpoint },
  { "addFeedback", cantrip_feedback_endpoint },
  { "getHealth", cantrip_health_endpoint },
  { "getReadiness", cantrip_ready_endpoint },
  { "getDescription", cantrip_openapi_endpoint },
};

CantripEndpoint
cantrip_endpoint_find (const char *operation_id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ENDPOINTS); i++)
    {
      if (g_str_equal (ENDPOINTS[i].operation_id, operation_id))
        return ENDPOINTS[i].endpoint;
    }

  return NULL;
}

guint
cantrip_endpoint_get_n (void)
{
  return G_N_ELEMENTS (ENDPOINTS);
}

GBytes *
cantrip_endpoint_get_openapi (void)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (cantrip_endpoint_get_resource (),
                                          "/cantrip/endpoint/openapi.json",
                                          G_RESOURCE_LOOKUP_FLAGS_NONE,
                                          &error);

  if (bytes == NULL)
    g_error ("The program was built without its openapi.json: %s", error->message);

  return bytes;
}
