/* cantrip-run-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-output.h"

G_BEGIN_DECLS

/**
 * CantripRunFigures:
 * @counts: how many outputs are in each state
 * @cost_usd_nanos: what is known of the cost, in billionths of a US dollar
 * @input_tokens: of those of which the provider said it; likewise @output_tokens
 *
 * What a run, or a part of it, has come to.
 */
typedef struct
{
  gint64 counts[CANTRIP_OUTPUT_N_STATES];
  gint64 cost_usd_nanos;
  gint64 input_tokens;
  gint64 output_tokens;
} CantripRunFigures;

/* Adds what another part of the run has come to. */
void cantrip_run_figures_add (CantripRunFigures *self, const CantripRunFigures *more);

/**
 * CantripRunSummary:
 * @app_slug: (nullable) (owned): %NULL for a draft, likewise @variant_name
 * @dataset_name: (not nullable) (owned): what it asks about
 * @model: (not nullable) (owned): what it asks, as the recipe spells it
 * @is_held: whether a program works on it now
 * @median_latency_us: of the outputs that are done; -1: there are none
 * @p95_latency_us: 95 of 100 were not slower; -1: there are none
 *
 * A run in a list of runs.
 */
typedef struct
{
  gint64            id;
  char             *app_slug;
  char             *variant_name;
  char             *dataset_name;
  char             *model;
  gint64            repeats;
  gint64            created_at_us;
  gboolean          is_held;
  CantripRunFigures figures;
  gint64            median_latency_us;
  gint64            p95_latency_us;
} CantripRunSummary;

/**
 * CantripRunFailures:
 * @code: (not nullable) (owned): cantrip_error_code_name()
 * @message: (not nullable) (owned): what one of them says
 * @count: how many outputs have failed with @code
 *
 * One reason for which outputs of a run have failed.
 */
typedef struct
{
  char  *code;
  char  *message;
  gint64 count;
} CantripRunFailures;

void cantrip_run_failures_free (CantripRunFailures *self);

void cantrip_run_summary_free (CantripRunSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunSummary, cantrip_run_summary_free)

G_END_DECLS
