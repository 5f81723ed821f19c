/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-sample.h"
#include "base/cantrip-json.h"
#include "cantrip-test-build.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "window/cantrip-command-search.h"
#include "window/cantrip-window.h"

typedef struct
{
  CantripApplication *application;
  CantripWindow      *window;
} Fixture;

/* One for all tests: a process has one. */
static CantripApplication *
get_application (void)
{
  static CantripApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = cantrip_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = get_application ();
  fixture->window = cantrip_window_new (fixture->application);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  cantrip_test_wait_until (is_gone, &window);
}

static const char *
get_shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (cantrip_test_find (GTK_WIDGET (fixture->window), "stack")));
}

static gboolean
shows_a_workspace (gpointer fixture)
{
  return g_strcmp0 (get_shown (fixture), "workspace") == 0;
}

static gboolean
shows_trouble (gpointer fixture)
{
  return g_strcmp0 (get_shown (fixture), "trouble") == 0;
}

static void
test_welcomes_first (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_shown (fixture), ==, "welcome");
  cantrip_test_save_png (GTK_WIDGET (fixture->window), "welcome");
}

static void
test_opens_the_sample (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-sample", NULL);
  cantrip_test_wait_until (shows_a_workspace, fixture);
  cantrip_test_save_png (GTK_WIDGET (fixture->window), "window");
}

static void
test_says_what_is_wrong_with_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = cantrip_test_write_file ("damaged.cantrip", "no database", -1);
  GtkWidget       *trouble = cantrip_test_find (GTK_WIDGET (fixture->window), "trouble");

  cantrip_window_open (fixture->window, path, CANTRIP_STORE_WRITE);
  cantrip_test_wait_until (shows_trouble, fixture);
  g_assert_nonnull (
      strstr (adw_status_page_get_description (ADW_STATUS_PAGE (trouble)), "restore it"));
  cantrip_test_save_png (GTK_WIDGET (fixture->window), "trouble");
}

static void
test_remembers_what_was_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = cantrip_test_path ("remembered.cantrip");
  g_auto (GStrv) recent = NULL;

  cantrip_window_open (fixture->window, path, CANTRIP_STORE_CREATE);
  cantrip_test_wait_until (shows_a_workspace, fixture);
  recent = cantrip_application_list_recent (fixture->application);
  g_assert_cmpstr (recent[0], ==, path);
}

static gboolean
shows_connections (gpointer fixture)
{
  g_autofree char *place = cantrip_window_dup_place (((Fixture *) fixture)->window);

  return g_strcmp0 (place, "connections") == 0;
}

static gboolean
lists_the_server (gpointer fixture)
{
  return cantrip_test_find_text (GTK_WIDGET (((Fixture *) fixture)->window), "My server") != NULL;
}

static void
test_connects_a_server_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node =
      cantrip_json_parse_text ("{\"name\": \"My server\", \"protocol\": \"sample\"}", -1, NULL);
  g_autoptr (CantripConnection) connection =
      cantrip_connection_new_from_json (cantrip_json_root_object (node), &error);

  g_assert_no_error (error);
  cantrip_window_connect (fixture->window, connection);
  cantrip_test_wait_until (shows_connections, fixture);
  cantrip_test_wait_until (lists_the_server, fixture);
}

static gboolean
two_windows_share_it (gpointer data)
{
  CantripShell *first = CANTRIP_SHELL (((gpointer *) data)[0]);
  CantripShell *second = CANTRIP_SHELL (((gpointer *) data)[1]);
  gpointer      workspace = CANTRIP_SHELL_GET_IFACE (first)->get_workspace (first);

  return workspace != NULL && workspace == CANTRIP_SHELL_GET_IFACE (second)->get_workspace (second);
}

static void
test_windows_share_a_workspace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = cantrip_test_path ("shared.cantrip");
  gpointer         windows[2] = { fixture->window, cantrip_window_new (fixture->application) };

  cantrip_window_open (windows[0], path, CANTRIP_STORE_CREATE);
  cantrip_window_open (windows[1], path, CANTRIP_STORE_CREATE);
  cantrip_test_wait_until (two_windows_share_it, windows);
  gtk_window_destroy (windows[1]);
}

