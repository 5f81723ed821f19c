/* cantrip-output-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-output-receipt.h"

#include "base/cantrip-error.h"
#include "build/cantrip-trial-scene.h"
#include "provider/cantrip-curl.h"

void
cantrip_output_receipt_free (CantripOutputReceipt *self)
{
  g_clear_pointer (&self->output, cantrip_output_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->curl, g_free);
  g_clear_pointer (&self->curl_reason, g_free);
  g_free (self);
}

static CantripOutput *
read_output (CantripSession *session, gint64 run_id, gint64 position, GError **error)
{
  CantripComparison     run = { .run_ids = { run_id }, .n_runs = 1 };
  CantripComparisonPage page = { .beyond = position - 1, .max = 1 };
  g_autoptr (GPtrArray) rows = NULL;
  CantripComparisonRow *row;

  rows = cantrip_comparison_repository_read (session->comparisons, &run, &page, NULL, error);
  if (rows == NULL)
    return NULL;

  row = rows->len > 0 ? rows->pdata[0] : NULL;
  if (row == NULL || row->position != position || row->outputs[0] == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_NOT_FOUND,
                         "Row %" G_GINT64_FORMAT " was not asked yet; generate it first",
                         position);
      return NULL;
    }

  g_free (row->outputs[0]->values_json);
  row->outputs[0]->values_json = g_steal_pointer (&row->values_json);

  return g_steal_pointer (&row->outputs[0]);
}

/* What was sent is what the recipe and the row, as it was then, make of each other. */
static void
add_call (CantripOutputReceipt   *self,
          CantripSession         *session,
          CantripWorkspace       *workspace,
          const CantripTrialSpec *spec)
{
  CantripTrialSpec then = *spec;
  g_autoptr (CantripTrialScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  CantripRequest request;

  then.values_json = self->output->values_json;
  scene = cantrip_trial_scene_new (session, workspace, &then, &error);
  if (scene != NULL)
    {
      cantrip_recipe_init_request (spec->recipe, scene->messages, &request);
      self->curl = cantrip_curl_command (scene->connection, &request, scene->catalog, &error);
      self->messages = g_steal_pointer (&scene->messages);
    }

  if (error != NULL)
    self->curl_reason = g_strdup (error->message);
}

CantripOutputReceipt *
cantrip_output_receipt_new (CantripSession         *session,
                            CantripWorkspace       *workspace,
                            gint64                  run_id,
                            const CantripTrialSpec *spec,
                            GError                **error)
{
  g_autoptr (CantripOutputReceipt) self = g_new0 (CantripOutputReceipt, 1);

  self->output = read_output (session, run_id, spec->position, error);
  if (self->output == NULL)
    return NULL;

  add_call (self, session, workspace, spec);

  return g_steal_pointer (&self);
}
