/* cantrip-test-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-build.h"

#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

#define APP_ID 9

void
cantrip_test_build_set_up (CantripTestBuild *self, guint n_rows)
{
  static guint     n_workspaces;
  g_autofree char *name = g_strdup_printf ("build-%u.cantrip", ++n_workspaces);
  g_autofree char *path = cantrip_test_table_new (name, n_rows);
  g_autofree char *connect = NULL;

  self->model = cantrip_fake_model_new ();
  cantrip_fake_model_set_reply_func (self->model, cantrip_fake_model_echo, NULL);
  connect = g_strdup_printf ("UPDATE connection SET protocol = 'openai', base_url = '%s'",
                             cantrip_fake_model_get_base_url (self->model));
  cantrip_test_table_execute (path, connect);
  cantrip_test_table_execute (path,
                              "INSERT INTO app (id, slug, name, created_at_us)"
                              " VALUES (9, 'copy', 'Copy', 0)");

  self->workspace = cantrip_test_open_workspace (name);
  self->app = (CantripApp){ .id = APP_ID, .slug = (char *) "copy", .name = (char *) "Copy" };
  self->spec = (CantripRunSpec){
    .app_id = APP_ID,
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = cantrip_test_recipe_new ("Hi {{name}}"),
    .dataset_id = CANTRIP_TEST_DATASET_ID,
    .repeats = 1,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
}

void
cantrip_test_build_tear_down (CantripTestBuild *self)
{
  cantrip_test_close_workspace (self->workspace);
  cantrip_recipe_unref (self->spec.recipe);
  cantrip_fake_model_free (self->model);
}

CantripActiveRun *
cantrip_test_build_start (CantripTestBuild *self)
{
  CantripActiveRun *run = cantrip_run_manager_start (cantrip_workspace_get_runs (self->workspace),
                                                     &self->app,
                                                     &self->spec);

  g_assert_nonnull (run);

  return run;
}

static gboolean
has_ended (gpointer run)
{
  return cantrip_active_run_get_state (run) == CANTRIP_ACTIVE_RUN_ENDED;
}

void
cantrip_test_build_finish (CantripActiveRun *run)
{
  cantrip_test_wait_until (has_ended, run);
}

typedef struct
{
  CantripActiveRun *run;
  gint64            n;
} Wanted;

static gboolean
has_come_further (gpointer data)
{
  Wanted *wanted = data;

  return cantrip_active_run_get_progress (wanted->run)->done > wanted->n;
}

void
cantrip_test_build_wait_for_done (CantripActiveRun *run, gint64 n)
{
  Wanted wanted = { run, n };

  cantrip_test_wait_until (has_come_further, &wanted);
}

gint64
cantrip_test_build_count (CantripTestBuild *self, const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM output WHERE ", condition, NULL);

  return cantrip_test_table_get_number (cantrip_workspace_get_path (self->workspace), sql);
}
