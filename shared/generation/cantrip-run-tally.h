/* cantrip-run-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-output.h"
#include "generation/cantrip-rate.h"
#include "generation/cantrip-run-result.h"
#include "generation/cantrip-run-summary.h"

G_BEGIN_DECLS

/**
 * CantripRunTally:
 * @progress: the counts; its speed is filled in by cantrip_run_tally_get()
 * @rate: how fast outputs are settled
 * @n_news: settled since progress was told last
 * @told_us: when that was
 *
 * Counts a run while it runs. Times are of the monotonic clock and passed in.
 */
typedef struct
{
  CantripRunProgress progress;
  CantripRate        rate;
  guint              n_news;
  gint64             told_us;
} CantripRunTally;

/**
 * cantrip_run_tally_init:
 * @self: a tally
 * @scope: the figures of the scope
 * @only_failed: whether only what has failed is asked again: then that is the whole work
 * @cost_usd_nanos: what the run has cost so far
 * @now_us: now
 */
void cantrip_run_tally_init (CantripRunTally         *self,
                             const CantripRunFigures *scope,
                             gboolean                 only_failed,
                             gint64                   cost_usd_nanos,
                             gint64                   now_us);

/* Counts outputs that are kept, done or failed: (element-type CantripOutput) */
void cantrip_run_tally_add (CantripRunTally *self, GPtrArray *outputs);

/* Whether there is progress to tell: something new, and the last time a tenth of a second ago. */
gboolean cantrip_run_tally_tell (CantripRunTally *self, gint64 now_us);

void cantrip_run_tally_get (const CantripRunTally *self, CantripRunProgress *ret_progress);

G_END_DECLS
