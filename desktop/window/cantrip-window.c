/* cantrip-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-window"

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-window.h"

#include "application/cantrip-sample.h"
#include "connections/cantrip-connection-edits.h"
#include "data/cantrip-import.h"
#include "window/cantrip-app-actions.h"
#include "window/cantrip-app-page.h"
#include "window/cantrip-places.h"
#include "window/cantrip-shell.h"
#include "window/cantrip-sidebar.h"
#include "window/cantrip-welcome-page.h"
#include "window/cantrip-window-actions.h"

/* Pages that were left stay as they were, up to so many. */
#define MAX_PAGES 8

struct _CantripWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay    *toasts;
  GtkStack           *stack;
  CantripWelcomePage *welcome;
  GtkSpinner         *spinner;
  AdwStatusPage      *trouble;
  GtkInfoBar         *read_only;
  AdwLeaflet         *leaflet;
  CantripSidebar     *sidebar;
  GtkStack           *pages;

  CantripWorkspace  *workspace; /* (owned) (nullable) */
  char              *place;     /* (owned) (nullable) */
  char              *path;      /* (owned) (nullable): what was to be opened last */
  CantripStoreMode   mode;
  char              *wanted_place; /* (owned) (nullable): once a workspace is open */
  CantripConnection *wanted;       /* (owned) (nullable): to be added then */
  GQueue             order;        /* of CantripPage (borrowed from pages), the one shown first */
};

static void shell_init (CantripShellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripWindow,
                               cantrip_window,
                               ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (CANTRIP_TYPE_SHELL, shell_init))

static GSettings *
get_settings (CantripWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application != NULL ? cantrip_application_get_settings (CANTRIP_APPLICATION (application))
                             : NULL;
}

static void
add_toast (CantripShell *shell, AdwToast *toast)
{
  adw_toast_overlay_add_toast (CANTRIP_WINDOW (shell)->toasts, toast);
}

static CantripWorkspace *
get_workspace (CantripShell *shell)
{
  return CANTRIP_WINDOW (shell)->workspace;
}

static void
forget_page (CantripWindow *self, GtkWidget *page)
{
  g_queue_remove (&self->order, page);
  gtk_stack_remove (self->pages, page);
}

static void
forget_pages (CantripWindow *self)
{
  while (!g_queue_is_empty (&self->order))
    forget_page (self, g_queue_peek_tail (&self->order));
}

/* The page of @place: one that was left before, or a new one; %NULL if there is none. */
static GtkWidget *
ensure_page (CantripWindow *self, const char *place)
{
  g_autofree char *name = cantrip_place_dup_page_name (place);
  GtkWidget       *page = gtk_stack_get_child_by_name (self->pages, name);

  if (page != NULL)
    {
      g_queue_remove (&self->order, page);
      g_queue_push_head (&self->order, page);
      return page;
    }

  page = (GtkWidget *) cantrip_place_new_page (self->workspace, place);
  if (page == NULL)
    return NULL;

  g_object_bind_property (self->leaflet, "folded", page, "folded", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->pages, page, name);
  g_queue_push_head (&self->order, page);
  while (g_queue_get_length (&self->order) > MAX_PAGES)
    forget_page (self, g_queue_peek_tail (&self->order));

  return page;
}

static void
show_place (CantripShell *shell, const char *place)
{
  CantripWindow *self = CANTRIP_WINDOW (shell);
  GtkWidget     *page = self->workspace != NULL ? ensure_page (self, place) : NULL;

  if (page == NULL)
    return;

  if (CANTRIP_IS_APP_PAGE (page) && strchr (cantrip_place_get_argument (place), '/') != NULL)
    cantrip_app_page_show_tab (CANTRIP_APP_PAGE (page), strrchr (place, '/') + 1);

  if (self->place != place)
    {
      g_free (self->place);
      self->place = g_strdup (place);
    }
  gtk_stack_set_visible_child (self->pages, page);
  cantrip_sidebar_set_place (self->sidebar, place);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
}

static void
shell_init (CantripShellInterface *iface)
{
  iface->add_toast = add_toast;
  iface->show_place = show_place;
  iface->get_workspace = get_workspace;
}

