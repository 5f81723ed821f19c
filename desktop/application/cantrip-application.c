/* cantrip-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-application"

#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "application/cantrip-application.h"

#include "window/cantrip-shell.h"
#include "window/cantrip-window.h"

#define MAX_RECENT 10

struct _CantripApplication
{
  AdwApplication parent_instance;

  GSettings  *settings;   /* (owned) */
  GHashTable *workspaces; /* (owned) (element-type utf8 CantripWorkspace), those not owned */
};

G_DEFINE_FINAL_TYPE (CantripApplication, cantrip_application, ADW_TYPE_APPLICATION)

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CantripWindow *window = cantrip_window_new (user_data);
  g_auto (GStrv) recent = cantrip_application_list_recent (user_data);

  if (recent[0] != NULL)
    cantrip_window_open (window, recent[0], CANTRIP_STORE_WRITE);
  gtk_window_present (GTK_WINDOW (window));
}

/* A window on the workspace at @path, which is opened anew if nobody looks at it any more. */
static GtkWindow *
ensure_window (CantripApplication *self, const char *path)
{
  CantripWindow *window;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      CantripWorkspace *workspace = cantrip_shell_get_workspace (l->data);

      if (workspace != NULL && g_str_equal (cantrip_workspace_get_path (workspace), path))
        return l->data;
    }

  window = cantrip_window_new (self);
  cantrip_window_open (window, path, CANTRIP_STORE_WRITE);

  return GTK_WINDOW (window);
}

/* From a notice of the desktop. */
static void
show_place_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *path;
  const char *place;
  GtkWindow  *window;

  g_variant_get (parameter, "(&s&s)", &path, &place);
  window = ensure_window (user_data, path);
  gtk_window_present (window);
  cantrip_shell_show_place (GTK_WIDGET (window), place);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each may ask first. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent,
                         "application-name",
                         _ ("Cantrip"),
                         "application-icon",
                         CANTRIP_APPLICATION_ID,
                         "version",
                         PACKAGE_VERSION,
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         "developer-name",
                         _ ("The Cantrip team"),
                         "comments",
                         _ ("Prompts on your own rows, deployed to your spreadsheet"),
                         NULL);
}

static const GActionEntry ACTIONS[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "about", .activate = about_cb },
  { .name = "show-place", .parameter_type = "(ss)", .activate = show_place_cb },
  { .name = "quit", .activate = quit_cb },
};

/* One line per action; the same stand in window/help-overlay.ui, for people. */
static const struct
{
  const char *action;
  const char *keys[3];
} ACCELERATORS[] = {
  { "app.new-window", { "<Primary><Shift>n" } },
  { "app.quit", { "<Primary>q" } },
  { "win.new-app", { "<Primary>n" } },
  { "win.open", { "<Primary>o" } },
  { "win.search", { "<Primary>k" } },
  { "win.undo", { "<Primary>z" } },
  { "win.redo", { "<Primary><Shift>z", "<Primary>y" } },
  { "win.show-help-overlay", { "<Primary>question", "F1" } },
  { "win.toggle-sidebar", { "F9" } },
  { "window.close", { "<Primary>w" } },
};

static void
cantrip_application_startup (GApplication *application)
{
  CantripApplication *self = CANTRIP_APPLICATION (application);

  G_APPLICATION_CLASS (cantrip_application_parent_class)->startup (application);

  gtk_source_init ();
  gtk_window_set_default_icon_name (CANTRIP_APPLICATION_ID);
  self->settings = g_settings_new (CANTRIP_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (guint i = 0; i < G_N_ELEMENTS (ACCELERATORS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           ACCELERATORS[i].action,
                                           ACCELERATORS[i].keys);
}

/* What was open last comes back; the first time, the window welcomes. */
static void
cantrip_application_activate (GApplication *application)
{
  CantripApplication *self = CANTRIP_APPLICATION (application);
  GtkWindow          *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (active == NULL)
    {
      g_autofree char *last = g_settings_get_string (self->settings, "last-workspace");

      active = GTK_WINDOW (cantrip_window_new (self));
      if (g_file_test (last, G_FILE_TEST_EXISTS))
        cantrip_window_open (CANTRIP_WINDOW (active), last, CANTRIP_STORE_WRITE);
    }
  gtk_window_present (active);
}

static void
cantrip_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      CantripWindow   *window = cantrip_window_new (CANTRIP_APPLICATION (application));
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *uri = path == NULL ? g_file_get_uri (files[i]) : NULL;

      cantrip_window_open (window, path != NULL ? path : uri, CANTRIP_STORE_WRITE);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
forget_workspace (gpointer user_data, GObject *gone)
{
  CantripApplication *self = user_data;
  GHashTableIter      iter;
  gpointer            workspace;

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &workspace))
    if (workspace == gone)
      g_hash_table_iter_remove (&iter);
}

