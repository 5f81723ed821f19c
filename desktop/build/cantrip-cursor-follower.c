/* cantrip-cursor-follower.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-cursor-follower.h"

/* Room that is left above and below the line that is written. */
#define MARGIN 24

static void
show_cursor (GtkTextView *view, GtkScrolledWindow *scroller)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  GtkWidget     *viewport = gtk_scrolled_window_get_child (scroller);
  GtkTextIter    cursor;
  GdkRectangle   place;
  double         top;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &cursor, &place);
  gtk_text_view_buffer_to_window_coords (view,
                                         GTK_TEXT_WINDOW_WIDGET,
                                         place.x,
                                         place.y,
                                         &place.x,
                                         &place.y);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (view), viewport, place.x, place.y, NULL, &top))
    return;

  top += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, top - MARGIN, top + place.height + MARGIN);
}

static gboolean
follow_cb (gpointer user_data)
{
  GtkWidget *view = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);

  g_object_set_data (G_OBJECT (view), "cantrip-follow", NULL);
  if (scroller != NULL && gtk_widget_has_focus (view))
    show_cursor (GTK_TEXT_VIEW (view), GTK_SCROLLED_WINDOW (scroller));

  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer id)
{
  GSource *source = g_main_context_find_source_by_id (NULL, GPOINTER_TO_UINT (id));

  if (source != NULL)
    g_source_destroy (source);
}

/* After the view has got its new height, which is with the next frame. */
static void
cursor_moved_cb (GtkWidget *view)
{
  guint id;

  if (g_object_get_data (G_OBJECT (view), "cantrip-follow") != NULL)
    return;

  id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, follow_cb, view, NULL);
  g_object_set_data_full (G_OBJECT (view),
                          "cantrip-follow",
                          GUINT_TO_POINTER (id),
                          remove_source);
}

void
cantrip_follow_cursor (GtkTextView *view)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_signal_connect_object (gtk_text_view_get_buffer (view),
                           "notify::cursor-position",
                           G_CALLBACK (cursor_moved_cb),
                           view,
                           G_CONNECT_SWAPPED);
}
