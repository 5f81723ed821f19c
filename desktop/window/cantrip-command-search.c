/* cantrip-command-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-command-search.h"

#include "window/cantrip-command-index.h"
#include "window/cantrip-command-item.h"
#include "window/cantrip-shell.h"

struct _CantripCommandSearch
{
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkListView    *list;
  GtkStack       *stack;

  GCancellable       *cancellable; /* (owned) */
  GListStore         *items;       /* (owned) (element-type CantripCommandItem) */
  GtkCustomFilter    *filter;      /* (owned) */
  GtkSingleSelection *selection;   /* (owned), of what was found */
  char              **words;       /* (owned), casefolded */
};

G_DEFINE_FINAL_TYPE (CantripCommandSearch, cantrip_command_search, ADW_TYPE_WINDOW)

static gboolean
matches (gpointer item, gpointer user_data)
{
  CantripCommandSearch *self = user_data;

  return cantrip_command_item_matches (item, (const char *const *) self->words);
}

static void
update_stack (CantripCommandSearch *self)
{
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ||
                   g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  gtk_stack_set_visible_child_name (self->stack, found ? "found" : "nothing");
}

static void
choose (CantripCommandSearch *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
search_changed_cb (CantripCommandSearch *self)
{
  g_autofree char *folded =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  g_strfreev (self->words);
  self->words = g_strsplit_set (g_strstrip (folded), " /", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    choose (self, 0);
}

static void
move (CantripCommandSearch *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n > 0)
    choose (self, at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + by) % n);
}

static void
next_cb (CantripCommandSearch *self)
{
  move (self, 1);
}

static void
previous_cb (CantripCommandSearch *self)
{
  move (self, -1);
}

static gboolean
key_pressed_cb (CantripCommandSearch *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  move (self, key == GDK_KEY_Down ? 1 : -1);

  return GDK_EVENT_STOP;
}

static void
go (CantripCommandSearch *self, CantripCommandItem *item)
{
  g_autoptr (GtkWindow) parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const char *target = cantrip_command_item_get_target (item);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (parent),
                                      cantrip_command_item_get_action (item),
                                      target != NULL ? g_variant_new_string (target) : NULL);
}

static void
activate_cb (CantripCommandSearch *self)
{
  g_autoptr (CantripCommandItem) item = NULL;

  item = g_object_ref (gtk_single_selection_get_selected_item (self->selection));
  if (item != NULL)
    go (self, item);
}

static void
row_activated_cb (CantripCommandSearch *self, guint position)
{
  g_autoptr (CantripCommandItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  go (self, item);
}

static void
set_up_row_cb (GtkListItemFactory *factory, GtkListItem *row, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_item_set_child (row, box);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *row, gpointer user_data)
{
  CantripCommandItem *item = gtk_list_item_get_item (row);
  GtkWidget          *icon = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget          *title = gtk_widget_get_next_sibling (icon);
  GtkWidget          *kind = gtk_widget_get_next_sibling (title);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), cantrip_command_item_get_icon_name (item));
  gtk_label_set_label (GTK_LABEL (title), cantrip_command_item_get_title (item));
  gtk_label_set_label (GTK_LABEL (kind), cantrip_command_item_get_kind (item));
}

static void
indexed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripCommandSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      cantrip_command_index_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (items == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cantrip_shell_report (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
      return;
    }

  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  search_changed_cb (self);
}

static void
cantrip_command_search_dispose (GObject *object)
{
  CantripCommandSearch *self = CANTRIP_COMMAND_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_COMMAND_SEARCH);

  G_OBJECT_CLASS (cantrip_command_search_parent_class)->dispose (object);
}

static void
cantrip_command_search_finalize (GObject *object)
{
  CantripCommandSearch *self = CANTRIP_COMMAND_SEARCH (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (cantrip_command_search_parent_class)->finalize (object);
}

static void
cantrip_command_search_class_init (CantripCommandSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_command_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_command_search_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/"
                                               "cantrip-command-search.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripCommandSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, CantripCommandSearch, list);
  gtk_widget_class_bind_template_child (widget_class, CantripCommandSearch, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
make_list (CantripCommandSearch *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *found;

  self->items = g_list_store_new (CANTRIP_TYPE_COMMAND_ITEM);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                     GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
cantrip_command_search_init (CantripCommandSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->words = g_new0 (char *, 1);
  make_list (self);
}

GtkWindow *
cantrip_command_search_new (GtkWindow *parent, CantripWorkspace *workspace)
{
  CantripCommandSearch *self =
      g_object_new (CANTRIP_TYPE_COMMAND_SEARCH, "transient-for", parent, NULL);

  cantrip_command_index_async (workspace, self->cancellable, indexed_cb, g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WINDOW (self);
}
