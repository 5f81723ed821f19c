/* test-recipe-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "build/cantrip-gallery-dialog.h"
#include "build/cantrip-model-dialog.h"
#include "build/cantrip-recipe-editor.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "prompt/cantrip-gallery-item.h"

static const char *const COLUMNS[] = { "event", "demographic", "size", NULL };

/* Every field there is. */
static const char RECIPE[] =
    "{\"model\": \"sample-careful\", \"mode\": \"completion\","
    " \"messages\": [{\"role\": \"system\", \"content\": \"You write invitations for a small "
    "events agency. Use every detail that you are given, invent none.\"},"
    " {\"role\": \"user\", \"content\": \"Event: {{event}}\\nAudience: {{demografic}}\\n\\n"
    "Write a marketing e-mail of at most 120 words.\"},"
    " {\"role\": \"assistant\", \"content\": \"{\\\"subject\\\": \\\"Spring\\\"}\"},"
    " {\"role\": \"user\", \"content\": \"And one for {{size}} people.\"}],"
    " \"parameters\": {\"max_tokens\": 400, \"temperature\": 0.7, \"top_p\": 0.9,"
    " \"frequency_penalty\": -0.5, \"presence_penalty\": 0.25, \"seed\": -7,"
    " \"stop\": [\"\\n\\n\", \" END\", \"a\\\\nb\"], \"reasoning_effort\": \"low\","
    " \"json_schema\": {\"type\": \"object\", \"properties\": {\"subject\": {\"type\": "
    "\"string\"}, \"body\": {\"type\": \"string\"}}}}}";

typedef struct
{
  CantripWorkspace    *workspace;
  CantripRecipeEditor *editor;
  CantripTestShell    *shell;
  gint64               connection_id; /* of the sample; 0: there is none */
  guint                n_changes;
} Fixture;

static gpointer
find_sample (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_connection_repository_find_by_name (session->connections, "sample", error);
}

static const CantripWork FIND_SAMPLE = {
  .lane = CANTRIP_LANE_READ,
  .run = find_sample,
  .free_result = (GDestroyNotify) cantrip_connection_free,
};

static gint64
get_sample_id (CantripWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) connection = NULL;

  cantrip_workspace_run_async (workspace,
                               &FIND_SAMPLE,
                               NULL,
                               NULL,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);
  connection = cantrip_workspace_run_finish (workspace, result, &error);
  g_assert_no_error (error);

  return connection->id;
}

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
show_editor (Fixture *fixture)
{
  GtkWidget *editor = cantrip_recipe_editor_new (fixture->workspace);

  fixture->editor = CANTRIP_RECIPE_EDITOR (editor);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, editor);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (count_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_sample ("recipe.cantrip");
  fixture->connection_id = get_sample_id (fixture->workspace);
  show_editor (fixture);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_workspace ("empty.cantrip");
  show_editor (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static CantripRecipe *
show_recipe (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CantripRecipe *recipe = cantrip_recipe_new_from_text (RECIPE, &error);

  g_assert_no_error (error);
  cantrip_recipe_editor_set_columns (fixture->editor, COLUMNS);
  cantrip_recipe_editor_set_recipe (fixture->editor, recipe, fixture->connection_id);

  return recipe;
}

static gboolean
has_changed (gpointer data)
{
  return ((Fixture *) data)->n_changes > 0;
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  return cantrip_test_find (GTK_WIDGET (fixture->editor), id);
}

/* The card of the first message. */
static GtkWidget *
first_card (Fixture *fixture)
{
  return gtk_widget_get_first_child (find (fixture, "cards"));
}

static const char *
get_model_title (Fixture *fixture)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find (fixture, "row")));
}

static gboolean
shows_model (gpointer data)
{
  return g_str_equal (get_model_title (data), "Sample, careful");
}

/* The dialog that the editor has opened; waits for it. */
static GtkWidget *
find_dialog (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window; /* the toolkit holds it */
    }

  g_error ("There is no dialog of the type %s", g_type_name (type));
}

static void
assert_error (Fixture *fixture, const char *message)
{
  g_autoptr (GError) error = NULL;
  gint64         connection_id = 77;
  CantripRecipe *recipe =
      cantrip_recipe_editor_dup_recipe (fixture->editor, &connection_id, &error);

  g_assert_null (recipe);
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (connection_id, ==, 77);
}

