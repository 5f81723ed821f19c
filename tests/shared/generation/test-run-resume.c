/* test-run-resume.c: a real HTTP server, and a program that is killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-run.h"
#include "provider/cantrip-openai-provider.h"

#define N_ROWS 600
#define CONCURRENCY 16

static const char *program; /* this one */

static CantripDispatcher *
make_dispatcher (const char *base_url, CantripCatalog *catalog)
{
  g_autoptr (CantripHttpClient) client = cantrip_test_client_new (base_url, 10, CONCURRENCY);
  g_autoptr (CantripProvider) provider =
      cantrip_openai_provider_new (client, NULL, cantrip_dialect_find ("generic", NULL), catalog);

  return cantrip_dispatcher_new (provider, CONCURRENCY, 3);
}

/* Runs all rows of the workspace at @path to the end. */
static CantripRunResult *
run_all (const char *path, const char *base_url)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripRecipe) recipe = cantrip_test_recipe_new ("Hi {{name}}");
  CantripDispatcher *dispatcher = make_dispatcher (base_url, catalog);
  CantripRunSpec     spec = {
        .connection_id = CANTRIP_TEST_CONNECTION_ID,
        .recipe = recipe,
        .dataset_id = CANTRIP_TEST_DATASET_ID,
        .repeats = 1,
        .scope = CANTRIP_SCOPE_ALL,
        .limit_usd_nanos = -1,
  };
  CantripRun *run = cantrip_run_new (path, &spec, dispatcher, NULL, CONCURRENCY);
  g_autoptr (GAsyncResult) slot = NULL;
  g_autoptr (GError) error = NULL;
  CantripRunResult *result;

  cantrip_run_start_async (run, NULL, cantrip_test_keep_result, &slot);
  cantrip_test_wait_for (&slot);
  result = cantrip_run_start_finish (run, slot, &error);
  g_assert_no_error (error);
  g_clear_object (&slot);
  g_assert_finalize_object (run);
  g_assert_finalize_object (dispatcher);

  return result;
}

static void
test_survives_kill_9 (void)
{
  g_autofree char *path = cantrip_test_table_new ("kill.cantrip", N_ROWS);
  g_autoptr (CantripFakeModel) model = cantrip_fake_model_new ();
  const char *base_url = cantrip_fake_model_get_base_url (model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                    &error,
                                                    program,
                                                    "--run-and-be-killed",
                                                    path,
                                                    base_url,
                                                    NULL);
  g_autoptr (CantripRunResult) result = NULL;
  gint64 done;

  g_assert_no_error (error);
  cantrip_fake_model_wait_for_calls (model, N_ROWS / 4);
  g_subprocess_send_signal (child, SIGKILL);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_no_error (error);

  done = cantrip_test_table_get_number (path, "SELECT count(*) FROM output WHERE state = 'done'");
  g_assert_cmpint (done, >, 0);
  g_assert_cmpint (done, <, N_ROWS);
  cantrip_test_table_execute (path, "UPDATE run SET lease_until_us = 1"); /* its time is over */

  result = run_all (path, base_url);
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_COMPLETE);
  g_assert_cmpint (result->progress.done, ==, N_ROWS);
  g_assert_cmpint (result->progress.settled_now, ==, N_ROWS - done); /* what was done stayed so */
  g_test_message ("%u calls for %d outputs, killed after %" G_GINT64_FORMAT " were kept",
                  cantrip_fake_model_get_n_calls (model),
                  N_ROWS,
                  done);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (model), <=, N_ROWS + CONCURRENCY);
}

static void
test_obeys_retry_after (void)
{
  g_autofree char *path = cantrip_test_table_new ("retry.cantrip", 20);
  g_autoptr (CantripFakeModel) model = cantrip_fake_model_new ();
  g_autoptr (CantripRunResult) result = NULL;
  gint64 before_us = g_get_monotonic_time ();

  cantrip_fake_model_fail_next (model, 429, "{}", "Retry-After: 1", 4);
  result = run_all (path, cantrip_fake_model_get_base_url (model));
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_COMPLETE);
  g_assert_cmpint (result->progress.done, ==, 20);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (model), ==, 24);
  g_assert_cmpint (g_get_monotonic_time () - before_us, >=, G_USEC_PER_SEC);
  g_assert_cmpint (cantrip_test_table_get_number (path, "SELECT sum(attempts) FROM output"),
                   ==,
                   24);
}

int
main (int argc, char *argv[])
{
  program = argv[0];

  if (argc == 4 && g_str_equal (argv[1], "--run-and-be-killed"))
    {
      cantrip_run_result_free (run_all (argv[2], argv[3]));
      return 0;
    }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/run/resume/survives-kill-9", test_survives_kill_9);
  g_test_add_func ("/run/resume/obeys-retry-after", test_obeys_retry_after);
  return g_test_run ();
}
