/* cantrip-header-guess.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_header_guess_is_row:
 * @columns: (array zero-terminated=1): the names of the columns, taken from the first record
 * @rows: (element-type utf8): some rows below it, each a JSON array
 *
 * Guesses whether the names are none: there is a number above a column of numbers, which is no
 * year, and no text above any such column.
 */
gboolean cantrip_header_guess_is_row (char **columns, GPtrArray *rows);

G_END_DECLS
