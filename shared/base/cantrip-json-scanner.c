/* cantrip-json-scanner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json-scanner.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/cantrip-json.h"

static gboolean
fail (CantripJsonScanner *self, const char *problem)
{
  self->problem = problem;

  return FALSE;
}

static char
peek (CantripJsonScanner *self)
{
  return self->position < self->end ? *self->position : '\0';
}

static void
pass_space (CantripJsonScanner *self)
{
  while (self->position < self->end && strchr (" \t\n\r", *self->position) != NULL &&
         *self->position != '\0')
    self->position++;
}

gboolean
cantrip_json_scanner_take (CantripJsonScanner *self, char character)
{
  pass_space (self);
  if (self->position == self->end || *self->position != character)
    return FALSE;

  self->position++;

  return TRUE;
}

char
cantrip_json_scanner_peek (CantripJsonScanner *self)
{
  pass_space (self);

  return peek (self);
}

gboolean
cantrip_json_scanner_is_done (CantripJsonScanner *self)
{
  pass_space (self);

  return self->position == self->end;
}

/* The value of the four digits after `\u`; -1 if they are not there. */
static int
unit_value (const char *digits, const char *end)
{
  int unit = 0;

  if (end - digits < 4)
    return -1;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (digits[i]);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }

  return unit;
}

/* Reads the digits after `\u`, and the second half of a surrogate pair after them. */
static gboolean
read_code_point (CantripJsonScanner *self, gunichar *ret_character)
{
  int unit = unit_value (self->position, self->end);
  int low;

  if (unit < 0)
    return fail (self, "“\\u” without four digits");
  if (unit == 0)
    return fail (self, "the character U+0000, which a text cannot hold");

  self->position += 4;
  *ret_character = (gunichar) unit;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;

  low = unit <= 0xdbff && self->end - self->position >= 6 && memcmp (self->position, "\\u", 2) == 0
            ? unit_value (self->position + 2, self->end)
            : -1;
  if (low < 0xdc00 || low > 0xdfff)
    return fail (self, "half of a surrogate pair");

  self->position += 6;
  *ret_character = 0x10000 + ((gunichar) (unit - 0xd800) << 10) + (gunichar) (low - 0xdc00);

  return TRUE;
}

static gboolean
read_escape (CantripJsonScanner *self, GString *text)
{
  static const char LETTERS[] = "\"\\/bfnrt";
  static const char MEANINGS[] = "\"\\/\b\f\n\r\t";
  char              letter = peek (self);
  const char       *found = letter != '\0' ? strchr (LETTERS, letter) : NULL;
  gunichar          character;

  if (found == NULL && letter != 'u')
    return fail (self, "an unknown escape in a string");

  self->position++;
  if (found != NULL)
    {
      if (text != NULL)
        g_string_append_c (text, MEANINGS[found - LETTERS]);
      return TRUE;
    }

  if (!read_code_point (self, &character))
    return FALSE;
  if (text != NULL)
    g_string_append_unichar (text, character);

  return TRUE;
}

/* Passes a string, and appends what it says to @text unless that is %NULL. */
static gboolean
pass_string (CantripJsonScanner *self, GString *text)
{
  for (self->position++; self->position < self->end;)
    {
      const char *plain = self->position;

      while (self->position < self->end && *self->position != '"' && *self->position != '\\' &&
             (guchar) *self->position >= 0x20)
        self->position++;

      if (text != NULL)
        g_string_append_len (text, plain, self->position - plain);
      if (self->position == self->end)
        break;
      if ((guchar) *self->position < 0x20)
        return fail (self, "a line break or control character in a string");
      if (*self->position++ == '"')
        return TRUE;
      if (!read_escape (self, text))
        return FALSE;
    }

  return fail (self, "a string that is not closed");
}

gboolean
cantrip_json_scanner_read_string (CantripJsonScanner *self, GString *text)
{
  pass_space (self);
  if (peek (self) != '"')
    return fail (self, "something else where a name belongs");

  return pass_string (self, text);
}

static gboolean
pass_digits (CantripJsonScanner *self)
{
  const char *start = self->position;

  while (g_ascii_isdigit (peek (self)))
    self->position++;

  return self->position > start;
}

