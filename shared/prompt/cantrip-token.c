/* cantrip-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-token.h"

#include <string.h>

static gboolean
starts_with (const char *text, char first, char second)
{
  return text[0] == first && text[1] == second;
}

/* Where the text at the start of @text ends: at two braces, an escape or the end. */
static const char *
find_end_of_text (const char *text)
{
  const char *p = text + strcspn (text, "{\\");

  for (; *p != '\0'; p += 1 + strcspn (p + 1, "{\\"))
    {
      if (*p == '\\' && starts_with (p + 1, '{', '{'))
        return p;
      if (starts_with (p, '{', '{') && p[2] != '{')
        return p;
    }

  return p;
}

static void
set_name (CantripToken *token, const char *start, const char *end)
{
  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  while (start < end)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }

  token->name = start;
  token->name_length = (gsize) (end - start);
}

/* @text begins with two braces, and no third one follows. */
static CantripToken
read_braces (const char *text)
{
  CantripToken token = { CANTRIP_TOKEN_UNCLOSED, text, 2, NULL, 0 };
  const char  *name = text + 2;
  const char  *line_end = name + strcspn (name, "{}\r\n");
  const char  *end = line_end + strcspn (line_end, "{}");

  if (starts_with (end, '}', '}'))
    {
      set_name (&token, name, end);
      token.length = (gsize) (end + 2 - text);
      if (token.name_length == 0)
        token.kind = CANTRIP_TOKEN_EMPTY;
      else
        token.kind = end == line_end ? CANTRIP_TOKEN_VARIABLE : CANTRIP_TOKEN_LINE_BREAK;
    }
  else if (end == line_end && *end == '}')
    {
      set_name (&token, name, end);
      token.length = (gsize) (end + 1 - text);
    }

  return token;
}

CantripToken
cantrip_token_read (const char *text)
{
  const char  *end = find_end_of_text (text);
  CantripToken token = { CANTRIP_TOKEN_TEXT, text, (gsize) (end - text), NULL, 0 };

  g_assert (*text != '\0');

  if (end > text)
    return token;
  if (*text == '{')
    return read_braces (text);

  token.kind = CANTRIP_TOKEN_ESCAPE;
  token.length = strlen ("\\{{");

  return token;
}
