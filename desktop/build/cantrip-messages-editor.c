/* cantrip-messages-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-messages-editor.h"

#include "base/cantrip-json.h"
#include "build/cantrip-column-chips.h"
#include "build/cantrip-message-card.h"
#include "build/cantrip-used-columns.h"
#include "prompt/cantrip-prompt-linter.h"
#include "window/cantrip-shell.h"

/* A prompt with more is refused by its reader. */
#define MAX_MESSAGES 200

struct _CantripMessagesEditor
{
  AdwBin parent_instance;

  CantripColumnChips *chips;
  GtkBox             *cards;
  GtkLabel           *total;

  char              **columns; /* (owned) (nullable) */
  CantripMessageCard *current; /* (borrowed from cards) (nullable): had the keyboard last */

  CantripMessageCard *removed; /* (owned) (nullable): the one that undo brings back */
  guint               removed_number;
  AdwToast           *toast; /* (owned) (nullable): offers that undo */
};

G_DEFINE_FINAL_TYPE (CantripMessagesEditor, cantrip_messages_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* (nullable): the card at @number, from 1. */
static CantripMessageCard *
get_card (CantripMessagesEditor *self, guint number)
{
  GtkWidget *card = number > 0 ? gtk_widget_get_first_child (GTK_WIDGET (self->cards)) : NULL;

  while (card != NULL && --number > 0)
    card = gtk_widget_get_next_sibling (card);

  return card != NULL ? CANTRIP_MESSAGE_CARD (card) : NULL;
}

static guint
count_cards (CantripMessagesEditor *self)
{
  guint n_cards = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n_cards++;

  return n_cards;
}

static guint
find_number (CantripMessagesEditor *self, CantripMessageCard *card)
{
  guint number = 1;

  while (get_card (self, number) != card)
    number++;

  return number;
}

static void
number_cards (CantripMessagesEditor *self)
{
  guint n_cards = count_cards (self);

  for (guint number = 1; number <= n_cards; number++)
    cantrip_message_card_set_place (get_card (self, number), number, n_cards);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.add", n_cards < MAX_MESSAGES);
}

static void
changed (CantripMessagesEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The person did something that is no typing: it is shown at once. */
static void
rearranged (CantripMessagesEditor *self)
{
  number_cards (self);
  cantrip_messages_editor_check (self);
  changed (self);
}

static void
forget_removed (CantripMessagesEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.undo-remove", FALSE);
  g_clear_object (&self->removed);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

static void
move_cb (CantripMessagesEditor *self, int step, CantripMessageCard *card)
{
  guint number = find_number (self, card) + step;

  /* After the one that comes before the new place, the card itself not counted. */
  gtk_box_reorder_child_after (self->cards,
                               GTK_WIDGET (card),
                               GTK_WIDGET (get_card (self, step < 0 ? number - 1 : number)));
  rearranged (self);
}

static void
undo_remove (CantripMessagesEditor *self)
{
  g_autoptr (CantripMessageCard) card = g_steal_pointer (&self->removed);

  if (card == NULL)
    return;

  gtk_box_insert_child_after (self->cards,
                              GTK_WIDGET (card),
                              GTK_WIDGET (get_card (self, self->removed_number - 1)));
  forget_removed (self);
  rearranged (self);
  cantrip_message_card_focus (card);
}

static void
remove_cb (CantripMessagesEditor *self, CantripMessageCard *card)
{
  guint number = find_number (self, card);

  forget_removed (self);
  self->removed = g_object_ref (card);
  self->removed_number = number;
  if (self->current == card)
    self->current = NULL;
  gtk_box_remove (self->cards, GTK_WIDGET (card));
  rearranged (self);
  cantrip_message_card_focus (get_card (self, MIN (number, count_cards (self))));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.undo-remove", TRUE);
  self->toast = adw_toast_new (_ ("Message removed"));
  adw_toast_set_button_label (self->toast, _ ("_Undo"));
  g_signal_connect_object (self->toast,
                           "button-clicked",
                           G_CALLBACK (undo_remove),
                           self,
                           G_CONNECT_SWAPPED);
  cantrip_shell_add_toast (GTK_WIDGET (self), g_object_ref (self->toast));
}

static void
remember_current_cb (GtkEventController *controller, CantripMessagesEditor *self)
{
  self->current = CANTRIP_MESSAGE_CARD (gtk_event_controller_get_widget (controller));
}

/* Not numbered yet. */
static CantripMessageCard *
insert_card (CantripMessagesEditor *self, guint number, CantripRole role, const char *text)
{
  GtkWidget          *card = cantrip_message_card_new (role, text);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  cantrip_message_card_set_columns (CANTRIP_MESSAGE_CARD (card),
                                    (const char *const *) self->columns);
  g_signal_connect_object (card, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (remember_current_cb), self, 0);
  gtk_widget_add_controller (card, focus);
  gtk_box_insert_child_after (self->cards, card, GTK_WIDGET (get_card (self, number - 1)));

  return CANTRIP_MESSAGE_CARD (card);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripMessagesEditor *self = CANTRIP_MESSAGES_EDITOR (widget);
  guint                  above = g_variant_get_uint32 (parameter);
  CantripMessageCard    *card;
  CantripRole            role;

  if (above == 0)
    above = count_cards (self);

  /* A conversation goes to and fro. */
  role = cantrip_message_card_get_role (get_card (self, above)) == CANTRIP_ROLE_USER
             ? CANTRIP_ROLE_ASSISTANT
             : CANTRIP_ROLE_USER;
  card = insert_card (self, above + 1, role, "");
  rearranged (self);
  cantrip_message_card_focus (card);
}

static void
undo_remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  undo_remove (CANTRIP_MESSAGES_EDITOR (widget));
}

/* The one in which somebody writes, else the first that asks something. */
static CantripMessageCard *
find_current (CantripMessagesEditor *self)
{
  CantripMessageCard *card;

  if (self->current != NULL)
    return self->current;

  for (guint number = 1; (card = get_card (self, number)) != NULL; number++)
    {
      if (cantrip_message_card_get_role (card) == CANTRIP_ROLE_USER)
        return card;
    }

  return get_card (self, 1);
}

static void
column_chosen_cb (CantripMessagesEditor *self, const char *column)
{
  cantrip_message_card_insert_column (find_current (self), column);
}

/* (element-type CantripMessage) */
static GPtrArray *
list_messages (CantripMessagesEditor *self)
{
  GPtrArray          *messages = cantrip_message_list_new ();
  CantripMessageCard *card;

  for (guint number = 1; (card = get_card (self, number)) != NULL; number++)
    g_ptr_array_add (messages,
                     cantrip_message_new_take (cantrip_message_card_get_role (card),
                                               cantrip_message_card_dup_text (card)));

  return messages;
}

static void
show_used_columns (CantripMessagesEditor *self, GPtrArray *messages)
{
  g_autoptr (GHashTable) used = NULL;

  if (self->columns == NULL)
    return;

  used = cantrip_used_columns_find (messages, (const char *const *) self->columns);
  cantrip_column_chips_mark_used (self->chips, used);
}

static void
show_total (CantripMessagesEditor *self)
{
  guint            n_cards = count_cards (self);
  gint64           n_words = 0;
  gint64           n_tokens = 0;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  for (guint number = 1; number <= n_cards; number++)
    {
      gint64 card_words;
      gint64 card_tokens;

      cantrip_message_card_get_size (get_card (self, number), &card_words, &card_tokens);
      n_words += card_words;
      n_tokens += card_tokens;
    }

  words = g_strdup_printf (ngettext ("%'" G_GINT64_FORMAT " word",
                                     "%'" G_GINT64_FORMAT " words",
                                     (gulong) n_words),
                           n_words);
  /* Translators: %s is “54 words” */
  text = g_strdup_printf (ngettext ("In all %s, about %'" G_GINT64_FORMAT " token",
                                    "In all %s, about %'" G_GINT64_FORMAT " tokens",
                                    (gulong) n_tokens),
                          words,
                          n_tokens);
  gtk_label_set_label (self->total, text);
  gtk_widget_set_visible (GTK_WIDGET (self->total), n_cards > 1);
}

static void
cantrip_messages_editor_dispose (GObject *object)
{
  CantripMessagesEditor *self = CANTRIP_MESSAGES_EDITOR (object);

  self->current = NULL;
  g_clear_object (&self->removed);
  g_clear_object (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_MESSAGES_EDITOR);

  G_OBJECT_CLASS (cantrip_messages_editor_parent_class)->dispose (object);
}

static void
cantrip_messages_editor_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_MESSAGES_EDITOR (object)->columns, g_strfreev);

  G_OBJECT_CLASS (cantrip_messages_editor_parent_class)->finalize (object);
}

