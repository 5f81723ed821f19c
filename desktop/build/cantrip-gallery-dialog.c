/* cantrip-gallery-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-gallery-dialog.h"

#include <string.h>

#include "base/cantrip-data.h"
#include "build/cantrip-gallery-preview.h"
#include "prompt/cantrip-gallery.h"

struct _CantripGalleryDialog
{
  AdwWindow parent_instance;

  AdwLeaflet            *leaflet;
  GtkEditable           *search;
  GtkListBox            *list;
  GtkLabel              *placeholder;
  AdwWindowTitle        *title;
  CantripGalleryPreview *preview;
  GtkCheckButton        *wants_table;
  GtkLabel              *wants_table_label;
  GtkWidget             *use;

  GCancellable *cancellable; /* (owned) */
  GPtrArray    *items;       /* (owned) (nullable) (element-type CantripGalleryItem) */
};

G_DEFINE_FINAL_TYPE (CantripGalleryDialog, cantrip_gallery_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const CantripGalleryItem *
get_item (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

static void
row_selected_cb (CantripGalleryDialog *self, GtkListBoxRow *row)
{
  const CantripGalleryItem *item = row != NULL ? get_item (row) : NULL;
  g_autofree char          *text = NULL;
  guint                     n_rows;

  if (self->preview == NULL) /* the list loses its rows while the dialog is disposed of */
    return;

  cantrip_gallery_preview_show (self->preview, item);
  gtk_widget_set_sensitive (self->use, item != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->wants_table), item != NULL);
  adw_window_title_set_title (self->title, item != NULL ? item->title : "");
  if (item == NULL)
    return;

  n_rows = json_array_get_length (item->rows);
  text = g_strdup_printf (ngettext ("Add its %u example row as a dataset",
                                    "Add its %u example rows as a dataset",
                                    n_rows),
                          n_rows);
  gtk_label_set_label (self->wants_table_label, text);
}

static void
row_activated_cb (CantripGalleryDialog *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "preview");
  gtk_widget_grab_focus (self->use);
}

static void
back_cb (CantripGalleryDialog *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
use_cb (CantripGalleryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    return;

  g_signal_emit (self,
                 signals[SIGNAL_CHOSEN],
                 0,
                 get_item (row),
                 gtk_check_button_get_active (self->wants_table));
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
is_found_cb (GtkListBoxRow *row, gpointer user_data)
{
  CantripGalleryDialog     *self = user_data;
  const CantripGalleryItem *item = get_item (row);
  g_autofree char *typed = g_strstrip (g_utf8_casefold (gtk_editable_get_text (self->search), -1));
  g_autofree char *text = g_strconcat (item->title, "\n", item->purpose, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, typed) != NULL;
}

/* Something is always selected, if there is something. */
static void
select_first (CantripGalleryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_widget_get_child_visible (GTK_WIDGET (row)))
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        break;
    }
  gtk_list_box_select_row (self->list, row);
}

static void
search_changed_cb (CantripGalleryDialog *self)
{
  gtk_list_box_invalidate_filter (self->list);
  select_first (self);
}

static void
search_activated_cb (CantripGalleryDialog *self)
{
  if (gtk_list_box_get_selected_row (self->list) != NULL)
    row_activated_cb (self);
}

static GtkWidget *
row_new (CantripGalleryItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (item->title);
  GtkWidget *purpose = gtk_label_new (item->purpose);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (purpose), 0);
  gtk_label_set_wrap (GTK_LABEL (purpose), TRUE);
  gtk_label_set_lines (GTK_LABEL (purpose), 2);
  gtk_label_set_ellipsize (GTK_LABEL (purpose), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (purpose, "caption");
  gtk_widget_add_css_class (purpose, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), purpose);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "item", item);

  return row;
}

static gpointer
load (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = cantrip_data_path ("templates");

  return cantrip_gallery_load (folder, error);
}

static const CantripWork LOAD = {
  .lane = CANTRIP_LANE_READ,
  .run = load,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripGalleryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (items == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_label (self->placeholder, error->message);
      return;
    }

  self->items = items;
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, row_new (items->pdata[i]));
  gtk_label_set_label (self->placeholder, _ ("No template is about that. Try another word."));
  select_first (self);
}

static void
cantrip_gallery_dialog_dispose (GObject *object)
{
  CantripGalleryDialog *self = CANTRIP_GALLERY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_GALLERY_DIALOG);

  G_OBJECT_CLASS (cantrip_gallery_dialog_parent_class)->dispose (object);
}

static void
cantrip_gallery_dialog_finalize (GObject *object)
{
  CantripGalleryDialog *self = CANTRIP_GALLERY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_gallery_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CANTRIP_TYPE_GALLERY_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-gallery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, wants_table);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, wants_table_label);
  gtk_widget_class_bind_template_child (widget_class, CantripGalleryDialog, use);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
cantrip_gallery_dialog_class_init (CantripGalleryDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_gallery_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_gallery_dialog_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_POINTER,
                                         G_TYPE_BOOLEAN);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cantrip_gallery_dialog_init (CantripGalleryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_found_cb, self, NULL);
  row_selected_cb (self, NULL);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
}

CantripGalleryDialog *
cantrip_gallery_dialog_new (CantripWorkspace *workspace)
{
  CantripGalleryDialog *self;

  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (CANTRIP_TYPE_GALLERY_DIALOG, NULL);
  cantrip_workspace_run_async (workspace,
                               &LOAD,
                               NULL,
                               self->cancellable,
                               loaded_cb,
                               g_object_ref (self));

  return self;
}
