/* cantrip-cell-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-cell-text.h"

#include <string.h>

#include "base/cantrip-json-scanner.h"
#include "base/cantrip-json.h"

/* @text as compact JSON, if all of it is one value. */
static char *
read_json (const char *text, gsize n_bytes)
{
  CantripJsonScanner scanner = { .position = text, .end = text + n_bytes };
  g_autoptr (GString) json = g_string_new (NULL);

  if (!cantrip_json_scanner_copy_value (&scanner, json) || !cantrip_json_scanner_is_done (&scanner))
    return NULL;

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
begins_number (const char *text, gsize n_bytes)
{
  return n_bytes > 0 && (*text == '-' || g_ascii_isdigit (*text));
}

gboolean
cantrip_cell_text_is_number (const char *text, gsize n_bytes)
{
  g_autofree char *json = begins_number (text, n_bytes) ? read_json (text, n_bytes) : NULL;

  return json != NULL && strlen (json) == n_bytes;
}

char *
cantrip_cell_text_to_json (const char *text, const char *old_json, gboolean in_numbers)
{
  gsize    n_bytes = strlen (text);
  gboolean was_number = begins_number (old_json, 1);
  gboolean was_text = *old_json == '"';
  gboolean was_other = !was_number && !was_text && *old_json != 'n';
  GString *json;

  if (*text == '\0' && (was_number || was_other || (in_numbers && !was_text)))
    return g_strdup ("null");
  if ((was_number || in_numbers) && cantrip_cell_text_is_number (text, n_bytes))
    return g_strdup (text);
  if (was_other && strchr ("[{tf", *text) != NULL)
    {
      char *value = read_json (text, n_bytes);

      if (value != NULL)
        return value;
    }

  json = g_string_new (NULL);
  cantrip_json_append_string (json, text, (gssize) n_bytes);

  return g_string_free (json, FALSE);
}
