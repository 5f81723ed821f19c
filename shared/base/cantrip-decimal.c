/* cantrip-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-decimal.h"

#include <string.h>

char *
cantrip_decimal_to_text (gint64 value, guint n_decimals)
{
  guint64          digits = value < 0 ? -(guint64) value : (guint64) value;
  guint64          unit = 1;
  g_autofree char *text = NULL;

  g_return_val_if_fail (n_decimals <= 18, NULL);

  for (guint i = 0; i < n_decimals; i++)
    unit *= 10;

  while (n_decimals > 0 && digits % 10 == 0)
    {
      digits /= 10;
      unit /= 10;
      n_decimals--;
    }

  text = g_strdup_printf ("%s%" G_GUINT64_FORMAT, value < 0 ? "-" : "", digits / unit);
  if (n_decimals == 0)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s.%0*" G_GUINT64_FORMAT, text, (int) n_decimals, digits % unit);
}

gboolean
cantrip_decimal_from_text (const char *text, guint n_decimals, gint64 *ret_value)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *decimals = NULL;
  guint64          unit = 1;
  guint64          whole;
  guint64          rest = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (n_decimals <= 9, FALSE);

  for (guint i = 0; i < n_decimals; i++)
    unit *= 10;

  parts = g_strsplit (text, ".", 2);
  if (parts[0] == NULL ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT64 / unit - 1, &whole, NULL))
    return FALSE;

  if (parts[1] != NULL)
    {
      decimals = g_strconcat (parts[1], "000000000", NULL);
      if (strlen (parts[1]) > n_decimals)
        return FALSE;
      decimals[n_decimals] = '\0';
      if (n_decimals > 0 && !g_ascii_string_to_unsigned (decimals, 10, 0, unit - 1, &rest, NULL))
        return FALSE;
    }

  *ret_value = (gint64) (whole * unit + rest);

  return TRUE;
}
