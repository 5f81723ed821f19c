/* test-sidebar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "window/cantrip-sidebar.h"

typedef struct
{
  CantripWorkspace *workspace;
  CantripSidebar   *sidebar;
  CantripTestShell *shell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_sample ("sidebar.cantrip");
  fixture->sidebar = g_object_new (CANTRIP_TYPE_SIDEBAR, NULL);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, GTK_WIDGET (fixture->sidebar));
  cantrip_sidebar_set_workspace (fixture->sidebar, fixture->workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
shows_the_app (gpointer data)
{
  return cantrip_test_find_text (data, "Marketing copy") != NULL;
}

static void
test_lists_apps (Fixture *fixture, gconstpointer data)
{
  cantrip_test_wait_until (shows_the_app, fixture->sidebar);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "sidebar");
}

static void
keep_place_cb (CantripSidebar *sidebar, const char *place, char **slot)
{
  g_free (*slot);
  *slot = g_strdup (place);
}

static void
test_emits_the_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;
  GtkListBox      *apps = GTK_LIST_BOX (cantrip_test_find (GTK_WIDGET (fixture->sidebar), "apps"));

  cantrip_test_wait_until (shows_the_app, fixture->sidebar);
  g_signal_connect (fixture->sidebar, "place-chosen", G_CALLBACK (keep_place_cb), &place);
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (apps, 0)));
  cantrip_test_wait_for (&place);
  g_assert_cmpstr (place, ==, "app/marketing-copy");
}

static void
test_search_hides_the_others (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);
  GtkWidget *search = cantrip_test_find (sidebar, "search");

  cantrip_test_wait_until (shows_the_app, sidebar);
  gtk_editable_set_text (GTK_EDITABLE (search), "something else");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (cantrip_test_find_text (sidebar, "Marketing copy"));
  gtk_editable_set_text (GTK_EDITABLE (search), "copy");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_nonnull (cantrip_test_find_text (sidebar, "Marketing copy"));
}

static void
test_marks_the_place (Fixture *fixture, gconstpointer data)
{
  GtkListBox *apps = GTK_LIST_BOX (cantrip_test_find (GTK_WIDGET (fixture->sidebar), "apps"));
  GtkListBox *places = GTK_LIST_BOX (cantrip_test_find (GTK_WIDGET (fixture->sidebar), "places"));

  cantrip_test_wait_until (shows_the_app, fixture->sidebar);
  cantrip_sidebar_set_place (fixture->sidebar, "app/marketing-copy/build");
  g_assert_nonnull (gtk_list_box_get_selected_row (apps));
  g_assert_null (gtk_list_box_get_selected_row (places));
  cantrip_sidebar_set_place (fixture->sidebar, "data");
  g_assert_null (gtk_list_box_get_selected_row (apps));
  g_assert_nonnull (gtk_list_box_get_selected_row (places));
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sidebar/set-workspace/lists-apps", test_lists_apps);
  ADD ("/sidebar/place-chosen/names-the-place", test_emits_the_place);
  ADD ("/sidebar/search/hides-the-others", test_search_hides_the_others);
  ADD ("/sidebar/set-place/marks-it", test_marks_the_place);

  return g_test_run ();
}
