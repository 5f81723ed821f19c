/* cantrip-trial-scene.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "build/cantrip-trial.h"

G_BEGIN_DECLS

/**
 * CantripTrialScene:
 * @connection: (owned): whom to ask
 * @catalog: (owned): what is known of models
 * @network: (owned): what the call goes through
 * @messages: (owned) (element-type CantripMessage): the prompt of the recipe with the row
 *
 * What a call needs, as it was found in the workspace.
 */
typedef struct
{
  CantripConnection *connection;
  CantripCatalog    *catalog;
  CantripNetwork    *network;
  GPtrArray         *messages;
} CantripTrialScene;

/**
 * cantrip_trial_scene_new:
 * @session: of this thread
 * @workspace: that of @session
 * @spec: what is tried
 * @error: return location for an error
 *
 * Blocks.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`: connection, dataset or row are gone;
 * `CANTRIP_ERROR_INVALID_INPUT`: the prompt does not fit the row.
 *
 * Returns: (transfer full): the scene, or %NULL with @error set
 */
CantripTrialScene *cantrip_trial_scene_new (CantripSession         *session,
                                            CantripWorkspace       *workspace,
                                            const CantripTrialSpec *spec,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_trial_scene_free (CantripTrialScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTrialScene, cantrip_trial_scene_free)

G_END_DECLS
