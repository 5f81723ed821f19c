/* test-data-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-history.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "data/cantrip-data-page.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

static void
show_page (Fixture *fixture, CantripWorkspace *workspace)
{
  fixture->workspace = workspace;
  fixture->page = GTK_WIDGET (cantrip_data_page_new (workspace, ""));
  fixture->shell = cantrip_test_shell_new (workspace, fixture->page);
}

static void
set_up_sample (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  show_page (fixture, cantrip_test_open_sample ("data-page.cantrip"));
}

static void
set_up_empty (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  show_page (fixture, cantrip_test_open_workspace ("data-page-empty.cantrip"));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
shows_the_dataset (gpointer page)
{
  return cantrip_test_find_text (page, "marketing") != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkStack *stack = GTK_STACK (cantrip_test_find (page, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "empty") == 0;
}

static gboolean
has_gone_to_a_place (gpointer shell)
{
  return cantrip_test_shell_get_place (shell) != NULL;
}

static gboolean
has_a_dialog (gpointer data G_GNUC_UNUSED)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2;
}

static GtkWindow *
get_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (fixture->shell))
        return window; /* the list holds it */
    }

  g_assert_not_reached ();
}

static void
test_lists_the_datasets (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "list"));

  cantrip_test_wait_until (shows_the_dataset, fixture->page);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "data");
}

static void
test_opens_a_dataset (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "list"));

  cantrip_test_wait_until (shows_the_dataset, fixture->page);
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
  cantrip_test_wait_until (has_gone_to_a_place, fixture->shell);
  g_assert_true (g_str_has_prefix (cantrip_test_shell_get_place (fixture->shell), "dataset/"));
}

static gboolean
shows_the_new_name (gpointer page)
{
  return cantrip_test_find_text (page, "offers") != NULL;
}

static void
test_renames (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "list"));
  GtkWidget  *row, *dialog;

  cantrip_test_wait_until (shows_the_dataset, fixture->page);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0));
  gtk_widget_activate_action (row, "dataset.rename", NULL);
  cantrip_test_wait_until (has_a_dialog, NULL);
  dialog = GTK_WIDGET (get_dialog (fixture));
  cantrip_test_save_png (dialog, "data-rename");
  gtk_editable_set_text (GTK_EDITABLE (
                             adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))),
                         "offers");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (GTK_WINDOW (dialog));

  cantrip_test_wait_until (shows_the_new_name, fixture->page);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Renamed “marketing”");
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  CantripHistory  *history = cantrip_workspace_get_history (fixture->workspace);

  cantrip_history_undo_async (history, 0, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  label = cantrip_history_step_finish (history, result, &error);
  g_assert_no_error (error);
}

static void
test_deletes_and_undoes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "list"));

  cantrip_test_wait_until (shows_the_dataset, fixture->page);
  gtk_widget_activate_action (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)),
                              "dataset.delete",
                              NULL);
  cantrip_test_wait_until (is_empty, fixture->page);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Deleted “marketing”");

  undo (fixture);
  cantrip_test_wait_until (shows_the_dataset, fixture->page);
}

static void
test_says_what_to_do_first (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_wait_until (is_empty, fixture->page);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "data-empty");
}

static gboolean
has_said_something (gpointer shell)
{
  return cantrip_test_shell_get_said (shell) != NULL;
}

static void
test_paste_without_a_table_says_so (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->page), "");
  gtk_widget_activate_action (fixture->page, "data.paste", NULL);
  cantrip_test_wait_until (has_said_something, fixture->shell);
  g_assert_true (
      g_str_has_prefix (cantrip_test_shell_get_said (fixture->shell), "There is no table"));
}

static gboolean
can_import (gpointer dialog)
{
  return gtk_widget_get_sensitive (cantrip_test_find (dialog, "import"));
}

static void
test_imports_pasted_cells (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *dialog;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->page),
                          "event\tnote\nFair\t\"two\nlines\"\n");
  gtk_widget_activate_action (fixture->page, "data.paste", NULL);
  cantrip_test_wait_until (has_a_dialog, NULL);
  dialog = GTK_WIDGET (get_dialog (fixture));
  cantrip_test_wait_until (can_import, dialog);
  g_signal_emit_by_name (cantrip_test_find (dialog, "import"), "clicked");

  cantrip_test_wait_until (has_gone_to_a_place, fixture->shell);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell),
                   ==,
                   "Imported 1 row as “Pasted cells”");
  g_assert_true (g_str_has_prefix (cantrip_test_shell_get_place (fixture->shell), "dataset/"));
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(name, set_up, function) \
  g_test_add ("/data-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lists-the-datasets", set_up_sample, test_lists_the_datasets);
  ADD ("opens-a-dataset", set_up_sample, test_opens_a_dataset);
  ADD ("deletes-and-undoes", set_up_sample, test_deletes_and_undoes);
  ADD ("renames", set_up_sample, test_renames);
  ADD ("says-what-to-do-first", set_up_empty, test_says_what_to_do_first);
  ADD ("paste-without-a-table-says-so", set_up_empty, test_paste_without_a_table_says_so);
  ADD ("imports-pasted-cells", set_up_empty, test_imports_pasted_cells);

  return g_test_run ();
}
