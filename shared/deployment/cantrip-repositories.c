/* cantrip-repositories.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "deployment/cantrip-repositories.h"

gboolean
cantrip_repositories_open (CantripRepositories *self, CantripStore *store, GError **error)
{
  return (self->connections = cantrip_connection_repository_new (store, error)) != NULL &&
         (self->variants = cantrip_variant_repository_new (store, error)) != NULL &&
         (self->deployments = cantrip_deployment_repository_new (store, error)) != NULL &&
         (self->api_keys = cantrip_api_key_repository_new (store, error)) != NULL;
}

void
cantrip_repositories_clear (CantripRepositories *self)
{
  g_clear_object (&self->connections);
  g_clear_object (&self->variants);
  g_clear_object (&self->deployments);
  g_clear_object (&self->api_keys);
}
