/* cantrip-message-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-message-card.h"

#include <string.h>

#include "base/cantrip-text.h"
#include "base/cantrip-word.h"
#include "build/cantrip-column-completion.h"
#include "build/cantrip-growing-view.h"
#include "build/cantrip-problem-list.h"
#include "build/cantrip-prompt-marks.h"

struct _CantripMessageCard
{
  AdwBin parent_instance;

  GtkDropDown        *role;
  GtkSourceView      *view;
  GtkTextBuffer      *buffer;
  GtkLabel           *placeholder;
  GtkLabel           *size;
  CantripProblemList *problem_list;

  CantripColumnCompletion *completion; /* (owned) */
  GPtrArray               *problems;   /* (owned) (nullable): of the whole prompt */
  guint                    number;     /* of the message, from 1 */
  gint64                   n_words;
  gint64                   n_tokens;
  gboolean                 is_loading; /* what changes is not the person's doing */
  gboolean                 is_touched; /* somebody has written here */
  gboolean                 is_checked; /* problems are those of the text as it is */
};

G_DEFINE_FINAL_TYPE (CantripMessageCard, cantrip_message_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MOVE,
  SIGNAL_REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const PLACEHOLDERS[] = {
  N_ ("How the model should behave…"),
  N_ ("What the model is asked; {{ inserts a column…"),
  N_ ("An answer as you would like it…"),
};

static void
show_size (CantripMessageCard *self)
{
  g_autofree char *text = cantrip_message_card_dup_text (self);
  g_autofree char *words = NULL;
  g_autofree char *tokens = NULL;
  g_autofree char *both = NULL;

  self->n_words = cantrip_word_count (text, -1);
  self->n_tokens = cantrip_text_estimate_tokens ((gint64) strlen (text));
  words = g_strdup_printf (ngettext ("%'" G_GINT64_FORMAT " word",
                                     "%'" G_GINT64_FORMAT " words",
                                     (gulong) self->n_words),
                           self->n_words);
  tokens = g_strdup_printf (ngettext ("about %'" G_GINT64_FORMAT " token",
                                      "about %'" G_GINT64_FORMAT " tokens",
                                      (gulong) self->n_tokens),
                            self->n_tokens);
  both = g_strdup_printf ("%s · %s", words, tokens);
  gtk_label_set_label (self->size, both);
}

static void
show_placeholder (CantripMessageCard *self)
{
  gtk_label_set_label (self->placeholder, _ (PLACEHOLDERS[cantrip_message_card_get_role (self)]));
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (self->buffer) == 0);
}

static void
name_for_screen_readers (CantripMessageCard *self)
{
  GtkStringList *roles = GTK_STRING_LIST (gtk_drop_down_get_model (self->role));
  const char    *role = gtk_string_list_get_string (roles, gtk_drop_down_get_selected (self->role));
  /* Translators: “Message 2, User” */
  g_autofree char *name = g_strdup_printf (_ ("Message %u, %s"), self->number, role);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
changed (CantripMessageCard *self)
{
  self->is_checked = FALSE;
  if (self->is_loading)
    return;

  self->is_touched = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
role_changed_cb (CantripMessageCard *self)
{
  show_placeholder (self);
  name_for_screen_readers (self);
  changed (self);
}

static void
text_changed_cb (CantripMessageCard *self)
{
  show_placeholder (self);
  changed (self);
}

static const CantripPromptProblem *
find_problem_at (CantripMessageCard *self, const GtkTextIter *place)
{
  for (guint i = 0; self->is_checked && i < self->problems->len; i++)
    {
      const CantripPromptProblem *problem = g_ptr_array_index (self->problems, i);
      GtkTextIter                 start;
      GtkTextIter                 end;

      if (problem->message == self->number &&
          cantrip_prompt_marks_find (self->buffer, problem, &start, &end) &&
          gtk_text_iter_in_range (place, &start, &end))
        return problem;
    }

  return NULL;
}

static gboolean
query_tooltip_cb (CantripMessageCard *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  const CantripPromptProblem *problem;
  GtkTextIter                 place;

  if (by_keyboard)
    gtk_text_buffer_get_iter_at_mark (self->buffer,
                                      &place,
                                      gtk_text_buffer_get_insert (self->buffer));
  else
    {
      gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view),
                                             GTK_TEXT_WINDOW_WIDGET,
                                             x,
                                             y,
                                             &x,
                                             &y);
      if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &place, x, y))
        return FALSE;
    }

  problem = find_problem_at (self, &place);
  if (problem != NULL)
    gtk_tooltip_set_text (tooltip, problem->text);

  return problem != NULL;
}

static void
mend_cb (CantripMessageCard *self, guint index)
{
  const CantripPromptProblem *problem;
  GtkTextIter                 start;
  GtkTextIter                 end;

  /* Somebody types: a moment later the list is about the text as it is now. */
  if (!self->is_checked || index >= self->problems->len)
    return;

  problem = g_ptr_array_index (self->problems, index);
  if (!cantrip_prompt_marks_find (self->buffer, problem, &start, &end))
    return;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, problem->replacement, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  cantrip_message_card_focus (self);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVE], 0, g_str_has_suffix (name, "up") ? -1 : 1);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "messages.add", "u", CANTRIP_MESSAGE_CARD (widget)->number);
}

