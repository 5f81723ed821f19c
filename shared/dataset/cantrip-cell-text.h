/* cantrip-cell-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_cell_text_is_number:
 * @text: not ended by a NUL
 * @n_bytes: how long it is
 *
 * Returns: whether JSON would take the text for a number, exactly as it is written
 */
gboolean cantrip_cell_text_is_number (const char *text, gsize n_bytes);

/**
 * cantrip_cell_text_to_json:
 * @text: (not nullable): what somebody wrote into a cell; valid UTF-8
 * @old_json: what stood there, not ended by a NUL: `null` in a new row
 * @in_numbers: whether the other cells of the column are numbers
 *
 * Gives the text the type that belongs there: a number where numbers are, a list, an object or
 * a truth value where one was; and otherwise a text. Empty cells of other types become null.
 *
 * Returns: (transfer full): a JSON value
 */
char *cantrip_cell_text_to_json (const char *text,
                                 const char *old_json,
                                 gboolean    in_numbers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
