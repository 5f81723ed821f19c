/* test-parameters-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "build/cantrip-parameter-row.h"
#include "build/cantrip-parameters-editor.h"
#include "build/cantrip-schema-dialog.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

typedef struct
{
  CantripWorkspace        *workspace;
  CantripParametersEditor *editor;
  CantripModelSource      *source;
  CantripTestShell        *shell;
  guint                    n_changes;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
is_loaded (gpointer data)
{
  return cantrip_model_source_is_loaded (data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_sample ("parameters.cantrip");
  fixture->source = cantrip_model_source_new (fixture->workspace);
  cantrip_test_wait_until (is_loaded, fixture->source);
  fixture->editor = g_object_new (CANTRIP_TYPE_PARAMETERS_EDITOR, NULL);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, GTK_WIDGET (fixture->editor));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  g_assert_finalize_object (fixture->source);
  cantrip_test_close_workspace (fixture->workspace);
}

static void
choose_sample (Fixture *fixture)
{
  const CantripModelOffer *offer =
      g_ptr_array_index (cantrip_model_source_get_offers (fixture->source), 0);

  cantrip_parameters_editor_set_model (fixture->editor,
                                       fixture->source,
                                       offer->connection->id,
                                       "sample-plain");
}

static void
set_parameters (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (json, -1, NULL);

  cantrip_parameters_editor_set_parameters (fixture->editor,
                                            cantrip_json_root_object (node),
                                            CANTRIP_MODE_CHAT);
}

static char *
dup_json (Fixture *fixture)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, cantrip_parameters_editor_dup_parameters (fixture->editor));

  return cantrip_json_to_canonical_text (node);
}

/* The row of this title. */
static AdwActionRow *
find_row (Fixture *fixture, const char *title)
{
  GtkWidget *label = cantrip_test_find_text (GTK_WIDGET (fixture->editor), title);

  g_assert_nonnull (label);

  return ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW));
}

/* The first widget of @type below @root that is shown. */
static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (!gtk_widget_get_visible (child))
        continue;
      found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_type (child, type);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_greys (Fixture *fixture, gconstpointer data)
{
  AdwActionRow    *row = find_row (fixture, "Temperature");
  GtkWidget       *entry = find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  g_autofree char *json = NULL;

  g_assert_true (gtk_widget_get_sensitive (entry));
  set_parameters (fixture, "{\"temperature\": 0.5}");
  choose_sample (fixture);
  g_assert_false (gtk_widget_get_sensitive (entry));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "Not used: sample models do not take it");
  g_assert_true (gtk_widget_get_sensitive (
      find_type (GTK_WIDGET (find_row (fixture, "Seed")), GTK_TYPE_ENTRY)));

  /* It stays until somebody takes it out. */
  json = dup_json (fixture);
  g_assert_cmpstr (json, ==, "{\"temperature\":0.5}");
  g_signal_emit_by_name (find_type (GTK_WIDGET (row), GTK_TYPE_BUTTON), "clicked");
  g_clear_pointer (&json, g_free);
  json = dup_json (fixture);
  g_assert_cmpstr (json, ==, "{}");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_shows_problems (Fixture *fixture, gconstpointer data)
{
  AdwActionRow *row = find_row (fixture, "Most tokens of a reply");
  GtkWidget    *entry = find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "0");
  g_assert_cmpstr (adw_action_row_get_subtitle (row),
                   ==,
                   "The parameter “max_tokens” must be a whole number from 1 to 10000000");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "120");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpuint (fixture->n_changes, >=, 2); /* the toolkit deletes, then inserts */
}

/* The dialog that was opened; the toolkit holds it. */
static GtkWidget *
find_schema_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (CANTRIP_IS_SCHEMA_DIALOG (window))
        return window;
    }

  g_error ("No dialog was opened");
}

static void
write_schema (GtkWidget *dialog, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (
                                GTK_TEXT_VIEW (cantrip_test_find (dialog, "view"))),
                            text,
                            -1);
}

static void
test_edits_the_schema (Fixture *fixture, gconstpointer data)
{
  GtkWidget       *dialog;
  GtkWidget       *apply;
  GtkWidget       *state;
  g_autofree char *json = NULL;

  set_parameters (fixture, "{\"json_schema\": {\"type\": \"object\"}}");
  g_signal_emit_by_name (cantrip_test_find (GTK_WIDGET (fixture->editor), "schema_edit"),
                         "clicked");
  dialog = find_schema_dialog ();
  apply = cantrip_test_find (dialog, "apply");
  state = cantrip_test_find (dialog, "state");

  write_schema (dialog, "{\"type\": \"object\",}");
  g_assert_false (gtk_widget_get_sensitive (apply));
  write_schema (dialog, "{\"properties\": {\"a\": {}}, \"required\": [\"b\"]}");
  g_assert_false (gtk_widget_get_sensitive (apply));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (state)), "“required” names “b”"));
  cantrip_test_save_png (dialog, "schema");

  write_schema (dialog, "{\"type\": \"object\", \"properties\": {\"a\": {}, \"b\": {}}}");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (state)), ==, "object: a, b");
  g_signal_emit_by_name (apply, "clicked");
  json = dup_json (fixture);
  g_assert_cmpstr (json,
                   ==,
                   "{\"json_schema\":{\"properties\":{\"a\":{},\"b\":{}},\"type\":\"object\"}}");
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  g_signal_emit_by_name (cantrip_test_find (GTK_WIDGET (fixture->editor), "schema_clear"),
                         "clicked");
  g_clear_pointer (&json, g_free);
  json = dup_json (fixture);
  g_assert_cmpstr (json, ==, "{}");
}

static void
test_sums_up (Fixture *fixture, gconstpointer data)
{
  AdwExpanderRow *more =
      ADW_EXPANDER_ROW (cantrip_test_find (GTK_WIDGET (fixture->editor), "more"));

  g_assert_cmpstr (adw_expander_row_get_subtitle (more), ==, "None is set");
  set_parameters (fixture, "{\"seed\": 7, \"stop\": [\"\\n\"]}");
  g_assert_cmpstr (adw_expander_row_get_subtitle (more), ==, "Seed, Stop sequences");
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  choose_sample (fixture);
  adw_expander_row_set_expanded (more, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->shell), 460, 900);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "parameters");
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/parameters-editor/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("model/greys-what-it-does-not-take", test_greys);
  ADD ("entry/shows-what-is-wrong", test_shows_problems);
  ADD ("schema/is-checked-while-it-is-written", test_edits_the_schema);
  ADD ("more/sums-up-what-is-hidden", test_sums_up);
#undef ADD

  return g_test_run ();
}
