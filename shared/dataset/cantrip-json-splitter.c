/* cantrip-json-splitter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-json-splitter.h"

#include <string.h>

enum
{
  BEFORE_ARRAY,
  AT_FIRST_ELEMENT,
  AT_ELEMENT,
  AFTER_ARRAY,
  OVER,
};

static gboolean
is_space (char character)
{
  return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

static void
set_piece (CantripJsonPiece *piece, const char *text, gsize length, gsize n_bytes)
{
  gsize start = 0;

  while (start < length && is_space (text[start]))
    start++;
  while (length > start && is_space (text[length - 1]))
    length--;

  *piece = (CantripJsonPiece){ .start = start, .length = length - start, .n_bytes = n_bytes };
}

/* The comma or bracket after an element; @length if there is none. */
static gsize
find_element_end (const char *text, gsize length)
{
  gsize    depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          i += c == '\\';
          in_string = c != '"';
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if ((c == ',' || c == ']') && depth == 0)
        return i;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return length;
}

static CantripJsonSplit
next_line (const char *text, gsize length, gboolean is_last, CantripJsonPiece *piece)
{
  const char *newline = memchr (text, '\n', length);
  gsize       line_length = newline != NULL ? (gsize) (newline - text) : length;

  if (newline == NULL && !is_last)
    return CANTRIP_JSON_SPLIT_INCOMPLETE;
  if (length == 0)
    return CANTRIP_JSON_SPLIT_END;

  set_piece (piece, text, line_length, line_length + (newline != NULL ? 1 : 0));

  return CANTRIP_JSON_SPLIT_FOUND;
}

static CantripJsonSplit
next_element (CantripJsonSplitter *self,
              const char          *text,
              gsize                length,
              gboolean             is_last,
              CantripJsonPiece    *piece)
{
  gsize end = find_element_end (text, length);

  if (end == length && !is_last)
    return CANTRIP_JSON_SPLIT_INCOMPLETE;

  set_piece (piece, text, end, MIN (end + 1, length));
  if (end == length)
    piece->problem = "an array that is not closed";
  else if (piece->length == 0 && (text[end] == ',' || self->place != AT_FIRST_ELEMENT))
    piece->problem = "nothing where an object belongs";

  if (end == length)
    self->place = OVER;
  else
    self->place = text[end] == ',' ? AT_ELEMENT : AFTER_ARRAY;

  return CANTRIP_JSON_SPLIT_FOUND;
}

/* What stands before the array, its bracket included, or after it. */
static CantripJsonSplit
pass_outside (CantripJsonSplitter *self,
              const char          *text,
              gsize                length,
              gboolean             is_last,
              CantripJsonPiece    *piece)
{
  gsize n = 0;

  while (n < length && is_space (text[n]))
    n++;
  if (n == length)
    return is_last ? CANTRIP_JSON_SPLIT_END : CANTRIP_JSON_SPLIT_INCOMPLETE;

  *piece = (CantripJsonPiece){ .start = n, .n_bytes = n + 1 };
  if (self->place == BEFORE_ARRAY && text[n] == '[')
    self->place = AT_FIRST_ELEMENT;
  else
    {
      piece->problem = self->place == BEFORE_ARRAY ? "something that is no array"
                                                   : "something after the end of the array";
      self->place = OVER;
    }

  return CANTRIP_JSON_SPLIT_FOUND;
}

CantripJsonSplit
cantrip_json_splitter_next (CantripJsonSplitter *self,
                            const char          *text,
                            gsize                length,
                            gboolean             is_last,
                            CantripJsonPiece    *piece)
{
  if (!self->is_array)
    return next_line (text, length, is_last, piece);
  if (self->place == OVER)
    return CANTRIP_JSON_SPLIT_END;
  if (self->place == BEFORE_ARRAY || self->place == AFTER_ARRAY)
    return pass_outside (self, text, length, is_last, piece);

  return next_element (self, text, length, is_last, piece);
}
