/* cantrip-data-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-data-page.h"

#include "data/cantrip-dataset-list-row.h"
#include "data/cantrip-import.h"
#include "window/cantrip-shell.h"

struct _CantripDataPage
{
  CantripPage parent_instance;

  GtkStack   *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CantripDataPage, cantrip_data_page, CANTRIP_TYPE_PAGE)

static gpointer
list_datasets (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_dataset_repository_list (session->datasets, error);
}

static const CantripWork LIST_DATASETS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_datasets,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static CantripDatasetListRow *
get_row (CantripDataPage *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  return row != NULL ? CANTRIP_DATASET_LIST_ROW (row) : NULL;
}

/* Rows that stay keep the focus and their menus. */
static void
show_datasets (CantripDataPage *self, GPtrArray *datasets)
{
  CantripDatasetListRow *row;

  for (guint i = 0; i < datasets->len; i++)
    {
      const CantripDataset *dataset = datasets->pdata[i];

      row = get_row (self, i);
      if (row != NULL && cantrip_dataset_list_row_get_id (row) != dataset->id)
        {
          CantripDatasetListRow *next = get_row (self, i + 1);

          /* One that is gone, or one that is new. */
          if (next != NULL && cantrip_dataset_list_row_get_id (next) == dataset->id)
            gtk_list_box_remove (self->list, GTK_WIDGET (row));
          else
            gtk_list_box_insert (self->list, cantrip_dataset_list_row_new (dataset), (int) i);
          row = get_row (self, i);
        }

      if (row == NULL)
        gtk_list_box_append (self->list, cantrip_dataset_list_row_new (dataset));
      else
        cantrip_dataset_list_row_show (row, dataset);
    }

  while ((row = get_row (self, datasets->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasets =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (datasets == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  show_datasets (self, datasets);
  gtk_stack_set_visible_child_name (self->stack, datasets->len > 0 ? "list" : "empty");
}

static void
cantrip_data_page_reload (CantripPage *page)
{
  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &LIST_DATASETS,
                               NULL,
                               cantrip_page_get_cancellable (page),
                               listed_cb,
                               g_object_ref (page));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_import_choose (widget);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_import_paste (widget);
}

static void
cantrip_data_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_DATA_PAGE);

  G_OBJECT_CLASS (cantrip_data_page_parent_class)->dispose (object);
}

static void
cantrip_data_page_class_init (CantripDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_data_page_dispose;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_data_page_reload;

  gtk_widget_class_install_action (widget_class, "data.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "data.paste", NULL, paste_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/cantrip-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripDataPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripDataPage, list);
}

static void
cantrip_data_page_init (CantripDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cantrip_page_set_title (CANTRIP_PAGE (self), _ ("Data"));
}

CantripPage *
cantrip_data_page_new (CantripWorkspace *workspace, const char *argument G_GNUC_UNUSED)
{
  return g_object_new (CANTRIP_TYPE_DATA_PAGE, "workspace", workspace, NULL);
}
