/* cantrip-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-decimal.h"

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
