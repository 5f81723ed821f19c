/* cantrip-word.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripWordKind:
 * @CANTRIP_WORD_LETTERS: what a person would call a word or a number
 * @CANTRIP_WORD_SYMBOL: one punctuation mark, symbol or emoji
 * @CANTRIP_WORD_SPACE: white space within a line
 * @CANTRIP_WORD_LINE_BREAK: one line break: LF, CR, CR LF or U+2028 and their like
 */
typedef enum
{
  CANTRIP_WORD_LETTERS,
  CANTRIP_WORD_SYMBOL,
  CANTRIP_WORD_SPACE,
  CANTRIP_WORD_LINE_BREAK,
} CantripWordKind;

/**
 * CantripWord:
 * @kind: what it is
 * @start: (borrowed): its first byte
 * @length: bytes, at least 1
 *
 * A piece of a text. Words follow each other without a gap.
 */
typedef struct
{
  CantripWordKind kind;
  const char     *start;
  gsize           length;
} CantripWord;

/**
 * cantrip_word_read:
 * @text: valid UTF-8: a text, or what follows a word of it
 * @length: bytes of @text, at least 1
 *
 * Reads the first word. The boundaries are those of Unicode's UAX 29 as far as they can be told
 * without a dictionary: `don’t`, `3.14` and `size_2` are one word, a letter keeps its accents and
 * an emoji its modifiers. In scripts that are written without spaces (Chinese, Japanese, Thai and
 * their like) each character is a word.
 *
 * Returns: the word
 */
CantripWord cantrip_word_read (const char *text, gsize length);

/* How many words and numbers a text of @length bytes has; -1: it ends in a NUL. */
gint64 cantrip_word_count (const char *text, gssize length);

G_END_DECLS
