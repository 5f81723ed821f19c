/* cantrip-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-session.h"

static gboolean
open_repositories (CantripSession *self, GError **error)
{
  return (self->connections = cantrip_connection_repository_new (self->store, error)) != NULL &&
         (self->network = cantrip_network_repository_new (self->store, error)) != NULL &&
         (self->datasets = cantrip_dataset_repository_new (self->store, error)) != NULL &&
         (self->editor = cantrip_dataset_editor_new (self->store, error)) != NULL &&
         (self->variants = cantrip_variant_repository_new (self->store, error)) != NULL &&
         (self->runs = cantrip_run_repository_new (self->store, error)) != NULL &&
         (self->outputs = cantrip_output_repository_new (self->store, error)) != NULL &&
         (self->deployments = cantrip_deployment_repository_new (self->store, error)) != NULL &&
         (self->drafts = cantrip_draft_repository_new (self->store, error)) != NULL &&
         (self->last_runs = cantrip_last_run_repository_new (self->store, error)) != NULL &&
         (self->comparisons = cantrip_comparison_repository_new (self->store, error)) != NULL;
}

CantripSession *
cantrip_session_open (const char *uri, CantripStoreMode mode, GError **error)
{
  g_autoptr (CantripSession) self = g_new0 (CantripSession, 1);

  self->store = cantrip_store_open (uri, mode, error);
  if (self->store == NULL || !open_repositories (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
cantrip_session_free (CantripSession *self)
{
  g_clear_object (&self->connections);
  g_clear_object (&self->network);
  g_clear_object (&self->datasets);
  g_clear_object (&self->editor);
  g_clear_object (&self->variants);
  g_clear_object (&self->runs);
  g_clear_object (&self->outputs);
  g_clear_object (&self->deployments);
  g_clear_object (&self->drafts);
  g_clear_object (&self->last_runs);
  g_clear_object (&self->comparisons);
  g_clear_object (&self->store); /* last: the repositories stand on it */
  g_free (self);
}
