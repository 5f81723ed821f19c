/* cantrip-retry-after.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-retry-after.h"

#include <math.h>

#include "base/cantrip-json.h"

#define MAX_MS (24.0 * 3600 * 1000)

/* Unix times in milliseconds are above the first, those in seconds above the second. */
#define LEAST_UNIX_MS 1e11
#define LEAST_UNIX_S 1e8

static const char *const LIMITS[] = {
  "x-ratelimit-%s-requests",
  "x-ratelimit-%s-tokens",
  "anthropic-ratelimit-requests-%s",
  "anthropic-ratelimit-tokens-%s",
  "anthropic-ratelimit-input-tokens-%s",
  "anthropic-ratelimit-output-tokens-%s",
  "x-ratelimit-%s",
};

static gint64
to_ms (double ms)
{
  return ms >= 0 ? (gint64) ceil (MIN (ms, MAX_MS)) : -1;
}

/* A number and nothing else; NAN if it is not. */
static double
read_number (const char *text)
{
  char  *end = NULL;
  double number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (number) ? number : NAN;
}

/* `6m0s`, `2m59.56s`, `12ms`; NAN if it is not one. */
static double
read_duration_ms (const char *text)
{
  static const struct
  {
    const char *unit;
    double      ms;
  } UNITS[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 } };
  double total = *text != '\0' ? 0 : NAN;

  while (*text != '\0')
    {
      char  *unit = NULL;
      double number = g_ascii_strtod (text, &unit);
      gsize  i = 0;

      while (i < G_N_ELEMENTS (UNITS) && !g_str_has_prefix (unit, UNITS[i].unit))
        i++;
      if (unit == text || i == G_N_ELEMENTS (UNITS) || !isfinite (number))
        return NAN;

      total += number * UNITS[i].ms;
      text = unit + strlen (UNITS[i].unit);
    }

  return total;
}

/* A time in RFC 3339 or in the form of HTTP; NAN if it is neither. */
static double
read_time_ms (const char *text, gint64 now_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    time = soup_date_time_new_from_http_string (text);
  if (time == NULL)
    return NAN;

  return MAX (0, (double) g_date_time_to_unix (time) * 1000 - (double) now_us / 1000);
}

/* Whatever stands in the reset of a rate limit. */
static double
read_reset_ms (const char *text, gint64 now_us)
{
  double number = read_number (text);
  double ms;

  if (number >= LEAST_UNIX_MS)
    return MAX (0, number - (double) now_us / 1000);
  if (number >= LEAST_UNIX_S)
    return MAX (0, number * 1000 - (double) now_us / 1000);
  if (!isnan (number))
    return number > 0 ? number * 1000 : NAN; /* Azure writes 0 and -1 for “not known” */

  ms = read_duration_ms (text);

  return !isnan (ms) ? ms : read_time_ms (text, now_us);
}

static const char *
get_limit (SoupMessageHeaders *headers, const char *limit, const char *part)
{
  g_auto (GStrv) halves = g_strsplit (limit, "%s", 2);
  g_autofree char *name = g_strconcat (halves[0], part, halves[1], NULL);

  return soup_message_headers_get_one (headers, name);
}

static double
find_reset_ms (SoupMessageHeaders *headers, gint64 now_us)
{
  double latest = NAN;

  for (gsize i = 0; i < G_N_ELEMENTS (LIMITS); i++)
    {
      const char *remaining = get_limit (headers, LIMITS[i], "remaining");
      const char *reset = get_limit (headers, LIMITS[i], "reset");
      double      ms;

      if (reset == NULL || (remaining != NULL && read_number (remaining) > 0))
        continue;

      ms = read_reset_ms (reset, now_us);
      if (isnan (latest) || ms > latest)
        latest = ms;
    }

  return latest;
}

static double
find_delay_in_body_ms (JsonObject *error_object)
{
  JsonArray *details = cantrip_json_get_array (error_object, "details");

  for (guint i = 0; details != NULL && i < json_array_get_length (details); i++)
    {
      JsonObject *detail = cantrip_json_element_object (details, i);
      const char *delay = cantrip_json_get_string (detail, "retryDelay");

      if (delay != NULL)
        return read_duration_ms (delay);
    }

  return NAN;
}

gint64
cantrip_retry_after_ms (SoupMessageHeaders *headers, JsonObject *error_object, gint64 now_us)
{
  const char *in_ms = NULL;
  const char *in_s = NULL;
  double      ms = NAN;

  if (headers != NULL)
    {
      in_ms = soup_message_headers_get_one (headers, "retry-after-ms");
      in_s = soup_message_headers_get_one (headers, "retry-after");
    }

  if (in_ms != NULL)
    ms = read_number (in_ms);
  if (isnan (ms) && in_s != NULL)
    ms = read_number (in_s) * 1000;
  if (isnan (ms) && in_s != NULL)
    ms = read_time_ms (in_s, now_us);
  if (isnan (ms))
    ms = find_delay_in_body_ms (error_object);
  if (isnan (ms) && headers != NULL)
    ms = find_reset_ms (headers, now_us);

  return isnan (ms) ? -1 : to_ms (ms);
}
