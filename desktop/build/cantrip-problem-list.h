/* cantrip-problem-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "prompt/cantrip-prompt-problem.h"

G_BEGIN_DECLS

/*
 * What is wrong with a message, a line for each, with a button where the linter knows the remedy.
 *
 * Signal `mend` (guint index): the person wants the remedy of that problem.
 */
#define CANTRIP_TYPE_PROBLEM_LIST (cantrip_problem_list_get_type ())

G_DECLARE_FINAL_TYPE (CantripProblemList, cantrip_problem_list, CANTRIP, PROBLEM_LIST, AdwBin)

/**
 * cantrip_problem_list_show:
 * @problems: (element-type CantripPromptProblem): of the whole prompt
 * @message: the message whose problems are shown, from 1
 * @forgive_empty: whether it may be empty: nobody has begun to write it
 *
 * Shows the first few; the index of the signal is that in @problems.
 */
void cantrip_problem_list_show (CantripProblemList *self,
                                GPtrArray          *problems,
                                guint               message,
                                gboolean            forgive_empty);

G_END_DECLS
