/* cantrip-last-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/**
 * CantripLastRun:
 * @dataset_name: (not nullable) (owned): what it asked about
 * @connection_id: what it asked, together with @recipe_json
 * @recipe_json: (not nullable) (owned): as cantrip_recipe_get_json() gives it
 * @n_rows: that it is about
 * @n_outputs: @n_rows times @repeats, of which @n_done have an answer, @n_failed have none, and
 *   @n_open are still to be asked; the rest was marked as stale
 * @n_stale: outputs of a row that has changed since or is gone, and those marked as stale
 * @median_latency_us: of the answers; -1: there are none
 * @p95_latency_us: the nearest-rank percentile: the smallest latency that 95 of 100 answers do
 *   not exceed; likewise the median with 50 of 100; -1: there are none
 * @input_tokens: of those answers of which the provider said it; likewise @output_tokens
 * @cost_usd_nanos: what is known of the cost, in billionths of a US dollar
 * @cost_per_1000_usd_nanos: what 1,000 rows cost, asked once each: the mean of the answers whose
 *   cost is known; -1: of none
 *
 * The last run of a variant or of a draft, and what it has come to.
 */
typedef struct
{
  gint64 run_id;
  gint64 dataset_id;
  char  *dataset_name;
  gint64 connection_id;
  char  *recipe_json;
  gint64 repeats;
  gint64 created_at_us;
  gint64 n_rows;
  gint64 n_outputs;
  gint64 n_done;
  gint64 n_failed;
  gint64 n_open;
  gint64 n_stale;
  gint64 median_latency_us;
  gint64 p95_latency_us;
  gint64 input_tokens;
  gint64 output_tokens;
  gint64 cost_usd_nanos;
  gint64 cost_per_1000_usd_nanos;
} CantripLastRun;

void cantrip_last_run_free (CantripLastRun *self);

/**
 * cantrip_last_run_is_of:
 * @self: the last run of a draft
 * @connection_id: what the draft asks now
 * @recipe: (nullable): likewise; %NULL: what is written is no recipe
 *
 * Says whether the outputs of a run are what the draft would give now. If not, they are stale: the
 * state of an output tells only of its row, so that a prompt that is changed back makes its
 * outputs current again, without asking or paying anew.
 */
gboolean
cantrip_last_run_is_of (const CantripLastRun *self, gint64 connection_id, CantripRecipe *recipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripLastRun, cantrip_last_run_free)

G_END_DECLS
