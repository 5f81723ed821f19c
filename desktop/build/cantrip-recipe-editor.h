/* cantrip-recipe-editor.h
 *
 * build/ is the page on which a recipe is written and tried on rows. The recipe editor is where
 * a person writes it: messages, model, parameters. It knows nothing of apps, runs and drafts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"
#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/*
 * Scrolls by itself, so it wants to be given a height.
 *
 * Signals:
 *
 * `changed`: the person changed something; at most every 200 ms while they type.
 *
 * `template-chosen` (const CantripGalleryItem *item, gboolean wants_table): the person began from a
 * template, whose messages and parameters are in the editor already. If @wants_table, they also
 * want its example table as a dataset, which is left to the page. @item is (transfer none).
 */
#define CANTRIP_TYPE_RECIPE_EDITOR (cantrip_recipe_editor_get_type ())

G_DECLARE_FINAL_TYPE (CantripRecipeEditor, cantrip_recipe_editor, CANTRIP, RECIPE_EDITOR, AdwBin)

/* An editor with one empty message; the connections to choose from are those of @workspace. */
GtkWidget *cantrip_recipe_editor_new (CantripWorkspace *workspace);

/**
 * cantrip_recipe_editor_set_columns:
 * @columns: (nullable) (array zero-terminated=1): what the variables may name: the columns of the
 *   dataset; %NULL: there is none, so that variables are not compared with anything
 */
void cantrip_recipe_editor_set_columns (CantripRecipeEditor *self, const char *const *columns);

/**
 * cantrip_recipe_editor_set_recipe:
 * @recipe: (nullable): what to show; %NULL: an empty one
 * @connection_id: whom it asks; 0: nobody was chosen
 *
 * Shows a recipe. Emits nothing, and what was written before cannot be brought back by undo.
 */
void cantrip_recipe_editor_set_recipe (CantripRecipeEditor *self,
                                       CantripRecipe       *recipe,
                                       gint64               connection_id);

/**
 * cantrip_recipe_editor_dup_recipe:
 * @ret_connection_id: (out) (optional): whom it asks; never 0
 * @error: return location for an error
 *
 * Gives what was written. A variable that no column has is left to whoever renders it.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`: no model, an empty message, a parameter that cannot be
 * read; one sentence that names the place and the remedy.
 *
 * Returns: (transfer full): the recipe, or %NULL with @error set
 */
CantripRecipe *cantrip_recipe_editor_dup_recipe (CantripRecipeEditor *self,
                                                 gint64              *ret_connection_id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_recipe_editor_set_draft:
 * @json: (nullable): what cantrip_recipe_editor_dup_draft() gave, or the JSON of a recipe
 * @connection_id: whom it asks; 0: nobody was chosen
 *
 * As cantrip_recipe_editor_set_recipe(), for what may not be a recipe yet. What is not JSON of
 * one is shown as far as it can be read.
 */
void
cantrip_recipe_editor_set_draft (CantripRecipeEditor *self, const char *json, gint64 connection_id);

/**
 * cantrip_recipe_editor_dup_draft:
 * @ret_connection_id: (out) (optional): whom it asks; 0: nobody was chosen
 *
 * Returns: (transfer full): JSON of everything that was written, however incomplete, to be kept as
 *   a draft. Of a recipe that is complete it is the same text as cantrip_recipe_get_json()
 */
char *cantrip_recipe_editor_dup_draft (CantripRecipeEditor *self,
                                       gint64 *ret_connection_id) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the keyboard into the first message. */
void cantrip_recipe_editor_focus (CantripRecipeEditor *self);

G_END_DECLS
