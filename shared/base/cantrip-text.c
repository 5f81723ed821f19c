/* cantrip-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-text.h"

#include <string.h>

#define BYTES_PER_TOKEN 4

char *
cantrip_text_shorten (const char *text, gsize max_characters)
{
  const char *end = text; /* of the characters that stay when something is cut */
  const char *next = text;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_characters > 0, NULL);

  for (gsize i = 0; i < max_characters && *next != '\0'; i++)
    {
      end = next;
      next = g_utf8_next_char (next);
    }

  if (*next == '\0')
    return g_strdup (text);

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

gint64
cantrip_text_estimate_tokens (gint64 n_bytes)
{
  return (n_bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
}
