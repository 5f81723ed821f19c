/* cantrip-nearest.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_nearest_name:
 * @name: (not nullable): what somebody wrote
 * @candidates: (nullable) (array zero-terminated=1): the names there are
 *
 * Finds the name that was probably meant, for “Did you mean …?”. Names are compared without
 * regard to case, as sequences of characters. One that needs the fewest insertions, deletions,
 * replacements and swaps of neighbours (the optimal string alignment distance) wins, the
 * earliest of equals; it is near when these are at most a third of the longer name, and one is
 * always allowed to names of two characters and more. A name of more than 100 characters, or
 * that is not UTF-8, is near to nothing, so that a hostile one costs nothing.
 *
 * Returns: (transfer none) (nullable): one of @candidates; %NULL if none is near
 */
const char *cantrip_nearest_name (const char *name, const char *const *candidates);

G_END_DECLS
