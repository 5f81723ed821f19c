/* test-run-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-tally.h"

#define TENTH_US (G_USEC_PER_SEC / 10)

static const CantripRunFigures FIGURES = {
  .counts = { [CANTRIP_OUTPUT_QUEUED] = 100,
              [CANTRIP_OUTPUT_DONE] = 20,
              [CANTRIP_OUTPUT_FAILED] = 5 },
};

/* @n outputs that are done and cost 7 each, then @n_failed that are not and cost nothing known. */
static GPtrArray *
make_outputs (guint n, guint n_failed)
{
  GPtrArray *outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_free);

  for (guint i = 0; i < n + n_failed; i++)
    {
      CantripOutput *output = cantrip_output_new ();

      output->state = i < n ? CANTRIP_OUTPUT_DONE : CANTRIP_OUTPUT_FAILED;
      output->cost_usd_nanos = i < n ? 7 : -1;
      g_ptr_array_add (outputs, output);
    }

  return outputs;
}

static void
test_counts_earlier_sessions (void)
{
  g_autoptr (GPtrArray) outputs = make_outputs (3, 2);
  CantripRunTally    tally;
  CantripRunProgress progress;

  cantrip_run_tally_init (&tally, &FIGURES, FALSE, 1000, 0);
  cantrip_run_tally_add (&tally, outputs);
  cantrip_run_tally_get (&tally, &progress);
  g_assert_cmpint (progress.total, ==, 125);
  g_assert_cmpint (progress.done, ==, 23);
  g_assert_cmpint (progress.failed, ==, 7);
  g_assert_cmpint (progress.settled_now, ==, 5);
  g_assert_cmpint (progress.cost_usd_nanos, ==, 1021);
}

static void
test_counts_a_new_try (void)
{
  g_autoptr (GPtrArray) outputs = make_outputs (3, 1);
  CantripRunTally    tally;
  CantripRunProgress progress;

  cantrip_run_tally_init (&tally, &FIGURES, TRUE, 0, 0);
  cantrip_run_tally_add (&tally, outputs);
  cantrip_run_tally_get (&tally, &progress);
  g_assert_cmpint (progress.total, ==, 5);
  g_assert_cmpint (progress.done, ==, 3);
  g_assert_cmpint (progress.failed, ==, 1);
}

static void
test_tells_ten_times_a_second (void)
{
  g_autoptr (GPtrArray) outputs = make_outputs (1, 0);
  CantripRunTally tally;

  cantrip_run_tally_init (&tally, &FIGURES, FALSE, 0, 0);
  g_assert_false (cantrip_run_tally_tell (&tally, TENTH_US)); /* nothing new */
  cantrip_run_tally_add (&tally, outputs);
  g_assert_false (cantrip_run_tally_tell (&tally, 2 * TENTH_US - 1));
  g_assert_true (cantrip_run_tally_tell (&tally, 2 * TENTH_US));
  g_assert_false (cantrip_run_tally_tell (&tally, 3 * TENTH_US));
}

static void
test_estimates_the_time_left (void)
{
  g_autoptr (GPtrArray) outputs = make_outputs (1, 0);
  CantripRunTally    tally;
  CantripRunProgress progress;

  cantrip_run_tally_init (&tally, &FIGURES, FALSE, 0, 0);
  cantrip_run_tally_get (&tally, &progress);
  g_assert_cmpfloat (progress.seconds_left, ==, -1);

  for (guint i = 1; i <= 50; i++)
    {
      cantrip_run_tally_add (&tally, outputs);
      cantrip_run_tally_tell (&tally, i * TENTH_US);
    }
  cantrip_run_tally_get (&tally, &progress);
  g_assert_cmpfloat_with_epsilon (progress.per_second, 10, 0.01);
  g_assert_cmpfloat_with_epsilon (progress.seconds_left, 5, 0.01);
}

static void
test_rate_follows_a_change (void)
{
  CantripRate rate;

  cantrip_rate_init (&rate, 0);
  g_assert_cmpfloat (cantrip_rate_get_per_second (&rate), ==, 0);
  for (guint i = 1; i <= 100; i++)
    cantrip_rate_add (&rate, 10, i * TENTH_US);
  g_assert_cmpfloat_with_epsilon (cantrip_rate_get_per_second (&rate), 100, 0.01);
  for (guint i = 101; i <= 300; i++)
    cantrip_rate_add (&rate, 1, i * TENTH_US);
  g_assert_cmpfloat (cantrip_rate_get_per_second (&rate), <, 12);
  g_assert_cmpfloat (cantrip_rate_get_per_second (&rate), >=, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/run-tally/add/counts-earlier-sessions", test_counts_earlier_sessions);
  g_test_add_func ("/run-tally/add/counts-a-new-try", test_counts_a_new_try);
  g_test_add_func ("/run-tally/tell/ten-times-a-second", test_tells_ten_times_a_second);
  g_test_add_func ("/run-tally/get/estimates-the-time-left", test_estimates_the_time_left);
  g_test_add_func ("/rate/get/follows-a-change", test_rate_follows_a_change);
  return g_test_run ();
}
