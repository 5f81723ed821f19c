/* test-variants-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-answers.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "variants/cantrip-variant-edits.h"
#include "variants/cantrip-variant-row.h"
#include "variants/cantrip-variants-page.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

static CantripApp *
find_app (Fixture *fixture)
{
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (fixture->workspace),
                          CANTRIP_STORE_READ,
                          NULL);
  g_autoptr (CantripVariantRepository) variants = cantrip_variant_repository_new (store, NULL);
  g_autoptr (GError) error = NULL;
  CantripApp *app = cantrip_variant_repository_find_app (variants, "marketing-copy", &error);

  g_assert_no_error (error);

  return app;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripApp) app = NULL;

  fixture->workspace = cantrip_test_open_sample (data);
  cantrip_test_add_answers (fixture->workspace);
  app = find_app (fixture);
  fixture->page = cantrip_variants_page_new (fixture->workspace, app);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static CantripVariantRow *
get_row (Fixture *fixture, int i)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "list"));

  return (CantripVariantRow *) gtk_list_box_get_row_at_index (list, i);
}

/* What is waited for: how many rows, and a text. */
typedef struct
{
  Fixture    *fixture;
  int         n_rows;
  const char *text;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return (wanted->n_rows == 0 || get_row (wanted->fixture, wanted->n_rows - 1) != NULL) &&
         get_row (wanted->fixture, wanted->n_rows) == NULL &&
         cantrip_test_find_text (wanted->fixture->page, wanted->text) != NULL;
}

static void
wait_for (Fixture *fixture, int n_rows, const char *text)
{
  Wanted wanted = { fixture, n_rows, text };

  cantrip_test_wait_until (is_there, &wanted);
}

static const CantripVariant *
get_variant (Fixture *fixture, int i)
{
  return cantrip_variant_row_get_variant (get_row (fixture, i));
}

static void
test_lists_figures (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  wait_for (fixture, 3, "1.0 s"); /* the median of 59 answers */
  g_assert_cmpint (get_variant (fixture, 0)->number, ==, 1);
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "first"));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "sample-plain"));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "1.6 s"));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "$0.31"));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 2)), "30"));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "variants");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 360, 640);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "variants-dark-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_compares_chosen (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget       *compare = cantrip_test_find (fixture->page, "compare");
  GtkWidget       *diff = cantrip_test_find (fixture->page, "diff");
  g_autofree char *place = NULL;

  wait_for (fixture, 3, "short");
  g_assert_false (gtk_widget_get_sensitive (compare));
  cantrip_variant_row_set_chosen (get_row (fixture, 0), TRUE);
  g_assert_false (gtk_widget_get_sensitive (compare));
  cantrip_variant_row_set_chosen (get_row (fixture, 2), TRUE);
  g_assert_true (gtk_widget_get_sensitive (compare));
  g_assert_true (gtk_widget_get_sensitive (diff));

  gtk_widget_activate_action (fixture->page, "variants.compare", NULL);
  place = g_strdup_printf ("compare/%" G_GINT64_FORMAT "+%" G_GINT64_FORMAT,
                           get_variant (fixture, 0)->id,
                           get_variant (fixture, 2)->id);
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, place);

  cantrip_variant_row_set_chosen (get_row (fixture, 1), TRUE);
  g_assert_true (gtk_widget_get_sensitive (compare));
  g_assert_false (gtk_widget_get_sensitive (diff));
}

static void
undo (Fixture *fixture)
{
  CantripHistory *history = cantrip_workspace_get_history (fixture->workspace);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  cantrip_history_undo_async (history, 0, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  label = cantrip_history_step_finish (history, result, &error);
  g_assert_no_error (error);
}

static void
test_archives_and_restores (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  wait_for (fixture, 3, "careful");
  gtk_widget_activate_action (GTK_WIDGET (get_row (fixture, 1)),
                              "variants.archive",
                              "x",
                              get_variant (fixture, 1)->id);
  wait_for (fixture, 2, "short");
  g_assert_null (cantrip_test_find_text (fixture->page, "careful"));

  gtk_widget_activate_action (fixture->page, "variants.archived", NULL);
  wait_for (fixture, 3, "careful");
  g_assert_cmpstr (get_variant (fixture, 2)->name, ==, "careful");

  gtk_widget_activate_action (fixture->page, "variants.archived", NULL);
  wait_for (fixture, 2, "short");
  undo (fixture);
  wait_for (fixture, 3, "careful");
}

static gboolean
has_said (gpointer data)
{
  return cantrip_test_shell_get_said (data) != NULL;
}

static void
test_renames_and_annotates (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  wait_for (fixture, 3, "first");
  cantrip_variant_rename (fixture->page, get_variant (fixture, 0), "plain");
  wait_for (fixture, 3, "plain");
  cantrip_variant_annotate (fixture->page, get_variant (fixture, 0), "Where we began");
  wait_for (fixture, 3, "Where we began");

  cantrip_test_shell_forget (fixture->shell);
  cantrip_variant_rename (fixture->page, get_variant (fixture, 0), "short");
  cantrip_test_wait_until (has_said, fixture->shell);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell),
                   ==,
                   "Variant 3 is called “short” already; choose another name");

  undo (fixture);
  undo (fixture);
  wait_for (fixture, 3, "first");
}

static void
test_duplicates_to_draft (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *path = cantrip_workspace_get_path (fixture->workspace);

  wait_for (fixture, 3, "first");
  gtk_widget_activate_action (GTK_WIDGET (get_row (fixture, 0)),
                              "variants.duplicate",
                              "x",
                              get_variant (fixture, 0)->id);
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, "app/marketing-copy/build");
  cantrip_test_wait_until (has_said, fixture->shell);
  g_assert_cmpint (cantrip_test_table_get_number (path,
                                                  "SELECT count (*) FROM draft, variant"
                                                  " WHERE draft.recipe_json = variant.recipe_json"
                                                  " AND variant.name = 'first'"),
                   ==,
                   1);
  undo (fixture);
  g_assert_cmpint (cantrip_test_table_get_number (path, "SELECT count (*) FROM draft"), ==, 0);
}

static void
test_says_what_to_do_first (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_table_execute (cantrip_workspace_get_path (fixture->workspace),
                              "UPDATE variant SET archived_at_us = 1");
  wait_for (fixture, 0, "No Variants Yet");
  g_assert_true (gtk_widget_get_visible (cantrip_test_find (fixture->page, "show_archived")));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "variants-empty");
  gtk_widget_activate_action (fixture->page, "variants.build", NULL);
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, "app/marketing-copy/build");
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/variants-page/list/shows-figures", "a.cantrip", test_lists_figures);
  ADD ("/variants-page/compare/needs-two-to-four", "b.cantrip", test_compares_chosen);
  ADD ("/variants-page/archive/can-be-undone", "c.cantrip", test_archives_and_restores);
  ADD ("/variants-page/rename/can-be-undone", "d.cantrip", test_renames_and_annotates);
  ADD ("/variants-page/duplicate/makes-a-draft", "e.cantrip", test_duplicates_to_draft);
  ADD ("/variants-page/list/says-what-to-do-first", "f.cantrip", test_says_what_to_do_first);

  return g_test_run ();
}
