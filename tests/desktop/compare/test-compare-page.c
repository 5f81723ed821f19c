/* test-compare-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-answers.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "compare/cantrip-compare-page.h"
#include "compare/cantrip-compare-row.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const VARIANTS[] = { "first", "careful", "short" };
  g_autoptr (GString) argument = g_string_new (NULL);

  fixture->workspace = cantrip_test_open_sample (data);
  cantrip_test_add_answers (fixture->workspace);
  for (guint i = 0; i < G_N_ELEMENTS (VARIANTS); i++)
    {
      g_autofree char *reference = g_strconcat ("marketing-copy/", VARIANTS[i], NULL);

      g_string_append_printf (argument,
                              "%s%" G_GINT64_FORMAT,
                              i > 0 ? "+" : "",
                              cantrip_test_get_variant_id (fixture->workspace, reference));
    }
  fixture->page = GTK_WIDGET (cantrip_compare_page_new (fixture->workspace, argument->str));
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static CantripCompareRow *
get_row (Fixture *fixture, int i)
{
  GtkListBox *list = GTK_LIST_BOX (cantrip_test_find (fixture->page, "rows"));

  return (CantripCompareRow *) gtk_list_box_get_row_at_index (list, i);
}

/* What is waited for: the position of the first row and of the last one. */
typedef struct
{
  Fixture *fixture;
  gint64   first;
  int      n_rows;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return get_row (wanted->fixture, wanted->n_rows - 1) != NULL &&
         get_row (wanted->fixture, wanted->n_rows) == NULL &&
         cantrip_compare_row_get_position (get_row (wanted->fixture, 0)) == wanted->first;
}

static void
wait_for_rows (Fixture *fixture, gint64 first, int n_rows)
{
  Wanted wanted = { fixture, first, n_rows };

  cantrip_test_wait_until (is_there, &wanted);
}

static gboolean
is_counted (gpointer data)
{
  return cantrip_test_find_text (data, "Rows 1–20 · 60 rows, 33 of them differ") != NULL;
}

static void
test_side_by_side (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *failed;

  wait_for_rows (fixture, 1, 20);
  cantrip_test_wait_until (is_counted, fixture->page);
  failed = GTK_WIDGET (get_row (fixture, 4));
  g_assert_nonnull (cantrip_test_find_text (failed, "The model did not answer in time"));
  g_assert_nonnull (
      cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "2 – careful · the same"));
  g_assert_nonnull (
      cantrip_test_find_text (GTK_WIDGET (get_row (fixture, 0)), "3 – short · written anew"));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "compare");
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 1900, 1000);
  gtk_widget_activate_action (fixture->page, "compare.next-difference", NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "compare-dark-wide");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_object_set (fixture->page, "folded", TRUE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 360, 700);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "compare-narrow");
}

static void
test_pages (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  wait_for_rows (fixture, 1, 20);
  gtk_widget_activate_action (fixture->page, "compare.next-rows", NULL);
  wait_for_rows (fixture, 21, 20);
  gtk_widget_activate_action (fixture->page, "compare.next-rows", NULL);
  wait_for_rows (fixture, 41, 20);
  gtk_widget_activate_action (fixture->page, "compare.previous-rows", NULL);
  wait_for_rows (fixture, 21, 20);
  gtk_widget_activate_action (fixture->page, "compare.previous-rows", NULL);
  wait_for_rows (fixture, 1, 20);
}

static gint64
get_selected (Fixture *fixture)
{
  GtkListBoxRow *row =
      gtk_list_box_get_selected_row (GTK_LIST_BOX (cantrip_test_find (fixture->page, "rows")));

  return row != NULL ? cantrip_compare_row_get_position (CANTRIP_COMPARE_ROW (row)) : 0;
}

/* Without `short` few rows differ: 5, which has failed, and 10, 20, … */
static void
test_jumps_and_filters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GtkWidget *filter = cantrip_test_find (fixture->page, "only_different");

  wait_for_rows (fixture, 1, 20);
  gtk_widget_activate_action (fixture->page, "compare.next-rows", NULL);
  wait_for_rows (fixture, 21, 20);
  for (gint64 position = 21; position <= 30; position++)
    {
      gtk_widget_activate_action (fixture->page, "compare.next-difference", NULL);
      g_assert_cmpint (get_selected (fixture), ==, position);
    }
  gtk_widget_activate_action (fixture->page, "compare.next-difference", NULL);
  g_assert_cmpint (get_selected (fixture), ==, 40);
  gtk_widget_activate_action (fixture->page, "compare.previous-difference", NULL);
  g_assert_cmpint (get_selected (fixture), ==, 30);
  gtk_widget_activate_action (fixture->page, "compare.next-difference", NULL);

  /* Beyond what is shown. */
  gtk_widget_activate_action (fixture->page, "compare.next-difference", NULL);
  wait_for_rows (fixture, 50, 11);
  g_assert_cmpint (get_selected (fixture), ==, 50);

  gtk_switch_set_active (GTK_SWITCH (filter), TRUE);
  wait_for_rows (fixture, 1, 20);
  gtk_widget_activate_action (fixture->page, "compare.next-rows", NULL);
  wait_for_rows (fixture, 21, 13);
}

static void
test_other_base (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AdwComboRow *base = ADW_COMBO_ROW (cantrip_test_find (fixture->page, "base"));

  wait_for_rows (fixture, 1, 20);
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "1 – first · base"));
  adw_combo_row_set_selected (base, 1);
  while (cantrip_test_find_text (fixture->page, "2 – careful · base") == NULL)
    cantrip_test_settle ();
  wait_for_rows (fixture, 1, 20);
  g_assert_null (cantrip_test_find_text (fixture->page, "1 – first · base"));
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/compare-page/rows/stand-side-by-side", "a.cantrip", test_side_by_side);
  ADD ("/compare-page/rows/come-in-pages", "b.cantrip", test_pages);
  ADD ("/compare-page/difference/is-found", "c.cantrip", test_jumps_and_filters);
  ADD ("/compare-page/base/can-be-changed", "d.cantrip", test_other_base);

  return g_test_run ();
}
