/* cantrip-variant-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "variants/cantrip-variant-row.h"

#include "variants/cantrip-figures.h"

struct _CantripVariantRow
{
  GtkListBoxRow parent_instance;

  GtkCheckButton *check;
  GtkLabel       *number;
  GtkLabel       *name;
  GtkWidget      *archived;
  GtkLabel       *model;
  GtkLabel       *note;
  GtkWidget      *never_run;
  GtkFlowBox     *figures;
  GtkLabel       *stale;
  GtkMenuButton  *menu;

  CantripVariant *variant; /* (owned) */
};

enum
{
  PROP_CHOSEN = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CantripVariantRow, cantrip_variant_row, GTK_TYPE_LIST_BOX_ROW)

static void
toggled_cb (CantripVariantRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
activate_for_variant (CantripVariantRow *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, "x", self->variant->id);
}

static gboolean
rename_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  activate_for_variant (CANTRIP_VARIANT_ROW (widget), "variants.rename");

  return TRUE;
}

static gboolean
archive_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  CantripVariantRow *self = CANTRIP_VARIANT_ROW (widget);

  if (self->variant->archived_at_us == 0)
    activate_for_variant (self, "variants.archive");

  return TRUE;
}

static void
add_entry (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (const CantripVariant *variant)
{
  GMenu *menu = g_menu_new ();

  add_entry (menu, _ ("_Open"), "variants.open", variant->id);
  add_entry (menu, _ ("_Duplicate to Draft"), "variants.duplicate", variant->id);
  add_entry (menu, _ ("_Rename…"), "variants.rename", variant->id);
  add_entry (menu, _ ("Edit _Note…"), "variants.annotate", variant->id);
  if (variant->archived_at_us == 0)
    add_entry (menu, _ ("_Archive"), "variants.archive", variant->id);
  else
    add_entry (menu, _ ("Re_store"), "variants.restore", variant->id);

  return G_MENU_MODEL (menu);
}

static void
show_variant (CantripVariantRow *self)
{
  const CantripVariant *variant = self->variant;
  g_autofree char      *number = g_strdup_printf ("%" G_GINT64_FORMAT, variant->number);
  g_autofree char      *choose = g_strdup_printf (_ ("Choose “%s” to compare"), variant->name);
  g_autoptr (GMenuModel) menu = menu_new (variant);

  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->name, variant->name);
  gtk_label_set_text (self->model, cantrip_recipe_get_model (variant->recipe));
  gtk_label_set_text (self->note, variant->note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), variant->note[0] != '\0');
  gtk_widget_set_visible (self->archived, variant->archived_at_us != 0);
  gtk_menu_button_set_menu_model (self->menu, menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choose,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  variant->name,
                                  -1);
}

static void
cantrip_variant_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_CHOSEN);
  g_value_set_boolean (value, cantrip_variant_row_get_chosen (CANTRIP_VARIANT_ROW (object)));
}

static void
cantrip_variant_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_CHOSEN);
  cantrip_variant_row_set_chosen (CANTRIP_VARIANT_ROW (object), g_value_get_boolean (value));
}

static void
cantrip_variant_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_VARIANT_ROW);

  G_OBJECT_CLASS (cantrip_variant_row_parent_class)->dispose (object);
}

static void
cantrip_variant_row_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_VARIANT_ROW (object)->variant, cantrip_variant_free);

  G_OBJECT_CLASS (cantrip_variant_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/cantrip/Cantrip/variants/"
                                               "cantrip-variant-row.ui");
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, check);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, number);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, name);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, archived);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, model);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, note);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, never_run);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, figures);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, stale);
  gtk_widget_class_bind_template_child (klass, CantripVariantRow, menu);
  gtk_widget_class_bind_template_callback (klass, toggled_cb);
}

static void
cantrip_variant_row_class_init (CantripVariantRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cantrip_variant_row_get_property;
  object_class->set_property = cantrip_variant_row_set_property;
  object_class->dispose = cantrip_variant_row_dispose;
  object_class->finalize = cantrip_variant_row_finalize;

  properties[PROP_CHOSEN] =
      g_param_spec_boolean ("chosen",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  bind_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, rename_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, archive_cb, NULL);
}

static void
cantrip_variant_row_init (CantripVariantRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cantrip_variant_row_new (const CantripVariant *variant)
{
  CantripVariantRow *self = g_object_new (CANTRIP_TYPE_VARIANT_ROW, NULL);

  self->variant = cantrip_variant_copy (variant);
  show_variant (self);

  return GTK_WIDGET (self);
}

const CantripVariant *
cantrip_variant_row_get_variant (CantripVariantRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_ROW (self), NULL);

  return self->variant;
}

gboolean
cantrip_variant_row_get_chosen (CantripVariantRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

void
cantrip_variant_row_set_chosen (CantripVariantRow *self, gboolean chosen)
{
  g_return_if_fail (CANTRIP_IS_VARIANT_ROW (self));

  gtk_check_button_set_active (self->check, chosen); /* which notifies */
}

void
cantrip_variant_row_set_last_run (CantripVariantRow *self, const CantripLastRun *last_run)
{
  g_return_if_fail (CANTRIP_IS_VARIANT_ROW (self));

  gtk_widget_set_visible (self->never_run, last_run == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), last_run != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stale), last_run != NULL && last_run->n_stale > 0);
  if (last_run == NULL)
    return;

  cantrip_figures_show (self->figures, last_run);
  if (last_run->n_stale > 0)
    {
      g_autofree char *stale =
          g_strdup_printf (ngettext ("%d answer is of a row that has changed since",
                                     "%d answers are of rows that have changed since",
                                     (gulong) last_run->n_stale),
                           (int) last_run->n_stale);

      gtk_label_set_text (self->stale, stale);
    }
}
