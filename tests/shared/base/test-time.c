/* test-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"

#define NOW_US (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)

static void
test_from_text_reads (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds;
  } cases[] = {
    { "90s", 1790000000 - 90 },
    { "30m", 1790000000 - 1800 },
    { "24h", 1790000000 - 86400 },
    { "7d", 1790000000 - 7 * 86400 },
    { "2026-11-23", 1795392000 },
    { "2026-11-23T01:00:00Z", 1795395600 },
    { "2026-11-23T01:00:00+01:00", 1795392000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_us = 0;

      g_assert_true (cantrip_time_from_text (cases[i].text, NOW_US, &time_us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (time_us, ==, cases[i].seconds * G_USEC_PER_SEC);
    }
}

static void
test_from_text_refuses (void)
{
  static const char *const cases[] = { "", "h", "-3h", "3 h", "3w", "yesterday", "2026-13-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_us = 42;

      g_assert_false (cantrip_time_from_text (cases[i], NOW_US, &time_us, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_cmpint (time_us, ==, 42);
    }
}

static void
test_to_text (void)
{
  g_autofree char *text =
      cantrip_time_to_text (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC + 7890);
  g_autofree char *seconds = cantrip_duration_to_text (8.4);
  g_autofree char *minutes = cantrip_duration_to_text (125);
  g_autofree char *hours = cantrip_duration_to_text (12000);

  g_assert_cmpstr (text, ==, "2026-11-23T00:00:00.007Z");
  g_assert_cmpstr (seconds, ==, "8 s");
  g_assert_cmpstr (minutes, ==, "2 min 05 s");
  g_assert_cmpstr (hours, ==, "3 h 20 min");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/time/from-text/reads", test_from_text_reads);
  g_test_add_func ("/time/from-text/refuses", test_from_text_refuses);
  g_test_add_func ("/time/to-text", test_to_text);

  return g_test_run ();
}
