/* cantrip-run-spec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-spec.h"

#include "base/cantrip-error.h"

CantripRunSpec *
cantrip_run_spec_copy (const CantripRunSpec *self)
{
  CantripRunSpec *copy = g_new (CantripRunSpec, 1);

  *copy = *self;
  cantrip_recipe_ref (copy->recipe);
  if (copy->ranges != NULL)
    g_array_ref (copy->ranges);

  return copy;
}

void
cantrip_run_spec_free (CantripRunSpec *self)
{
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self);
}

guint
cantrip_run_spec_get_n_parts (const CantripRunSpec *self)
{
  return self->ranges != NULL && self->ranges->len > 0 ? self->ranges->len : 1;
}

CantripRunSpec
cantrip_run_spec_get_part (const CantripRunSpec *self, guint index)
{
  CantripRunSpec part = *self;

  if (self->ranges != NULL && self->ranges->len > 0)
    {
      const CantripRange *range = &g_array_index (self->ranges, CantripRange, index);

      part.scope.first = MAX (self->scope.first, range->first);
      part.scope.last = MIN (self->scope.last, range->last);
    }
  part.ranges = NULL;

  return part;
}

gboolean
cantrip_run_spec_check_limit (const CantripRunSpec *self, const CantripModel *model, GError **error)
{
  g_autoptr (GPtrArray) nothing = cantrip_message_list_new ();
  const char *name = cantrip_recipe_get_model (self->recipe);

  if (self->limit_usd_nanos < 0 ||
      cantrip_recipe_estimate_worst_cost_usd_nanos (self->recipe, nothing, model) >= 0)
    return TRUE;

  if (cantrip_model_get_cost_usd_nanos (model, 1, -1, 1) < 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The price of “%s” is not known, so a spending limit cannot be "
                              "kept; run it without one",
                              name);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "Nothing bounds what a reply of “%s” costs, so a spending limit cannot "
                            "be kept; give the variant “max_tokens”",
                            name);
}
