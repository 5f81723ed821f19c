/* cantrip-table-scroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-scroll.h"

/* The list inside a column view, which alone has the action. */
static GtkWidget *
find_inner_list (GtkColumnView *list)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (child != NULL && !g_str_has_suffix (G_OBJECT_TYPE_NAME (child), "ListView"))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

void
cantrip_table_scroll_to_row (GtkColumnView *list, guint row)
{
  GtkWidget *inner = find_inner_list (list);

  if (inner != NULL)
    gtk_widget_activate_action (inner, "list.scroll-to-item", "u", row);
}

void
cantrip_table_scroll_to_cell (GtkColumnView *list, GtkWidget *cell)
{
  GtkAdjustment  *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (list));
  GtkWidget      *inner = find_inner_list (list);
  double          left = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (inner == NULL || !gtk_widget_get_mapped (cell) ||
      !gtk_widget_compute_bounds (gtk_widget_get_parent (cell), inner, &bounds))
    return;

  left += bounds.origin.x;
  gtk_adjustment_clamp_page (adjustment, left, left + bounds.size.width);
}
