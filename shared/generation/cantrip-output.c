/* cantrip-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-output.h"

#include "base/cantrip-error.h"

static const char *const STATES[CANTRIP_OUTPUT_N_STATES] = {
  [CANTRIP_OUTPUT_QUEUED] = "queued", [CANTRIP_OUTPUT_RUNNING] = "running",
  [CANTRIP_OUTPUT_DONE] = "done",     [CANTRIP_OUTPUT_FAILED] = "failed",
  [CANTRIP_OUTPUT_STALE] = "stale",
};

const char *
cantrip_output_state_to_text (CantripOutputState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (STATES), NULL);

  return STATES[state];
}

CantripOutputState
cantrip_output_state_from_text (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STATES); i++)
    if (g_strcmp0 (text, STATES[i]) == 0)
      return (CantripOutputState) i;

  return CANTRIP_OUTPUT_STALE;
}

CantripOutput *
cantrip_output_new (void)
{
  CantripOutput *self = g_new0 (CantripOutput, 1);

  self->input_tokens = -1;
  self->output_tokens = -1;
  self->latency_us = -1;
  self->cost_usd_nanos = -1;

  return self;
}

void
cantrip_output_free (CantripOutput *self)
{
  g_free (self->values_json);
  g_free (self->text);
  g_free (self->error_code);
  g_free (self->error_message);
  g_free (self->model);
  g_free (self);
}

void
cantrip_output_fail (CantripOutput *self, const GError *error)
{
  g_return_if_fail (error != NULL);

  self->state = CANTRIP_OUTPUT_FAILED;
  g_free (self->error_code);
  self->error_code = g_strdup (cantrip_error_code_name (error));
  g_free (self->error_message);
  self->error_message = g_strdup (error->message);
}
