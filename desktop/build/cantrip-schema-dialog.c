/* cantrip-schema-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "build/cantrip-schema-dialog.h"

#include "build/cantrip-schema-check.h"

static const char EXAMPLE[] = "{\n"
                              "  \"type\": \"object\",\n"
                              "  \"properties\": {\n"
                              "    \"category\": {\n"
                              "      \"type\": \"string\",\n"
                              "      \"enum\": [\"praise\", \"complaint\", \"question\"]\n"
                              "    },\n"
                              "    \"reason\": {\"type\": \"string\"}\n"
                              "  },\n"
                              "  \"required\": [\"category\", \"reason\"],\n"
                              "  \"additionalProperties\": false\n"
                              "}\n";

struct _CantripSchemaDialog
{
  AdwWindow parent_instance;

  GtkWidget     *view;
  GtkTextBuffer *buffer;
  GtkImage      *icon;
  GtkLabel      *state;
  GtkWidget     *apply;
  GtkWidget     *example;

  JsonNode *schema; /* (owned) (nullable): what is written, if it can be used */
};

G_DEFINE_FINAL_TYPE (CantripSchemaDialog, cantrip_schema_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_text (CantripSchemaDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE));
}

static void
changed_cb (CantripSchemaDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_empty = *text == '\0';

  g_clear_pointer (&self->schema, json_node_unref);
  if (!is_empty)
    self->schema = cantrip_schema_check (text, &error);

  if (is_empty)
    gtk_label_set_label (self->state, _ ("Without a schema the reply is free text"));
  else if (error != NULL)
    gtk_label_set_label (self->state, error->message);
  else
    {
      summary = cantrip_schema_dup_summary (self->schema);
      gtk_label_set_label (self->state, summary);
    }
  gtk_image_set_from_icon_name (self->icon,
                                error != NULL ? "dialog-error-symbolic" : "object-select-symbolic");
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_empty);
  gtk_widget_set_visible (self->example, is_empty);
  gtk_widget_set_sensitive (self->apply, error == NULL);
}

static void
apply_cb (CantripSchemaDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, self->schema);
  gtk_window_close (GTK_WINDOW (self));
}

static void
example_cb (CantripSchemaDialog *self)
{
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, EXAMPLE, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (self->view);
}

static void
follow_style (CantripSchemaDialog *self)
{
  gboolean              dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme =
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita");

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self->buffer), scheme);
}

static void
cantrip_schema_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_SCHEMA_DIALOG);

  G_OBJECT_CLASS (cantrip_schema_dialog_parent_class)->dispose (object);
}

static void
cantrip_schema_dialog_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_SCHEMA_DIALOG (object)->schema, json_node_unref);

  G_OBJECT_CLASS (cantrip_schema_dialog_parent_class)->finalize (object);
}

static void
cantrip_schema_dialog_class_init (CantripSchemaDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_schema_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_schema_dialog_finalize;

  signals[SIGNAL_APPLIED] = g_signal_new ("applied",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          JSON_TYPE_NODE);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-schema-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, icon);
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, state);
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, CantripSchemaDialog, example);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, example_cb);
}

static void
cantrip_schema_dialog_init (CantripSchemaDialog *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self->buffer),
                                  gtk_source_language_manager_get_language (languages, "json"));
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (follow_style),
                           self,
                           G_CONNECT_SWAPPED);
  follow_style (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->view);
}

CantripSchemaDialog *
cantrip_schema_dialog_new (JsonNode *schema)
{
  CantripSchemaDialog *self = g_object_new (CANTRIP_TYPE_SCHEMA_DIALOG, NULL);
  g_autofree char     *text = schema != NULL ? json_to_string (schema, TRUE) : g_strdup ("");
  GtkTextIter          start;

  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  changed_cb (self);

  return self;
}