static void
cantrip_messages_editor_class_init (CantripMessagesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_messages_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_messages_editor_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (CANTRIP_TYPE_COLUMN_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-messages-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripMessagesEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, CantripMessagesEditor, cards);
  gtk_widget_class_bind_template_child (widget_class, CantripMessagesEditor, total);
  gtk_widget_class_bind_template_callback (widget_class, column_chosen_cb);
  gtk_widget_class_install_action (widget_class, "messages.add", "u", add_action);
  gtk_widget_class_install_action (widget_class, "messages.undo-remove", NULL, undo_remove_action);
  /* Where nothing that was typed is left to undo. */
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "messages.undo-remove",
                                       NULL);
}

static void
cantrip_messages_editor_init (CantripMessagesEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cantrip_messages_editor_set_messages (self, NULL);
}

void
cantrip_messages_editor_set_columns (CantripMessagesEditor *self, const char *const *columns)
{
  g_auto (GStrv) before = NULL;
  CantripMessageCard *card;

  g_return_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self));

  before = g_steal_pointer (&self->columns);
  self->columns = g_strdupv ((char **) columns);
  cantrip_column_chips_set_columns (self->chips, columns);
  for (guint number = 1; (card = get_card (self, number)) != NULL; number++)
    cantrip_message_card_set_columns (card, columns);
  if (self->removed != NULL)
    cantrip_message_card_set_columns (self->removed, columns);
  cantrip_messages_editor_check (self);
}

