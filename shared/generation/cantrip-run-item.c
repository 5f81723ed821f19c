/* cantrip-run-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-item.h"

void
cantrip_run_item_free (CantripRunItem *self)
{
  g_clear_pointer (&self->output, cantrip_output_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self);
}

void
cantrip_run_item_complete (CantripRunItem     *self,
                           CantripCompletion  *completion,
                           const CantripModel *model)
{
  CantripOutput *output = self->output;

  output->state = CANTRIP_OUTPUT_DONE;
  output->text = g_steal_pointer (&completion->text);
  output->model = g_steal_pointer (&completion->model);
  output->finish = completion->finish;
  output->input_tokens = completion->input_tokens;
  output->output_tokens = completion->output_tokens;
  output->latency_us = completion->latency_us;
  output->cost_usd_nanos = cantrip_model_get_cost_usd_nanos (model,
                                                             completion->input_tokens,
                                                             completion->cached_input_tokens,
                                                             completion->output_tokens);
  if (output->cost_usd_nanos < 0)
    output->cost_usd_nanos = self->worst_usd_nanos;
}
