/* cantrip-diff-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CantripDiffText:
 * @text: (not nullable) (owned): the new text with the removed words in it, a space between both
 * @attributes: (not nullable) (owned): removed words are struck through, added ones underlined,
 *   each on a colour of its own that reads on light and dark and to colour-blind eyes: orange, blue
 * @n_changes: places where the texts differ
 * @percent_same: how much of the longer text is in both
 *
 * Two texts as one, ready for a label.
 */
typedef struct
{
  char          *text;
  PangoAttrList *attributes;
  guint          n_changes;
  guint          percent_same;
} CantripDiffText;

/* Compares word by word; may be called in any thread, and better is where the texts are long. */
CantripDiffText *
cantrip_diff_text_new (const char *old_text, const char *new_text) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_diff_text_free (CantripDiffText *self);

/* Shows it; a screen reader is told how many changes there are. */
void cantrip_diff_text_show (const CantripDiffText *self, GtkLabel *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDiffText, cantrip_diff_text_free)

G_END_DECLS
