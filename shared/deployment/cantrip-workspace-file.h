/* cantrip-workspace-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * What people keep of a workspace in git: its connections, apps, variants and deployments, as
 * one JSON object. Data and results stay in the workspace.
 *
 *   {"connections": [see cantrip_connection_new_from_json()],
 *    "apps": [{"slug": "…", "name": "…"?, "variants": [
 *      {"name": "…", "note": "…"?, "connection": "name",
 *       and what cantrip_recipe_new_from_json() reads}]}],
 *    "deployments": [{"slug": "…", "app": "slug", "variant": "name"}]}
 */

/**
 * CantripApplyResult:
 *
 * How many things of each kind were made, changed, or found to be as the file says.
 */
typedef struct
{
  guint n_made;
  guint n_changed;
  guint n_unchanged;
} CantripApplyResult;

/**
 * cantrip_workspace_file_apply:
 * @store: the workspace
 * @root: the file
 * @ret_result: (out) (optional): set on success
 * @error: return location for an error
 *
 * Makes the workspace hold what the file says. What the file does not name is left alone. The
 * whole file is checked first: on an error nothing has changed. Blocks on the database.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, naming the place; `CANTRIP_ERROR_NOT_FOUND` (a name
 * that neither file nor workspace knows); `CANTRIP_ERROR_CONFLICT` (a variant that has that name,
 * or had it before it was renamed, has another content: variants never change).
 *
 * Returns: %TRUE if the workspace is as the file says
 */
gboolean cantrip_workspace_file_apply (CantripStore       *store,
                                       JsonNode           *root,
                                       CantripApplyResult *ret_result,
                                       GError            **error);

/**
 * cantrip_workspace_file_export:
 * @store: the workspace
 * @error: return location for an error
 *
 * Writes what is in use: of the apps and variants that were put away those that are deployed.
 *
 * Returns: (transfer full): what cantrip_workspace_file_apply() reads, in a stable order; %NULL
 *   with @error set
 */
JsonNode *
cantrip_workspace_file_export (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
