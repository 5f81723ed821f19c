/* cantrip-repositories.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-api-key-repository.h"
#include "deployment/cantrip-deployment-repository.h"
#include "provider/cantrip-connection-repository.h"
#include "variant/cantrip-variant-repository.h"

G_BEGIN_DECLS

/* The repositories of what calls go through, for those who read or write it as a whole. */
typedef struct
{
  CantripConnectionRepository *connections; /* (owned) */
  CantripVariantRepository    *variants;    /* (owned) */
  CantripDeploymentRepository *deployments; /* (owned) */
  CantripApiKeyRepository     *api_keys;    /* (owned) */
} CantripRepositories;

/* Opens all of them; on failure those opened so far stay for cantrip_repositories_clear(). */
gboolean cantrip_repositories_open (CantripRepositories *self, CantripStore *store, GError **error);

void cantrip_repositories_clear (CantripRepositories *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CantripRepositories, cantrip_repositories_clear)

G_END_DECLS
