/* cantrip-header-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-header-guess.h"

#include <math.h>

#include "base/cantrip-json.h"

#define MAX_ROWS 20

static gboolean
is_number (const char *text, double *ret_value)
{
  char *end;

  *ret_value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*ret_value);
}

/* Tables have columns for years. */
static gboolean
is_year (double value)
{
  return value >= 1800 && value <= 2200 && value == floor (value);
}

/* Whether all values of a column are numbers, and there are some. */
static gboolean
holds_numbers (GPtrArray *rows, guint column)
{
  guint n_numbers = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      JsonArray       *row = cantrip_json_root_array (rows->pdata[i]);
      g_autofree char *text =
          row != NULL && column < json_array_get_length (row)
              ? cantrip_json_dup_value_text (json_array_get_element (row, column))
              : g_strdup ("");
      double value;

      if (*text == '\0')
        continue;
      if (!is_number (text, &value))
        return FALSE;
      n_numbers++;
    }

  return n_numbers > 0;
}

gboolean
cantrip_header_guess_is_row (char **columns, GPtrArray *rows)
{
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  gboolean is_row = FALSE;

  for (guint i = 0; i < MIN (rows->len, MAX_ROWS); i++)
    {
      JsonNode *row = cantrip_json_parse_text (rows->pdata[i], -1, NULL);

      if (row != NULL)
        g_ptr_array_add (parsed, row);
    }

  for (guint i = 0; columns[i] != NULL; i++)
    {
      double value;

      if (!holds_numbers (parsed, i))
        continue;
      if (!is_number (columns[i], &value))
        return FALSE;
      is_row = is_row || !is_year (value);
    }

  return is_row;
}
