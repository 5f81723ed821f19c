/* cantrip-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantripDraft:
 * @app_id: its app, which has one
 * @dataset_id: the rows it is tried on; 0: not chosen
 * @connection_id: the account it asks; 0: not chosen
 * @recipe_json: (not nullable) (owned): JSON of a recipe as far as it is written; what
 *   cantrip_recipe_new_from_text() may still refuse
 * @changed_at_us: when it was kept
 *
 * What somebody is writing and has not kept as a variant yet.
 */
typedef struct
{
  gint64 app_id;
  gint64 dataset_id;
  gint64 connection_id;
  char  *recipe_json;
  gint64 changed_at_us;
} CantripDraft;

void cantrip_draft_free (CantripDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDraft, cantrip_draft_free)

G_END_DECLS
