/* cantrip-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-window-actions.h"

#include "application/cantrip-run-manager.h"
#include "window/cantrip-command-search.h"
#include "window/cantrip-shell.h"

static GtkFileChooserNative *
chooser_new (CantripWindow *self, GtkFileChooserAction action, const char *title)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Cantrip workspaces"));
  gtk_file_filter_add_pattern (filter, "*.cantrip");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  return chooser;
}

static void
chosen_to_open_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    cantrip_window_open (user_data, path, CANTRIP_STORE_WRITE);
  g_object_unref (chooser);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripWindow        *self = CANTRIP_WINDOW (widget);
  GtkFileChooserNative *chooser;

  if (parameter != NULL && *g_variant_get_string (parameter, NULL) != '\0')
    {
      cantrip_window_open (self, g_variant_get_string (parameter, NULL), CANTRIP_STORE_WRITE);
      return;
    }

  chooser = chooser_new (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open a Workspace"));
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_to_open_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
chosen_to_create_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *chosen = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && chosen != NULL)
    {
      g_autofree char *path = g_str_has_suffix (chosen, ".cantrip")
                                  ? g_strdup (chosen)
                                  : g_strconcat (chosen, ".cantrip", NULL);

      cantrip_window_open (user_data, path, CANTRIP_STORE_CREATE);
    }
  g_object_unref (chooser);
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripWindow        *self = CANTRIP_WINDOW (widget);
  GtkFileChooserNative *chooser =
      chooser_new (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("New Workspace"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("My Workspace.cantrip"));
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_to_create_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_window_open_sample (CANTRIP_WINDOW (widget));
}

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_window_connect (CANTRIP_WINDOW (widget), NULL);
}

static void
stepped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cantrip_history_step_finish (CANTRIP_HISTORY (object), result, &error);

  if (label == NULL)
    cantrip_shell_report (widget, error);
}

static CantripHistory *
get_history (GtkWidget *widget)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (widget);

  return workspace != NULL ? cantrip_workspace_get_history (workspace) : NULL;
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripHistory *history = get_history (widget);
  guint64         serial = parameter != NULL ? g_variant_get_uint64 (parameter) : 0;

  if (history != NULL)
    cantrip_history_undo_async (history, serial, stepped_cb, g_object_ref (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripHistory *history = get_history (widget);

  if (history != NULL)
    cantrip_history_redo_async (history, stepped_cb, g_object_ref (widget));
}

/* (nullable) */
static CantripRunManager *
get_runs (GtkWidget *widget)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (widget);

  return workspace != NULL ? cantrip_workspace_get_runs (workspace) : NULL;
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cantrip_shell_show_place (widget, g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (widget);

  if (workspace != NULL)
    gtk_window_present (cantrip_command_search_new (GTK_WINDOW (widget), workspace));
}

void
cantrip_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.open-path", "s", open_action);
  gtk_widget_class_install_action (klass, "win.create", NULL, create_action);
  gtk_widget_class_install_action (klass, "win.open-sample", NULL, sample_action);
  gtk_widget_class_install_action (klass, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.undo-edit", "t", undo_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (klass, "win.show", "s", show_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
}

/* Closes the window once the last run has let go of the workspace. */
static void
runs_changed_cb (CantripWindow *self, CantripRunManager *runs)
{
  if (cantrip_run_manager_count (runs) == 0)
    gtk_window_close (GTK_WINDOW (self));
}

static void
answered_cb (CantripWindow *self, const char *response)
{
  CantripRunManager *runs = get_runs (GTK_WIDGET (self));

  if (!g_str_equal (response, "stop") || runs == NULL)
    return;

  g_signal_connect_object (runs, "changed", G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  cantrip_run_manager_stop (runs);
  runs_changed_cb (self, runs);
}

/* Another window may go on showing the workspace, and with it the run. */
static gboolean
is_last_on (CantripWindow *self, CantripRunManager *runs)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = application != NULL ? gtk_application_get_windows (application) : NULL; l != NULL;
       l = l->next)
    if (l->data != self && CANTRIP_IS_SHELL (l->data) && get_runs (l->data) == runs)
      return FALSE;

  return TRUE;
}

gboolean
cantrip_window_actions_asks_first (CantripWindow *self)
{
  CantripRunManager *runs = get_runs (GTK_WIDGET (self));
  GtkWidget         *dialog;

  if (runs == NULL || cantrip_run_manager_count (runs) == 0 || !is_last_on (self, runs))
    return FALSE;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Stop the Run?"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("A run is under way. What it has is kept, and it can be resumed "
                                  "when this workspace is opened again."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Keep Open"),
                                    "stop",
                                    _ ("_Stop and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}
