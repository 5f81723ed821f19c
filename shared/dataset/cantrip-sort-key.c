/* cantrip-sort-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-sort-key.h"

#include <string.h>

#include "dataset/cantrip-cell-text.h"

#define NUMBER '\1'
#define TEXT '\2'
#define MAX_CHARACTERS 256

/* The bits of a double in an order that bytes can be compared in: the sign first, turned round;
 * the larger a negative number, the smaller the rest. */
static void
append_number (GString *key, const char *text, gsize n_bytes)
{
  g_autofree char *digits = g_strndup (text, n_bytes);
  double           number = g_ascii_strtod (digits, NULL) + 0.0; /* -0 is 0 */
  guint64          bits;

  memcpy (&bits, &number, sizeof bits);
  bits = bits >> 63 ? ~bits : bits | G_GUINT64_CONSTANT (1) << 63;
  bits = GUINT64_TO_BE (bits);
  g_string_append_c (key, NUMBER);
  g_string_append_len (key, (const char *) &bits, sizeof bits);
}

/* Where the first MAX_CHARACTERS of @text end. */
static gsize
get_prefix_bytes (const char *text, gsize n_bytes)
{
  const char *end = text;

  for (guint i = 0; i < MAX_CHARACTERS && end < text + n_bytes; i++)
    end = g_utf8_next_char (end);

  return (gsize) (end - text);
}

void
cantrip_sort_key_append (GString *key, const char *text, gsize n_bytes)
{
  g_autofree char *collated = NULL;

  if (cantrip_cell_text_is_number (text, n_bytes))
    {
      append_number (key, text, n_bytes);
      return;
    }

  collated = g_utf8_collate_key (text, (gssize) get_prefix_bytes (text, n_bytes));
  g_string_append_c (key, TEXT);
  g_string_append_len (key,
                       collated,
                       (gssize) MIN (strlen (collated), CANTRIP_SORT_KEY_MAX_BYTES - 1));
}
