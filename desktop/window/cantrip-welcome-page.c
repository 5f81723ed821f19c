/* cantrip-welcome-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-welcome-page.h"

#include "connections/cantrip-local-servers.h"
#include "window/cantrip-window.h"

struct _CantripWelcomePage
{
  AdwBin parent_instance;

  GtkListBox *recent;
  GtkWidget  *recent_group;

  CantripApplication *application; /* (borrowed): outlives its windows */
};

G_DEFINE_FINAL_TYPE (CantripWelcomePage, cantrip_welcome_page, ADW_TYPE_BIN)

static GtkWidget *
row_new (const char *path)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);

  return row;
}

static void
fill (CantripWelcomePage *self)
{
  g_auto (GStrv) paths = cantrip_application_list_recent (self->application);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (row));
  for (guint i = 0; paths[i] != NULL; i++)
    gtk_list_box_append (self->recent, row_new (paths[i]));
  gtk_widget_set_visible (self->recent_group, paths[0] != NULL);
}

/* A server that wants a key is offered again beside the connections, where the key is asked for. */
static void
server_chosen_cb (CantripWelcomePage *self, const CantripConnection *connection, gboolean needs_key)
{
  cantrip_window_connect (CANTRIP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          needs_key ? NULL : connection);
}

static void
cantrip_welcome_page_map (GtkWidget *widget)
{
  CantripWelcomePage *self = CANTRIP_WELCOME_PAGE (widget);

  if (self->application != NULL)
    fill (self);
  GTK_WIDGET_CLASS (cantrip_welcome_page_parent_class)->map (widget);
}

static void
cantrip_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (cantrip_welcome_page_parent_class)->dispose (object);
}

static void
cantrip_welcome_page_class_init (CantripWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_welcome_page_dispose;
  widget_class->map = cantrip_welcome_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/"
                                               "cantrip-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, CantripWelcomePage, recent_group);
  gtk_widget_class_bind_template_callback (widget_class, server_chosen_cb);
}

static void
cantrip_welcome_page_init (CantripWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cantrip_welcome_page_set_application (CantripWelcomePage *self, CantripApplication *application)
{
  g_return_if_fail (CANTRIP_IS_WELCOME_PAGE (self));

  self->application = application;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}
