/* cantrip-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-scope.h"

#include <string.h>

#include "base/cantrip-error.h"

static gboolean
read_position (const char *text, gint64 *ret_position)
{
  guint64 position;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &position, NULL))
    return FALSE;

  *ret_position = (gint64) position;

  return TRUE;
}

gboolean
cantrip_scope_from_text (const char *text, CantripScope *ret_scope, GError **error)
{
  g_autofree char *first = NULL;
  const char      *dash;
  CantripScope     scope = CANTRIP_SCOPE_ALL;

  if (text == NULL || g_str_equal (text, "failed"))
    {
      *ret_scope = text == NULL ? CANTRIP_SCOPE_ALL : CANTRIP_SCOPE_FAILED;
      return TRUE;
    }

  dash = strchr (text, '-');
  first = dash != NULL ? g_strndup (text, (gsize) (dash - text)) : g_strdup (text);

  if (!read_position (first, &scope.first) ||
      (dash == NULL && !read_position (first, &scope.last)) ||
      (dash != NULL && dash[1] != '\0' && !read_position (dash + 1, &scope.last)) ||
      scope.last < scope.first)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "“%s” does not name rows; write “1-100”, “7”, “50-” or “failed”",
                              text);

  *ret_scope = scope;

  return TRUE;
}

void
cantrip_ranges_add (GArray *ranges, gint64 position)
{
  CantripRange *last =
      ranges->len > 0 ? &g_array_index (ranges, CantripRange, ranges->len - 1) : NULL;
  const CantripRange alone = { position, position };

  if (last != NULL && last->last + 1 == position)
    last->last = position;
  else
    g_array_append_val (ranges, alone);
}
