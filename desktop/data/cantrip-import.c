/* cantrip-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "data/cantrip-import.h"

#include "base/cantrip-id.h"
#include "data/cantrip-import-dialog.h"
#include "window/cantrip-shell.h"

/* More on a clipboard is no table that a person has copied. */
#define MAX_PASTE_BYTES (64 * 1024 * 1024)

static void
imported_cb (CantripImportDialog *dialog,
             gint64               dataset_id,
             gint64               n_rows,
             const char          *sentence,
             GtkWidget           *shell)
{
  g_autofree char *id = cantrip_id_to_text (dataset_id);
  g_autofree char *place = g_strconcat ("dataset/", id, NULL);

  cantrip_shell_say (shell, sentence);
  cantrip_shell_show_place (shell, place);
}

/* Takes @source. */
static void
show_dialog (GtkWidget *from, CantripImportSource *source)
{
  g_autoptr (CantripImportSource) owned = source;
  CantripWorkspace    *workspace = cantrip_shell_get_workspace (from);
  GtkWidget           *shell = gtk_widget_get_ancestor (from, CANTRIP_TYPE_SHELL);
  CantripImportDialog *dialog;

  if (workspace == NULL)
    {
      cantrip_shell_say (from, _ ("Open a workspace first, then bring the table"));
      return;
    }
  if (cantrip_workspace_get_read_only (workspace))
    {
      cantrip_shell_say (from, _ ("This workspace is read-only; nothing can be imported into it"));
      return;
    }

  dialog = cantrip_import_dialog_new (workspace, owned);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), shell, 0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, GtkWidget *from)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    cantrip_import_file (from, file);
  gtk_native_dialog_destroy (chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (suffixes[0] == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

void
cantrip_import_choose (GtkWidget *from)
{
  static const char *const TABLES[] = { "csv", "tsv",   "tab",  "txt",    "xlsx", "xlsm",
                                        "ods", "jsonl", "json", "ndjson", NULL };
  static const char *const ALL[] = { NULL };
  GtkFileChooserNative    *chooser =
      gtk_file_chooser_native_new (_ ("Import a Table"),
                                   GTK_WINDOW (gtk_widget_get_root (from)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Open"),
                                   NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Tables"), TABLES);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All files"), ALL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), from, 0);
  /* It lives until the person has answered. */
  g_object_set_data_full (G_OBJECT (from), "cantrip-import-chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
pasted_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) from = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text == NULL || *text == '\0')
    cantrip_shell_say (from,
                       _ ("There is no table on the clipboard; copy some cells of a spreadsheet"));
  else if (strlen (text) > MAX_PASTE_BYTES)
    cantrip_shell_say (from,
                       _ ("That is too much to paste; save it to a file and import the file"));
  else
    show_dialog (from, cantrip_import_source_new_text (text));
}

static void
pasted_file_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) from = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);
  GSList       *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (files != NULL)
    cantrip_import_file (from, files->data);
  else
    cantrip_shell_report (from, error);
}

void
cantrip_import_paste (GtkWidget *from)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (from);

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    pasted_file_cb,
                                    g_object_ref (from));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_text_cb, g_object_ref (from));
}

void
cantrip_import_file (GtkWidget *from, GFile *file)
{
  show_dialog (from, cantrip_import_source_new_file (file));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *widget)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  if (files->next != NULL)
    cantrip_shell_say (widget, _ ("One table at a time: the first file is shown"));
  cantrip_import_file (widget, files->data);

  return TRUE;
}

void
cantrip_import_accept_drops (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), widget);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
