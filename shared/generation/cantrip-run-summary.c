/* cantrip-run-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-summary.h"

void
cantrip_run_figures_add (CantripRunFigures *self, const CantripRunFigures *more)
{
  for (guint i = 0; i < CANTRIP_OUTPUT_N_STATES; i++)
    self->counts[i] += more->counts[i];
  self->cost_usd_nanos += more->cost_usd_nanos;
  self->input_tokens += more->input_tokens;
  self->output_tokens += more->output_tokens;
}

void
cantrip_run_summary_free (CantripRunSummary *self)
{
  g_free (self->app_slug);
  g_free (self->variant_name);
  g_free (self->dataset_name);
  g_free (self->model);
  g_free (self);
}

void
cantrip_run_failures_free (CantripRunFailures *self)
{
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}
