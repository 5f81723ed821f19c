/* cantrip-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-csv.h"

#include <string.h>

/* Spaces at the ends need quotes too: some readers take them away. */
static gboolean
needs_quotes (const char *text)
{
  gsize length = strlen (text);

  return strpbrk (text, ",\"\r\n") != NULL ||
         (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
}

static void
append_cell (GString *csv, const char *before, const char *text)
{
  if (!needs_quotes (text))
    {
      g_string_append (csv, before);
      g_string_append (csv, text);
      return;
    }

  g_string_append_c (csv, '"');
  g_string_append (csv, before);
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      g_string_append_len (csv, text, quote + 1 - text);
      g_string_append_c (csv, '"');
    }
  g_string_append (csv, text);
  g_string_append_c (csv, '"');
}

void
cantrip_csv_append_cell (GString *csv, const char *text)
{
  append_cell (csv, "", text);
}

void
cantrip_csv_append_harmless_cell (GString *csv, const char *text)
{
  append_cell (csv, *text != '\0' && strchr ("=+-@\t\r", *text) != NULL ? "'" : "", text);
}