static void
test_gives_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);
  g_autoptr (CantripRecipe) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;
  gint64           connection_id = 0;

  result = cantrip_recipe_editor_dup_recipe (fixture->editor, &connection_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cantrip_recipe_get_json (result), ==, cantrip_recipe_get_json (recipe));
  g_assert_cmpint (connection_id, ==, fixture->connection_id);

  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_cmpstr (draft, ==, cantrip_recipe_get_json (recipe));

  cantrip_test_wait_until (shows_model, fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_keeps_incomplete (Fixture *fixture, gconstpointer data)
{
  static const char DRAFT[] = "{\"messages\":[{\"content\":\"\",\"role\":\"user\"}],"
                              "\"parameters\":{\"temperature\":\"warm\"}}";
  g_autofree char  *draft = NULL;

  cantrip_recipe_editor_set_draft (fixture->editor, DRAFT, 0);
  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_cmpstr (draft, ==, DRAFT);

  cantrip_recipe_editor_set_draft (fixture->editor, "no JSON", 0);
  g_clear_pointer (&draft, g_free);
  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_cmpstr (draft, ==, "{\"messages\":[{\"content\":\"\",\"role\":\"user\"}]}");
}

static void
test_names_the_place (Fixture *fixture, gconstpointer data)
{
  cantrip_recipe_editor_set_recipe (fixture->editor, NULL, 0);
  assert_error (fixture, "No model is chosen; choose one above the messages");
  cantrip_recipe_editor_set_draft (fixture->editor, "{\"model\": \"m\"}", fixture->connection_id);
  assert_error (fixture, "Message 1 is empty; write something, or remove it");
  cantrip_recipe_editor_set_draft (fixture->editor,
                                   "{\"model\": \"m\", \"messages\": [{\"content\": \"x\"}],"
                                   " \"parameters\": {\"temperature\": 3}}",
                                   fixture->connection_id);
  assert_error (fixture, "The parameter “temperature” must be a number from 0 to 2");
}

static void
test_tells_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);
  GtkWidget *view = cantrip_test_find (first_card (fixture), "view");

  for (int i = 0; i < 20; i++)
    g_signal_emit_by_name (view, "insert-at-cursor", "{{evvent}}");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  cantrip_test_wait_until (has_changed, fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_nonnull (cantrip_test_find_text (first_card (fixture), "Use {{event}}"));
}

static gboolean
shows_the_end (gpointer data)
{
  Fixture       *fixture = data;
  GtkWidget     *view = cantrip_test_find (first_card (fixture), "view");
  GtkWidget     *scroller = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double         bottom;

  /* Below its lower edge the card has only its size. */
  gtk_widget_translate_coordinates (view, scroller, 0, gtk_widget_get_height (view), NULL, &bottom);

  return gtk_widget_get_height (view) > 60 * 10 && gtk_adjustment_get_value (adjustment) > 0 &&
         bottom < gtk_widget_get_height (scroller) + 20;
}

static void
test_grows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);
  GtkWidget  *view = cantrip_test_find (first_card (fixture), "view");
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &end);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &end);
  cantrip_recipe_editor_focus (fixture->editor);
  for (int i = 0; i < 60; i++)
    g_string_append (lines, "\nline");
  g_signal_emit_by_name (view, "insert-at-cursor", lines->str);
  cantrip_test_wait_until (shows_the_end, fixture);
}

static void
test_chooses_a_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);
  GtkWidget       *dialog;
  GtkWidget       *search;
  g_autofree char *draft = NULL;

  cantrip_test_wait_until (shows_model, fixture);
  g_signal_emit_by_name (find (fixture, "row"), "activated");
  dialog = find_dialog (fixture, CANTRIP_TYPE_MODEL_DIALOG);
  cantrip_test_save_png (dialog, "models");
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 500);
  cantrip_test_save_png (dialog, "models-narrow");
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, 360);
  search = cantrip_test_find (dialog, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "PLAIN sample");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");

  cantrip_test_wait_until (has_changed, fixture);
  g_assert_cmpstr (get_model_title (fixture), ==, "Sample, plain");
  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_nonnull (strstr (draft, "\"model\":\"sample-plain\""));
}

