/* test-connections-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-model.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "connections/cantrip-connections-page.h"

typedef struct
{
  CantripFakeModel *model;
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

/* A connection that needs a key nobody has set. */
static void
add_keyless (CantripWorkspace *workspace)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (workspace), CANTRIP_STORE_WRITE, NULL);
  g_autoptr (CantripConnectionRepository) repository =
      cantrip_connection_repository_new (store, NULL);
  CantripConnection connection = {
    .name = (char *) "A & <B>",
    .protocol = (char *) "openai",
    .base_url = (char *) "https://api.example.org/v1",
    .key_reference = (char *) "env:CANTRIP_TEST_UNSET",
    .timeout_s = 30,
  };

  g_assert_true (cantrip_connection_repository_add (repository, &connection, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;
  guint ports[2] = { 0, 0 };

  fixture->model = cantrip_fake_model_new ();
  cantrip_fake_model_set_body (fixture->model,
                               "{\"data\":[{\"id\":\"a\",\"owned_by\":\"library\"}]}");
  uri = g_uri_parse (cantrip_fake_model_get_base_url (fixture->model), G_URI_FLAGS_NONE, NULL);
  ports[0] = (guint) g_uri_get_port (uri);

  fixture->workspace = cantrip_test_open_workspace (data);
  if (g_str_equal (data, "keyless.cantrip"))
    add_keyless (fixture->workspace);
  fixture->page = GTK_WIDGET (cantrip_connections_page_new (fixture->workspace, ""));
  cantrip_local_servers_set_ports (CANTRIP_LOCAL_SERVERS (
                                       cantrip_test_find (fixture->page, "servers")),
                                   ports);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
  cantrip_fake_model_free (fixture->model);
}

static gboolean
is_empty (gpointer page)
{
  return gtk_widget_get_visible (cantrip_test_find (page, "empty"));
}

static gboolean
has_rows (gpointer page)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (cantrip_test_find (page, "list")), 0) != NULL;
}

static gboolean
offers_server (gpointer page)
{
  return gtk_widget_get_visible (cantrip_test_find (page, "servers"));
}

static void
test_says_what_to_do_first (Fixture *fixture, gconstpointer data)
{
  cantrip_test_wait_until (is_empty, fixture->page);
  g_assert_true (gtk_widget_get_mapped (cantrip_test_find (fixture->page, "add_first")));
  g_assert_false (has_rows (fixture->page));
}

static GtkWidget *
find_button (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_BUTTON (child) ? child : find_button (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A server of this computer is one click away, is then no more offered, and can be undone. */
static void
test_connects_to_a_local_server (Fixture *fixture, gconstpointer data)
{
  GtkWidget *servers = cantrip_test_find (fixture->page, "servers");

  cantrip_test_wait_until (offers_server, fixture->page);
  g_assert_nonnull (cantrip_test_find_text (servers, "Ollama"));
  g_signal_emit_by_name (find_button (servers), "clicked");
  cantrip_test_wait_until (has_rows, fixture->page);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Added “Ollama”");
  g_assert_false (offers_server (fixture->page));
  g_assert_false (is_empty (fixture->page));

  cantrip_history_undo_async (cantrip_workspace_get_history (fixture->workspace), 0, NULL, NULL);
  cantrip_test_wait_until (is_empty, fixture->page);
  g_assert_true (offers_server (fixture->page));
}

static void
test_says_what_is_missing (Fixture *fixture, gconstpointer data)
{
  GtkWidget     *list = cantrip_test_find (fixture->page, "list");
  GtkListBoxRow *row;

  cantrip_test_wait_until (has_rows, fixture->page);
  g_assert_nonnull (cantrip_test_find_text (list, "A & <B>"));
  g_assert_nonnull (
      cantrip_test_find_text (list,
                              "There is no key in the environment variable “CANTRIP_TEST_UNSET”; "
                              "set it before the program is started"));

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  gtk_widget_activate (GTK_WIDGET (row));
  g_assert_true (g_str_has_prefix (cantrip_test_shell_get_place (fixture->shell), "connection/"));
}

static void
test_leads_to_the_ledger (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (cantrip_test_find (fixture->page, "network"), "clicked");
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, "network");
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, workspace, func) g_test_add (path, Fixture, workspace, set_up, func, tear_down)
  ADD ("/connections-page/empty/says-what-to-do", "empty.cantrip", test_says_what_to_do_first);
  ADD ("/connections-page/local-servers/connects",
       "local.cantrip",
       test_connects_to_a_local_server);
  ADD ("/connections-page/list/says-what-is-missing", "keyless.cantrip", test_says_what_is_missing);
  ADD ("/connections-page/network/leads-to-the-ledger", "ledger.cantrip", test_leads_to_the_ledger);

  return g_test_run ();
}
