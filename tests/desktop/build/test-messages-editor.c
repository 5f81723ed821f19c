/* test-messages-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtksourceview/gtksource.h>

#include "base/cantrip-json.h"
#include "build/cantrip-message-card.h"
#include "build/cantrip-messages-editor.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

static const char *const COLUMNS[] = { "event", "demographic", "size of group", NULL };

static const char MESSAGES[] =
    "[{\"role\": \"system\", \"content\": \"You write.\\nBe short.\"},"
    " {\"role\": \"user\", \"content\": \"About {{evnt}} for {{demographic}}\"},"
    " {\"role\": \"assistant\", \"content\": \"Come!\"}]";

typedef struct
{
  CantripWorkspace      *workspace;
  CantripMessagesEditor *editor;
  CantripTestShell      *shell;
  guint                  n_changes;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
show (CantripMessagesEditor *editor, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  cantrip_messages_editor_set_messages (editor, cantrip_json_root_array (node));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_workspace ("messages.cantrip");
  fixture->editor = g_object_new (CANTRIP_TYPE_MESSAGES_EDITOR, NULL);
  fixture->shell = cantrip_test_shell_new (fixture->workspace, GTK_WIDGET (fixture->editor));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (count_cb), fixture);
  cantrip_messages_editor_set_columns (fixture->editor, COLUMNS);
  show (fixture->editor, MESSAGES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static char *
dup_json (Fixture *fixture)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, cantrip_messages_editor_dup_messages (fixture->editor));

  return cantrip_json_to_text (node);
}

static void
assert_roles (Fixture *fixture, const char *initials)
{
  g_autoptr (JsonArray) messages = cantrip_messages_editor_dup_messages (fixture->editor);

  g_assert_cmpuint (json_array_get_length (messages), ==, strlen (initials));
  for (guint i = 0; initials[i] != '\0'; i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);

      g_assert_cmpint (*cantrip_json_get_string (message, "role"), ==, initials[i]);
    }
}

/* The card at @number, from 1. */
static GtkWidget *
card (Fixture *fixture, guint number)
{
  GtkWidget *found =
      gtk_widget_get_first_child (cantrip_test_find (GTK_WIDGET (fixture->editor), "cards"));

  while (--number > 0)
    found = gtk_widget_get_next_sibling (found);

  return found;
}

static GtkTextBuffer *
buffer (Fixture *fixture, guint number)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (cantrip_test_find (card (fixture, number), "view")));
}

static void
type (Fixture *fixture, guint number, const char *text)
{
  gtk_widget_grab_focus (cantrip_test_find (card (fixture, number), "view"));
  g_signal_emit_by_name (cantrip_test_find (card (fixture, number), "view"),
                         "insert-at-cursor",
                         text);
}

static void
assert_text (Fixture *fixture, guint number, const char *expected)
{
  g_autofree char *text =
      cantrip_message_card_dup_text (CANTRIP_MESSAGE_CARD (card (fixture, number)));

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_tag_at (GtkTextBuffer *text, const char *tag_name, int offset)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (text), tag_name);
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (text, &place, offset);

  return gtk_text_iter_has_tag (&place, tag);
}

static void
test_gives_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) expected = cantrip_json_parse_text (MESSAGES, -1, NULL);
  g_autofree char *expected_text = cantrip_json_to_text (expected);
  g_autofree char *text = dup_json (fixture);

  g_assert_cmpstr (text, ==, expected_text);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "messages");
}

static void
test_shows_unreadable (Fixture *fixture, gconstpointer data)
{
  show (fixture->editor, "[7, {\"role\": \"wizard\", \"content\": {}}]");
  assert_roles (fixture, "uu");
  show (fixture->editor, "[]");
  assert_roles (fixture, "u");
  g_assert_cmpuint (cantrip_messages_editor_find_empty (fixture->editor), ==, 1);
}

static void
test_colours (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *text = buffer (fixture, 2);

  g_assert_false (has_tag_at (text, "cantrip-variable", 2));
  g_assert_true (has_tag_at (text, "cantrip-variable", 6));
  g_assert_true (has_tag_at (text, "cantrip-error", 6));
  g_assert_true (has_tag_at (text, "cantrip-variable", 22));
  g_assert_false (has_tag_at (text, "cantrip-error", 22));
}

