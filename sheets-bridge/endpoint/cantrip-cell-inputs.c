/* cantrip-cell-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-cell-inputs.h"

static const char *const SETTINGS[] = { "k", "wait", "max", "errors", "r", NULL };

gboolean
cantrip_cell_inputs_is_input (const char *name)
{
  return !g_strv_contains (SETTINGS, name);
}

const char *
cantrip_cell_inputs_get_variable (const char *name, const CantripRoute *route)
{
  const char *const *variables =
      cantrip_prompt_get_variables (cantrip_recipe_get_prompt (route->variant->recipe));
  gboolean has_one = variables[0] != NULL && variables[1] == NULL;

  return has_one && g_str_equal (name, "text") ? variables[0] : name;
}

CantripInputs *
cantrip_cell_inputs_new (GPtrArray *query, const CantripRoute *route, gboolean *ret_blank)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean has_value = FALSE;

  for (guint i = 0; i < query->len; i++)
    {
      const CantripQueryField *field = g_ptr_array_index (query, i);
      g_autofree char         *stripped = g_strstrip (g_strdup (field->value));

      if (!cantrip_cell_inputs_is_input (field->name))
        continue;

      if (stripped[0] != '\0')
        has_value = TRUE;
      json_object_set_string_member (object,
                                     cantrip_cell_inputs_get_variable (field->name, route),
                                     field->value);
    }

  *ret_blank = json_object_get_size (object) > 0 && !has_value;

  return cantrip_inputs_new_from_object (object);
}