static void
test_offers_to_connect (Fixture *fixture, gconstpointer data)
{
  while (!g_str_equal (get_model_title (fixture), "Connect a Model…"))
    cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "recipe-empty");
  g_signal_emit_by_name (find (fixture, "row"), "activated");
  g_assert_cmpstr (cantrip_test_shell_get_place (fixture->shell), ==, "connections");
}

static gboolean
lists_templates (gpointer data)
{
  return cantrip_test_find_text (data, "Sentiment with reason") != NULL;
}

typedef struct
{
  char    *name; /* (owned) */
  gboolean wants_table;
  guint    n_columns;
} Chosen;

static void
template_chosen_cb (CantripRecipeEditor      *editor,
                    const CantripGalleryItem *item,
                    gboolean                  wants_table,
                    Chosen                   *chosen)
{
  chosen->name = g_strdup (item->name);
  chosen->wants_table = wants_table;
  chosen->n_columns = g_strv_length (item->columns);
}

static void
test_begins_from_a_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);
  g_autofree char *draft = NULL;
  Chosen           chosen = { NULL };
  GtkWidget       *dialog;
  GtkWidget       *search;

  g_signal_connect (fixture->editor, "template-chosen", G_CALLBACK (template_chosen_cb), &chosen);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "recipe.choose-template", NULL);
  dialog = find_dialog (fixture, CANTRIP_TYPE_GALLERY_DIALOG);
  cantrip_test_wait_until (lists_templates, dialog);
  search = cantrip_test_find (dialog, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "SENTIMENT");
  g_signal_emit_by_name (search, "search-changed");
  cantrip_test_save_png (dialog, "gallery");
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 620);
  cantrip_test_save_png (dialog, "gallery-narrow");
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, 360);
  g_signal_emit_by_name (cantrip_test_find (dialog, "use"), "clicked");

  g_assert_cmpstr (chosen.name, ==, "sentiment");
  g_assert_true (chosen.wants_table);
  g_assert_cmpuint (chosen.n_columns, ==, 2);
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell),
                   ==,
                   "Began from “Sentiment with reason”");
  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_nonnull (strstr (draft, "Review: {{review}}"));
  g_assert_nonnull (strstr (draft, "\"temperature\":0"));
  g_assert_nonnull (strstr (draft, "\"model\":\"sample-careful\""));
  cantrip_test_wait_until (has_changed, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "recipe.undo-template", NULL);
  g_clear_pointer (&draft, g_free);
  draft = cantrip_recipe_editor_dup_draft (fixture->editor, NULL);
  g_assert_cmpstr (draft, ==, cantrip_recipe_get_json (recipe));
  g_free (chosen.name);
}

static void
save (Fixture *fixture, int width, int height, const char *name)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), width, height);
  for (int i = 0; i < 10; i++)
    cantrip_test_settle ();
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), name);
}

/* Has nothing to compare with but our eyes; that it can be drawn is something too. */
static void
test_is_drawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripRecipe) recipe = show_recipe (fixture);

  cantrip_test_wait_until (shows_model, fixture);
  save (fixture, 620, 1500, "recipe");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find (fixture, "more")), TRUE);
  save (fixture, 360, 2300, "recipe-narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->shell)), <=, 360);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  save (fixture, 1920, 1400, "recipe-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  save (fixture, 620, 1500, "recipe-rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, init, function) \
  g_test_add ("/recipe-editor/" path, Fixture, NULL, init, function, tear_down)
  ADD ("dup-recipe/gives-back-what-was-set", set_up, test_gives_back);
  ADD ("dup-recipe/names-the-place", set_up, test_names_the_place);
  ADD ("dup-draft/keeps-what-is-incomplete", set_up, test_keeps_incomplete);
  ADD ("changed/comes-once-for-many-keys", set_up, test_tells_changes);
  ADD ("message/grows-and-stays-in-sight", set_up, test_grows);
  ADD ("model/is-chosen-in-a-dialog", set_up, test_chooses_a_model);
  ADD ("model/leads-to-connections", set_up_empty, test_offers_to_connect);
  ADD ("template/takes-the-place-of-what-was-there", set_up, test_begins_from_a_template);
  ADD ("draw/fits-every-window", set_up, test_is_drawn);
#undef ADD

  return g_test_run ();
}
