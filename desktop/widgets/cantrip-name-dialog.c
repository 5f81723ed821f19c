/* cantrip-name-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "widgets/cantrip-name-dialog.h"

typedef struct
{
  AdwMessageDialog *dialog; /* (borrowed): owns this */
  GtkEditable      *entry;  /* (borrowed from the dialog) */
  GtkWidget        *parent; /* (owned) */
  CantripNameFunc   func;
  gpointer          user_data; /* (owned) */
  GDestroyNotify    free_user_data;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  if (self->free_user_data != NULL)
    self->free_user_data (self->user_data);
  g_object_unref (self->parent);
  g_free (self);
}

static char *
dup_name (Asking *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
changed_cb (Asking *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (self->dialog, "accept", *name != '\0');
}

static void
response_cb (Asking *self, const char *response)
{
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, "accept") && *name != '\0')
    self->func (self->parent, name, self->user_data);
}

static GtkWidget *
entry_new (const CantripNameQuestion *question)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), question->max_characters);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), question->label);
  gtk_editable_set_text (GTK_EDITABLE (entry), question->name != NULL ? question->name : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->label != NULL ? question->label : question->heading,
                                  -1);

  return entry;
}

void
cantrip_name_dialog_show (GtkWidget                 *parent,
                          const CantripNameQuestion *question,
                          CantripNameFunc            func,
                          gpointer                   user_data,
                          GDestroyNotify             free_user_data)
{
  GtkWidget        *entry = entry_new (question);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)),
                                                  question->heading,
                                                  question->body));
  Asking *self = g_new0 (Asking, 1);

  self->dialog = dialog;
  self->entry = GTK_EDITABLE (entry);
  self->parent = g_object_ref (parent);
  self->func = func;
  self->user_data = user_data;
  self->free_user_data = free_user_data;

  adw_message_dialog_add_responses (dialog,
                                    "cancel",
                                    _ ("_Cancel"),
                                    "accept",
                                    question->accept,
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, entry);
  g_object_set_data_full (G_OBJECT (dialog), "cantrip-asking", self, asking_free);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
