/* cantrip-save-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-save-dialog.h"

struct _CantripSaveDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *name; /* (borrowed: a child) */
  GtkEditable *note; /* likewise */
};

G_DEFINE_FINAL_TYPE (CantripSaveDialog, cantrip_save_dialog, ADW_TYPE_MESSAGE_DIALOG)

static guint save_signal;

static char *
dup_name (CantripSaveDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static void
name_changed_cb (CantripSaveDialog *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "save", *name != '\0');
}

static void
cantrip_save_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  CantripSaveDialog *self = CANTRIP_SAVE_DIALOG (dialog);
  g_autofree char   *name = dup_name (self);

  if (g_str_equal (response, "save") && *name != '\0')
    g_signal_emit (self, save_signal, 0, name, gtk_editable_get_text (self->note));
}

static void
cantrip_save_dialog_class_init (CantripSaveDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = cantrip_save_dialog_response;
  save_signal = g_signal_new ("save",
                              G_TYPE_FROM_CLASS (klass),
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              2,
                              G_TYPE_STRING,
                              G_TYPE_STRING);
}

static GtkEditable *
add_row (GtkWidget *group, const char *id, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_name (row, id);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return GTK_EDITABLE (row);
}

static void
cantrip_save_dialog_init (CantripSaveDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget        *group = adw_preferences_group_new ();

  self->name = add_row (group, "name", _ ("Name"));
  self->note = add_row (group, "note", _ ("Note"));
  g_signal_connect_object (self->name,
                           "changed",
                           G_CALLBACK (name_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  adw_message_dialog_set_heading (dialog, _ ("Save as Variant"));
  adw_message_dialog_set_body (dialog,
                               _ ("A variant keeps messages, model and parameters as they are "
                                  "now, for good."));
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

CantripSaveDialog *
cantrip_save_dialog_new (GtkWindow *parent, const char *name)
{
  CantripSaveDialog *self = g_object_new (CANTRIP_TYPE_SAVE_DIALOG, "transient-for", parent, NULL);

  gtk_editable_set_text (self->name, name);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_select_region (self->name, 0, -1);

  return self;
}
