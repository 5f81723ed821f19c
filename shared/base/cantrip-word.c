/* cantrip-word.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-word.h"

#include <string.h>

#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D
#define RIGHT_QUOTE 0x2019     /* the apostrophe of typesetters */
#define LONG_VOWEL_MARK 0x30FC /* of Katakana; its script is “common” */
#define FIRST_SKIN_TONE 0x1F3FB
#define LAST_SKIN_TONE 0x1F3FF
#define FIRST_REGIONAL 0x1F1E6 /* two of them make a flag */
#define LAST_REGIONAL 0x1F1FF

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Whether it belongs to what stands before it. */
static gboolean
is_extender (gunichar c)
{
  return g_unichar_ismark (c) || c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER ||
         (c >= FIRST_SKIN_TONE && c <= LAST_SKIN_TONE);
}

static gboolean
is_regional (gunichar c)
{
  return c >= FIRST_REGIONAL && c <= LAST_REGIONAL;
}

/* Whether its script is written without spaces between the words. */
static gboolean
stands_alone (gunichar c)
{
  if (c < 0x0E00) /* spares most texts the look-up */
    return FALSE;

  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return TRUE;
    default:
      return c == LONG_VOWEL_MARK;
    }
}

static gboolean
is_letter (gunichar c)
{
  return (g_unichar_isalnum (c) || c == '_') && !stands_alone (c);
}

/* Whether @c, between @before and @after, is a part of the word: `don’t`, `1,000.5`. */
static gboolean
joins (gunichar before, gunichar c, gunichar after)
{
  if (c == '\'' || c == RIGHT_QUOTE)
    return g_unichar_isalpha (before) && g_unichar_isalpha (after) && !stands_alone (after);
  if (c == '.' || c == ',')
    return g_unichar_isdigit (before) && g_unichar_isdigit (after);

  return FALSE;
}

/* The character at @text; 0 at the end. */
static gunichar
peek (const char *text, const char *end)
{
  return text < end ? g_utf8_get_char (text) : 0;
}

static const char *
skip_letters (const char *text, const char *end)
{
  gunichar before = 0;

  while (text < end)
    {
      gunichar    c = g_utf8_get_char (text);
      const char *next = g_utf8_next_char (text);

      if (is_letter (c))
        before = c;
      else if (!is_extender (c) && !joins (before, c, peek (next, end)))
        break;
      text = next;
    }

  return text;
}

/* Skips what belongs to the character before @text; a joiner binds the next one to it too. */
static const char *
skip_extenders (const char *text, const char *end)
{
  while (text < end)
    {
      gunichar c = g_utf8_get_char (text);

      if (!is_extender (c))
        break;

      text = g_utf8_next_char (text);
      if (c == ZERO_WIDTH_JOINER && text < end && !g_unichar_isalnum (g_utf8_get_char (text)) &&
          !g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
    }

  return text;
}

static const char *
skip_space (const char *text, const char *end)
{
  while (text < end && g_unichar_isspace (g_utf8_get_char (text)) &&
         !is_line_break (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

CantripWord
cantrip_word_read (const char *text, gsize length)
{
  CantripWord word = { .kind = CANTRIP_WORD_SYMBOL, .start = text };
  const char *end = text + length;
  const char *next = g_utf8_next_char (text);
  gunichar    c = g_utf8_get_char (text);

  if (is_line_break (c))
    {
      word.kind = CANTRIP_WORD_LINE_BREAK;
      if (c == '\r' && peek (next, end) == '\n')
        next++;
    }
  else if (g_unichar_isspace (c))
    {
      word.kind = CANTRIP_WORD_SPACE;
      next = skip_space (next, end);
    }
  else if (is_letter (c))
    {
      word.kind = CANTRIP_WORD_LETTERS;
      next = skip_letters (text, end);
    }
  else
    {
      if (stands_alone (c) && g_unichar_isalnum (c))
        word.kind = CANTRIP_WORD_LETTERS;
      if (is_regional (c) && is_regional (peek (next, end)))
        next = g_utf8_next_char (next);
      next = skip_extenders (next, end);
    }

  word.length = MIN ((gsize) (next - text), length);

  return word;
}

gint64
cantrip_word_count (const char *text, gssize length)
{
  gint64      n_words = 0;
  const char *end;

  g_return_val_if_fail (text != NULL, 0);

  end = text + (length >= 0 ? (gsize) length : strlen (text));
  while (text < end)
    {
      CantripWord word = cantrip_word_read (text, (gsize) (end - text));

      if (word.kind == CANTRIP_WORD_LETTERS)
        n_words++;
      text += word.length;
    }

  return n_words;
}
