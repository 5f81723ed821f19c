/* test-connection-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "cantrip-fake-model.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "connections/cantrip-connection-dialog.h"
#include "provider/cantrip-key-reference.h"

#define KEY "sk-test-0123456789"

typedef struct
{
  CantripFakeModel *model;
  CantripWorkspace *workspace;
  CantripTestShell *shell;
  GtkWidget        *dialog; /* NULL once it is closed */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *content = gtk_label_new ("content");

  fixture->model = cantrip_fake_model_new ();
  fixture->workspace = cantrip_test_open_workspace (data);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, content);
  fixture->dialog = GTK_WIDGET (cantrip_connection_dialog_new (content, fixture->workspace));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static gboolean
is_closed (gpointer dialog)
{
  return *(GtkWidget **) dialog == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  cantrip_test_wait_until (is_closed, &fixture->dialog);
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
  cantrip_fake_model_free (fixture->model);
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  return cantrip_test_find (fixture->dialog, id);
}

static void
type (Fixture *fixture, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, id)), text);
}

static void
choose (Fixture *fixture, const char *provider)
{
  GtkWidget *search = find (fixture, "search");

  gtk_editable_set_text (GTK_EDITABLE (search), provider);
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
}

static gboolean
has_said (gpointer shell)
{
  return cantrip_test_shell_get_said (shell) != NULL;
}

/* (transfer full): the only connection of the workspace */
static CantripConnection *
find_stored (Fixture *fixture)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (fixture->workspace),
                          CANTRIP_STORE_READ,
                          NULL);
  g_autoptr (CantripConnectionRepository) repository =
      cantrip_connection_repository_new (store, NULL);
  g_autoptr (GPtrArray) all = cantrip_connection_repository_list_all (repository, NULL);

  g_assert_cmpuint (all->len, ==, 1);

  return cantrip_connection_copy (g_ptr_array_index (all, 0));
}

static void
add (Fixture *fixture)
{
  g_signal_emit_by_name (find (fixture, "add"), "clicked");
  cantrip_test_wait_until (has_said, fixture->shell);
}

static void
test_keeps_the_key_in_the_key_ring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripConnection) stored = NULL;
  g_autofree char *key = NULL;

  choose (fixture, "groq");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "name"))), ==, "Groq");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "base_url"))),
                   ==,
                   "https://api.groq.com/openai/v1");
  type (fixture, "key", KEY);
  add (fixture);

  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Added “Groq”");
  stored = find_stored (fixture);
  g_assert_true (g_str_has_prefix (stored->key_reference, "keyring:"));
  g_assert_cmpstr (stored->dialect, ==, "groq");
  key = cantrip_key_reference_read (stored->key_reference, NULL);
  g_assert_cmpstr (key, ==, KEY);
}

/* A server of one's own needs no key. */
static void
test_takes_any_other_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripConnection) stored = NULL;

  choose (fixture, "any other");
  type (fixture, "name", "  Mine ");
  type (fixture, "base_url", "http://127.0.0.1:9/v1/");
  add (fixture);

  stored = find_stored (fixture);
  g_assert_cmpstr (stored->name, ==, "Mine");
  g_assert_cmpstr (stored->base_url, ==, "http://127.0.0.1:9/v1");
  g_assert_null (stored->key_reference);
}

static gboolean
has_error (gpointer widget)
{
  return gtk_widget_has_css_class (widget, "error");
}

static void
test_marks_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "any other");
  g_signal_emit_by_name (find (fixture, "add"), "clicked");
  cantrip_test_wait_until (has_error, find (fixture, "name"));
  type (fixture, "name", "Mine");
  g_assert_false (has_error (find (fixture, "name")));

  type (fixture, "base_url", "localhost");
  g_signal_emit_by_name (find (fixture, "add"), "clicked");
  cantrip_test_wait_until (has_error, find (fixture, "base_url"));
  g_assert_null (cantrip_test_shell_get_said (fixture->shell));
}

static gboolean
has_status (gpointer dialog)
{
  return gtk_widget_get_visible (cantrip_test_find (dialog, "status_box"));
}

static void
test_says_that_a_variable_is_missing (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "mistral");
  g_unsetenv ("MISTRAL_API_KEY");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "source")), 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "place"))),
                   ==,
                   "MISTRAL_API_KEY");
  cantrip_test_wait_until (has_status, fixture->dialog);
  g_assert_nonnull (
      strstr (gtk_label_get_text (GTK_LABEL (find (fixture, "status"))), "MISTRAL_API_KEY"));
}

static gboolean
shows_the_call (gpointer dialog)
{
  return gtk_widget_get_visible (cantrip_test_find (dialog, "call_row"));
}

static const char *
get_subtitle (Fixture *fixture, const char *id)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find (fixture, id)));
}

/* With a key that is kept nowhere yet. */
static void
test_tests_before_adding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  choose (fixture, "openai");
  type (fixture, "base_url", cantrip_fake_model_get_base_url (fixture->model));
  type (fixture, "key", KEY);
  g_signal_emit_by_name (find (fixture, "start"), "clicked");
  cantrip_test_wait_until (shows_the_call, fixture->dialog);
  sent = cantrip_fake_model_dup_last_header (fixture->model, "Authorization");
  g_assert_cmpstr (sent, ==, "Bearer " KEY);
  g_assert_cmpstr (get_subtitle (fixture, "list_row"), ==, "2 found");
  g_assert_true (g_str_has_prefix (get_subtitle (fixture, "call_row"), "fake answered after "));
}

static gboolean
shows_the_list (gpointer dialog)
{
  AdwActionRow *row = ADW_ACTION_ROW (cantrip_test_find (dialog, "list_row"));

  return g_strcmp0 (adw_action_row_get_subtitle (row), "Not tested yet") != 0;
}

static void
test_tells_what_to_do_about_a_bad_key (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "any other");
  type (fixture, "name", "Mine");
  type (fixture, "base_url", cantrip_fake_model_get_base_url (fixture->model));
  cantrip_fake_model_fail_next (fixture->model, 401, "{}", NULL, 1);
  g_signal_emit_by_name (find (fixture, "start"), "clicked");
  cantrip_test_wait_until (shows_the_list, fixture->dialog);
  g_assert_nonnull (strstr (get_subtitle (fixture, "list_row"), "check the key"));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 1);
}

int
main (int argc, char *argv[])
{
  /* One key ring for all tests of the process: libsecret’s own file. */
  g_autofree char *folder = g_dir_make_tmp ("cantrip-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keys.keyring", NULL);
  int              status;

  cantrip_test_desktop_init (&argc, &argv);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

#define ADD(name, func) \
  g_test_add ("/connection-dialog/" name, Fixture, name ".cantrip", set_up, func, tear_down)
  ADD ("keeps-the-key-in-the-key-ring", test_keeps_the_key_in_the_key_ring);
  ADD ("takes-any-other-server", test_takes_any_other_server);
  ADD ("marks-what-is-wrong", test_marks_what_is_wrong);
  ADD ("says-that-a-variable-is-missing", test_says_that_a_variable_is_missing);
  ADD ("tests-before-adding", test_tests_before_adding);
  ADD ("tells-what-to-do-about-a-bad-key", test_tells_what_to_do_about_a_bad_key);

  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);

  return status;
}
