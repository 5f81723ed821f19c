/* cantrip-spreadsheet-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-spreadsheet-date.h"

#include <math.h>
#include <string.h>

#define MS_PER_DAY (24 * 60 * 60 * 1000)
#define MAX_DAYS 2958466 /* 9999-12-31 is the last day before */

/* Passes what stands in quotes or brackets, or behind a backslash; NULL if it is nothing such.
 * Elapsed time, `[h]`, is no remark: @ret_is_elapsed. */
static const char *
pass_remark (const char *code, gboolean *ret_is_elapsed)
{
  const char *end;

  switch (*code)
    {
    case '\\':
    case '_':
    case '*':
      return code[1] != '\0' ? g_utf8_next_char (code + 1) : code + 1;

    case '"':
      end = strchr (code + 1, '"');
      return end != NULL ? end + 1 : code + strlen (code);

    case '[':
      end = strchr (code, ']');
      end = end != NULL ? end + 1 : code + strlen (code);
      if (strspn (code + 1, "hHmMsS") + 2 == (gsize) (end - code))
        *ret_is_elapsed = TRUE;
      return end;

    default:
      return NULL;
    }
}

CantripDateKind
cantrip_date_kind_from_code (const char *code)
{
  gboolean has_day = FALSE, has_month = FALSE, has_clock = FALSE, is_elapsed = FALSE;

  /* What follows the first semicolon is for other numbers. */
  while (*code != '\0' && *code != ';')
    {
      const char *next = pass_remark (code, &is_elapsed);

      if (next != NULL)
        {
          code = next;
          continue;
        }

      has_day = has_day || strchr ("yYdD", *code) != NULL;
      has_month = has_month || strchr ("mM", *code) != NULL; /* or a minute */
      has_clock = has_clock || strchr ("hHsS", *code) != NULL;
      code++;
    }

  if (is_elapsed)
    return CANTRIP_DATE_KIND_DURATION;
  if (has_day)
    return has_clock ? CANTRIP_DATE_KIND_DATE_TIME : CANTRIP_DATE_KIND_DATE;
  if (has_month && !has_clock)
    return CANTRIP_DATE_KIND_DATE;

  return has_clock ? CANTRIP_DATE_KIND_TIME : CANTRIP_DATE_KIND_NONE;
}

CantripDateKind
cantrip_date_kind_from_number (gint64 number)
{
  if (number == 46)
    return CANTRIP_DATE_KIND_DURATION;
  if ((number >= 18 && number <= 21) || number == 45 || number == 47 ||
      (number >= 32 && number <= 35))
    return CANTRIP_DATE_KIND_TIME;
  if (number == 22)
    return CANTRIP_DATE_KIND_DATE_TIME;
  if ((number >= 14 && number <= 17) || (number >= 27 && number <= 36) ||
      (number >= 50 && number <= 58))
    return CANTRIP_DATE_KIND_DATE;

  return CANTRIP_DATE_KIND_NONE;
}

static void
append_clock (GString *text, gint64 ms)
{
  g_string_append_printf (text,
                          "%02d:%02d:%02d",
                          (int) (ms / 3600000),
                          (int) (ms / 60000 % 60),
                          (int) (ms / 1000 % 60));
  if (ms % 1000 != 0)
    g_string_append_printf (text, ".%03d", (int) (ms % 1000));
}

/* The days from 0001-01-01, which is 1, as GDate counts them. */
static guint32
get_julian (gint64 day, gboolean is_1904)
{
  GDate zero;

  g_date_clear (&zero, 1);

  if (is_1904)
    g_date_set_dmy (&zero, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&zero, 30, G_DATE_DECEMBER, 1899);

  /* 1900 is taken for a leap year; what comes before its 29 February is a day later. */
  return g_date_get_julian (&zero) + (guint32) day + (!is_1904 && day < 60);
}

gboolean
cantrip_spreadsheet_date_append (GString        *text,
                                 double          serial,
                                 CantripDateKind kind,
                                 gboolean        is_1904)
{
  gint64 total_ms, day, ms;
  GDate  date;

  if (kind == CANTRIP_DATE_KIND_NONE || !(serial >= 0 && serial < MAX_DAYS - 1462 * is_1904))
    return FALSE;

  total_ms = llround (serial * MS_PER_DAY);
  day = total_ms / MS_PER_DAY;
  ms = total_ms % MS_PER_DAY;

  if (kind == CANTRIP_DATE_KIND_DURATION)
    {
      append_clock (text, total_ms);
      return TRUE;
    }

  if (kind == CANTRIP_DATE_KIND_TIME || (day == 0 && !is_1904))
    {
      append_clock (text, ms);
      return TRUE;
    }

  g_date_clear (&date, 1);
  g_date_set_julian (&date, get_julian (day, is_1904));
  g_string_append_printf (text,
                          "%04d-%02d-%02d",
                          g_date_get_year (&date),
                          g_date_get_month (&date),
                          g_date_get_day (&date));
  if (ms != 0 || kind == CANTRIP_DATE_KIND_DATE_TIME)
    {
      g_string_append_c (text, 'T');
      append_clock (text, ms);
    }

  return TRUE;
}
