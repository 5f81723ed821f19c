/* test-spending.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-spending.h"

static void
test_reserves_up_to_the_limit (void)
{
  CantripSpending spending = { .limit_usd_nanos = 100, .spent_usd_nanos = 40 };

  g_assert_true (cantrip_spending_reserve (&spending, 30));
  g_assert_true (cantrip_spending_reserve (&spending, 30));
  g_assert_false (cantrip_spending_reserve (&spending, 1));
  g_assert_true (cantrip_spending_reserve (&spending, 0));
  g_assert_cmpint (spending.reserved_usd_nanos, ==, 60);
}

static void
test_settling_frees_what_was_not_used (void)
{
  CantripSpending spending = { .limit_usd_nanos = 100 };

  g_assert_true (cantrip_spending_reserve (&spending, 100));
  cantrip_spending_settle (&spending, 100, 10);
  g_assert_cmpint (spending.reserved_usd_nanos, ==, 0);
  g_assert_cmpint (spending.spent_usd_nanos, ==, 10);
  g_assert_false (cantrip_spending_reserve (&spending, 91));
  g_assert_true (cantrip_spending_reserve (&spending, 90));
  cantrip_spending_settle (&spending, 90, -1); /* the cost of a failed call is not known */
  g_assert_cmpint (spending.spent_usd_nanos, ==, 10);
}

static void
test_unknown_cost_needs_no_limit (void)
{
  CantripSpending limited = { .limit_usd_nanos = G_MAXINT64 };
  CantripSpending unlimited = { .limit_usd_nanos = -1 };

  g_assert_false (cantrip_spending_reserve (&limited, -1));
  g_assert_true (cantrip_spending_reserve (&unlimited, -1));
  g_assert_true (cantrip_spending_reserve (&unlimited, 5));
  cantrip_spending_settle (&unlimited, -1, -1);
  cantrip_spending_settle (&unlimited, 5, 4);
  g_assert_cmpint (unlimited.reserved_usd_nanos, ==, 0);
  g_assert_cmpint (unlimited.spent_usd_nanos, ==, 4);
}

static void
test_nothing_fits_into_zero (void)
{
  CantripSpending spending = { 0 };

  g_assert_false (cantrip_spending_reserve (&spending, 1));
  g_assert_true (cantrip_spending_reserve (&spending, 0)); /* a model that costs nothing */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/spending/reserve/up-to-the-limit", test_reserves_up_to_the_limit);
  g_test_add_func ("/spending/reserve/unknown-cost-needs-no-limit",
                   test_unknown_cost_needs_no_limit);
  g_test_add_func ("/spending/reserve/nothing-fits-into-zero", test_nothing_fits_into_zero);
  g_test_add_func ("/spending/settle/frees-what-was-not-used",
                   test_settling_frees_what_was_not_used);
  return g_test_run ();
}
