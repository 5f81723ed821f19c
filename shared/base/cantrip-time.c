/* cantrip-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-time.h"

#include "base/cantrip-error.h"

gint64
cantrip_time_now_us (void)
{
  return g_get_real_time ();
}

char *
cantrip_time_to_text (gint64 time_us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (seconds == NULL) /* outside the years 1 to 9999 */
    return g_strdup ("");

  text = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", text, (int) (time_us % G_USEC_PER_SEC / 1000));
}

/* Reads `30m`, `24h` or `7d`; returns 0 for anything else. */
static gint64
read_duration_us (const char *text)
{
  char  *unit = NULL;
  gint64 count = g_ascii_strtoll (text, &unit, 10);

  if (unit == text || count <= 0 || count > 100000 || unit[0] == '\0' || unit[1] != '\0')
    return 0;

  switch (unit[0])
    {
    case 's':
      return count * G_USEC_PER_SEC;
    case 'm':
      return count * 60 * G_USEC_PER_SEC;
    case 'h':
      return count * 3600 * G_USEC_PER_SEC;
    case 'd':
      return count * 86400 * G_USEC_PER_SEC;
    default:
      return 0;
    }
}

gboolean
cantrip_time_from_text (const char *text, gint64 now_us, gint64 *ret_time_us, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
  gint64           duration_us = read_duration_us (text);

  if (duration_us > 0)
    {
      *ret_time_us = now_us - duration_us;
      return TRUE;
    }

  when = g_date_time_new_from_iso8601 (text, utc);
  if (when == NULL)
    when = g_date_time_new_from_iso8601 (midnight, utc);
  if (when == NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "“%s” is not a time; write 24h, 7d, 2026-11-23 or "
                              "2026-11-23T08:00:00Z",
                              text);

  *ret_time_us = g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when);

  return TRUE;
}

char *
cantrip_duration_to_text (double seconds)
{
  guint64 whole = (guint64) (CLAMP (seconds, 0, 1e9) + 0.5);

  if (whole < 60)
    return g_strdup_printf ("%d s", (int) whole);
  if (whole < 3600)
    return g_strdup_printf ("%d min %02d s", (int) (whole / 60), (int) (whole % 60));

  return g_strdup_printf ("%d h %02d min", (int) (whole / 3600), (int) (whole % 3600 / 60));
}
