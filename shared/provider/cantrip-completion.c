/* cantrip-completion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-completion.h"

static const char *const FINISHES[] = {
  [CANTRIP_FINISH_UNKNOWN] = "unknown",       [CANTRIP_FINISH_STOP] = "stop",
  [CANTRIP_FINISH_LENGTH] = "length",         [CANTRIP_FINISH_CONTENT_FILTER] = "content_filter",
  [CANTRIP_FINISH_TOOL_CALLS] = "tool_calls", [CANTRIP_FINISH_ERROR] = "error",
};

const char *
cantrip_finish_to_text (CantripFinish finish)
{
  g_return_val_if_fail ((gsize) finish < G_N_ELEMENTS (FINISHES), NULL);

  return FINISHES[finish];
}

CantripFinish
cantrip_finish_from_text (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FINISHES); i++)
    if (g_strcmp0 (text, FINISHES[i]) == 0)
      return (CantripFinish) i;

  return CANTRIP_FINISH_UNKNOWN;
}

CantripCompletion *
cantrip_completion_new (void)
{
  CantripCompletion *self = g_new0 (CantripCompletion, 1);

  self->text = g_strdup ("");
  self->input_tokens = -1;
  self->cached_input_tokens = -1;
  self->output_tokens = -1;
  self->latency_us = -1;
  self->first_token_us = -1;

  return self;
}

void
cantrip_completion_free (CantripCompletion *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->model);
  g_free (self);
}
