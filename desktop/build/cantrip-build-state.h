/* cantrip-build-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/**
 * CantripBuildState:
 * @draft: (nullable) (owned): what somebody was writing
 * @datasets: (owned) (element-type CantripDataset)
 * @variants: (owned) (element-type CantripVariant): of the app
 *
 * What the workspace has for the page on which an app is built.
 */
typedef struct
{
  CantripDraft *draft;
  GPtrArray    *datasets;
  GPtrArray    *variants;
} CantripBuildState;

void cantrip_build_state_free (CantripBuildState *self);

void cantrip_build_state_load_async (CantripWorkspace   *workspace,
                                     gint64              app_id,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/* Returns: (transfer full): the state, or %NULL with @error set */
CantripBuildState *cantrip_build_state_load_finish (CantripWorkspace *workspace,
                                                    GAsyncResult     *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripBuildState, cantrip_build_state_free)

G_END_DECLS
