/* test-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "data/cantrip-import-dialog.h"

typedef struct
{
  CantripWorkspace    *workspace;
  CantripImportDialog *dialog;
  char                *sentence; /* of the signal `imported` */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->workspace = cantrip_test_open_sample ("import-dialog.cantrip");
}

static void
imported_cb (CantripImportDialog *dialog,
             gint64               dataset_id,
             gint64               n_rows,
             const char          *sentence,
             Fixture             *fixture)
{
  g_assert_cmpint (dataset_id, >, 0);
  fixture->sentence = g_strdup (sentence);
}

static void
open_file (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CantripImportSource) source = cantrip_import_source_new_file (file);

  fixture->dialog = cantrip_import_dialog_new (fixture->workspace, source);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect (fixture->dialog, "imported", G_CALLBACK (imported_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
open_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = cantrip_test_write_file (name, text, -1);

  open_file (fixture, path);
}

static gboolean
is_gone (gpointer slot)
{
  return *(gpointer *) slot == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  cantrip_test_wait_until (is_gone, &fixture->dialog);
  cantrip_test_close_workspace (fixture->workspace);
  g_free (fixture->sentence);
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  return cantrip_test_find (GTK_WIDGET (fixture->dialog), id);
}

static gboolean
can_import (gpointer dialog)
{
  return gtk_widget_get_sensitive (cantrip_test_find (dialog, "import"));
}

static gboolean
has_trouble (gpointer dialog)
{
  GtkStack *stack = GTK_STACK (cantrip_test_find (dialog, "preview_stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "trouble") == 0;
}

static void
import (Fixture *fixture)
{
  g_signal_emit_by_name (find (fixture, "import"), "clicked");
  cantrip_test_wait_until (is_gone, &fixture->dialog);
}

static gboolean
shows_three_columns (gpointer dialog)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (cantrip_test_find (dialog, "view"));

  return g_list_model_get_n_items (gtk_column_view_get_columns (view)) == 3 && can_import (dialog);
}

static void
test_shows_what_was_found (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "spring events.csv", "event;size;when\nFair;40;May\nSale;7;\n");
  cantrip_test_wait_until (shows_three_columns, fixture->dialog);

  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "delimiter_row"))),
                    ==,
                    1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "name"))),
                   ==,
                   "spring events");
  g_assert_false (gtk_widget_get_visible (find (fixture, "sheet_row")));
  g_assert_false (gtk_widget_get_visible (find (fixture, "broken")));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (fixture->dialog), "2 rows · 3 columns"));
  cantrip_test_save_png (GTK_WIDGET (fixture->dialog), "import-csv");

  import (fixture);
  g_assert_cmpstr (fixture->sentence, ==, "Imported 2 rows as “spring events”");
}

static gboolean
shows_one_column (gpointer dialog)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (cantrip_test_find (dialog, "view"));

  return g_list_model_get_n_items (gtk_column_view_get_columns (view)) == 1;
}

static void
test_people_may_know_better (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "x.csv", "event;size;when\nFair;40;May\n");
  cantrip_test_wait_until (shows_three_columns, fixture->dialog);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "delimiter_row")), 0);
  cantrip_test_wait_until (shows_one_column, fixture->dialog);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "delimiter_row")), 1);
  cantrip_test_wait_until (shows_three_columns, fixture->dialog);

  gtk_switch_set_active (GTK_SWITCH (find (fixture, "header_switch")), FALSE);
  cantrip_test_wait_until (can_import, fixture->dialog);
  import (fixture);
  g_assert_cmpstr (fixture->sentence, ==, "Imported 2 rows as “x”");
}

static void
test_broken_lines_are_shown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "broken.csv", "a,b\n1\n2,3\n4,\"\n");
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_true (gtk_widget_get_visible (find (fixture, "broken")));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find (fixture, "lines")), TRUE);
  g_assert_nonnull (
      cantrip_test_find_text (GTK_WIDGET (fixture->dialog), "Line 2: 1 cell for 2 columns"));
  cantrip_test_save_png (GTK_WIDGET (fixture->dialog), "import-broken");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "choice")), 2);
  import (fixture);
  g_assert_cmpstr (fixture->sentence, ==, "Imported 2 rows as “broken”, left 1 out, mended 1");
}

