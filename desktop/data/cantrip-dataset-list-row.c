/* cantrip-dataset-list-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-dataset-list-row.h"

#include "base/cantrip-id.h"
#include "data/cantrip-dataset-list-edit.h"
#include "data/cantrip-export.h"
#include "widgets/cantrip-name-dialog.h"
#include "window/cantrip-shell.h"

struct _CantripDatasetListRow
{
  AdwActionRow parent_instance;

  GtkMenuButton *menu;

  gint64 id;
  char  *name; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDatasetListRow, cantrip_dataset_list_row, ADW_TYPE_ACTION_ROW)

static void
open_cb (CantripDatasetListRow *self)
{
  g_autofree char *id = cantrip_id_to_text (self->id);
  g_autofree char *place = g_strconcat ("dataset/", id, NULL);

  cantrip_shell_show_place (GTK_WIDGET (self), place);
}

static void
popup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (CANTRIP_DATASET_LIST_ROW (widget)->menu);
}

static void
popup_cb (CantripDatasetListRow *self)
{
  gtk_menu_button_popup (self->menu);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_cb (CANTRIP_DATASET_LIST_ROW (widget));
}

static void
renamed (GtkWidget *widget, const char *name, gpointer user_data G_GNUC_UNUSED)
{
  CantripDatasetListRow *self = CANTRIP_DATASET_LIST_ROW (widget);

  if (!g_str_equal (name, self->name))
    cantrip_dataset_list_rename (widget, self->id, self->name, name);
}

static void
rename_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const CantripNameQuestion question = {
    .heading = _ ("Rename the Dataset"),
    .label = _ ("Name"),
    .accept = _ ("_Rename"),
    .name = CANTRIP_DATASET_LIST_ROW (widget)->name,
  };

  cantrip_name_dialog_show (widget, &question, renamed, NULL, NULL);
}

static void
delete_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CantripDatasetListRow *self = CANTRIP_DATASET_LIST_ROW (widget);

  cantrip_dataset_list_delete (widget, self->id, self->name);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripDatasetListRow *self = CANTRIP_DATASET_LIST_ROW (widget);
  CantripRowFormat       format;

  if (cantrip_row_format_from_name (g_variant_get_string (parameter, NULL), &format))
    cantrip_export_dataset (widget, self->id, self->name, format);
}

static void
cantrip_dataset_list_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_DATASET_LIST_ROW);

  G_OBJECT_CLASS (cantrip_dataset_list_row_parent_class)->dispose (object);
}

static void
cantrip_dataset_list_row_finalize (GObject *object)
{
  g_free (CANTRIP_DATASET_LIST_ROW (object)->name);

  G_OBJECT_CLASS (cantrip_dataset_list_row_parent_class)->finalize (object);
}

static void
cantrip_dataset_list_row_class_init (CantripDatasetListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_dataset_list_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_list_row_finalize;

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_action);
  gtk_widget_class_install_action (widget_class, "dataset.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "dataset.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "dataset.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "dataset.export", "s", export_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-dataset-list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripDatasetListRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, popup_cb);
}

static void
cantrip_dataset_list_row_init (CantripDatasetListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cantrip_dataset_list_row_new (const CantripDataset *dataset)
{
  CantripDatasetListRow *self = g_object_new (CANTRIP_TYPE_DATASET_LIST_ROW, NULL);

  cantrip_dataset_list_row_show (self, dataset);

  return GTK_WIDGET (self);
}

/* “1,200 rows · 5 columns · events.csv · 23 November” */
static char *
describe (const CantripDataset *dataset)
{
  g_autoptr (GDateTime) created =
      g_date_time_new_from_unix_local (dataset->created_at_us / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (created, "%x");
  guint            n_columns = g_strv_length (dataset->columns);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%'d row", "%'d rows", (gulong) dataset->row_count),
                          (int) dataset->row_count);
  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%'u column", "%'u columns", n_columns), n_columns);
  g_string_append_printf (text, " · %s · %s", dataset->source, date);

  return g_string_free (text, FALSE);
}

void
cantrip_dataset_list_row_show (CantripDatasetListRow *self, const CantripDataset *dataset)
{
  g_autofree char *subtitle = describe (dataset);

  g_return_if_fail (CANTRIP_IS_DATASET_LIST_ROW (self));

  self->id = dataset->id;
  g_free (self->name);
  self->name = g_strdup (dataset->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), dataset->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

gint64
cantrip_dataset_list_row_get_id (CantripDatasetListRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_DATASET_LIST_ROW (self), 0);

  return self->id;
}
