/* cantrip-wrap-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/cantrip-wrap-layout.h"

struct _CantripWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (CantripWrapLayout, cantrip_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
cantrip_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/*
 * Goes through the children as they come to lie in @width; with @allocate they are put there.
 * Returns the height that they need.
 */
static int
place_children (CantripWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      x = 0;
  int      y = 0;
  int      line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition minimum;
      GtkRequisition natural;
      GtkAllocation  place;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_get_preferred_size (child, &minimum, &natural);
      place.width = CLAMP (natural.width, minimum.width, MAX (width, minimum.width));
      gtk_widget_measure (child,
                          GTK_ORIENTATION_VERTICAL,
                          place.width,
                          NULL,
                          &place.height,
                          NULL,
                          NULL);
      if (x > 0 && x + place.width > width)
        {
          y += line_height + self->spacing;
          x = 0;
          line_height = 0;
        }
      place.x = mirrored ? width - x - place.width : x;
      place.y = y;
      if (allocate)
        gtk_widget_size_allocate (child, &place, -1);

      x += place.width + self->spacing;
      line_height = MAX (line_height, place.height);
    }

  return y + line_height;
}

/* All on one line is the natural width, the widest of them the least. */
static void
measure_width (CantripWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
cantrip_wrap_layout_measure (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  CantripWrapLayout *self = CANTRIP_WRAP_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural =
        place_children (self, widget, for_size >= 0 ? for_size : G_MAXINT / 2, FALSE);
}

static void
cantrip_wrap_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  place_children (CANTRIP_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
cantrip_wrap_layout_class_init (CantripWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = cantrip_wrap_layout_get_request_mode;
  layout_class->measure = cantrip_wrap_layout_measure;
  layout_class->allocate = cantrip_wrap_layout_allocate;
}

static void
cantrip_wrap_layout_init (CantripWrapLayout *self G_GNUC_UNUSED)
{
}

GtkLayoutManager *
cantrip_wrap_layout_new (int spacing)
{
  CantripWrapLayout *self = g_object_new (CANTRIP_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;

  return GTK_LAYOUT_MANAGER (self);
}
