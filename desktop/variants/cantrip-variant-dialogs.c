/* cantrip-variant-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "variants/cantrip-variant-edits.h"

#include "base/cantrip-name.h"
#include "widgets/cantrip-name-dialog.h"

/* What is asked, while it is asked. */
typedef struct
{
  GtkWidget      *from;    /* (owned) */
  CantripVariant *variant; /* (owned) */
  GtkWidget      *field;   /* (borrowed from the dialog) */
} Question;

static void
question_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Question *question = data;

  g_clear_object (&question->from);
  g_clear_pointer (&question->variant, cantrip_variant_free);
  g_free (question);
}

static Question *
question_new (GtkWidget *from, const CantripVariant *variant, GtkWidget *field)
{
  Question *question = g_new0 (Question, 1);

  question->from = g_object_ref (from);
  question->variant = cantrip_variant_copy (variant);
  question->field = field;

  return question;
}

static AdwMessageDialog *
dialog_new (GtkWidget *from, const char *heading, const char *body, const char *verb)
{
  GtkRoot   *root = gtk_widget_get_root (from);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "apply",
                                    verb,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "apply",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  return ADW_MESSAGE_DIALOG (dialog);
}

static void
named_cb (GtkWidget *parent, const char *name, gpointer user_data)
{
  cantrip_variant_rename (parent, user_data, name);
}

void
cantrip_variant_ask_name (GtkWidget *from, const CantripVariant *variant)
{
  const CantripNameQuestion question = {
    .heading = _ ("Rename Variant"),
    .body = _ ("It keeps its number, and files that use the old name still mean this variant."),
    .accept = _ ("_Rename"),
    .name = variant->name,
    .max_characters = CANTRIP_NAME_MAX_CHARACTERS,
  };

  cantrip_name_dialog_show (from,
                            &question,
                            named_cb,
                            cantrip_variant_copy (variant),
                            (GDestroyNotify) cantrip_variant_free);
}

static void
note_answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (question->field));
  g_autofree char *note = NULL;
  GtkTextIter      start, end;

  if (!g_str_equal (response, "apply"))
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  note = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  cantrip_variant_annotate (question->from, question->variant, note);
}

void
cantrip_variant_ask_note (GtkWidget *from, const CantripVariant *variant)
{
  g_autofree char *body =
      g_strdup_printf (_ ("Why you made “%s”, or what it is good at"), variant->name);
  AdwMessageDialog *dialog = dialog_new (from, _ ("Note"), body, _ ("_Keep"));
  GtkWidget        *view = gtk_text_view_new ();
  GtkWidget        *scroller = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), variant->note, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_widget_add_css_class (scroller, "card");
  adw_message_dialog_set_extra_child (dialog, scroller);
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (note_answered_cb),
                         question_new (from, variant, view),
                         question_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (view);
}
