/* cantrip-sequence-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_sequence_diff:
 * @a: (array length=n_a): numbers that stand for words or lines
 * @b: (array length=n_b): likewise; equal numbers are equal words
 * @ret_a_changed: (array length=n_a) (out caller-allocates): all %FALSE before; set to %TRUE
 *   where an element of @a is not in the common subsequence
 * @ret_b_changed: (array length=n_b) (out caller-allocates): likewise for @b
 *
 * Finds a longest common subsequence, in space proportional to both lengths and in time
 * proportional to their sum times the number of changes, up to a fixed number of steps (some ten
 * milliseconds).
 *
 * Returns: %TRUE if it was found; %FALSE if it takes too long, then the arrays say nothing
 */
gboolean cantrip_sequence_diff (const guint *a,
                                gsize        n_a,
                                const guint *b,
                                gsize        n_b,
                                gboolean    *ret_a_changed,
                                gboolean    *ret_b_changed);

G_END_DECLS