static void
test_offers_nearest (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = cantrip_test_find_text (card (fixture, 2), "Use {{event}}");

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  assert_text (fixture, 2, "About {{event}} for {{demographic}}");
  g_assert_cmpuint (fixture->n_changes, >, 0);

  cantrip_messages_editor_check (fixture->editor);
  g_assert_null (cantrip_test_find_text (card (fixture, 2), "Use {{event}}"));
  gtk_text_buffer_undo (buffer (fixture, 2));
  assert_text (fixture, 2, "About {{evnt}} for {{demographic}}");
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (card (fixture, 3), "message.move-up", NULL);
  assert_roles (fixture, "sau");
  gtk_widget_activate_action (card (fixture, 2), "message.move-up", NULL);
  assert_roles (fixture, "asu");
  gtk_widget_activate_action (card (fixture, 1), "message.move-down", NULL);
  gtk_widget_activate_action (card (fixture, 2), "message.move-down", NULL);
  assert_roles (fixture, "sua");
  gtk_widget_activate_action (card (fixture, 3), "message.move-down", NULL);
  assert_roles (fixture, "sua");
  g_assert_cmpuint (fixture->n_changes, ==, 4);
}

static void
test_adds (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (card (fixture, 1), "message.add", NULL);
  assert_roles (fixture, "suua");
  g_assert_cmpuint (cantrip_messages_editor_find_empty (fixture->editor), ==, 2);
  gtk_widget_activate_action (card (fixture, 3), "message.add", NULL);
  assert_roles (fixture, "suuaa");
}

static void
test_removes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dup_json (fixture);
  g_autofree char *after = NULL;

  gtk_widget_activate_action (card (fixture, 2), "message.remove", NULL);
  assert_roles (fixture, "sa");
  g_assert_cmpstr (cantrip_test_shell_get_said (fixture->shell), ==, "Message removed");

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "messages.undo-remove", NULL);
  after = dup_json (fixture);
  g_assert_cmpstr (after, ==, before);

  gtk_widget_activate_action (card (fixture, 1), "message.remove", NULL);
  gtk_widget_activate_action (card (fixture, 1), "message.remove", NULL);
  gtk_widget_activate_action (card (fixture, 1), "message.remove", NULL);
  assert_roles (fixture, "a"); /* one stays */
}

static void
test_inserts_columns (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chip = cantrip_test_find_text (GTK_WIDGET (fixture->editor), "size of group");

  type (fixture, 3, "Hello {{si");
  g_signal_emit_by_name (gtk_widget_get_ancestor (chip, GTK_TYPE_BUTTON), "clicked");
  assert_text (fixture, 3, "Hello {{size of group}}Come!");
}

/* In a popup of the view as well. */
static gboolean
offers_column (gpointer data)
{
  return cantrip_test_find_text (data, "demographic") != NULL;
}

static void
test_completes (Fixture *fixture, gconstpointer data)
{
  GtkWidget           *view = cantrip_test_find (card (fixture, 3), "view");
  GtkSourceCompletion *completion = gtk_source_view_get_completion (GTK_SOURCE_VIEW (view));

  type (fixture, 3, "{");
  type (fixture, 3, "{");
  cantrip_test_wait_until (offers_column, view);
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "completion");
  gtk_source_completion_hide (completion);
  assert_text (fixture, 3, "{{Come!");
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/messages-editor/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("dup-messages/gives-back-what-was-set", test_gives_back);
  ADD ("set-messages/shows-what-it-can-read", test_shows_unreadable);
  ADD ("check/colours-variables", test_colours);
  ADD ("check/offers-the-nearest-column", test_offers_nearest);
  ADD ("move/changes-the-order", test_moves);
  ADD ("add/puts-one-below", test_adds);
  ADD ("remove/can-be-undone", test_removes);
  ADD ("chips/insert-a-column", test_inserts_columns);
  ADD ("completion/offers-columns", test_completes);
#undef ADD

  return g_test_run ();
}
