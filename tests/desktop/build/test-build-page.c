/* test-build-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "build/cantrip-build-page.h"
#include "build/cantrip-output-cell.h"
#include "build/cantrip-output-dialog.h"
#include "build/cantrip-recipe-editor.h"
#include "build/cantrip-run-dialog.h"
#include "build/cantrip-save-dialog.h"
#include "build/cantrip-trial-pane.h"
#include "cantrip-test-build.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "prompt/cantrip-gallery-item.h"

#define N_ROWS 12

static const char KEEP_DRAFT_SQL[] =
    "INSERT INTO draft (app_id, dataset_id, connection_id, recipe_json, changed_at_us)"
    " VALUES (9, 8, 7, '%s', 1)";

/* What a run that was killed leaves behind. */
static const char QUEUE_SQL[] = "INSERT INTO output (id, run_id, row_id, position, repeat, state)"
                                " SELECT position, (SELECT id FROM run), id, position, 1, 'queued'"
                                " FROM dataset_row WHERE position BETWEEN 4 AND 6";

typedef struct
{
  CantripTestBuild  build;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

static void
open_page (Fixture *fixture)
{
  fixture->page = cantrip_build_page_new (fixture->build.workspace, &fixture->build.app);
  fixture->shell = cantrip_test_shell_new (fixture->build.workspace, fixture->page);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = NULL;

  cantrip_test_build_set_up (&fixture->build, N_ROWS);
  sql = g_strdup_printf (KEEP_DRAFT_SQL, cantrip_recipe_get_json (fixture->build.spec.recipe));
  cantrip_test_table_execute (cantrip_workspace_get_path (fixture->build.workspace), sql);
  open_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_build_tear_down (&fixture->build);
}

/* The first widget of a type below @root, or %NULL. */
static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

static gboolean
is_open (gpointer type)
{
  return find_window (*(GType *) type) != NULL;
}

static GtkWindow *
wait_for_window (GType type)
{
  cantrip_test_wait_until (is_open, &type);

  return find_window (type);
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Sought;

static gboolean
is_shown (gpointer data)
{
  Sought *sought = data;

  return cantrip_test_find_text (sought->root, sought->text) != NULL;
}

static void
wait_for_text (GtkWidget *root, const char *text)
{
  Sought sought = { root, text };

  cantrip_test_wait_until (is_shown, &sought);
}

static void
wait_for_rows (Fixture *fixture)
{
  wait_for_text (fixture->page, "row 1");
}

static CantripActiveRun *
find_run (Fixture *fixture)
{
  return cantrip_run_manager_find (cantrip_workspace_get_runs (fixture->build.workspace),
                                   fixture->build.app.id);
}

static gboolean
is_idle (gpointer data)
{
  CantripActiveRun *run = find_run (data);

  return run != NULL && cantrip_active_run_get_state (run) == CANTRIP_ACTIVE_RUN_ENDED;
}

/* Through the window that shows the estimate, and to the end. */
static void
generate (Fixture *fixture, const char *action)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (fixture->page, action, NULL);
  dialog = wait_for_window (CANTRIP_TYPE_RUN_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "start");
  gtk_window_close (dialog);
  cantrip_test_wait_until (is_idle, fixture);
}

static GtkWidget *
find_cell (Fixture *fixture, const char *text)
{
  GtkWidget *label = cantrip_test_find_text (fixture->page, text);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, CANTRIP_TYPE_OUTPUT_CELL);
}

static gboolean
has_said (gpointer shell)
{
  return cantrip_test_shell_get_said (shell) != NULL;
}

static gboolean
has_figures (gpointer label)
{
  return strstr (gtk_label_get_text (label), "tokens in") != NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
test_generates_all_rows (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture);
  generate (fixture, "build.generate-all");
  wait_for_text (fixture->page, "Hi row 1");
  wait_for_text (fixture->page, "Hi row 12");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->build.model), ==, N_ROWS);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "build-page");

  gtk_widget_activate_action (fixture->page, "build.generate-all", NULL);
  cantrip_test_wait_until (has_said, fixture->shell);
  g_assert_nonnull (strstr (cantrip_test_shell_get_said (fixture->shell), "Nothing is left"));
}

static void
test_generates_the_first_rows (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture);
  gtk_adjustment_set_value (gtk_spin_button_get_adjustment (
                                GTK_SPIN_BUTTON (find_type (fixture->page, GTK_TYPE_SPIN_BUTTON))),
                            3);
  generate (fixture, "build.generate-first");
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "state = 'done'"), ==, 3);
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "position <= 3"), ==, 3);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->build.model), ==, 3);
}

