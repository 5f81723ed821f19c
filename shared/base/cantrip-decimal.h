/* cantrip-decimal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_decimal_to_text:
 * @value: how many of the smallest unit there are: billionths of a dollar, microseconds
 * @n_decimals: how many decimals the larger unit has: 9 for dollars, 3 for milliseconds
 *
 * Writes a number exactly, without floating point: no zeros after the last digit that counts, a
 * point in every locale.
 *
 * Returns: (transfer full): `0.00125` for 1250000 and 9; a JSON number
 */
char *cantrip_decimal_to_text (gint64 value, guint n_decimals) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_decimal_from_text:
 * @text: (not nullable): what a person typed: `2.50`
 * @n_decimals: how many decimals the larger unit has, at most 9
 * @ret_value: (out): set to how many of the smallest unit it is
 *
 * Reads a number that is not negative exactly, without floating point; with a point, in every
 * locale.
 *
 * Returns: %FALSE if @text is no such number, has more decimals, or is too large
 */
gboolean cantrip_decimal_from_text (const char *text, guint n_decimals, gint64 *ret_value);

G_END_DECLS
