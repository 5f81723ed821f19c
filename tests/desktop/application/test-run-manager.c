/* test-run-manager.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "application/cantrip-run-words.h"
#include "base/cantrip-error.h"
#include "cantrip-test-build.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

#define N_ROWS 300

static void
set_up (CantripTestBuild *fixture, gconstpointer data)
{
  cantrip_test_build_set_up (fixture, N_ROWS);
}

static void
tear_down (CantripTestBuild *fixture, gconstpointer data)
{
  cantrip_test_build_tear_down (fixture);
}

static void
assert_says (CantripActiveRun *run, const char *words)
{
  g_autofree char *said = cantrip_active_run_dup_end_words (run);

  if (strstr (said, words) == NULL)
    g_error ("“%s” does not say “%s”", said, words);
}

static void
test_runs_to_the_end (CantripTestBuild *fixture, gconstpointer data)
{
  CantripRunManager *runs = cantrip_workspace_get_runs (fixture->workspace);
  CantripActiveRun  *run = cantrip_test_build_start (fixture);

  g_assert_cmpuint (cantrip_run_manager_count (runs), ==, 1);
  g_assert_true (cantrip_run_manager_find (runs, fixture->app.id) == run);
  g_assert_null (cantrip_run_manager_start (runs, &fixture->app, &fixture->spec));

  cantrip_test_build_finish (run);
  g_assert_cmpuint (cantrip_run_manager_count (runs), ==, 0);
  g_assert_cmpint (cantrip_active_run_get_result (run)->end, ==, CANTRIP_RUN_COMPLETE);
  g_assert_cmpint (cantrip_active_run_get_progress (run)->done, ==, N_ROWS);
  g_assert_cmpint (cantrip_test_build_count (fixture,
                                             "state = 'done' AND text = 'Hi row ' || position"),
                   ==,
                   N_ROWS);
  assert_says (run, "Complete. 300 done");

  g_assert_true (cantrip_run_manager_find (runs, fixture->app.id) == run);
  cantrip_run_manager_forget (runs, fixture->app.id);
  g_assert_null (cantrip_run_manager_find (runs, fixture->app.id));
}

static void
test_stopped_run_goes_on_unpaid (CantripTestBuild *fixture, gconstpointer data)
{
  CantripActiveRun *run;

  cantrip_fake_model_set_delay_ms (fixture->model, 50);
  run = cantrip_test_build_start (fixture);
  cantrip_test_build_wait_for_done (run, 0);
  cantrip_active_run_stop (run);
  g_assert_cmpint (cantrip_active_run_get_state (run), ==, CANTRIP_ACTIVE_RUN_STOPPING);
  cantrip_test_build_finish (run);
  g_assert_cmpint (cantrip_active_run_get_result (run)->end, ==, CANTRIP_RUN_CANCELLED);
  g_assert_cmpint (cantrip_test_build_count (fixture, "state = 'queued'"), >, 0);
  assert_says (run, "Resume");

  cantrip_fake_model_set_delay_ms (fixture->model, 0);
  run = cantrip_test_build_start (fixture);
  cantrip_test_build_finish (run);
  g_assert_cmpint (cantrip_active_run_get_result (run)->end, ==, CANTRIP_RUN_COMPLETE);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, N_ROWS);
}

static gboolean
is_planned (gpointer fixture)
{
  return cantrip_test_build_count (fixture, "state IN ('queued', 'running')") == N_ROWS;
}

static void
test_paused_run_sends_nothing (CantripTestBuild *fixture, gconstpointer data)
{
  CantripActiveRun *run =
      cantrip_active_run_new (fixture->workspace, &fixture->app, &fixture->spec);

  cantrip_active_run_set_paused (run, TRUE); /* before it begins */
  cantrip_active_run_start (run);
  cantrip_test_wait_until (is_planned, fixture);
  cantrip_test_settle ();
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
  g_assert_cmpint (cantrip_active_run_get_state (run), ==, CANTRIP_ACTIVE_RUN_PAUSED);

  cantrip_active_run_set_paused (run, FALSE);
  cantrip_test_build_finish (run);
  g_assert_cmpint (cantrip_active_run_get_progress (run)->done, ==, N_ROWS);
  g_assert_finalize_object (run);
}

static void
test_says_what_is_wrong (CantripTestBuild *fixture, gconstpointer data)
{
  CantripRecipe    *good = fixture->spec.recipe;
  CantripActiveRun *run;

  fixture->spec.recipe = cantrip_test_recipe_new ("Hi {{nmae}}");
  run = cantrip_test_build_start (fixture);
  cantrip_test_build_finish (run);
  g_assert_null (cantrip_active_run_get_result (run));
  g_assert_error (cantrip_active_run_get_error (run), CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  assert_says (run, "did you mean “name”?");
  cantrip_recipe_unref (fixture->spec.recipe);
  fixture->spec.recipe = good;

  cantrip_fake_model_fail_next (fixture->model, 401, "{}", NULL, 1000);
  run = cantrip_test_build_start (fixture);
  cantrip_test_build_finish (run);
  g_assert_cmpint (cantrip_active_run_get_result (run)->end, ==, CANTRIP_RUN_ERROR);
  assert_says (run, "Resume");
}

/* What a draft was asked is not asked again once it is a variant. */
static void
test_equal_variant_has_the_outputs (CantripTestBuild *fixture, gconstpointer data)
{
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripVariantRepository) variants = NULL;
  g_autoptr (CantripRunRepository) runs = NULL;
  g_autoptr (CantripVariant) variant = NULL;
  CantripActiveRun *run = cantrip_test_build_start (fixture);

  cantrip_test_build_finish (run);
  store = cantrip_store_open (cantrip_workspace_get_path (fixture->workspace),
                              CANTRIP_STORE_WRITE,
                              NULL);
  variants = cantrip_variant_repository_new (store, NULL);
  runs = cantrip_run_repository_new (store, NULL);
  variant = cantrip_variant_repository_add_variant (variants,
                                                    fixture->app.id,
                                                    "first",
                                                    NULL,
                                                    CANTRIP_TEST_CONNECTION_ID,
                                                    fixture->spec.recipe,
                                                    NULL);
  g_assert_true (cantrip_run_repository_adopt (runs, variant, NULL));

  run = cantrip_test_build_start (fixture);
  cantrip_test_build_finish (run);
  g_assert_cmpint (cantrip_active_run_get_progress (run)->done, ==, N_ROWS);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, N_ROWS);
}

static void
test_money_is_readable (void)
{
  static const struct
  {
    gint64      usd_nanos;
    const char *words;
  } cases[] = {
    { -1, "price unknown" },        { 0, "$0" },
    { 999, "less than $0.000001" }, { 70000, "$0.000070" },
    { 12345678, "$0.012" },         { G_GINT64_CONSTANT (12305000000), "$12.30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = cantrip_usd_to_words (cases[i].usd_nanos);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, CantripTestBuild, NULL, set_up, func, tear_down)
  ADD ("/run-manager/start/runs-to-the-end", test_runs_to_the_end);
  ADD ("/active-run/stop/goes-on-unpaid", test_stopped_run_goes_on_unpaid);
  ADD ("/active-run/pause/sends-nothing", test_paused_run_sends_nothing);
  ADD ("/active-run/end/says-what-is-wrong", test_says_what_is_wrong);
  ADD ("/active-run/start/equal-variant-has-the-outputs", test_equal_variant_has_the_outputs);
  g_test_add_func ("/run-words/usd/is-readable", test_money_is_readable);
#undef ADD

  return g_test_run ();
}
