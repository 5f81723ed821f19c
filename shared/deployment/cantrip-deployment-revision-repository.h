/* cantrip-deployment-revision-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-deployment.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The revisions of all deployments. The deployment repository stands on it and decides which one
 * is live; use that one. Blocks on the database.
 */
#define CANTRIP_TYPE_DEPLOYMENT_REVISION_REPOSITORY \
  (cantrip_deployment_revision_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDeploymentRevisionRepository,
                      cantrip_deployment_revision_repository,
                      CANTRIP,
                      DEPLOYMENT_REVISION_REPOSITORY,
                      GObject)

CantripDeploymentRevisionRepository *
cantrip_deployment_revision_repository_new (CantripStore *store,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_deployment_revision_repository_add:
 * @deployment_id: a deployment
 * @number: not used by another of its revisions
 * @note: (nullable): why
 * @targets: (element-type CantripDeploymentTarget): at least one
 * @error: return location for an error
 *
 * Adds a revision, in several statements: call it inside a transaction.
 *
 * Returns: %TRUE if it was added
 */
gboolean cantrip_deployment_revision_repository_add (CantripDeploymentRevisionRepository *self,
                                                     gint64      deployment_id,
                                                     gint64      number,
                                                     const char *note,
                                                     GArray     *targets,
                                                     GError    **error);

/* Returns: (transfer full) (element-type CantripDeploymentTarget): where a revision sends calls */
GArray *
cantrip_deployment_revision_repository_load_targets (CantripDeploymentRevisionRepository *self,
                                                     gint64   deployment_id,
                                                     gint64   number,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripDeploymentRevision): oldest first */
GPtrArray *cantrip_deployment_revision_repository_list (CantripDeploymentRevisionRepository *self,
                                                        gint64   deployment_id,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
