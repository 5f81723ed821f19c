/* test-connection-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "connections/cantrip-connection-page.h"

typedef struct
{
  CantripFakeModel *model;
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
  gint64            id; /* of the connection */
} Fixture;

static gint64
add_connection (CantripWorkspace *workspace, const char *base_url)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (workspace), CANTRIP_STORE_WRITE, NULL);
  g_autoptr (CantripConnectionRepository) repository =
      cantrip_connection_repository_new (store, NULL);
  CantripConnection connection = {
    .name = (char *) "Local",
    .protocol = (char *) "openai",
    .base_url = (char *) base_url,
    .dialect = (char *) "openai",
    .timeout_s = 30,
  };

  g_assert_true (cantrip_connection_repository_add (repository, &connection, NULL));

  return connection.id;
}

/* (transfer full): what is stored now */
static CantripConnection *
find_stored (Fixture *fixture)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (fixture->workspace),
                          CANTRIP_STORE_READ,
                          NULL);
  g_autoptr (CantripConnectionRepository) repository =
      cantrip_connection_repository_new (store, NULL);

  return cantrip_connection_repository_find_by_id (repository, fixture->id, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *argument = NULL;

  fixture->model = cantrip_fake_model_new ();
  fixture->workspace = cantrip_test_open_workspace (data);
  fixture->id =
      add_connection (fixture->workspace, cantrip_fake_model_get_base_url (fixture->model));
  argument = cantrip_id_to_text (fixture->id);
  fixture->page = GTK_WIDGET (cantrip_connection_page_new (fixture->workspace, argument));
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
  cantrip_fake_model_free (fixture->model);
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  return cantrip_test_find (fixture->page, id);
}

static const char *
get_name (gpointer page)
{
  return gtk_editable_get_text (GTK_EDITABLE (cantrip_test_find (page, "name")));
}

static gboolean
is_filled (gpointer page)
{
  return g_str_equal (get_name (page), "Local");
}

static gboolean
has_said (gpointer shell)
{
  return cantrip_test_shell_get_said (shell) != NULL;
}

static void
test_changes_with_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripConnection) changed = NULL;

  cantrip_test_wait_until (is_filled, fixture->page);
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "save")));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")), "Ours");
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "save")));
  g_signal_emit_by_name (find (fixture, "save"), "clicked");
  cantrip_test_wait_until (has_said, fixture->shell);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Changed “Ours”");
  changed = find_stored (fixture);
  g_assert_cmpstr (changed->name, ==, "Ours");
  g_assert_cmpstr (changed->dialect, ==, "openai");

  cantrip_history_undo_async (cantrip_workspace_get_history (fixture->workspace), 0, NULL, NULL);
  cantrip_test_wait_until (is_filled, fixture->page);
}

static void
test_removes_with_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripConnection) removed = NULL;

  cantrip_test_wait_until (is_filled, fixture->page);
  g_signal_emit_by_name (find (fixture, "remove"), "clicked");
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, "connections");
  cantrip_test_wait_until (has_said, fixture->shell);
  removed = find_stored (fixture);
  g_assert_cmpint (removed->archived_at_us, >, 0);
}

static gboolean
shows_the_list (gpointer page)
{
  GtkStack *stack = GTK_STACK (cantrip_test_find (page, "answer"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "list") == 0;
}

static gboolean
finds_none (gpointer page)
{
  GtkStack *stack = GTK_STACK (cantrip_test_find (page, "answer"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "none") == 0;
}

static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "search")), text);
  g_signal_emit_by_name (find (fixture, "search"), "search-changed");
}

/* Nothing is asked before somebody looks at the models. */
static void
test_lists_models (Fixture *fixture, gconstpointer data)
{
  cantrip_fake_model_set_body (fixture->model,
                               "{\"data\":[{\"id\":\"gpt-4o-mini\"},{\"id\":\"gpt-99\"}]}");
  cantrip_test_wait_until (is_filled, fixture->page);
  cantrip_test_settle ();
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find (fixture, "tabs")), "models");
  cantrip_test_wait_until (shows_the_list, fixture->page);
  cantrip_test_settle ();
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "gpt-4o-mini"));
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "$0.15 in, $0.60 out"));
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "unknown to the catalog"));

  search (fixture, "no such model");
  g_assert_true (finds_none (fixture->page));
  search (fixture, "GPT 99");
  g_assert_true (shows_the_list (fixture->page));
}

/* A server without a list: the catalog knows what it has. */
static void
test_falls_back_on_the_catalog (Fixture *fixture, gconstpointer data)
{
  cantrip_fake_model_fail_next (fixture->model, 404, "{}", NULL, 1);
  cantrip_test_wait_until (is_filled, fixture->page);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find (fixture, "tabs")), "models");
  cantrip_test_wait_until (shows_the_list, fixture->page);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (find (fixture, "note"))),
                                   "Shown are the models of the catalog"));
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/connection-page/" name, Fixture, name ".cantrip", set_up, func, tear_down)
  ADD ("changes-with-undo", test_changes_with_undo);
  ADD ("removes-with-undo", test_removes_with_undo);
  ADD ("lists-models", test_lists_models);
  ADD ("falls-back-on-the-catalog", test_falls_back_on_the_catalog);

  return g_test_run ();
}
