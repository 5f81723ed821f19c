/* cantrip-deployment-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "deployment/cantrip-repositories.h"

G_BEGIN_DECLS

/**
 * cantrip_deployment_summary_new:
 * @repositories: of the workspace
 * @deployment: one of its deployments
 * @error: return location for an error
 *
 * Says what several verbs print of a deployment: `{"deployment": "slug", "revision": 3,
 * "app": "slug", "variant": "name", "inputs": ["event", …]}`, inputs in their order.
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JsonNode *cantrip_deployment_summary_new (const CantripRepositories *repositories,
                                          const CantripDeployment   *deployment,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): one line for people, `copy · revision 3 · copy/first · event, size` */
char *cantrip_deployment_summary_to_text (JsonNode *summary) G_GNUC_WARN_UNUSED_RESULT;

/* Looks up a deployment and prints its summary. */
gboolean cantrip_deployment_summary_print (const CantripRepositories *repositories,
                                           const char                *slug,
                                           gboolean                   as_json,
                                           GError                   **error);

G_END_DECLS
