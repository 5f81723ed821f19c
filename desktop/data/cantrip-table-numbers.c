/* cantrip-table-numbers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-numbers.h"

#include "data/cantrip-row-item.h"

static void
show_number (GtkListItem *list_item)
{
  CantripRowItem       *item = gtk_list_item_get_item (list_item);
  GtkLabel             *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  const CantripViewRow *row = cantrip_row_item_get_row (item);
  g_autofree char      *text = NULL;

  if (row != NULL)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, row->position);
  gtk_label_set_text (label, text != NULL ? text : "");
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (list_item),
                            "notify::row",
                            G_CALLBACK (show_number),
                            list_item);
  show_number (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_number, list_item);
}

GtkColumnViewColumn *
cantrip_table_numbers_new (void)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  column = gtk_column_view_column_new ("", factory);
  gtk_column_view_column_set_fixed_width (column, 72);

  return column;
}