void
cantrip_messages_editor_set_messages (CantripMessagesEditor *self, JsonArray *messages)
{
  guint      n_messages = messages != NULL ? json_array_get_length (messages) : 0;
  GtkWidget *card;

  g_return_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self));

  forget_removed (self);
  self->current = NULL;
  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);

  for (guint i = 0; i < MIN (n_messages, MAX_MESSAGES); i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);
      const char *content = cantrip_json_get_string (message, "content");
      CantripRole role = CANTRIP_ROLE_USER;

      cantrip_role_from_text (cantrip_json_get_string (message, "role"), &role);
      insert_card (self, i + 1, role, content != NULL ? content : "");
    }
  if (n_messages == 0)
    insert_card (self, 1, CANTRIP_ROLE_USER, "");

  number_cards (self);
  cantrip_messages_editor_check (self);
}

JsonArray *
cantrip_messages_editor_dup_messages (CantripMessagesEditor *self)
{
  g_autoptr (GPtrArray) messages = NULL;
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self), array);

  messages = list_messages (self);
  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);
      JsonObject           *object = json_object_new ();

      json_object_set_string_member (object, "role", cantrip_role_to_text (message->role));
      json_object_set_string_member (object, "content", message->content);
      json_array_add_object_element (array, object);
    }

  return array;
}

void
cantrip_messages_editor_check (CantripMessagesEditor *self)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  CantripMessageCard *card;

  g_return_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self));

  messages = list_messages (self);
  problems = cantrip_prompt_linter_check (messages, (const char *const *) self->columns);
  for (guint number = 1; (card = get_card (self, number)) != NULL; number++)
    cantrip_message_card_show_problems (card, problems);
  show_used_columns (self, messages);
  show_total (self);
}

guint
cantrip_messages_editor_find_empty (CantripMessagesEditor *self)
{
  CantripMessageCard *card;

  g_return_val_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self), 0);

  for (guint number = 1; (card = get_card (self, number)) != NULL; number++)
    {
      g_autofree char *text = cantrip_message_card_dup_text (card);

      if (*g_strstrip (text) == '\0')
        return number;
    }

  return 0;
}

void
cantrip_messages_editor_focus (CantripMessagesEditor *self)
{
  g_return_if_fail (CANTRIP_IS_MESSAGES_EDITOR (self));

  cantrip_message_card_focus (get_card (self, 1));
}
