/* cantrip-test-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-run.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"

static CantripCompletion *
answer (guint number, const char *text, gpointer user_data, GError **error)
{
  CantripTestRun  *self = user_data;
  g_autofree char *reply = g_strconcat ("to ", text, NULL);

  if (number == self->stop_after)
    g_cancellable_cancel (self->cancellable);

  if (self->fail_text != NULL && strstr (text, self->fail_text) != NULL)
    {
      cantrip_set_error (error, (CantripError) self->fail_code, "As told");
      return NULL;
    }

  return cantrip_fake_completion_new (reply, self->input_tokens, self->output_tokens);
}

static void
set_provider (CantripTestRun *self, CantripFakeProvider *provider)
{
  g_clear_object (&self->dispatcher);
  g_clear_object (&self->provider);
  self->provider = provider;
  self->dispatcher =
      cantrip_dispatcher_new (CANTRIP_PROVIDER (provider), CANTRIP_TEST_RUN_CONCURRENCY, 1);
}

void
cantrip_test_run_set_up (CantripTestRun *self, gconstpointer data G_GNUC_UNUSED)
{
  static guint     n_workspaces;
  g_autofree char *name = g_strdup_printf ("run-%u.cantrip", ++n_workspaces);

  self->path = cantrip_test_table_new (name, CANTRIP_TEST_RUN_N_ROWS);
  self->catalog = cantrip_test_catalog_new ();
  self->cancellable = g_cancellable_new ();
  self->input_tokens = 20;
  self->output_tokens = 5;
  self->spec = (CantripRunSpec){
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = cantrip_test_recipe_new ("Hi {{name}}"),
    .dataset_id = CANTRIP_TEST_DATASET_ID,
    .repeats = 1,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
  set_provider (self, cantrip_fake_provider_new (answer, self));
}

void
cantrip_test_run_tear_down (CantripTestRun *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_recipe_unref (self->spec.recipe);
  g_assert_finalize_object (self->dispatcher);
  g_assert_finalize_object (self->provider);
  g_assert_finalize_object (self->catalog);
  g_clear_object (&self->cancellable);
  g_free (self->path);
}

void
cantrip_test_run_answer_by_hand (CantripTestRun *self)
{
  set_provider (self, cantrip_fake_provider_new (NULL, NULL));
}

void
cantrip_test_run_allow_again (CantripTestRun *self)
{
  self->stop_after = 0;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

CantripRun *
cantrip_test_run_make (CantripTestRun *self)
{
  return cantrip_run_new (self->path,
                          &self->spec,
                          self->dispatcher,
                          cantrip_catalog_find (self->catalog, "openai", "m"),
                          CANTRIP_TEST_RUN_CONCURRENCY);
}

CantripRunResult *
cantrip_test_run_finish (CantripRun *run, GAsyncResult **slot, GError **error)
{
  CantripRunResult *result;

  cantrip_test_wait_for (slot);
  result = cantrip_run_start_finish (run, *slot, error);
  g_clear_object (slot);
  g_assert_finalize_object (run);

  return result;
}

CantripRunResult *
cantrip_test_run_try (CantripTestRun *self, GError **error)
{
  CantripRun   *run = cantrip_test_run_make (self);
  GAsyncResult *slot = NULL;

  cantrip_run_start_async (run, self->cancellable, cantrip_test_keep_result, &slot);

  return cantrip_test_run_finish (run, &slot, error);
}

CantripRunResult *
cantrip_test_run_do (CantripTestRun *self)
{
  g_autoptr (GError) error = NULL;
  CantripRunResult *result = cantrip_test_run_try (self, &error);

  g_assert_no_error (error);

  return result;
}

gint64
cantrip_test_run_count (CantripTestRun *self, const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM output WHERE ", condition, NULL);

  return cantrip_test_table_get_number (self->path, sql);
}

void
cantrip_test_run_assert_released (CantripTestRun *self)
{
  static const char HELD_SQL[] = "SELECT count(*) FROM run WHERE owner IS NOT NULL";

  g_assert_cmpint (cantrip_test_run_count (self, "state = 'running'"), ==, 0);
  g_assert_cmpint (cantrip_test_table_get_number (self->path, HELD_SQL), ==, 0);
}

void
cantrip_test_run_assert_result (CantripRunResult *result,
                                CantripRunEnd     end,
                                gint64            total,
                                gint64            done,
                                gint64            failed)
{
  g_assert_cmpint (result->end, ==, end);
  g_assert_cmpint (result->progress.total, ==, total);
  g_assert_cmpint (result->progress.done, ==, done);
  g_assert_cmpint (result->progress.failed, ==, failed);
  g_assert_cmpint (result->error == NULL, ==, end != CANTRIP_RUN_ERROR);
}
