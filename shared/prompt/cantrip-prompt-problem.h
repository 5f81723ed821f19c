/* cantrip-prompt-problem.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripSeverity:
 * @CANTRIP_SEVERITY_ERROR: it cannot work, or surely is not what was meant
 * @CANTRIP_SEVERITY_WARNING: it works, but probably is not what was meant
 */
typedef enum
{
  CANTRIP_SEVERITY_ERROR,
  CANTRIP_SEVERITY_WARNING,
} CantripSeverity;

/* `error` or `warning`. */
const char *cantrip_severity_to_text (CantripSeverity severity);

/**
 * CantripPromptProblem:
 * @severity: how bad it is
 * @message: number of the message, from 1; 0: the prompt as a whole, then the place is 0 too
 * @line: line of its text, from 1; lines end in LF, CR or both
 * @column: characters into the line, from 1
 * @length: characters, line breaks included; 0: the message as a whole
 * @text: (not nullable) (owned): one sentence for a person, with the remedy
 * @replacement: (nullable) (owned): what to put in the place of these characters to mend it
 *
 * Something wrong with a prompt, and where.
 */
typedef struct
{
  CantripSeverity severity;
  guint           message;
  guint           line;
  guint           column;
  guint           length;
  char           *text;
  char           *replacement;
} CantripPromptProblem;

void cantrip_prompt_problem_free (CantripPromptProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripPromptProblem, cantrip_prompt_problem_free)

G_END_DECLS
