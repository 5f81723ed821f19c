/* cantrip-sidebar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/cantrip-sidebar-row.h"

struct _CantripSidebarRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;

  char       *place; /* (owned) */
  GtkPopover *menu;  /* (nullable), a child */
};

G_DEFINE_FINAL_TYPE (CantripSidebarRow, cantrip_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
popup_at (CantripSidebarRow *self, double x, double y)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    return;

  gtk_popover_set_pointing_to (self->menu, &at);
  gtk_popover_popup (self->menu);
}

static void
pressed_cb (CantripSidebarRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  popup_at (self, x, y);
}

static void
popup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  popup_at (CANTRIP_SIDEBAR_ROW (widget),
            gtk_widget_get_width (widget) / 2.0,
            gtk_widget_get_height (widget));
}

static void
cantrip_sidebar_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CantripSidebarRow *self = CANTRIP_SIDEBAR_ROW (widget);

  GTK_WIDGET_CLASS (cantrip_sidebar_row_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (self->menu != NULL)
    gtk_popover_present (self->menu);
}

static void
cantrip_sidebar_row_dispose (GObject *object)
{
  CantripSidebarRow *self = CANTRIP_SIDEBAR_ROW (object);

  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (cantrip_sidebar_row_parent_class)->dispose (object);
}

static void
cantrip_sidebar_row_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_SIDEBAR_ROW (object)->place, g_free);

  G_OBJECT_CLASS (cantrip_sidebar_row_parent_class)->finalize (object);
}

static void
cantrip_sidebar_row_class_init (CantripSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_sidebar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_sidebar_row_finalize;
  widget_class->size_allocate = cantrip_sidebar_row_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/"
                                               "cantrip-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebarRow, subtitle);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_action);
}

static void
cantrip_sidebar_row_init (CantripSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cantrip_sidebar_row_new (const char *place, const char *icon_name, const char *title)
{
  CantripSidebarRow *self = g_object_new (CANTRIP_TYPE_SIDEBAR_ROW, NULL);

  self->place = g_strdup (place);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->title, title);

  return GTK_WIDGET (self);
}

const char *
cantrip_sidebar_row_get_place (CantripSidebarRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_SIDEBAR_ROW (self), NULL);

  return self->place;
}

void
cantrip_sidebar_row_set_subtitle (CantripSidebarRow *self, const char *subtitle)
{
  g_return_if_fail (CANTRIP_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);
}

void
cantrip_sidebar_row_set_menu (CantripSidebarRow *self, GMenuModel *menu)
{
  g_return_if_fail (CANTRIP_IS_SIDEBAR_ROW (self));
  g_return_if_fail (self->menu == NULL);

  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (menu));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
}
