/* cantrip-table-sort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-sort.h"

#define NOTE "cantrip-sorted-column"

/* Notes in @a which column was asked first. */
static int
compare (gconstpointer a, gconstpointer b, gpointer column)
{
  GObject *notes = (GObject *) a;

  if (g_object_get_data (notes, NOTE) == NULL)
    g_object_set_data (notes, NOTE, column);

  return GTK_ORDERING_SMALLER;
}

void
cantrip_table_sort_add (GtkColumnViewColumn *column)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, column, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
}

GtkColumnViewColumn *
cantrip_table_sort_read (GtkSorter *sorter, gboolean *ret_is_descending)
{
  g_autoptr (GObject) notes = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  *ret_is_descending = gtk_sorter_compare (sorter, notes, other) == GTK_ORDERING_LARGER;

  return g_object_get_data (notes, NOTE);
}
