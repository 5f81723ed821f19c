/* cantrip-recipe-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "variant/cantrip-recipe.h"
#include "widgets/cantrip-diff-text.h"

G_BEGIN_DECLS

/**
 * CantripRecipePart:
 * @title: (not nullable) (owned): “System message”, “Temperature”
 * @text: (not nullable) (owned): what the recipe says there; empty if it says nothing
 * @is_message: whether it is a text of its own, not a setting
 * @diff: (nullable) (owned): against the other recipe; %NULL: both say the same, or there is none
 *
 * A part of a recipe as people read it.
 */
typedef struct
{
  char            *title;
  char            *text;
  gboolean         is_message;
  CantripDiffText *diff;
} CantripRecipePart;

void cantrip_recipe_part_free (CantripRecipePart *self);

/**
 * cantrip_recipe_parts_new:
 * @recipe: what is to be read
 * @base: (nullable): what it is compared with, part by part; a part that only @base has is there
 *   too
 *
 * Messages come first, then the model and the parameters. Messages of the same role are compared
 * in their order. May be called in any thread.
 *
 * Returns: (transfer full) (element-type CantripRecipePart): the parts
 */
GPtrArray *
cantrip_recipe_parts_new (CantripRecipe *recipe, CantripRecipe *base) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