static void
place_chosen_cb (CantripWindow *self, const char *place)
{
  show_place (CANTRIP_SHELL (self), place);
}

static void
folded_cb (CantripWindow *self)
{
  g_object_set (self->sidebar, "folded", adw_leaflet_get_folded (self->leaflet), NULL);
}

static void
update_history_actions (CantripWindow *self)
{
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;

  if (self->workspace != NULL)
    g_object_get (cantrip_workspace_get_history (self->workspace),
                  "can-undo",
                  &can_undo,
                  "can-redo",
                  &can_redo,
                  NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", can_redo);
}

static void
set_workspace (CantripWindow *self, CantripWorkspace *workspace)
{
  gboolean can_write = workspace != NULL && !cantrip_workspace_get_read_only (workspace);

  forget_pages (self);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (cantrip_workspace_get_history (self->workspace), self);
  g_set_object (&self->workspace, workspace);
  cantrip_sidebar_set_workspace (self->sidebar, workspace);
  gtk_info_bar_set_revealed (self->read_only, workspace != NULL && !can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-app", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", workspace != NULL);
  if (workspace != NULL)
    g_signal_connect_object (cantrip_workspace_get_history (workspace),
                             "notify",
                             G_CALLBACK (update_history_actions),
                             self,
                             G_CONNECT_SWAPPED);
  update_history_actions (self);
}

/* Where the person was when this workspace was shown last, else its data. */
static void
show_first_place (CantripWindow *self)
{
  GSettings       *settings = get_settings (self);
  g_autofree char *place = settings != NULL ? g_settings_get_string (settings, "last-place") : NULL;
  g_autofree char *last =
      settings != NULL ? g_settings_get_string (settings, "last-place-workspace") : NULL;

  if (place != NULL && g_strcmp0 (last, self->path) == 0)
    show_place (CANTRIP_SHELL (self), place);
  if (gtk_stack_get_visible_child (self->pages) == NULL)
    show_place (CANTRIP_SHELL (self), "data");
}

static void
show_wanted (CantripWindow *self)
{
  g_autofree char *place = g_steal_pointer (&self->wanted_place);
  g_autoptr (CantripConnection) connection = g_steal_pointer (&self->wanted);

  show_place (CANTRIP_SHELL (self), place);
  if (connection != NULL)
    cantrip_connection_add (GTK_WIDGET (self), connection);
}

static void
remember_place (CantripWindow *self)
{
  GSettings       *settings = get_settings (self);
  g_autofree char *place = cantrip_window_dup_place (self);
  int              width;
  int              height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings,
                          "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_string (settings,
                         "last-workspace",
                         self->workspace != NULL ? cantrip_workspace_get_path (self->workspace)
                                                 : "");
  if (place == NULL)
    return;

  g_settings_set_string (settings, "last-place", place);
  g_settings_set_string (settings, "last-place-workspace", self->path);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripWorkspace) workspace =
      cantrip_application_open_finish (CANTRIP_APPLICATION (object), result, &error);

  gtk_spinner_stop (self->spinner);
  if (workspace == NULL)
    {
      adw_status_page_set_description (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }

  g_free (self->path);
  self->path = g_strdup (cantrip_workspace_get_path (workspace));
  set_workspace (self, workspace);
  gtk_stack_set_visible_child_name (self->stack, "workspace");
  if (self->wanted_place != NULL)
    show_wanted (self);
  else
    show_first_place (self);
}

static gboolean
cantrip_window_close_request (GtkWindow *window)
{
  CantripWindow *self = CANTRIP_WINDOW (window);

  if (cantrip_window_actions_asks_first (self))
    return GDK_EVENT_STOP;

  remember_place (self);

  return GTK_WINDOW_CLASS (cantrip_window_parent_class)->close_request (window);
}

static void
cantrip_window_dispose (GObject *object)
{
  CantripWindow *self = CANTRIP_WINDOW (object);

  if (self->pages != NULL)
    forget_pages (self);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_WINDOW);

  G_OBJECT_CLASS (cantrip_window_parent_class)->dispose (object);
}

