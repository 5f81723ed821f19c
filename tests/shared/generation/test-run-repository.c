/* test-run-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "cantrip-test-table.h"
#include "generation/cantrip-run-head-repository.h"
#include "generation/cantrip-run-repository.h"

#define NOW_US G_GINT64_CONSTANT (1700000000000000)

typedef struct
{
  char                 *path;
  CantripStore         *store;
  CantripRunRepository *runs;
  CantripRunSpec        spec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static guint     n_workspaces;
  g_autofree char *name = g_strdup_printf ("runs-%u.cantrip", ++n_workspaces);
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new (name, 100);
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO app (id, slug, name, created_at_us)"
                              " VALUES (20, 'copy', 'Copy', 0)");
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO variant (id, app_id, number, name, note, "
                              "connection_id, recipe_json,"
                              " created_at_us) VALUES (21, 20, 1, 'first', '', 7, '{}', 0)");
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->runs = cantrip_run_repository_new (fixture->store, &error);
  g_assert_no_error (error);
  fixture->spec = (CantripRunSpec){
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = cantrip_test_recipe_new ("Hi {{name}}"),
    .dataset_id = CANTRIP_TEST_DATASET_ID,
    .repeats = 1,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_recipe_unref (fixture->spec.recipe);
  g_assert_finalize_object (fixture->runs);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->path);
}

static gint64
add (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (cantrip_run_repository_add (fixture->runs, &fixture->spec, &run_id, &error));
  g_assert_no_error (error);

  return run_id;
}

static gint64
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = -1;

  g_assert_true (cantrip_run_repository_find (fixture->runs, &fixture->spec, &run_id, &error));
  g_assert_no_error (error);

  return run_id;
}

static void
test_find_goes_by_what_a_run_is (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 older, newer, of_variant;

  g_assert_cmpint (find (fixture), ==, 0);
  older = add (fixture);
  g_assert_cmpint (find (fixture), ==, older);
  newer = add (fixture);
  g_assert_cmpint (find (fixture), ==, newer);

  fixture->spec.scope = (CantripScope){ FALSE, 3, 4 };
  g_assert_cmpint (find (fixture), ==, newer);
  fixture->spec.repeats = 2;
  g_assert_cmpint (find (fixture), ==, 0);
  fixture->spec.repeats = 1;
  fixture->spec.variant_id = 21;
  g_assert_cmpint (find (fixture), ==, 0);
  of_variant = add (fixture);
  g_assert_cmpint (find (fixture), ==, of_variant);
  fixture->spec.variant_id = 0;
  g_assert_cmpint (find (fixture), ==, newer);

  cantrip_recipe_unref (fixture->spec.recipe);
  fixture->spec.recipe = cantrip_test_recipe_new ("Hello {{name}}");
  g_assert_cmpint (find (fixture), ==, 0);
}

static void
test_variant_takes_runs_of_the_draft (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripVariant variant = {
    .id = 21,
    .app_id = 20,
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = fixture->spec.recipe,
  };
  gint64 of_other_app, of_draft;

  of_other_app = add (fixture);
  fixture->spec.app_id = 20;
  of_draft = add (fixture);
  g_assert_true (cantrip_run_repository_adopt (fixture->runs, &variant, NULL));

  g_assert_cmpint (find (fixture), ==, of_other_app);
  fixture->spec.variant_id = 21;
  g_assert_cmpint (find (fixture), ==, of_draft);
}

static gint64
find_head (Fixture *fixture, CantripRecipe *recipe, CantripRunHead **ret_head)
{
  g_autoptr (CantripRunHeadRepository) heads =
      cantrip_run_head_repository_new (fixture->store, NULL);
  g_autoptr (GError) error = NULL;
  CantripRunSpec spec = fixture->spec;

  spec.recipe = recipe;
  cantrip_run_head_repository_find_of_draft (heads, &spec, NOW_US, ret_head, &error);
  g_assert_no_error (error);

  return *ret_head != NULL ? (*ret_head)->run_id : 0;
}

static void
test_heads_of_a_draft (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRecipe) newer_recipe = cantrip_test_recipe_new ("Hello {{name}}");
  g_autoptr (CantripRecipe) unasked = cantrip_test_recipe_new ("Bye {{name}}");
  CantripRecipe *older_recipe = fixture->spec.recipe;
  g_autoptr (CantripRunHead) none = NULL;
  g_autoptr (CantripRunHead) equal = NULL;
  g_autoptr (CantripRunHead) last = NULL;
  g_autoptr (CantripRunHead) unwritten = NULL;
  gint64 older, newer;

  fixture->spec.app_id = 20;
  g_assert_cmpint (find_head (fixture, older_recipe, &none), ==, 0);
  older = add (fixture);
  fixture->spec.recipe = newer_recipe;
  newer = add (fixture);
  fixture->spec.recipe = older_recipe;

  g_assert_cmpint (find_head (fixture, older_recipe, &equal), ==, older);
  g_assert_cmpstr (cantrip_recipe_get_json (equal->recipe),
                   ==,
                   cantrip_recipe_get_json (older_recipe));
  g_assert_cmpint (equal->n_open, ==, 0);
  g_assert_false (equal->is_held);
  g_assert_cmpint (find_head (fixture, unasked, &last), ==, newer);
  g_assert_cmpint (find_head (fixture, NULL, &unwritten), ==, newer);
}

static gboolean
hold (Fixture *fixture, gint64 run_id, const char *owner, gint64 now_us)
{
  g_autoptr (GError) error = NULL;
  gboolean held = cantrip_run_repository_hold (fixture->runs, run_id, owner, now_us, &error);

  if (!held)
    g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY);

  return held;
}

static void
test_hold_is_for_one (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 run_id = add (fixture);

  g_assert_true (hold (fixture, run_id, "a", NOW_US));
  g_assert_true (hold (fixture, run_id, "a", NOW_US + 1));
  g_assert_false (hold (fixture, run_id, "b", NOW_US + CANTRIP_RUN_LEASE_US));
  g_assert_true (hold (fixture, run_id, "b", NOW_US + 1 + CANTRIP_RUN_LEASE_US)); /* time is over */
  g_assert_false (hold (fixture, run_id, "a", NOW_US + 2 + CANTRIP_RUN_LEASE_US));

  g_assert_true (
      cantrip_run_repository_release (fixture->runs, run_id, "a", NULL)); /* not its own */
  g_assert_false (hold (fixture, run_id, "a", NOW_US + 3 + CANTRIP_RUN_LEASE_US));
  g_assert_true (cantrip_run_repository_release (fixture->runs, run_id, "b", NULL));
  g_assert_true (hold (fixture, run_id, "a", NOW_US + 3 + CANTRIP_RUN_LEASE_US));
}

