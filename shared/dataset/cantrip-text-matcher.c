/* cantrip-text-matcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-text-matcher.h"

#include <string.h>

struct _CantripTextMatcher
{
  char    *needle; /* (owned); folded */
  gsize    n_bytes;
  gboolean is_ascii;
};

static char *
fold (const char *text, gssize n_bytes)
{
  g_autofree char *normal = g_utf8_normalize (text, n_bytes, G_NORMALIZE_ALL_COMPOSE);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static gboolean
is_ascii (const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;

  return TRUE;
}

CantripTextMatcher *
cantrip_text_matcher_new (const char *text)
{
  CantripTextMatcher *self = g_new0 (CantripTextMatcher, 1);

  self->needle = fold (text, -1);
  self->n_bytes = strlen (self->needle);
  self->is_ascii = is_ascii (self->needle, self->n_bytes);

  return self;
}

void
cantrip_text_matcher_free (CantripTextMatcher *self)
{
  g_free (self->needle);
  g_free (self);
}

static gboolean
matches_ascii (CantripTextMatcher *self, const char *text, gsize n_bytes)
{
  for (; n_bytes >= self->n_bytes; text++, n_bytes--)
    if (g_ascii_tolower (*text) == *self->needle &&
        g_ascii_strncasecmp (text, self->needle, self->n_bytes) == 0)
      return TRUE;

  return FALSE;
}

gboolean
cantrip_text_matcher_matches (CantripTextMatcher *self, const char *text, gsize n_bytes)
{
  g_autofree char *folded = NULL;

  if (self->n_bytes == 0)
    return TRUE;

  /* Most cells are ASCII, and folding takes fifty times as long as this. */
  if (is_ascii (text, n_bytes))
    return self->is_ascii && matches_ascii (self, text, n_bytes);

  folded = fold (text, (gssize) n_bytes);

  return strstr (folded, self->needle) != NULL;
}
