/* cantrip-deployment.h
 *
 * deployment/ gives variants names that calls reach, keys that may call them, and keeps their
 * answers. Before it: variant/ and generation/. After it: request-log/ and the bridge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantripDeploymentTarget:
 * @variant_id: where calls go
 * @weight: how many of them, relative to the other targets
 */
typedef struct
{
  gint64 variant_id;
  gint64 weight;
} CantripDeploymentTarget;

/**
 * CantripDeployment:
 * @slug: (not nullable) (owned): 1 to 64 of `a-z 0-9 -`; what callers write
 * @revision: number of the live revision
 * @targets: (not nullable) (owned) (element-type CantripDeploymentTarget): of the live revision
 *
 * A name that calls reach.
 */
typedef struct
{
  gint64  id;
  char   *slug;
  gint64  app_id;
  gint64  revision;
  GArray *targets;
} CantripDeployment;

void cantrip_deployment_free (CantripDeployment *self);

/**
 * CantripDeploymentRevision:
 * @number: 1 for the first, and on
 * @note: (not nullable) (owned): why it was made: `rollback to 2`; may be empty
 * @targets: (not nullable) (owned) (element-type CantripDeploymentTarget): where calls went
 *
 * One state that a deployment was in. Never changes.
 */
typedef struct
{
  gint64  id;
  gint64  number;
  char   *note;
  gint64  created_at_us;
  GArray *targets;
} CantripDeploymentRevision;

void cantrip_deployment_revision_free (CantripDeploymentRevision *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDeployment, cantrip_deployment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDeploymentRevision, cantrip_deployment_revision_free)

G_END_DECLS
