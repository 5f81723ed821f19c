/* cantrip-parameter-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-parameter-row.h"

#define WIDTH_CHARS 9

struct _CantripParameterRow
{
  AdwActionRow parent_instance;

  GtkEditable *entry; /* a suffix */
  GtkWidget   *words; /* (nullable): a suffix */
  GtkWidget   *clear; /* a suffix */
  char        *hint;  /* (owned) */
  gboolean     is_loading;
  gboolean     is_accepted;
};

G_DEFINE_FINAL_TYPE (CantripParameterRow, cantrip_parameter_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is greyed can still be taken out of the recipe. */
static void
update_clear (CantripParameterRow *self)
{
  gtk_widget_set_visible (self->clear,
                          !self->is_accepted && *gtk_editable_get_text (self->entry) != '\0');
}

static void
entry_changed_cb (CantripParameterRow *self)
{
  update_clear (self);
  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_cb (CantripParameterRow *self)
{
  gtk_editable_set_text (self->entry, "");
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_editable_set_text (CANTRIP_PARAMETER_ROW (widget)->entry,
                         g_variant_get_string (parameter, NULL));
}

static void
cantrip_parameter_row_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_PARAMETER_ROW (object)->hint, g_free);

  G_OBJECT_CLASS (cantrip_parameter_row_parent_class)->finalize (object);
}

static void
cantrip_parameter_row_class_init (CantripParameterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_parameter_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass),
                                   "parameter.choose",
                                   "s",
                                   choose_action);
}

static void
cantrip_parameter_row_init (CantripParameterRow *self)
{
  self->is_accepted = TRUE;

  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->entry, WIDTH_CHARS);
  gtk_editable_set_max_width_chars (self->entry, WIDTH_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Not sent"));
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (entry_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (self->clear, _ ("Take Out of the Recipe"));
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  update_clear (self);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
}

static GtkWidget *
words_button_new (const char *const *words)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (words[i], NULL);

      g_menu_item_set_action_and_target (item, "parameter.choose", "s", words[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Usual Words"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

GtkWidget *
cantrip_parameter_row_new (const char *title, const char *hint, const char *const *words)
{
  CantripParameterRow *self = g_object_new (CANTRIP_TYPE_PARAMETER_ROW, "title", title, NULL);

  self->hint = g_strdup (hint);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  if (words != NULL)
    {
      self->words = words_button_new (words);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->words);
    }

  return GTK_WIDGET (self);
}

char *
cantrip_parameter_row_dup_text (CantripParameterRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_PARAMETER_ROW (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

void
cantrip_parameter_row_set_text (CantripParameterRow *self, const char *text)
{
  g_return_if_fail (CANTRIP_IS_PARAMETER_ROW (self));

  self->is_loading = TRUE;
  gtk_editable_set_text (self->entry, text);
  self->is_loading = FALSE;
}

static void
set_css_class (gpointer widget, const char *css_class, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
cantrip_parameter_row_set_state (CantripParameterRow *self,
                                 gboolean             accepted,
                                 const char          *note,
                                 const char          *problem)
{
  const char      *text;
  g_autofree char *markup = NULL;

  g_return_if_fail (CANTRIP_IS_PARAMETER_ROW (self));

  text = problem != NULL ? problem : note != NULL ? note : self->hint;
  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);

  self->is_accepted = accepted;
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), accepted);
  if (self->words != NULL)
    gtk_widget_set_sensitive (self->words, accepted);
  update_clear (self);
  set_css_class (self, "refused", !accepted);
  set_css_class (self, "wrong", problem != NULL);
  set_css_class (self->entry, "error", problem != NULL);
}
