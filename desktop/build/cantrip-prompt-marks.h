/* cantrip-prompt-marks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "prompt/cantrip-prompt-problem.h"

G_BEGIN_DECLS

/*
 * Colours in a text with `{{variables}}`: the variables themselves, and a wavy line under what
 * the linter found.
 */

/* Adds the tags to a buffer that has none of them. */
void cantrip_prompt_marks_add_tags (GtkTextBuffer *buffer);

/* Chooses colours that can be read on a dark or a light ground. */
void cantrip_prompt_marks_set_dark (GtkTextBuffer *buffer, gboolean dark);

/**
 * cantrip_prompt_marks_apply:
 * @buffer: a buffer with the tags
 * @problems: (element-type CantripPromptProblem): in the order of the linter
 * @message: number of the message that stands in @buffer, from 1
 *
 * Marks the whole text anew.
 */
void cantrip_prompt_marks_apply (GtkTextBuffer *buffer, GPtrArray *problems, guint message);

/**
 * cantrip_prompt_marks_find:
 * @ret_start: (out caller-allocates): where the problem begins
 * @ret_end: (out caller-allocates): where it ends
 *
 * Returns: %TRUE if that place is in the text; %FALSE also for a problem of the whole message
 */
gboolean cantrip_prompt_marks_find (GtkTextBuffer              *buffer,
                                    const CantripPromptProblem *problem,
                                    GtkTextIter                *ret_start,
                                    GtkTextIter                *ret_end);

G_END_DECLS
