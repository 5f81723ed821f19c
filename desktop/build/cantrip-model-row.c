/* cantrip-model-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-model-row.h"

struct _CantripModelRow
{
  AdwBin parent_instance;

  GtkLabel  *title;
  GtkLabel  *details;
  GtkWidget *spinner;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (CantripModelRow, cantrip_model_row, ADW_TYPE_BIN)

static void
cantrip_model_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_MODEL_ROW);

  G_OBJECT_CLASS (cantrip_model_row_parent_class)->dispose (object);
}

static void
cantrip_model_row_class_init (CantripModelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_model_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/cantrip-model-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripModelRow, title);
  gtk_widget_class_bind_template_child (widget_class, CantripModelRow, details);
  gtk_widget_class_bind_template_child (widget_class, CantripModelRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CantripModelRow, check);
}

static void
cantrip_model_row_init (CantripModelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cantrip_model_row_new (void)
{
  return g_object_new (CANTRIP_TYPE_MODEL_ROW, NULL);
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
cantrip_model_row_show (CantripModelRow *self, CantripModelChoice *choice, gboolean is_chosen)
{
  gboolean is_heading;

  g_return_if_fail (CANTRIP_IS_MODEL_ROW (self));
  g_return_if_fail (CANTRIP_IS_MODEL_CHOICE (choice));

  is_heading = cantrip_model_choice_get_kind (choice) == CANTRIP_MODEL_CHOICE_HEADING;
  gtk_label_set_label (self->title, cantrip_model_choice_get_title (choice));
  set_css_class (self->title, "heading", is_heading);
  gtk_label_set_label (self->details, cantrip_model_choice_get_details (choice));
  gtk_widget_set_visible (GTK_WIDGET (self->details),
                          *cantrip_model_choice_get_details (choice) != '\0');
  gtk_widget_set_visible (self->spinner, cantrip_model_choice_is_asking (choice));
  gtk_widget_set_visible (self->check, is_chosen);
}
