/* cantrip-growing-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-growing-view.h"

/* Room that is left above and below the line that is written. */
#define MARGIN 24

/* After the frame in which the text was laid out, and after the rest of it was. */
#define PRIORITY G_PRIORITY_DEFAULT_IDLE

struct _CantripGrowingView
{
  GtkSourceView parent_instance;

  int   width;     /* that it was given last */
  int   height;    /* likewise */
  guint grow_id;   /* source */
  guint follow_id; /* source */
};

G_DEFINE_FINAL_TYPE (CantripGrowingView, cantrip_growing_view, GTK_SOURCE_TYPE_VIEW)

static gboolean
grow_cb (gpointer user_data)
{
  CantripGrowingView *self = user_data;

  self->grow_id = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

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
  CantripGrowingView *self = user_data;
  GtkWidget          *view = GTK_WIDGET (self);
  GtkWidget          *scroller = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);

  self->follow_id = 0;
  if (scroller != NULL && gtk_widget_is_focus (view))
    show_cursor (GTK_TEXT_VIEW (view), GTK_SCROLLED_WINDOW (scroller));

  return G_SOURCE_REMOVE;
}

/* A text view scrolls only a scrolled window that is its parent. */
static void
follow (CantripGrowingView *self)
{
  if (self->follow_id == 0)
    self->follow_id = g_idle_add_full (PRIORITY, follow_cb, self, NULL);
}

/* A text view asks for the height that its text had at the width before, and leaves it at that. */
static void
cantrip_growing_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CantripGrowingView *self = CANTRIP_GROWING_VIEW (widget);
  gboolean            has_grown = height != self->height;

  GTK_WIDGET_CLASS (cantrip_growing_view_parent_class)
      ->size_allocate (widget, width, height, baseline);

  if (width != self->width && self->grow_id == 0)
    self->grow_id = g_idle_add_full (PRIORITY, grow_cb, self, NULL);
  self->width = width;
  self->height = height;
  if (has_grown)
    follow (self);
}

static void
buffer_changed_cb (CantripGrowingView *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)),
                           "notify::cursor-position",
                           G_CALLBACK (follow),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
cantrip_growing_view_dispose (GObject *object)
{
  CantripGrowingView *self = CANTRIP_GROWING_VIEW (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_handle_id (&self->follow_id, g_source_remove);

  G_OBJECT_CLASS (cantrip_growing_view_parent_class)->dispose (object);
}

static void
cantrip_growing_view_class_init (CantripGrowingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_growing_view_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = cantrip_growing_view_size_allocate;
}

static void
cantrip_growing_view_init (CantripGrowingView *self)
{
  g_signal_connect (self, "notify::buffer", G_CALLBACK (buffer_changed_cb), NULL);
}
