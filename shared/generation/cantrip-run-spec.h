/* cantrip-run-spec.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-scope.h"
#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/**
 * CantripRunSpec:
 * @variant_id: the variant; 0: a draft, which is found again by its recipe and connection
 * @app_id: the app whose draft it is, by which its last run is found; 0: a variant, or no app. Not
 *   a part of what the run is
 * @connection_id: the account it asks
 * @recipe: (not nullable) (owned): what it asks
 * @dataset_id: the rows it asks about
 * @repeats: how many answers for each row, at least 1
 * @scope: which rows this time; not a part of what the run is
 * @ranges: (nullable) (owned) (element-type CantripRange): which rows of @scope, in order; %NULL:
 * all of them. Not a part of what the run is either
 * @limit_usd_nanos: the most that the whole run, earlier sessions included, may cost, in
 *   billionths of a US dollar; -1: no limit. Not a part of what the run is either
 * @fresh: make a new run even if there is one to continue
 *
 * What is to be run. The newest run of the same variant (or recipe and connection), dataset and
 * repeats is continued: what it has is neither asked nor paid again, but for rows that have changed
 * since: their outputs are replaced.
 */
typedef struct
{
  gint64         variant_id;
  gint64         app_id;
  gint64         connection_id;
  CantripRecipe *recipe;
  gint64         dataset_id;
  guint          repeats;
  CantripScope   scope;
  GArray        *ranges;
  gint64         limit_usd_nanos;
  gboolean       fresh;
} CantripRunSpec;

CantripRunSpec *cantrip_run_spec_copy (const CantripRunSpec *self) G_GNUC_WARN_UNUSED_RESULT;
void            cantrip_run_spec_free (CantripRunSpec *self);

/* How many parts it has, each of which is rows that stand one behind another; at least 1. */
guint cantrip_run_spec_get_n_parts (const CantripRunSpec *self);

/* The same with the scope of one of its parts, borrowed from @self: not to be freed. */
CantripRunSpec cantrip_run_spec_get_part (const CantripRunSpec *self, guint index);

/**
 * cantrip_run_spec_check_limit:
 * @self: what is to be run
 * @model: (nullable): what the catalog knows of its model
 * @error: return location for an error
 *
 * Checks that its spending limit, if it has one, can be kept, since it is known what a call
 * costs at worst.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: %TRUE if it can
 */
gboolean cantrip_run_spec_check_limit (const CantripRunSpec *self,
                                       const CantripModel   *model,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunSpec, cantrip_run_spec_free)

G_END_DECLS
