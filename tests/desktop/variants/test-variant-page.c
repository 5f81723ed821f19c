/* test-variant-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-test-answers.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "variants/cantrip-variant-page.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

/* @base: (nullable): compared with this one */
static void
show (Fixture *fixture, const char *file, const char *variant, const char *base)
{
  g_autofree char *argument = NULL;

  fixture->workspace = cantrip_test_open_sample (file);
  cantrip_test_add_answers (fixture->workspace);
  argument =
      g_strdup_printf ("%" G_GINT64_FORMAT "+%" G_GINT64_FORMAT,
                       cantrip_test_get_variant_id (fixture->workspace, variant),
                       base != NULL ? cantrip_test_get_variant_id (fixture->workspace, base) : 0);
  fixture->page = GTK_WIDGET (cantrip_variant_page_new (fixture->workspace, argument));
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
has_title (gpointer data)
{
  return cantrip_test_find_text (data, "3 – short") != NULL;
}

static gboolean
shows_legend (gpointer data)
{
  return gtk_widget_get_visible (cantrip_test_find (data, "legend"));
}

static void
test_shows_recipe (void)
{
  Fixture fixture;

  show (&fixture, "a.cantrip", "marketing-copy/short", NULL);
  cantrip_test_wait_until (has_title, fixture.page);
  g_assert_nonnull (cantrip_test_find_text (fixture.page, "System"));
  g_assert_nonnull (cantrip_test_find_text (fixture.page, "sample-careful"));
  g_assert_nonnull (cantrip_test_find_text (fixture.page, "0.4"));
  g_assert_false (shows_legend (fixture.page));
  cantrip_test_save_png (GTK_WIDGET (fixture.shell), "variant");

  gtk_widget_activate_action (fixture.page, "variant.back", NULL);
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture.shell), ==, "app/marketing-copy/variants");
  tear_down (&fixture);
}

static void
test_marks_changes (void)
{
  Fixture      fixture;
  AdwComboRow *base;

  show (&fixture, "b.cantrip", "marketing-copy/short", "marketing-copy/careful");
  cantrip_test_wait_until (shows_legend, fixture.page);
  g_assert_nonnull (
      cantrip_test_find_text (fixture.page, "400 200")); /* one struck, one underlined */
  g_assert_nonnull (cantrip_test_find_text (fixture.page, "sample-careful"));
  cantrip_test_save_png (GTK_WIDGET (fixture.shell), "variant-diff");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (fixture.shell), 360, 640);
  cantrip_test_save_png (GTK_WIDGET (fixture.shell), "variant-diff-dark-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);

  /* Another base, which has no message of the system. */
  base = ADW_COMBO_ROW (cantrip_test_find (fixture.page, "base"));
  g_assert_cmpuint (adw_combo_row_get_selected (base), ==, 2);
  adw_combo_row_set_selected (base, 0);
  while (shows_legend (fixture.page))
    cantrip_test_settle ();
  g_assert_nonnull (cantrip_test_find_text (fixture.page, "200"));
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

  g_test_add_func ("/variant-page/recipe/is-shown", test_shows_recipe);
  g_test_add_func ("/variant-page/base/marks-changes", test_marks_changes);

  return g_test_run ();
}