static void
test_tries_one_row (Fixture *fixture, gconstpointer data)
{
  GtkWidget       *answer = cantrip_test_find (fixture->page, "answer");
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (answer));
  GtkLabel        *figures = GTK_LABEL (cantrip_test_find (fixture->page, "figures"));
  g_autofree char *text = NULL;

  wait_for_rows (fixture);
  gtk_widget_activate_action (fixture->page, "build.try", NULL);
  cantrip_test_wait_until (has_figures, figures);
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Hi row 1");
  g_assert_nonnull (strstr (gtk_label_get_text (figures), "price unknown"));
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "TRUE"), ==, 0);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "build-page-try");
}

static void
test_stops_a_try (Fixture *fixture, gconstpointer data)
{
  GtkLabel  *figures = GTK_LABEL (cantrip_test_find (fixture->page, "figures"));
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (figures), CANTRIP_TYPE_TRIAL_PANE);

  wait_for_rows (fixture);
  cantrip_fake_model_hold (fixture->build.model);
  gtk_widget_activate_action (fixture->page, "build.try", NULL);
  cantrip_fake_model_wait_for_calls (fixture->build.model, 1);
  g_signal_emit_by_name (cantrip_test_find (pane, "stop"), "clicked");
  wait_for_text (pane, "Stopped");
  cantrip_fake_model_release (fixture->build.model);
}

static void
test_failed_rows_are_asked_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *cell;

  wait_for_rows (fixture);
  cantrip_fake_model_fail_next (fixture->build.model,
                                400,
                                "{\"error\":{\"message\":\"no such thing\"}}",
                                NULL,
                                2);
  generate (fixture, "build.generate-all");
  wait_for_text (fixture->page, "Hi row 12");
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "state = 'failed'"), ==, 2);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "build-page-failed");

  generate (fixture, "build.generate-failed");
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "state = 'done'"), ==, N_ROWS);
  wait_for_text (fixture->page, "Hi row 1");
  cell = find_cell (fixture, "Hi row 1");
  g_assert_false (gtk_widget_has_css_class (cell, "failed"));
}

/* Writes another prompt into the editor. */
static void
change_prompt (Fixture *fixture)
{
  g_autoptr (CantripRecipe) other = cantrip_test_recipe_new ("Bye {{name}}");
  GtkWidget *editor = find_type (fixture->page, CANTRIP_TYPE_RECIPE_EDITOR);

  cantrip_recipe_editor_set_recipe (CANTRIP_RECIPE_EDITOR (editor),
                                    other,
                                    CANTRIP_TEST_CONNECTION_ID);
  g_signal_emit_by_name (editor, "changed");
}

static void
test_changed_prompt_makes_stale (Fixture *fixture, gconstpointer data)
{
  GtkWidget *cell;

  wait_for_rows (fixture);
  generate (fixture, "build.generate-all");
  wait_for_text (fixture->page, "Hi row 1");
  cell = find_cell (fixture, "Hi row 1");
  g_assert_false (gtk_widget_has_css_class (cell, "stale"));
  change_prompt (fixture);
  g_assert_true (gtk_widget_has_css_class (cell, "stale")); /* at once */

  generate (fixture, "build.generate-stale");
  wait_for_text (fixture->page, "Bye row 1");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->build.model), ==, 2 * N_ROWS);
}

static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;

  return cantrip_test_table_get_number (cantrip_workspace_get_path (fixture->build.workspace),
                                        "SELECT count(*) FROM draft WHERE recipe_json LIKE '%Bye "
                                        "%'") == 1;
}

static void
test_keeps_the_draft (Fixture *fixture, gconstpointer data)
{
  wait_for_rows (fixture);
  change_prompt (fixture);
  cantrip_test_wait_until (is_kept, fixture);
}

static void
test_saves_a_variant (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  wait_for_rows (fixture);
  generate (fixture, "build.generate-all");
  gtk_widget_activate_action (fixture->page, "build.save", NULL);
  dialog = wait_for_window (CANTRIP_TYPE_SAVE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "save");
  gtk_window_close (dialog);
  cantrip_test_wait_until (has_said, fixture->shell);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Saved as “Variant 1”");
  g_assert_cmpint (cantrip_test_build_count (&fixture->build,
                                             "run_id IN (SELECT run.id FROM run JOIN variant"
                                             " ON variant.id = run.variant_id"
                                             " WHERE variant.name = 'Variant 1')"),
                   ==,
                   N_ROWS);
}

