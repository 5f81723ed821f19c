/* cantrip-text-matcher.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Looks for one text in many others. Upper and lower case are the same, and so are the ways to
 * write an accented letter.
 */
typedef struct _CantripTextMatcher CantripTextMatcher;

/* @text: (not nullable): what to look for; valid UTF-8. The empty text is in every text. */
CantripTextMatcher *cantrip_text_matcher_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_text_matcher_free (CantripTextMatcher *self);

/* @text: valid UTF-8 of @n_bytes, not ended by a NUL */
gboolean cantrip_text_matcher_matches (CantripTextMatcher *self, const char *text, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTextMatcher, cantrip_text_matcher_free)

G_END_DECLS
