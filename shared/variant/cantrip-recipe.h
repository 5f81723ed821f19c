/* cantrip-recipe.h
 *
 * variant/ keeps apps and their immutable variants. Before it: prompt/ and provider/. After
 * it: generation/ runs a recipe over rows, deployment/ answers calls with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-prompt.h"
#include "provider/cantrip-catalog.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/*
 * What is asked of a model, but for the row: messages, model, mode, parameters. The connection
 * is kept beside it, since the same recipe may go to another account. Immutable, so it may
 * cross threads.
 */
typedef struct _CantripRecipe CantripRecipe;

/**
 * cantrip_recipe_new_from_json:
 * @object: (nullable): `{"model": "m", "mode": "chat" | "completion"?, "messages": […],
 *   "parameters": {…}?}`; other members are refused
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: (transfer full): the recipe, or %NULL with @error set
 */
CantripRecipe *
cantrip_recipe_new_from_json (JsonObject *object, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from text, as cantrip_recipe_get_json() gives it. */
CantripRecipe *
cantrip_recipe_new_from_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CantripRecipe *cantrip_recipe_ref (CantripRecipe *self);
void           cantrip_recipe_unref (CantripRecipe *self);

/* (transfer none): canonical JSON: equal recipes give equal bytes. This is what is stored. */
const char *cantrip_recipe_get_json (CantripRecipe *self);

const char              *cantrip_recipe_get_model (CantripRecipe *self);
CantripPrompt           *cantrip_recipe_get_prompt (CantripRecipe *self);
const CantripParameters *cantrip_recipe_get_parameters (CantripRecipe *self);

/**
 * cantrip_recipe_init_request:
 * @self: a recipe
 * @messages: (transfer none) (element-type CantripMessage): its prompt, rendered for a row
 * @ret_request: (out caller-allocates): borrows from @self and @messages
 */
void
cantrip_recipe_init_request (CantripRecipe *self, GPtrArray *messages, CantripRequest *ret_request);

/**
 * cantrip_recipe_estimate_worst_cost_usd_nanos:
 * @self: a recipe
 * @messages: (transfer none) (element-type CantripMessage): the rendered messages
 * @model: (nullable): what the catalog knows of its model
 *
 * Bounds what one call can cost: every byte of the messages and of the JSON Schema counted as a
 * token (no tokenizer makes more), 16 for what the provider puts around each message, and as many
 * output tokens as the recipe or else the model allows.
 *
 * Returns: billionths of a US dollar; -1 if the price or the longest reply is unknown
 */
gint64 cantrip_recipe_estimate_worst_cost_usd_nanos (CantripRecipe      *self,
                                                     GPtrArray          *messages,
                                                     const CantripModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRecipe, cantrip_recipe_unref)

G_END_DECLS
