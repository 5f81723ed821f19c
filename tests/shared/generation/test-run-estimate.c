/* test-run-estimate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-run.h"
#include "generation/cantrip-run-estimate.h"

static CantripRunEstimate
estimate (CantripTestRun *fixture, const char *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, &error);
  CantripRunEstimate result;

  g_assert_no_error (error);
  cantrip_run_estimate (store,
                        &fixture->spec,
                        cantrip_catalog_find (fixture->catalog, "openai", model),
                        &result,
                        &error);
  g_assert_no_error (error);

  return result;
}

static void
test_before_the_first_call (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripRunEstimate expected;

  fixture->spec.scope = (CantripScope){ FALSE, 100, 199 }; /* “Hi row 100”: 10 bytes, 3 tokens */
  fixture->spec.repeats = 2;
  expected = estimate (fixture, "m");
  g_assert_cmpint (expected.n_calls, ==, 200);
  g_assert_cmpint (expected.input_tokens, ==, 200 * 3);
  g_assert_cmpint (expected.cost_usd_nanos, ==, 200 * (3 * 1000 + 5 * 10000));
  g_assert_cmpint (expected.worst_usd_nanos, ==, 200 * (42 * 1000 + 10 * 10000));
}

static void
test_unknown_price (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripRunEstimate expected = estimate (fixture, "nobody knows");

  g_assert_cmpint (expected.n_calls, ==, CANTRIP_TEST_RUN_N_ROWS);
  g_assert_cmpint (expected.input_tokens, >, 0);
  g_assert_cmpint (expected.cost_usd_nanos, ==, -1);
  g_assert_cmpint (expected.worst_usd_nanos, ==, -1);
}

static void
test_counts_what_is_left (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) some = NULL;
  CantripRunEstimate expected;

  fixture->spec.scope = (CantripScope){ FALSE, 100, 149 };
  fixture->fail_text = "row 11";
  fixture->fail_code = 0;
  fixture->output_tokens = 7;
  some = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (some, CANTRIP_RUN_COMPLETE, 50, 40, 10);

  fixture->spec.scope = (CantripScope){ FALSE, 100, 199 };
  expected = estimate (fixture, "m");
  g_assert_cmpint (expected.n_calls, ==, 50);
  g_assert_cmpint (expected.cost_usd_nanos, ==, 50 * (3 * 1000 + 7 * 10000)); /* as long as those */

  fixture->spec.scope = CANTRIP_SCOPE_FAILED;
  g_assert_cmpint (estimate (fixture, "m").n_calls, ==, 10);
  fixture->spec.fresh = TRUE;
  fixture->spec.scope = CANTRIP_SCOPE_ALL;
  g_assert_cmpint (estimate (fixture, "m").n_calls, ==, CANTRIP_TEST_RUN_N_ROWS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/run-estimate/before-the-first-call", test_before_the_first_call);
  ADD ("/run-estimate/unknown-price", test_unknown_price);
  ADD ("/run-estimate/counts-what-is-left", test_counts_what_is_left);
#undef ADD
  return g_test_run ();
}
