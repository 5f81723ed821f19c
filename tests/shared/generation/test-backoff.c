/* test-backoff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-backoff.h"

static void
test_doubles_up_to_the_cap (void)
{
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, -1, 0.5), ==, 250);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (2, -1, 0.5), ==, 500);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (5, -1, 0.5), ==, 4000);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (7, -1, 0.5), ==, 15000);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (G_MAXUINT, -1, 0.5), ==, 15000);
}

static void
test_jitters_from_zero (void)
{
  g_assert_cmpint (cantrip_backoff_get_delay_ms (5, -1, 0), ==, 0);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, -1, 0.999), ==, 499);
}

static void
test_obeys_retry_after (void)
{
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, 2000, 0), ==, 2000);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, 2000, 0.5), ==, 2250);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, 300000, 0), ==, 300000);
  g_assert_cmpint (cantrip_backoff_get_delay_ms (1, 300001, 0), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backoff/get-delay/doubles-up-to-the-cap", test_doubles_up_to_the_cap);
  g_test_add_func ("/backoff/get-delay/jitters-from-zero", test_jitters_from_zero);
  g_test_add_func ("/backoff/get-delay/obeys-retry-after", test_obeys_retry_after);
  return g_test_run ();
}