static gboolean
finds_the_variant (gpointer search)
{
  return cantrip_test_find_text (search, "Marketing copy / careful") != NULL;
}

static void
test_search_finds_variants (Fixture *fixture, gconstpointer data)
{
  CantripShell *shell = CANTRIP_SHELL (fixture->window);
  GtkWindow    *search;
  GtkWidget    *entry;

  gtk_widget_activate_action (GTK_WIDGET (shell), "win.open-sample", NULL);
  cantrip_test_wait_until (shows_a_workspace, fixture);
  search = cantrip_command_search_new (GTK_WINDOW (shell),
                                       CANTRIP_SHELL_GET_IFACE (shell)->get_workspace (shell));
  gtk_window_present (search);
  entry = cantrip_test_find (GTK_WIDGET (search), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "CAREF");
  cantrip_test_wait_until (finds_the_variant, search);
  cantrip_test_save_png (GTK_WIDGET (search), "search");
  g_signal_emit_by_name (entry, "activate");
}

static gboolean
is_asking (gpointer unused)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return TRUE;

  return FALSE;
}

static void
answer (const char *response)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      {
        adw_message_dialog_response (l->data, response);
        gtk_window_close (l->data);
        return;
      }
}

static gboolean
is_closed (gpointer window)
{
  return !gtk_widget_get_visible (window);
}

static void
test_asks_before_a_run_ends (Fixture *fixture, gconstpointer data)
{
  CantripTestBuild build;
  g_autoptr (CantripWindow) closed = g_object_ref (fixture->window);
  CantripActiveRun *run;
  const char       *path;

  cantrip_test_build_set_up (&build, 4);
  cantrip_fake_model_hold (build.model);
  path = cantrip_workspace_get_path (build.workspace);
  cantrip_window_open (fixture->window, path, CANTRIP_STORE_WRITE);
  cantrip_test_wait_until (shows_a_workspace, fixture);
  run = g_object_ref (
      cantrip_run_manager_start (cantrip_workspace_get_runs (
                                     CANTRIP_SHELL_GET_IFACE (fixture->window)
                                         ->get_workspace (CANTRIP_SHELL (fixture->window))),
                                 &build.app,
                                 &build.spec));
  cantrip_fake_model_wait_for_calls (build.model, 4);

  gtk_window_close (GTK_WINDOW (fixture->window));
  cantrip_test_wait_until (is_asking, NULL);
  answer ("cancel");
  g_assert_false (is_closed (fixture->window));

  gtk_window_close (GTK_WINDOW (fixture->window));
  cantrip_test_wait_until (is_asking, NULL);
  answer ("stop");
  g_assert_cmpint (cantrip_active_run_get_state (run), ==, CANTRIP_ACTIVE_RUN_STOPPING);
  cantrip_fake_model_release (build.model); /* what was sent is kept */
  cantrip_test_wait_until (is_closed, closed);
  set_up (fixture, NULL); /* another one, for the tear-down */
  g_assert_cmpint (cantrip_test_build_count (&build, "state = 'done'"), ==, 4);
  g_object_unref (run);
  cantrip_test_build_tear_down (&build);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/window/new/welcomes-first", test_welcomes_first);
  ADD ("/window/open-sample/opens-it", test_opens_the_sample);
  ADD ("/window/open/says-what-is-wrong-with-a-file", test_says_what_is_wrong_with_a_file);
  ADD ("/window/open/remembers-what-was-open", test_remembers_what_was_open);
  ADD ("/window/connect/adds-a-server-first", test_connects_a_server_first);
  ADD ("/window/open/windows-share-a-workspace", test_windows_share_a_workspace);
  ADD ("/window/search/finds-variants", test_search_finds_variants);
  ADD ("/window/close/asks-before-a-run-ends", test_asks_before_a_run_ends);

  return g_test_run ();
}
