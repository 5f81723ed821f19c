/* cantrip-progress.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One line on a terminal, written over in place: what is done, how fast, how long it will take.
 * Silent when standard error is not a terminal.
 */
typedef struct _CantripProgress CantripProgress;

/* @unit is what is counted, in the plural: “rows”. */
CantripProgress *cantrip_progress_new (const char *unit) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_progress_update:
 * @self: a progress line
 * @done: how many units are done
 * @share: how much of the work that is, 0 to 1; negative if unknown
 * @note: (nullable): more to say, such as the cost so far
 *
 * Draws the line, at most ten times a second.
 */
void cantrip_progress_update (CantripProgress *self, gint64 done, double share, const char *note);

/* Removes the line from the terminal and frees @self. */
void cantrip_progress_free (CantripProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripProgress, cantrip_progress_free)

G_END_DECLS