static void
test_stopping_keeps_the_dialog (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "x.csv", "a,b\n1\n");
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_signal_emit_by_name (find (fixture, "import"), "clicked");
  g_assert_false (can_import (fixture->dialog));
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_null (fixture->sentence);
}

static void
test_sheets_can_be_chosen (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = cantrip_test_fixture ("spreadsheets/workbook.xlsx");

  open_file (fixture, path);
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_true (gtk_widget_get_visible (find (fixture, "sheet_row")));
  g_assert_false (gtk_widget_get_visible (find (fixture, "delimiter_row")));
  cantrip_test_save_png (GTK_WIDGET (fixture->dialog), "import-xlsx");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "sheet_row")), 1);
  cantrip_test_wait_until (shows_one_column, fixture->dialog);
  cantrip_test_wait_until (can_import, fixture->dialog);
  import (fixture);
  g_assert_cmpstr (fixture->sentence, ==, "Imported 1 row as “workbook”");
}

static void
test_a_missing_header_is_guessed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "x.csv", "Fair,40\nSale,7\n");
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find (fixture, "header_switch"))));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (fixture->dialog), "2 rows · 2 columns"));
}

static void
test_a_taken_name_is_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "marketing.csv", "a\n1\n");
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "name"))),
                   ==,
                   "marketing 2");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")), "marketing");
  g_assert_false (can_import (fixture->dialog));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "name")), " ");
  g_assert_false (can_import (fixture->dialog));
}

static void
test_people_may_know_the_encoding (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "encoding.csv", "a,\"b\n1,2\n");
  cantrip_test_wait_until (has_trouble, fixture->dialog);
  g_assert_true (gtk_widget_get_visible (find (fixture, "encoding_row")));
  gtk_switch_set_active (GTK_SWITCH (find (fixture, "header_switch")), FALSE);
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_assert_true (gtk_widget_get_visible (find (fixture, "broken")));
}

static void
test_trouble_is_one_sentence (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  open_text (fixture, "x.csv", "");
  cantrip_test_wait_until (has_trouble, fixture->dialog);
  g_assert_false (can_import (fixture->dialog));
  cantrip_test_save_png (GTK_WIDGET (fixture->dialog), "import-trouble");
}

/* Enough rows that the import is under way for a while. */
static void
test_closing_cancels (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("a\n");

  for (int i = 0; i < 50000; i++)
    g_string_append (text, "some text in a row\n");
  open_text (fixture, "large.csv", text->str);
  cantrip_test_wait_until (can_import, fixture->dialog);
  g_signal_emit_by_name (find (fixture, "import"), "clicked");
  cantrip_test_save_png (GTK_WIDGET (fixture->dialog), "import-progress");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  cantrip_test_wait_until (is_gone, &fixture->dialog);
  g_assert_null (fixture->sentence);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/import-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("shows-what-was-found", test_shows_what_was_found);
  ADD ("people-may-know-better", test_people_may_know_better);
  ADD ("broken-lines-are-shown", test_broken_lines_are_shown);
  ADD ("stopping-keeps-the-dialog", test_stopping_keeps_the_dialog);
  ADD ("sheets-can-be-chosen", test_sheets_can_be_chosen);
  ADD ("a-missing-header-is-guessed", test_a_missing_header_is_guessed);
  ADD ("a-taken-name-is-refused", test_a_taken_name_is_refused);
  ADD ("people-may-know-the-encoding", test_people_may_know_the_encoding);
  ADD ("trouble-is-one-sentence", test_trouble_is_one_sentence);
  ADD ("closing-cancels", test_closing_cancels);

  return g_test_run ();
}
