/* cantrip-test-shell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtksourceview/gtksource.h>

#include "cantrip-test-shell.h"

#include "application/cantrip-sample.h"
#include "cantrip-test-util.h"

struct _CantripTestShell
{
  AdwWindow parent_instance;

  CantripWorkspace *workspace; /* (owned) */
  char             *said;      /* (owned) (nullable) */
  char             *place;     /* (owned) (nullable) */
  GtkWidget        *content;   /* (weak) */
};

static void shell_init (CantripShellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripTestShell,
                               cantrip_test_shell,
                               ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (CANTRIP_TYPE_SHELL, shell_init))

static void
add_toast (CantripShell *shell, AdwToast *toast)
{
  CantripTestShell *self = CANTRIP_TEST_SHELL (shell);
  GtkWidget        *custom = adw_toast_get_custom_title (toast);

  g_free (self->said);
  self->said =
      g_strdup (custom != NULL && GTK_IS_LABEL (custom) ? gtk_label_get_label (GTK_LABEL (custom))
                                                        : adw_toast_get_title (toast));
  g_object_unref (g_object_ref_sink (toast));
}

static void
show_place (CantripShell *shell, const char *place)
{
  CantripTestShell *self = CANTRIP_TEST_SHELL (shell);

  g_free (self->place);
  self->place = g_strdup (place);
}

static CantripWorkspace *
get_workspace (CantripShell *shell)
{
  return CANTRIP_TEST_SHELL (shell)->workspace;
}

static void
shell_init (CantripShellInterface *iface)
{
  iface->add_toast = add_toast;
  iface->show_place = show_place;
  iface->get_workspace = get_workspace;
}

static void
cantrip_test_shell_finalize (GObject *object)
{
  CantripTestShell *self = CANTRIP_TEST_SHELL (object);

  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->content);
  cantrip_test_shell_forget (self);

  G_OBJECT_CLASS (cantrip_test_shell_parent_class)->finalize (object);
}

static void
cantrip_test_shell_class_init (CantripTestShellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_test_shell_finalize;
}

static void
cantrip_test_shell_init (CantripTestShell *self G_GNUC_UNUSED)
{
}

static char *own_folder;

static void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) files =
      g_file_enumerate_children (folder,
                                 "standard::*",
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                 NULL,
                                 NULL);
  GFile     *file;
  GFileInfo *info;

  while (files != NULL && g_file_enumerator_iterate (files, &info, &file, NULL, NULL) &&
         info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        remove_folder (file);
      else
        g_file_delete (file, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

static void
remove_own_folder (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path (own_folder);

  remove_folder (folder);
  g_clear_pointer (&own_folder, g_free);
}

/* Not G_TEST_OPTION_ISOLATE_DIRS: it would hide the icons, schemas and languages of the system. */
static void
isolate_folders (void)
{
  const char *const VARIABLES[] = { "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };

  own_folder = g_dir_make_tmp ("cantrip-test-XXXXXX", NULL);
  g_assert_nonnull (own_folder);
  for (guint i = 0; i < G_N_ELEMENTS (VARIABLES); i++)
    g_setenv (VARIABLES[i], own_folder, TRUE);
  atexit (remove_own_folder);
}

/* As the application does, so that pictures show what people see. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/cantrip/Cantrip/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
cantrip_test_desktop_init (int *argc, char ***argv)
{
  isolate_folders ();
  gtk_test_init (argc, argv);
  adw_init ();
  gtk_source_init ();
  load_style ();
}

CantripWorkspace *
cantrip_test_open_workspace (const char *name)
{
  g_autofree char *path = cantrip_test_path (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantripWorkspace *workspace;

  cantrip_workspace_open_async (path,
                                CANTRIP_STORE_CREATE,
                                NULL,
                                cantrip_test_keep_result,
                                &result);
  cantrip_test_wait_for (&result);
  workspace = cantrip_workspace_open_finish (result, &error);
  g_assert_no_error (error);

  return workspace;
}

CantripWorkspace *
cantrip_test_open_sample (const char *name)
{
  g_autofree char *path = cantrip_test_path (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cantrip_sample_make_async (path, NULL, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  cantrip_sample_make_finish (result, &error);
  g_assert_no_error (error);

  return cantrip_test_open_workspace (name);
}

static gboolean
is_last_reference (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
cantrip_test_close_workspace (CantripWorkspace *workspace)
{
  cantrip_test_wait_until (is_last_reference, workspace); /* work under way holds it */
  g_assert_finalize_object (workspace);
}

CantripTestShell *
cantrip_test_shell_new (CantripWorkspace *workspace, GtkWidget *content)
{
  CantripTestShell *self =
      g_object_new (CANTRIP_TYPE_TEST_SHELL, "default-width", 1000, "default-height", 700, NULL);

  g_set_object (&self->workspace, workspace);
  g_set_weak_pointer (&self->content, content);
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_present (GTK_WINDOW (self));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self));

  return self;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
cantrip_test_shell_close (CantripTestShell *self)
{
  gpointer window = self;
  gpointer content = self->content;

  g_object_add_weak_pointer (G_OBJECT (self), &window);
  if (content != NULL)
    g_object_add_weak_pointer (content, &content);

  gtk_window_destroy (GTK_WINDOW (self));
  cantrip_test_wait_until (is_gone, &content);
  cantrip_test_wait_until (is_gone, &window);
}

const char *
cantrip_test_shell_get_said (CantripTestShell *self)
{
  return self->said;
}

const char *
cantrip_test_shell_get_place (CantripTestShell *self)
{
  return self->place;
}

void
cantrip_test_shell_forget (CantripTestShell *self)
{
  g_clear_pointer (&self->said, g_free);
  g_clear_pointer (&self->place, g_free);
}

static GtkWidget *
find (GtkWidget *root, gboolean (*matches) (GtkWidget *widget, const char *text), const char *text)
{
  if (matches (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matches, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_id (GtkWidget *widget, const char *id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

GtkWidget *
cantrip_test_find (GtkWidget *root, const char *id)
{
  GtkWidget *found = find (root, has_id, id);

  if (found == NULL)
    g_error ("There is no widget “%s”", id);

  return found;
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  return (GTK_IS_LABEL (widget) &&
          g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0) ||
         (GTK_IS_INSCRIPTION (widget) &&
          g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0);
}

GtkWidget *
cantrip_test_find_text (GtkWidget *root, const char *text)
{
  return find (root, shows_text, text);
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

void
cantrip_test_settle (void)
{
  gboolean done = FALSE;

  /* Two frames of 60 a second, at the least of all priorities. */
  g_timeout_add_full (G_PRIORITY_LOW, 40, set_flag_cb, &done, NULL);
  cantrip_test_wait_until (is_set, &done);
}

void
cantrip_test_save_png (GtkWidget *window, const char *name)
{
  const char      *folder = g_getenv ("CANTRIP_SCREENSHOTS");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  GskRenderer *renderer;

  if (folder == NULL)
    return;

  cantrip_test_settle ();
  gtk_widget_queue_draw (window); /* there is nothing to take a picture of between two layouts */
  gtk_test_widget_wait_for_draw (window);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, path);
}
