/* cantrip-run-estimate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-run-spec.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/**
 * CantripRunEstimate:
 * @n_calls: outputs that are not there yet or stale, or that have failed if those are the scope
 * @input_tokens: of all these calls together
 * @cost_usd_nanos: what they will probably cost; -1: the price is unknown
 * @worst_usd_nanos: what they cost if every reply is as long as it may be; -1: the price or the
 *   longest reply is unknown
 *
 * What a run will come to, in billionths of a US dollar.
 */
typedef struct
{
  gint64 n_calls;
  gint64 input_tokens;
  gint64 cost_usd_nanos;
  gint64 worst_usd_nanos;
} CantripRunEstimate;

/**
 * cantrip_run_estimate:
 * @store: the workspace
 * @spec: what is to be run
 * @model: (nullable): what the catalog knows of its model
 * @ret_estimate: (out caller-allocates): set on success
 * @error: return location for an error
 *
 * Renders up to 100 rows spread over the scope, and counts their tokens as
 * cantrip_text_estimate_tokens() does. Replies are taken to be as long as those that the run has
 * so far; if it has none, half of `max_tokens`, or 300 tokens. Blocks on the database.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if @ret_estimate was set
 */
gboolean cantrip_run_estimate (CantripStore         *store,
                               const CantripRunSpec *spec,
                               const CantripModel   *model,
                               CantripRunEstimate   *ret_estimate,
                               GError              **error);

G_END_DECLS
