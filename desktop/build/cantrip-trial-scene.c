/* cantrip-trial-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-trial-scene.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

void
cantrip_trial_scene_free (CantripTrialScene *self)
{
  g_clear_pointer (&self->connection, cantrip_connection_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->network);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self);
}

/* The values of the row, in the order of the columns. */
static char *
read_values (CantripSession         *session,
             const CantripDataset   *dataset,
             const CantripTrialSpec *spec,
             GError                **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  CantripDatasetRow *row;

  if (spec->values_json != NULL)
    return cantrip_dataset_order_values (dataset, spec->values_json);

  rows = cantrip_dataset_repository_read_rows (session->datasets,
                                               dataset,
                                               spec->position - 1,
                                               1,
                                               error);
  if (rows == NULL)
    return NULL;

  row = rows->len > 0 ? rows->pdata[0] : NULL;
  if (row == NULL || row->position != spec->position)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_NOT_FOUND,
                         "Row %" G_GINT64_FORMAT " of “%s” was deleted; select another one",
                         spec->position,
                         dataset->name);
      return NULL;
    }

  return g_steal_pointer (&row->values_json);
}

static GPtrArray *
render (CantripSession *session, const CantripTrialSpec *spec, GError **error)
{
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (session->datasets, spec->dataset_id, error);
  g_autofree char *values_json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CantripInputs) inputs = NULL;

  if (dataset == NULL || (values_json = read_values (session, dataset, spec, error)) == NULL ||
      (node = cantrip_json_parse_text (values_json, -1, error)) == NULL)
    return NULL;

  inputs = cantrip_inputs_new_from_row ((const char *const *) dataset->columns,
                                        cantrip_json_root_array (node));

  return cantrip_prompt_render (cantrip_recipe_get_prompt (spec->recipe), inputs, error);
}

CantripTrialScene *
cantrip_trial_scene_new (CantripSession         *session,
                         CantripWorkspace       *workspace,
                         const CantripTrialSpec *spec,
                         GError                **error)
{
  g_autoptr (CantripTrialScene) self = g_new0 (CantripTrialScene, 1);

  if ((self->messages = render (session, spec, error)) == NULL ||
      (self->connection = cantrip_connection_repository_find_by_id (session->connections,
                                                                    spec->connection_id,
                                                                    error)) == NULL)
    return NULL;

  self->catalog = g_object_ref (cantrip_workspace_get_catalog (workspace));
  self->network = g_object_ref (cantrip_workspace_get_network (workspace));

  return g_steal_pointer (&self);
}
