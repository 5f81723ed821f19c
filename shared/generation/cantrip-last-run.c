/* cantrip-last-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-last-run.h"

void
cantrip_last_run_free (CantripLastRun *self)
{
  g_free (self->dataset_name);
  g_free (self->recipe_json);
  g_free (self);
}

gboolean
cantrip_last_run_is_of (const CantripLastRun *self, gint64 connection_id, CantripRecipe *recipe)
{
  return recipe != NULL && self->connection_id == connection_id &&
         g_str_equal (self->recipe_json, cantrip_recipe_get_json (recipe));
}