static void
follow_style (CantripMessageCard *self)
{
  cantrip_prompt_marks_set_dark (self->buffer,
                                 adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

static void
cantrip_message_card_dispose (GObject *object)
{
  CantripMessageCard *self = CANTRIP_MESSAGE_CARD (object);

  /* The view reaches back to its completion, which holds the provider. */
  if (self->view != NULL && self->completion != NULL)
    gtk_source_completion_remove_provider (gtk_source_view_get_completion (self->view),
                                           GTK_SOURCE_COMPLETION_PROVIDER (self->completion));
  g_clear_object (&self->completion);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_MESSAGE_CARD);

  G_OBJECT_CLASS (cantrip_message_card_parent_class)->dispose (object);
}

static void
cantrip_message_card_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_MESSAGE_CARD (object)->problems, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_message_card_parent_class)->finalize (object);
}

static guint
add_signal (CantripMessageCardClass *klass, const char *name)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
cantrip_message_card_class_init (CantripMessageCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_message_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_message_card_finalize;

  signals[SIGNAL_CHANGED] = add_signal (klass, "changed");
  signals[SIGNAL_REMOVE] = add_signal (klass, "remove");
  signals[SIGNAL_MOVE] = g_signal_new ("move",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT);

  g_type_ensure (CANTRIP_TYPE_GROWING_VIEW);
  g_type_ensure (CANTRIP_TYPE_PROBLEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-message-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, role);
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, view);
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, buffer);
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, size);
  gtk_widget_class_bind_template_child (widget_class, CantripMessageCard, problem_list);
  gtk_widget_class_bind_template_callback (widget_class, role_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_install_action (widget_class, "message.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "message.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "message.add", NULL, add_action);
}

/* With the first column selected: “{{”, a letter or two and Enter write a variable. */
static void
set_up_completion (CantripMessageCard *self)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (self->view);

  self->completion = cantrip_column_completion_new ();
  gtk_source_completion_add_provider (completion,
                                      GTK_SOURCE_COMPLETION_PROVIDER (self->completion));
  g_object_set (completion, "select-on-show", TRUE, "show-icons", FALSE, NULL);
}

static void
cantrip_message_card_init (CantripMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->number = 1;
  set_up_completion (self);
  /* No scheme: the text has the colours of the card that it stands in. */
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self->buffer), NULL);
  cantrip_prompt_marks_add_tags (self->buffer);
  g_signal_connect_object (self->problem_list,
                           "mend",
                           G_CALLBACK (mend_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (follow_style),
                           self,
                           G_CONNECT_SWAPPED);
  follow_style (self);
}

GtkWidget *
cantrip_message_card_new (CantripRole role, const char *text)
{
  CantripMessageCard *self = g_object_new (CANTRIP_TYPE_MESSAGE_CARD, NULL);
  GtkTextIter         start;

  self->is_loading = TRUE;
  gtk_drop_down_set_selected (self->role, role);
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  self->is_loading = FALSE;
  self->is_touched = *text != '\0';
  show_placeholder (self);
  show_size (self);

  return GTK_WIDGET (self);
}

CantripRole
cantrip_message_card_get_role (CantripMessageCard *self)
{
  g_return_val_if_fail (CANTRIP_IS_MESSAGE_CARD (self), CANTRIP_ROLE_USER);

  return (CantripRole) gtk_drop_down_get_selected (self->role);
}

char *
cantrip_message_card_dup_text (CantripMessageCard *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (CANTRIP_IS_MESSAGE_CARD (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

void
cantrip_message_card_set_columns (CantripMessageCard *self, const char *const *columns)
{
  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  cantrip_column_completion_set_columns (self->completion, columns);
  self->is_checked = FALSE;
}

void
cantrip_message_card_set_place (CantripMessageCard *self, guint number, guint n_messages)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  self->number = number;
  gtk_widget_action_set_enabled (widget, "message.move-up", number > 1);
  gtk_widget_action_set_enabled (widget, "message.move-down", number < n_messages);
  gtk_widget_action_set_enabled (widget, "message.remove", n_messages > 1);
  name_for_screen_readers (self);
}

void
cantrip_message_card_show_problems (CantripMessageCard *self, GPtrArray *problems)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  before = g_steal_pointer (&self->problems);
  self->problems = g_ptr_array_ref (problems);
  /* Where the marks are depends on nothing but the text and the columns. */
  if (!self->is_checked)
    {
      cantrip_prompt_marks_apply (self->buffer, problems, self->number);
      show_size (self);
    }
  self->is_checked = TRUE;
  cantrip_problem_list_show (self->problem_list, problems, self->number, !self->is_touched);
}

void
cantrip_message_card_get_size (CantripMessageCard *self, gint64 *ret_words, gint64 *ret_tokens)
{
  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  *ret_words = self->n_words;
  *ret_tokens = self->n_tokens;
}

void
cantrip_message_card_insert_column (CantripMessageCard *self, const char *column)
{
  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  cantrip_column_completion_insert (self->buffer, column);
  cantrip_message_card_focus (self);
}

void
cantrip_message_card_focus (CantripMessageCard *self)
{
  g_return_if_fail (CANTRIP_IS_MESSAGE_CARD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