static void
test_offers_to_resume (Fixture *fixture, gconstpointer data)
{
  GtkWidget *resume;

  wait_for_rows (fixture);
  fixture->build.spec.scope = (CantripScope){ FALSE, 1, 3 };
  cantrip_test_build_finish (cantrip_test_build_start (&fixture->build));
  cantrip_test_table_execute (cantrip_workspace_get_path (fixture->build.workspace), QUEUE_SQL);
  cantrip_test_shell_close (fixture->shell);
  cantrip_run_manager_forget (cantrip_workspace_get_runs (fixture->build.workspace),
                              fixture->build.app.id); /* as after a restart */

  open_page (fixture);
  resume = cantrip_test_find (fixture->page, "resume");
  cantrip_test_wait_until (is_mapped, resume);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "build-page-resume");
  g_signal_emit_by_name (resume, "clicked");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (wait_for_window (CANTRIP_TYPE_RUN_DIALOG)),
                               "start");
  gtk_window_close (find_window (CANTRIP_TYPE_RUN_DIALOG));
  cantrip_test_wait_until (is_idle, fixture);
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "state = 'done'"), ==, 6);
  g_assert_cmpint (cantrip_test_build_count (&fixture->build, "TRUE"), ==, 6);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->build.model), ==, 6);
}

static void
test_opens_an_output (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  wait_for_rows (fixture);
  generate (fixture, "build.generate-all");
  wait_for_text (fixture->page, "Hi row 2");
  g_signal_emit_by_name (find_cell (fixture, "Hi row 2"), "opened");
  dialog = wait_for_window (CANTRIP_TYPE_OUTPUT_DIALOG);
  wait_for_text (GTK_WIDGET (dialog), "Tokens In");
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (dialog), "Hi row 2"));
  g_assert_nonnull (cantrip_test_find_text (GTK_WIDGET (dialog), "User"));
  g_assert_true (gtk_widget_is_sensitive (cantrip_test_find (GTK_WIDGET (dialog), "curl")));
  cantrip_test_save_png (GTK_WIDGET (dialog), "output-dialog");

  g_signal_emit_by_name (cantrip_test_find (GTK_WIDGET (dialog), "replay"), "clicked");
  cantrip_fake_model_wait_for_calls (fixture->build.model, N_ROWS + 1);
  g_assert_null (find_window (CANTRIP_TYPE_OUTPUT_DIALOG));
}

static void
test_template_brings_its_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node =
      json_from_string ("{\"title\":\"Greeting\",\"purpose\":\"Greets.\",\"messages\":[{\"role\":"
                        "\"user\","
                        "\"content\":\"Hello {{who}}\"}],\"parameters\":{},\"columns\":[\"who\"],"
                        "\"rows\":[[\"Ann\"],[\"Ben\"]]}",
                        NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripGalleryItem) item =
      cantrip_gallery_item_new_from_json ("greeting", json_node_get_object (node), &error);

  g_assert_no_error (error);
  wait_for_rows (fixture);
  g_signal_emit_by_name (find_type (fixture->page, CANTRIP_TYPE_RECIPE_EDITOR),
                         "template-chosen",
                         item,
                         TRUE);
  wait_for_text (fixture->page, "Ben");
  g_assert_nonnull (cantrip_test_find_text (fixture->page, "Greeting"));
}

/* Nothing but pictures, for people: as it looks in other sizes, colours and directions. */
static void
test_draws (Fixture *fixture, gconstpointer data)
{
  GtkWindow       *window = GTK_WINDOW (fixture->shell);
  AdwStyleManager *style = adw_style_manager_get_default ();

  wait_for_rows (fixture);
  generate (fixture, "build.generate-all");
  wait_for_text (fixture->page, "Hi row 1");
  change_prompt (fixture);
  gtk_window_set_default_size (window, 1920, 1000);
  cantrip_test_save_png (GTK_WIDGET (window), "build-page-wide");
  gtk_window_set_default_size (window, 360, 720);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (window), "build-page-narrow");
  gtk_window_set_default_size (window, 1000, 700);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (window), "build-page-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (window), "build-page-rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/build-page/generate/all-rows", test_generates_all_rows);
  ADD ("/build-page/generate/first-rows", test_generates_the_first_rows);
  ADD ("/build-page/generate/failed-rows", test_failed_rows_are_asked_again);
  ADD ("/build-page/try/streams", test_tries_one_row);
  ADD ("/build-page/try/can-be-stopped", test_stops_a_try);
  ADD ("/build-page/edit/makes-stale", test_changed_prompt_makes_stale);
  ADD ("/build-page/edit/is-kept", test_keeps_the_draft);
  ADD ("/build-page/save/makes-a-variant", test_saves_a_variant);
  ADD ("/build-page/resume/is-offered", test_offers_to_resume);
  ADD ("/build-page/open/shows-the-receipt", test_opens_an_output);
  ADD ("/build-page/template/brings-its-table", test_template_brings_its_table);
  if (g_getenv ("CANTRIP_SCREENSHOTS") != NULL)
    ADD ("/build-page/draws", test_draws);
#undef ADD

  return g_test_run ();
}
