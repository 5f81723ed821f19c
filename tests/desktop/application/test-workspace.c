/* test-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/cantrip-error.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

static gpointer
add_app (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_variant_repository_add_app (session->variants, data, NULL, error);
}

static const CantripWork ADD_APP = {
  .lane = CANTRIP_LANE_WRITE,
  .run = add_app,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_app_free,
};

static const CantripWork ADD_APP_ALONE = {
  .lane = CANTRIP_LANE_OWN,
  .run = add_app,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_app_free,
};

static gpointer
list_apps (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_variant_repository_list_apps (session->variants, error);
}

static const CantripWork LIST_APPS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_apps,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

/* As a page does: what is written after it has read is announced. */
static void
read_first (CantripWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) apps = NULL;

  cantrip_workspace_run_async (workspace,
                               &LIST_APPS,
                               NULL,
                               NULL,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);
  apps = cantrip_workspace_run_finish (workspace, result, NULL);
  g_assert_nonnull (apps);
}

static CantripApp *
run (CantripWorkspace *workspace, const CantripWork *work, const char *slug, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_workspace_run_async (workspace,
                               work,
                               g_strdup (slug),
                               NULL,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);

  return cantrip_workspace_run_finish (workspace, result, error);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_positive (gpointer data)
{
  return *(guint *) data > 0;
}

static void
test_announces_own_writes (void)
{
  CantripWorkspace *workspace = cantrip_test_open_workspace ("own.cantrip");
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) first = NULL;
  g_autoptr (CantripApp) second = NULL;
  guint n_changed = 0;

  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (count_cb), &n_changed);
  first = run (workspace, &ADD_APP, "first", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->slug, ==, "first");
  cantrip_test_wait_until (is_positive, &n_changed);

  n_changed = 0;
  second = run (workspace, &ADD_APP_ALONE, "second", &error);
  g_assert_no_error (error);
  cantrip_test_wait_until (is_positive, &n_changed);

  cantrip_test_close_workspace (workspace);
}

static void
test_announces_writes_of_others (void)
{
  CantripWorkspace *workspace = cantrip_test_open_workspace ("others.cantrip");
  CantripWorkspace *other = cantrip_test_open_workspace ("others.cantrip");
  g_autoptr (CantripApp) app = NULL;
  guint n_changed = 0;

  read_first (workspace);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (count_cb), &n_changed);
  app = run (other, &ADD_APP, "theirs", NULL);
  g_assert_nonnull (app);
  cantrip_test_wait_until (is_positive, &n_changed);

  cantrip_test_close_workspace (other);
  cantrip_test_close_workspace (workspace);
}

static void
test_hands_errors_over (void)
{
  CantripWorkspace *workspace = cantrip_test_open_workspace ("errors.cantrip");
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) app = run (workspace, &ADD_APP, "twice", NULL);

  g_assert_null (run (workspace, &ADD_APP, "twice", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);

  cantrip_test_close_workspace (workspace);
}

static void
test_does_not_begin_what_was_cancelled (void)
{
  CantripWorkspace *workspace = cantrip_test_open_workspace ("cancelled.cantrip");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) app = NULL;

  g_cancellable_cancel (cancellable);
  cantrip_workspace_run_async (workspace,
                               &ADD_APP,
                               g_strdup ("never"),
                               cancellable,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);
  g_assert_null (cantrip_workspace_run_finish (workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result); /* holds the workspace */

  app = run (workspace, &ADD_APP, "never", &error); /* still free */
  g_assert_nonnull (app);

  cantrip_test_close_workspace (workspace);
}

static CantripWorkspace *
open_path (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_workspace_open_async (path, CANTRIP_STORE_WRITE, NULL, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);

  return cantrip_workspace_open_finish (result, error);
}

static void
test_says_why_it_does_not_open (void)
{
  g_autofree char *damaged = cantrip_test_write_file ("damaged.cantrip", "not a database", -1);
  g_autofree char *missing = cantrip_test_path ("missing.cantrip");
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_null (open_path (damaged, &first));
  g_assert_error (first, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
  g_assert_null (open_path (missing, &second));
  g_assert_error (second, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_name_is_that_of_the_file (void)
{
  CantripWorkspace *workspace = cantrip_test_open_workspace ("My Work.cantrip");
  g_autofree char  *name = cantrip_workspace_dup_name (workspace);

  g_assert_cmpstr (name, ==, "My Work");
  g_assert_false (cantrip_workspace_get_read_only (workspace));

  cantrip_test_close_workspace (workspace);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

  g_test_add_func ("/workspace/run/announces-own-writes", test_announces_own_writes);
  g_test_add_func ("/workspace/run/announces-writes-of-others", test_announces_writes_of_others);
  g_test_add_func ("/workspace/run/hands-errors-over", test_hands_errors_over);
  g_test_add_func ("/workspace/run/does-not-begin-what-was-cancelled",
                   test_does_not_begin_what_was_cancelled);
  g_test_add_func ("/workspace/open/says-why-it-does-not-open", test_says_why_it_does_not_open);
  g_test_add_func ("/workspace/dup-name/is-that-of-the-file", test_name_is_that_of_the_file);

  return g_test_run ();
}
