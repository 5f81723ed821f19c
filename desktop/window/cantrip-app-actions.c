/* cantrip-app-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-app-actions.h"

#include "base/cantrip-name.h"
#include "widgets/cantrip-name-dialog.h"
#include "window/cantrip-app-edits.h"
#include "window/cantrip-shell.h"

typedef struct
{
  GtkWidget      *shell; /* (owned) */
  CantripAppEdit *edit;  /* (borrowed from the history, which keeps it while it can be undone) */
} Adding;

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Adding *adding = user_data;
  g_autoptr (GError) error = NULL;

  if (cantrip_history_perform_finish (CANTRIP_HISTORY (object), result, NULL, &error))
    {
      g_autofree char *place =
          g_strdup_printf ("app/%s/build", cantrip_app_edit_get_slug (adding->edit));

      cantrip_shell_show_place (adding->shell, place);
    }
  else
    cantrip_shell_report (adding->shell, error);

  g_object_unref (adding->shell);
  g_free (adding);
}

static void
add (GtkWidget *widget, const char *name, gpointer user_data G_GNUC_UNUSED)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (widget);
  g_autofree char  *label = g_strdup_printf (_ ("Added “%s”"), name);
  Adding           *adding;

  if (workspace == NULL)
    return;

  adding = g_new0 (Adding, 1);
  adding->shell = g_object_ref (widget);
  adding->edit = cantrip_app_edit_new (NULL, name);
  cantrip_history_perform_async (cantrip_workspace_get_history (workspace),
                                 &cantrip_add_app_edit,
                                 adding->edit,
                                 label,
                                 added_cb,
                                 adding);
}

static void
new_app_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const CantripNameQuestion question = {
    .heading = _ ("New App"),
    .body = _ ("An app is one use of your rows, such as “Marketing copy”."),
    .accept = _ ("_Add"),
    .max_characters = CANTRIP_NAME_MAX_CHARACTERS,
  };

  if (cantrip_shell_get_workspace (widget) != NULL)
    cantrip_name_dialog_show (widget, &question, add, NULL, NULL);
}

static void
rename_app (GtkWidget *widget, const char *name, gpointer slug)
{
  g_autofree char *label = g_strdup_printf (_ ("Renamed to “%s”"), name);

  cantrip_shell_edit (widget, &cantrip_rename_app_edit, cantrip_app_edit_new (slug, name), label);
}

static gpointer
find_app (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_variant_repository_find_app (session->variants, data, error);
}

static const CantripWork FIND_APP = {
  .lane = CANTRIP_LANE_READ,
  .run = find_app,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_app_free,
};

static void
found_to_rename_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) app =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (app == NULL)
    cantrip_shell_report (widget, error);
  else
    {
      const CantripNameQuestion question = {
        .heading = _ ("Rename App"),
        .accept = _ ("_Rename"),
        .name = app->name,
        .max_characters = CANTRIP_NAME_MAX_CHARACTERS,
      };

      cantrip_name_dialog_show (widget, &question, rename_app, g_strdup (app->slug), g_free);
    }
}

static void
rename_app_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (widget);

  if (workspace != NULL)
    cantrip_workspace_run_async (workspace,
                                 &FIND_APP,
                                 g_variant_dup_string (parameter, NULL),
                                 NULL,
                                 found_to_rename_cb,
                                 g_object_ref (widget));
}

static void
archive_app_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char      *slug = g_variant_get_string (parameter, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Archived “%s”"), slug);

  cantrip_shell_edit (widget, &cantrip_archive_app_edit, cantrip_app_edit_new (slug, NULL), label);
  cantrip_shell_show_place (widget, "data");
}

void
cantrip_app_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new-app", NULL, new_app_action);
  gtk_widget_class_install_action (klass, "win.rename-app", "s", rename_app_action);
  gtk_widget_class_install_action (klass, "win.archive-app", "s", archive_app_action);
}
