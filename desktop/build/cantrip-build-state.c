/* cantrip-build-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-build-state.h"

void
cantrip_build_state_free (CantripBuildState *self)
{
  g_clear_pointer (&self->draft, cantrip_draft_free);
  g_clear_pointer (&self->datasets, g_ptr_array_unref);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  g_free (self);
}

static gpointer
load (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *app_id = data;
  g_autoptr (CantripBuildState) state = g_new0 (CantripBuildState, 1);

  if (!cantrip_draft_repository_find (session->drafts, *app_id, &state->draft, error) ||
      (state->datasets = cantrip_dataset_repository_list (session->datasets, error)) == NULL ||
      (state->variants =
           cantrip_variant_repository_list_variants (session->variants, *app_id, error)) == NULL)
    return NULL;

  return g_steal_pointer (&state);
}

static const CantripWork LOAD = {
  .lane = CANTRIP_LANE_READ,
  .run = load,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_build_state_free,
};

void
cantrip_build_state_load_async (CantripWorkspace   *workspace,
                                gint64              app_id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  cantrip_workspace_run_async (workspace,
                               &LOAD,
                               g_memdup2 (&app_id, sizeof app_id),
                               cancellable,
                               callback,
                               user_data);
}

CantripBuildState *
cantrip_build_state_load_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}