static void
cantrip_window_finalize (GObject *object)
{
  CantripWindow *self = CANTRIP_WINDOW (object);

  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->wanted_place, g_free);
  g_clear_pointer (&self->wanted, cantrip_connection_free);

  G_OBJECT_CLASS (cantrip_window_parent_class)->finalize (object);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripWindow   *self = CANTRIP_WINDOW (widget);
  g_autofree char *path = g_strdup (self->path);

  if (path != NULL)
    cantrip_window_open (self, path, self->mode);
}

static void
welcome_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (CANTRIP_WINDOW (widget)->stack, "welcome");
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_navigate (CANTRIP_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *sidebar = GTK_WIDGET (CANTRIP_WINDOW (widget)->sidebar);

  gtk_widget_set_visible (sidebar, !gtk_widget_get_visible (sidebar));
}

static void
cantrip_window_class_init (CantripWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cantrip_window_close_request;

  g_type_ensure (CANTRIP_TYPE_SIDEBAR);
  g_type_ensure (CANTRIP_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/cantrip-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, read_only);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CantripWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);

  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.welcome", NULL, welcome_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  cantrip_window_actions_install (widget_class);
  cantrip_app_actions_install (widget_class);
}

static void
cantrip_window_init (CantripWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cantrip_import_accept_drops (GTK_WIDGET (self));
  g_queue_init (&self->order);
  set_workspace (self, NULL);
}

CantripWindow *
cantrip_window_new (CantripApplication *application)
{
  CantripWindow *self = g_object_new (CANTRIP_TYPE_WINDOW, "application", application, NULL);
  GSettings     *settings = cantrip_application_get_settings (application);
  int            width;
  int            height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  cantrip_welcome_page_set_application (self->welcome, application);

  return self;
}

void
cantrip_window_open (CantripWindow *self, const char *path, CantripStoreMode mode)
{
  g_autofree char *copy = g_strdup (path);

  g_return_if_fail (CANTRIP_IS_WINDOW (self));

  g_free (self->path);
  self->path = g_steal_pointer (&copy);
  self->mode = mode;
  gtk_stack_set_visible_child_name (self->stack, "opening");
  gtk_spinner_start (self->spinner);
  cantrip_application_open_async (CANTRIP_APPLICATION (
                                      gtk_window_get_application (GTK_WINDOW (self))),
                                  self->path,
                                  mode,
                                  opened_cb,
                                  g_object_ref (self));
}

static void
made_sample_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cantrip_sample_dup_path ();

  if (cantrip_sample_make_finish (result, &error))
    cantrip_window_open (self, path, CANTRIP_STORE_WRITE);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

void
cantrip_window_open_sample (CantripWindow *self)
{
  g_autofree char *path = cantrip_sample_dup_path ();

  g_return_if_fail (CANTRIP_IS_WINDOW (self));

  cantrip_sample_make_async (path, NULL, made_sample_cb, g_object_ref (self));
}

void
cantrip_window_connect (CantripWindow *self, const CantripConnection *connection)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cantrip", NULL);
  g_autofree char *path = g_build_filename (folder, "workspace.cantrip", NULL);

  g_return_if_fail (CANTRIP_IS_WINDOW (self));

  g_clear_pointer (&self->wanted_place, g_free);
  g_clear_pointer (&self->wanted, cantrip_connection_free);
  self->wanted_place = g_strdup ("connections");
  if (connection != NULL)
    self->wanted = cantrip_connection_copy (connection);
  /* What is wrong with the folder is said when the file does not open. */
  (void) g_mkdir_with_parents (folder, 0700);
  cantrip_window_open (self, path, CANTRIP_STORE_CREATE);
}

char *
cantrip_window_dup_place (CantripWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (CANTRIP_IS_WINDOW (self), NULL);

  page = gtk_stack_get_visible_child (self->pages);
  if (page != NULL && CANTRIP_IS_APP_PAGE (page))
    {
      g_autofree char *name = cantrip_place_dup_page_name (self->place);
      const char      *tab = cantrip_app_page_get_tab (CANTRIP_APP_PAGE (page));

      return tab != NULL ? g_strdup_printf ("%s/%s", name, tab) : g_steal_pointer (&name);
    }

  return g_strdup (self->place);
}