gboolean
cantrip_json_scanner_pass_number (CantripJsonScanner *self, gboolean *ret_is_whole)
{
  gboolean is_whole = TRUE, is_valid;

  if (peek (self) == '-')
    self->position++;
  if (peek (self) == '0')
    {
      self->position++;
      is_valid = !g_ascii_isdigit (peek (self));
    }
  else
    is_valid = pass_digits (self);

  if (is_valid && peek (self) == '.')
    {
      is_whole = FALSE;
      self->position++;
      is_valid = pass_digits (self);
    }
  if (is_valid && (peek (self) == 'e' || peek (self) == 'E'))
    {
      is_whole = FALSE;
      self->position++;
      if (peek (self) == '+' || peek (self) == '-')
        self->position++;
      is_valid = pass_digits (self);
    }
  if (!is_valid)
    return fail (self, "a number that is not written as JSON writes it");

  *ret_is_whole = is_whole;

  return TRUE;
}

static gboolean
copy_number (CantripJsonScanner *self, GString *json)
{
  const char *start = self->position;
  gsize       written = json->len;
  gboolean    is_whole;

  if (!cantrip_json_scanner_pass_number (self, &is_whole))
    return FALSE;

  g_string_append_len (json, start, self->position - start);
  errno = 0;
  if (is_whole)
    (void) g_ascii_strtoll (json->str + written, NULL, 10);
  if ((is_whole && errno == ERANGE) ||
      (!is_whole && !isfinite (g_ascii_strtod (json->str + written, NULL))))
    return fail (self, "a number that is too large to be kept exactly");

  return TRUE;
}

const char *
cantrip_json_scanner_pass_word (CantripJsonScanner *self)
{
  static const char *const WORDS[] = { "true", "false", "null" };
  gsize                    left = (gsize) (self->end - self->position);

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      gsize length = strlen (WORDS[i]);

      if (left < length || memcmp (self->position, WORDS[i], length) != 0)
        continue;

      self->position += length;

      return WORDS[i];
    }

  fail (self, left == 0 ? "the end where a value belongs" : "something that is no value");

  return NULL;
}

static gboolean
copy_word (CantripJsonScanner *self, GString *json)
{
  const char *word = cantrip_json_scanner_pass_word (self);

  if (word != NULL)
    g_string_append (json, word);

  return word != NULL;
}

static gboolean
copy_string (CantripJsonScanner *self, GString *json)
{
  const char *start = self->position;

  if (!pass_string (self, NULL))
    return FALSE;
  g_string_append_len (json, start, self->position - start);

  return TRUE;
}

static gboolean
copy_name (CantripJsonScanner *self, GString *json)
{
  pass_space (self);
  if (peek (self) != '"')
    return fail (self, "something else where a name belongs");
  if (!copy_string (self, json))
    return FALSE;
  if (!cantrip_json_scanner_take (self, ':'))
    return fail (self, "a name without a colon");
  g_string_append_c (json, ':');

  return TRUE;
}

/* An object or an array; @close says which. */
static gboolean
copy_container (CantripJsonScanner *self, char close, GString *json)
{
  const char *separator = "";

  if (++self->depth > CANTRIP_JSON_MAX_DEPTH)
    return fail (self, "too many levels of nesting");

  g_string_append_c (json, *self->position++);
  if (!cantrip_json_scanner_take (self, close))
    {
      do
        {
          g_string_append (json, separator);
          separator = ",";
          if ((close == '}' && !copy_name (self, json)) ||
              !cantrip_json_scanner_copy_value (self, json))
            return FALSE;
        }
      while (cantrip_json_scanner_take (self, ','));

      if (!cantrip_json_scanner_take (self, close))
        return fail (self,
                     close == '}' ? "an object that is not closed" : "an array that is not closed");
    }
  g_string_append_c (json, close);
  self->depth--;

  return TRUE;
}

gboolean
cantrip_json_scanner_copy_value (CantripJsonScanner *self, GString *json)
{
  char first;

  pass_space (self);
  first = peek (self);

  if (first == '"')
    return copy_string (self, json);
  if (first == '{')
    return copy_container (self, '}', json);
  if (first == '[')
    return copy_container (self, ']', json);
  if (first == '-' || g_ascii_isdigit (first))
    return copy_number (self, json);

  return copy_word (self, json);
}
