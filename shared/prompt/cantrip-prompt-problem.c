/* cantrip-prompt-problem.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-prompt-problem.h"

const char *
cantrip_severity_to_text (CantripSeverity severity)
{
  return severity == CANTRIP_SEVERITY_ERROR ? "error" : "warning";
}

void
cantrip_prompt_problem_free (CantripPromptProblem *self)
{
  g_free (self->text);
  g_free (self->replacement);
  g_free (self);
}