static void
cantrip_application_finalize (GObject *object)
{
  CantripApplication *self = CANTRIP_APPLICATION (object);
  GHashTableIter      iter;
  gpointer            workspace;

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &workspace))
    g_object_weak_unref (workspace, forget_workspace, self);
  g_clear_pointer (&self->workspaces, g_hash_table_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cantrip_application_parent_class)->finalize (object);
}

static void
cantrip_application_class_init (CantripApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cantrip_application_finalize;
  application_class->startup = cantrip_application_startup;
  application_class->activate = cantrip_application_activate;
  application_class->open = cantrip_application_open;
}

static void
cantrip_application_init (CantripApplication *self)
{
  self->workspaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CantripApplication *
cantrip_application_new (void)
{
  return g_object_new (CANTRIP_TYPE_APPLICATION,
                       "application-id",
                       CANTRIP_APPLICATION_ID,
                       "resource-base-path",
                       "/org/cantrip/Cantrip",
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

GSettings *
cantrip_application_get_settings (CantripApplication *self)
{
  g_return_val_if_fail (CANTRIP_IS_APPLICATION (self), NULL);

  return self->settings;
}

static void
remember (CantripApplication *self, const char *path)
{
  g_auto (GStrv) before = g_settings_get_strv (self->settings, "recent-workspaces");
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  g_ptr_array_add (after, (gpointer) path);
  for (guint i = 0; before[i] != NULL && after->len < MAX_RECENT; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (after, before[i]);
  g_ptr_array_add (after, NULL);

  g_settings_set_strv (self->settings, "recent-workspaces", (const char *const *) after->pdata);
  g_settings_set_string (self->settings, "last-workspace", path);
}

/* A window may have opened the same file in the meantime; then its workspace is the one. */
static CantripWorkspace *
register_workspace (CantripApplication *self, CantripWorkspace *opened)
{
  const char       *path = cantrip_workspace_get_path (opened);
  CantripWorkspace *known = g_hash_table_lookup (self->workspaces, path);

  if (known != NULL)
    {
      g_object_unref (opened);
      return g_object_ref (known);
    }

  g_hash_table_insert (self->workspaces, g_strdup (path), opened);
  g_object_weak_ref (G_OBJECT (opened), forget_workspace, self);

  return opened;
}

static void
opened_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantripApplication *self = g_task_get_source_object (task);
  GError             *error = NULL;
  CantripWorkspace   *workspace = cantrip_workspace_open_finish (result, &error);

  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  workspace = register_workspace (self, workspace);
  remember (self, cantrip_workspace_get_path (workspace));
  g_task_return_pointer (task, workspace, g_object_unref);
}

void
cantrip_application_open_async (CantripApplication *self,
                                const char         *path,
                                CantripStoreMode    mode,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autofree char  *canonical = g_canonicalize_filename (path, NULL);
  GTask            *task = g_task_new (self, NULL, callback, user_data);
  CantripWorkspace *known = g_hash_table_lookup (self->workspaces, canonical);

  g_task_set_source_tag (task, cantrip_application_open_async);
  if (known == NULL)
    {
      cantrip_workspace_open_async (canonical, mode, NULL, opened_cb, task);
      return;
    }

  remember (self, canonical);
  g_task_return_pointer (task, g_object_ref (known), g_object_unref);
  g_object_unref (task);
}

CantripWorkspace *
cantrip_application_open_finish (CantripApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_application_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char **
cantrip_application_list_recent (CantripApplication *self)
{
  g_auto (GStrv) known = g_settings_get_strv (self->settings, "recent-workspaces");
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();

  for (guint i = 0; known[i] != NULL; i++)
    if (g_file_test (known[i], G_FILE_TEST_EXISTS))
      g_strv_builder_add (there, known[i]);

  return g_strv_builder_end (there);
}
