/* cantrip-recipe-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "variants/cantrip-recipe-parts.h"

#include "base/cantrip-json.h"

/* What the parameters are called. */
static const struct
{
  const char *name;
  const char *title;
} PARAMETERS[] = {
  { "max_tokens", N_ ("Most tokens") },
  { "temperature", N_ ("Temperature") },
  { "top_p", N_ ("Top P") },
  { "frequency_penalty", N_ ("Frequency penalty") },
  { "presence_penalty", N_ ("Presence penalty") },
  { "seed", N_ ("Seed") },
  { "stop", N_ ("Stop texts") },
  { "reasoning_effort", N_ ("Reasoning effort") },
  { "json_schema", N_ ("JSON Schema") },
};

void
cantrip_recipe_part_free (CantripRecipePart *self)
{
  g_free (self->title);
  g_free (self->text);
  g_clear_pointer (&self->diff, cantrip_diff_text_free);
  g_free (self);
}

static const char *
get_role_title (CantripRole role)
{
  switch (role)
    {
    case CANTRIP_ROLE_SYSTEM:
      return _ ("System");
    case CANTRIP_ROLE_ASSISTANT:
      return _ ("Assistant");
    case CANTRIP_ROLE_USER:
    default:
      return _ ("User");
    }
}

/* (transfer full) (nullable): “User”, “User 2” */
static char *
make_title (CantripRole role, guint number)
{
  if (number == 1)
    return g_strdup (get_role_title (role));

  return g_strdup_printf ("%s %u", get_role_title (role), number);
}

static void
add_part (GPtrArray *parts, char *title, char *text, gboolean is_message)
{
  CantripRecipePart *part = g_new0 (CantripRecipePart, 1);

  part->title = title;
  part->text = text;
  part->is_message = is_message;
  g_ptr_array_add (parts, part);
}

static void
add_messages (GPtrArray *parts, CantripRecipe *recipe)
{
  g_autoptr (JsonArray) messages = cantrip_prompt_to_json (cantrip_recipe_get_prompt (recipe));
  guint counts[] = { 0, 0, 0 };

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);
      const char *content = cantrip_json_get_string (message, "content");
      CantripRole role = CANTRIP_ROLE_USER;

      cantrip_role_from_text (cantrip_json_get_string (message, "role"), &role);
      add_part (parts,
                make_title (role, ++counts[role]),
                g_strdup (content != NULL ? content : ""),
                TRUE);
    }
}

static void
add_settings (GPtrArray *parts, CantripRecipe *recipe)
{
  g_autoptr (JsonObject) parameters =
      cantrip_parameters_to_json (cantrip_recipe_get_parameters (recipe));

  add_part (parts, g_strdup (_ ("Model")), g_strdup (cantrip_recipe_get_model (recipe)), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (PARAMETERS); i++)
    {
      JsonNode *value = cantrip_json_get_node (parameters, PARAMETERS[i].name);

      if (value != NULL)
        add_part (parts,
                  g_strdup (_ (PARAMETERS[i].title)),
                  JSON_NODE_HOLDS_OBJECT (value) ? json_to_string (value, TRUE)
                                                 : cantrip_json_dup_value_text (value),
                  FALSE);
    }
}

static GPtrArray *
list_parts (CantripRecipe *recipe)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_recipe_part_free);

  add_messages (parts, recipe);
  add_settings (parts, recipe);

  return parts;
}

static CantripRecipePart *
find_part (GPtrArray *parts, const char *title)
{
  for (guint i = 0; i < parts->len; i++)
    {
      CantripRecipePart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->title, title))
        return part;
    }

  return NULL;
}

/* Where a part that was removed is shown: after the last one of its kind. */
static guint
find_place (GPtrArray *parts, gboolean is_message)
{
  guint place = parts->len;

  while (is_message && place > 0 &&
         !((CantripRecipePart *) g_ptr_array_index (parts, place - 1))->is_message)
    place--;

  return place;
}

static void
compare (GPtrArray *parts, GPtrArray *base_parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      CantripRecipePart       *part = g_ptr_array_index (parts, i);
      const CantripRecipePart *base = find_part (base_parts, part->title);
      const char              *base_text = base != NULL ? base->text : "";

      if (!g_str_equal (base_text, part->text))
        part->diff = cantrip_diff_text_new (base_text, part->text);
    }

  for (guint i = 0; i < base_parts->len; i++)
    {
      const CantripRecipePart *base = g_ptr_array_index (base_parts, i);
      CantripRecipePart       *part;

      if (find_part (parts, base->title) != NULL)
        continue;

      part = g_new0 (CantripRecipePart, 1);
      part->title = g_strdup (base->title);
      part->text = g_strdup ("");
      part->is_message = base->is_message;
      part->diff = cantrip_diff_text_new (base->text, "");
      g_ptr_array_insert (parts, (int) find_place (parts, base->is_message), part);
    }
}

GPtrArray *
cantrip_recipe_parts_new (CantripRecipe *recipe, CantripRecipe *base)
{
  GPtrArray *parts = list_parts (recipe);

  if (base != NULL)
    {
      g_autoptr (GPtrArray) base_parts = list_parts (base);

      compare (parts, base_parts);
    }

  return parts;
}
