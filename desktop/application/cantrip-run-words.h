/* cantrip-run-words.h
 *
 * What is said to people about runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-active-run.h"

G_BEGIN_DECLS

/**
 * cantrip_usd_to_words:
 * @usd_nanos: billionths of a US dollar; negative: not known
 *
 * Returns: (transfer full): money as people read it: `$12.30`, `$0.0042`, `price unknown`
 */
char *cantrip_usd_to_words (gint64 usd_nanos) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): milliseconds below a second: `850 ms`, `2.4 s`; @latency_us is known */
char *cantrip_latency_to_words (gint64 latency_us) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): how far a run is: `120 of 2,000 · 3 failed · $0.12 · 40 s left` */
char *cantrip_active_run_dup_progress_words (CantripActiveRun *self) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): what became of a run that has ended, and what to do now; one or two sentences */
char *cantrip_active_run_dup_end_words (CantripActiveRun *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
