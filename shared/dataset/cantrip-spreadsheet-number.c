/* cantrip-spreadsheet-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-spreadsheet-number.h"

#include <math.h>
#include <string.h>

/* What spreadsheets keep: 15 digits. Above 2^53 whole numbers have gaps. */
#define MAX_DIGITS 15
#define MAX_WHOLE 9007199254740992.0

void
cantrip_spreadsheet_number_append_double (GString *json, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0)
    value = 0; /* never “-0” */
  if (fabs (value) <= MAX_WHOLE && value == floor (value))
    g_ascii_formatd (digits, sizeof digits, "%.0f", value);
  else
    g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  g_string_append (json, digits);
}

gboolean
cantrip_spreadsheet_number_append (GString *json, const char *text)
{
  char  *end;
  double value = g_ascii_strtod (text, &end);

  /* strtod() also knows “inf”, “nan” and hexadecimal numbers. */
  if (end == text || *end != '\0' || strspn (text, "+-.0123456789eE") != strlen (text) ||
      !isfinite (value))
    return FALSE;

  cantrip_spreadsheet_number_append_double (json, value);

  return TRUE;
}

gboolean
cantrip_spreadsheet_number_parse (const char *text, gsize length, double *ret_value)
{
  char   copy[MAX_DIGITS + 3]; /* a sign, a point, the end */
  char   digits[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (length == 0 || length >= sizeof copy)
    return FALSE;

  memcpy (copy, text, length);
  copy[length] = '\0';
  if (strspn (copy, "-.0123456789") != length)
    return FALSE;

  value = g_ascii_strtod (copy, NULL);
  if ((value == 0 && length > 1) || /* “-0” */
      !g_str_equal (g_ascii_formatd (digits, sizeof digits, "%.15g", value), copy))
    return FALSE;

  *ret_value = value;

  return TRUE;
}
