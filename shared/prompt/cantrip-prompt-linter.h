/* cantrip-prompt-linter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-message.h"
#include "prompt/cantrip-prompt-problem.h"

G_BEGIN_DECLS

/* Problems that are listed at most; nobody reads more. */
#define CANTRIP_PROMPT_LINTER_MAX_PROBLEMS 500

/**
 * cantrip_prompt_linter_check:
 * @messages: (element-type CantripMessage): the texts as they are written, before a row is put in
 * @columns: (nullable) (array zero-terminated=1): the names that a row has; %NULL: not known, so
 *   that variables are not compared with them
 *
 * Says what is wrong with a prompt, and where. Errors: braces that are never closed, that are
 * empty or that have a line break in them, unknown columns, empty messages, no message. Warnings:
 * unused columns, a column in single braces, instructions of template languages, a second system
 * message or one that is not first, a last message that is not from the user.
 *
 * Takes time in proportion to the text, so it may run at every keystroke.
 *
 * Returns: (transfer full) (element-type CantripPromptProblem): the problems in the order of the
 *   messages and their text, those of the prompt as a whole last; empty if there is none
 */
GPtrArray *cantrip_prompt_linter_check (GPtrArray         *messages,
                                        const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
