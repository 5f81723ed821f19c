/* cantrip-nearest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-nearest.h"

#include <string.h>

#define MAX_LENGTH 100 /* characters */

/* The name for comparison; %NULL if it is too long to be looked at, or not UTF-8. */
static gunichar *
fold (const char *name, gsize *ret_length)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  glong            length;
  gunichar        *characters;

  if (strlen (name) > MAX_LENGTH * 4)
    return NULL;

  normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL)
    return NULL;

  folded = g_utf8_casefold (normal, -1);
  characters = g_utf8_to_ucs4_fast (folded, -1, &length);
  if (length > MAX_LENGTH)
    g_clear_pointer (&characters, g_free);
  *ret_length = (gsize) length;

  return characters;
}

/* The optimal string alignment distance, with three rows of the table kept. */
static gsize
distance (const gunichar *a, gsize a_length, const gunichar *b, gsize b_length)
{
  gsize  rows[3][MAX_LENGTH + 1];
  gsize *before = rows[0], *above = rows[1], *row = rows[2];

  for (gsize j = 0; j <= b_length; j++)
    above[j] = j;

  for (gsize i = 1; i <= a_length; i++)
    {
      gsize *oldest = before;

      row[0] = i;
      for (gsize j = 1; j <= b_length; j++)
        {
          gsize replaced = above[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);

          row[j] = MIN (replaced, MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = oldest;
    }

  return above[b_length];
}

const char *
cantrip_nearest_name (const char *name, const char *const *candidates)
{
  g_autofree gunichar *wanted = NULL;
  const char          *nearest = NULL;
  gsize                wanted_length, least = G_MAXSIZE;

  g_return_val_if_fail (name != NULL, NULL);

  wanted = fold (name, &wanted_length);

  for (gsize i = 0; wanted != NULL && candidates != NULL && candidates[i] != NULL; i++)
    {
      gsize                length, edits;
      g_autofree gunichar *candidate = fold (candidates[i], &length);
      gsize                longer = MAX (wanted_length, length);
      gsize                shorter = MIN (wanted_length, length);
      gsize                allowed = MAX (longer / 3, longer > 1 ? 1 : 0);

      /* The difference in length is the least distance there can be. */
      if (candidate == NULL || shorter == 0 || longer - shorter > MIN (allowed, least))
        continue;

      edits = distance (wanted, wanted_length, candidate, length);
      if (edits <= allowed && edits < least)
        {
          nearest = candidates[i];
          least = edits;
        }
    }

  return nearest;
}
