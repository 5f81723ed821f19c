/* cantrip-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_text_shorten:
 * @text: (not nullable): valid UTF-8
 * @max_characters: at least 1
 *
 * Cuts a text that is too long for a sentence or a cell; “…” then stands for what was cut and
 * counts as a character.
 *
 * Returns: (transfer full): at most @max_characters characters
 */
char *cantrip_text_shorten (const char *text, gsize max_characters) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_text_estimate_tokens:
 * @n_bytes: of UTF-8
 *
 * Guesses what a model will count: four bytes as a token, rounded up. No tokenizer is asked, so
 * that it can be said of any model, at once and without its maker.
 *
 * Returns: tokens
 */
gint64 cantrip_text_estimate_tokens (gint64 n_bytes);

G_END_DECLS
