/* cantrip-cell-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-cell-text.h"

#include <string.h>

#include "server/cantrip-service-error.h"

static gboolean
is_kept (const char *c)
{
  guchar byte = (guchar) *c;

  return (byte >= 0x20 && byte != 0x7f) || byte == '\n' || byte == '\t';
}

/* CR LF and lone CR become LF; other control characters go. */
static GString *
clean (const char *text)
{
  GString *cleaned = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\r')
        {
          if (c[1] != '\n')
            g_string_append_c (cleaned, '\n');
        }
      else if (is_kept (c))
        g_string_append_c (cleaned, *c);
    }

  while (cleaned->len > 0 && cleaned->str[cleaned->len - 1] == '\n')
    g_string_truncate (cleaned, cleaned->len - 1);

  return cleaned;
}

char *
cantrip_cell_text_new (const char *text, guint max_characters)
{
  GString *cleaned = clean (text);

  if (cleaned->len > max_characters &&
      g_utf8_strlen (cleaned->str, (gssize) cleaned->len) > (glong) max_characters)
    {
      const char *end =
          g_utf8_offset_to_pointer (cleaned->str, (glong) MAX (max_characters, 1) - 1);

      g_string_truncate (cleaned, (gsize) (end - cleaned->str));
      g_string_append (cleaned, "…");
    }

  return g_string_free (cleaned, FALSE);
}

char *
cantrip_cell_text_from_error (const GError *error)
{
  const char      *hint = cantrip_service_error_get_hint (error);
  g_autofree char *line = g_strdup_printf ("#CANTRIP %s: %s%s%s",
                                           cantrip_service_error_get_name (error),
                                           error->message,
                                           hint != NULL ? ". " : "",
                                           hint != NULL ? hint : "");

  g_strdelimit (line, "\r\n", ' ');

  return cantrip_cell_text_new (line, CANTRIP_CELL_MAX_CHARACTERS);
}
