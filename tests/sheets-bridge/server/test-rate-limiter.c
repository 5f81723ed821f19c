/* test-rate-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-rate-limiter.h"

#define SECOND_US ((gint64) G_USEC_PER_SEC)

/* Not 0: a clock may have begun long ago. */
#define START_US (7 * SECOND_US)

static void
test_a_minutes_worth_at_once (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();

  for (guint i = 0; i < 30; i++)
    g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 30, START_US), ==, 0);

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 30, START_US), >, 0);
}

static void
test_wait_is_long_enough (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();
  gint64 wait_ms;

  while ((wait_ms = cantrip_rate_limiter_take (limiter, 1, 30, START_US)) == 0)
    ;

  /* Thirty a minute is one every two seconds. */
  g_assert_cmpint (wait_ms, >=, 2000);
  g_assert_cmpint (wait_ms, <=, 2001);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 30, START_US + 1900 * 1000), >, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 30, START_US + wait_ms * 1000), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 30, START_US + wait_ms * 1000), >, 0);
}

static void
test_rest_saves_no_more_than_a_minute (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();
  gint64 later_us = START_US + 3600 * SECOND_US;

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 2, START_US), ==, 0);

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 2, later_us), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 2, later_us), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 2, later_us), >, 0);
}

static void
test_keys_do_not_share (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 1, START_US), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 1, START_US), >, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 2, 1, START_US), ==, 0);
}

static void
test_no_limit (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();

  for (guint i = 0; i < 10000; i++)
    g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, -1, START_US), ==, 0);
}

static void
test_lower_limit_holds_at_once (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 100, START_US), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 1, START_US), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 1, START_US), >, 59000);
}

/* Workers read the clock before they take the lock. */
static void
test_clock_of_another_worker (void)
{
  g_autoptr (CantripRateLimiter) limiter = cantrip_rate_limiter_new ();

  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 60, START_US), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 60, START_US - 50), ==, 0);

  for (guint i = 0; i < 58; i++)
    g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 60, START_US), ==, 0);
  g_assert_cmpint (cantrip_rate_limiter_take (limiter, 1, 60, START_US), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rate-limiter/take/a-minutes-worth-at-once", test_a_minutes_worth_at_once);
  g_test_add_func ("/rate-limiter/take/wait-is-long-enough", test_wait_is_long_enough);
  g_test_add_func ("/rate-limiter/take/rest-saves-no-more-than-a-minute",
                   test_rest_saves_no_more_than_a_minute);
  g_test_add_func ("/rate-limiter/take/keys-do-not-share", test_keys_do_not_share);
  g_test_add_func ("/rate-limiter/take/no-limit", test_no_limit);
  g_test_add_func ("/rate-limiter/take/lower-limit-holds-at-once", test_lower_limit_holds_at_once);
  g_test_add_func ("/rate-limiter/take/clock-of-another-worker", test_clock_of_another_worker);

  return g_test_run ();
}
