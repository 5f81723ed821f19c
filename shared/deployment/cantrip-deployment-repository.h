/* cantrip-deployment-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-deployment.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The deployments of a workspace and their revisions. Blocks on the database. */
#define CANTRIP_TYPE_DEPLOYMENT_REPOSITORY (cantrip_deployment_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDeploymentRepository,
                      cantrip_deployment_repository,
                      CANTRIP,
                      DEPLOYMENT_REPOSITORY,
                      GObject)

CantripDeploymentRepository *
cantrip_deployment_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_deployment_repository_deploy:
 * @slug: 1 to 64 of `a-z 0-9 -`; made if it does not exist
 * @app_id: the app of the variant
 * @variant_id: where all calls go from now on
 * @note: (nullable): why
 * @ret_revision: (out) (optional): set on success to the number of the live revision
 * @error: return location for an error
 *
 * Makes a new revision live. Does nothing if the live one is the same already.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (the slug); `CANTRIP_ERROR_CONFLICT` (the slug belongs
 * to another app); `CANTRIP_ERROR_DATABASE`.
 *
 * Returns: %TRUE if the variant is live
 */
gboolean cantrip_deployment_repository_deploy (CantripDeploymentRepository *self,
                                               const char                  *slug,
                                               gint64                       app_id,
                                               gint64                       variant_id,
                                               const char                  *note,
                                               gint64                      *ret_revision,
                                               GError                     **error);

/**
 * cantrip_deployment_repository_roll_back:
 * @slug: a deployment
 * @number: the revision to go back to; 0: the newest one that differs from the live one
 * @ret_revision: (out) (optional): set on success to the number of the live revision
 * @error: return location for an error
 *
 * Makes a new revision equal to an old one live. Does nothing if the live one is equal already.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND` (no such deployment or revision, or nothing to go back to).
 *
 * Returns: %TRUE if the old targets are live again
 */
gboolean cantrip_deployment_repository_roll_back (CantripDeploymentRepository *self,
                                                  const char                  *slug,
                                                  gint64                       number,
                                                  gint64                      *ret_revision,
                                                  GError                     **error);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest slug there is. */
CantripDeployment *cantrip_deployment_repository_find (CantripDeploymentRepository *self,
                                                       const char                  *slug,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripDeployment): in order of their slugs */
GPtrArray *cantrip_deployment_repository_list (CantripDeploymentRepository *self,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripDeploymentRevision): oldest first */
GPtrArray *cantrip_deployment_repository_list_revisions (CantripDeploymentRepository *self,
                                                         gint64                       deployment_id,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