static void
insert_outputs (Fixture *fixture, gint64 run_id)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO output (id, run_id, row_id, position, repeat, state, latency_us, input_tokens,"
      " output_tokens, cost_usd_nanos)"
      " SELECT id, %" G_GINT64_FORMAT ", id, position, 1,"
      " CASE WHEN position <= 40 THEN 'done' WHEN position <= 50 THEN 'failed' ELSE 'queued' END,"
      " CASE WHEN position <= 40 THEN 41 - position END,"
      " CASE WHEN position <= 40 THEN 10 END, CASE WHEN position <= 40 THEN 2 END,"
      " CASE WHEN position <= 30 THEN 100 END FROM dataset_row",
      run_id);

  cantrip_test_table_execute (fixture->path, sql);
}

static void
test_figures_are_of_a_part (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64            run_id = add (fixture);
  CantripRunFigures figures;

  insert_outputs (fixture, run_id);
  g_assert_true (
      cantrip_run_repository_get_figures (fixture->runs, run_id, 1, G_MAXINT64, &figures, NULL));
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_DONE], ==, 40);
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_FAILED], ==, 10);
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_QUEUED], ==, 50);
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_RUNNING], ==, 0);
  g_assert_cmpint (figures.cost_usd_nanos, ==, 3000);
  g_assert_cmpint (figures.input_tokens, ==, 400);
  g_assert_cmpint (figures.output_tokens, ==, 80);

  g_assert_true (
      cantrip_run_repository_get_figures (fixture->runs, run_id, 36, 45, &figures, NULL));
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_DONE], ==, 5);
  g_assert_cmpint (figures.counts[CANTRIP_OUTPUT_FAILED], ==, 5);
  g_assert_cmpint (figures.cost_usd_nanos, ==, 0);
}

static void
test_failures_are_counted_by_reason (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 run_id = add (fixture);
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GError) error = NULL;
  const CantripRunFailures *most;

  insert_outputs (fixture, run_id);
  cantrip_test_table_execute (fixture->path,
                              "UPDATE output SET error_message = 'No', error_code ="
                              " CASE WHEN position > 43 THEN 'REFUSED' ELSE 'TIMEOUT' END"
                              " WHERE state = 'failed'");
  failures = cantrip_run_repository_list_failures (fixture->runs, run_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (failures->len, ==, 2);
  most = g_ptr_array_index (failures, 0);
  g_assert_cmpstr (most->code, ==, "REFUSED");
  g_assert_cmpstr (most->message, ==, "No");
  g_assert_cmpint (most->count, ==, 7);
}

static void
test_list_tells_the_newest_first (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const CantripRunSummary *draft, *of_variant;
  gint64                   draft_id = add (fixture);

  insert_outputs (fixture, draft_id);
  fixture->spec.variant_id = 21;
  fixture->spec.repeats = 3;
  g_assert_true (hold (fixture, add (fixture), "a", NOW_US));

  list = cantrip_run_repository_list (fixture->runs, NOW_US + 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);

  of_variant = g_ptr_array_index (list, 0);
  g_assert_cmpstr (of_variant->app_slug, ==, "copy");
  g_assert_cmpstr (of_variant->variant_name, ==, "first");
  g_assert_cmpstr (of_variant->dataset_name, ==, "people");
  g_assert_cmpstr (of_variant->model, ==, "m");
  g_assert_cmpint (of_variant->repeats, ==, 3);
  g_assert_true (of_variant->is_held);
  g_assert_cmpint (of_variant->median_latency_us, ==, -1);

  draft = g_ptr_array_index (list, 1);
  g_assert_cmpint (draft->id, ==, draft_id);
  g_assert_null (draft->app_slug);
  g_assert_null (draft->variant_name);
  g_assert_false (draft->is_held);
  g_assert_cmpint (draft->figures.counts[CANTRIP_OUTPUT_DONE], ==, 40);
  g_assert_cmpint (draft->median_latency_us, ==, 20); /* of 1 to 40 */
  g_assert_cmpint (draft->p95_latency_us, ==, 38);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/run-repository/find/goes-by-what-a-run-is", test_find_goes_by_what_a_run_is);
  ADD ("/run-repository/adopt/takes-runs-of-the-draft", test_variant_takes_runs_of_the_draft);
  ADD ("/run-head-repository/find-of-draft/prefers-what-asks-the-same", test_heads_of_a_draft);
  ADD ("/run-repository/hold/is-for-one", test_hold_is_for_one);
  ADD ("/run-repository/get-figures/of-a-part", test_figures_are_of_a_part);
  ADD ("/run-repository/list-failures/by-reason", test_failures_are_counted_by_reason);
  ADD ("/run-repository/list/newest-first", test_list_tells_the_newest_first);
#undef ADD
  return g_test_run ();
}
