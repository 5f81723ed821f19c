/* cantrip-text-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CANTRIP_DIFF_SAME,
  CANTRIP_DIFF_REMOVED,
  CANTRIP_DIFF_ADDED,
} CantripDiffKind;

/**
 * CantripDiffSpan:
 * @kind: what became of it
 * @text: (borrowed): its first byte, in the old text if it was removed, else in the new one
 * @length: bytes, at least 1
 *
 * A piece of two texts.
 */
typedef struct
{
  CantripDiffKind kind;
  const char     *text;
  gsize           length;
} CantripDiffSpan;

/**
 * cantrip_text_diff:
 * @old_text: (not nullable): valid UTF-8; must outlive the result
 * @new_text: (not nullable): likewise
 *
 * Compares two texts word by word (cantrip-word.h). The pieces that are the same and the removed
 * ones make up the old text, the same and the added ones the new text; where words were replaced,
 * the removed ones come first. White space alone between two changes counts as changed, so that a
 * rewritten sentence is one change.
 *
 * The same texts always give the same spans, in bounded time: texts that differ in thousands of
 * words are compared by lines, and if that takes too long too, all between their common beginning
 * and end is changed.
 *
 * Returns: (transfer full) (element-type CantripDiffSpan): empty if both texts are
 */
GArray *cantrip_text_diff (const char *old_text, const char *new_text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
