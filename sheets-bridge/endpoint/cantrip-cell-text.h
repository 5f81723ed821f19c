/* cantrip-cell-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Excel shows #VALUE! for 32,768 characters and more. */
#define CANTRIP_CELL_MAX_CHARACTERS 32000

/**
 * cantrip_cell_text_new:
 * @text: valid UTF-8
 * @max_characters: most characters of the result
 *
 * Makes a text that every spreadsheet takes into a cell: lines end in LF and the last one does
 * not, no control characters but LF and TAB, cut with `…` on a character's edge.
 *
 * Returns: (transfer full): the text
 */
char *cantrip_cell_text_new (const char *text, guint max_characters) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_cell_text_from_error:
 * @error: of the service
 *
 * Returns: (transfer full): one line, `#CANTRIP CODE: what to do`
 */
char *cantrip_cell_text_from_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
