/* cantrip-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-export.h"

#include "data/cantrip-export-order.h"
#include "data/cantrip-import-progress.h"
#include "window/cantrip-shell.h"

/* What is done sooner needs no window. */
#define PATIENCE_MS 500

/* What waits for a person to choose a file, and then for the export. */
typedef struct
{
  GtkWidget            *shell;   /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) */
  gint64                dataset_id;
  char                 *name; /* (owned) */
  CantripRowFormat      format;

  GFile              *file;        /* (owned) (nullable); that was chosen */
  CantripImportMeter *meter;       /* (owned) (nullable) while it is written */
  GCancellable       *cancellable; /* (owned) */
  GtkWindow          *window;      /* (owned) (nullable); shows the progress */
  guint               patience_id;
} Export;

static void
export_free (Export *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  g_clear_object (&self->window);
  g_clear_object (&self->chooser);
  g_clear_object (&self->shell);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->meter, cantrip_import_meter_unref);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
close_request_cb (GtkWindow *window, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);

  return FALSE;
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Export                *self = user_data;
  CantripImportProgress *progress = g_object_new (CANTRIP_TYPE_IMPORT_PROGRESS, NULL);
  g_autofree char       *title = g_strdup_printf (_ ("Exporting “%s”"), self->name);
  GtkWidget             *root = GTK_WIDGET (gtk_widget_get_root (self->shell));

  self->patience_id = 0;
  self->window = g_object_ref_sink (GTK_WINDOW (adw_window_new ()));
  gtk_window_set_title (self->window, title);
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_default_size (self->window, 420, 320);
  gtk_window_set_transient_for (self->window, GTK_WINDOW (root));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (progress));
  g_signal_connect_object (self->window,
                           "close-request",
                           G_CALLBACK (close_request_cb),
                           self->cancellable,
                           0);
  cantrip_import_progress_start (progress, title, self->meter, self->cancellable);
  gtk_window_present (self->window);

  return G_SOURCE_REMOVE;
}

static char *
describe_result (GFile *file, const CantripExportResult *result)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *file_name = g_filename_display_name (base);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("Wrote %'d row to “%s”",
                                    "Wrote %'d rows to “%s”",
                                    (gulong) result->n_rows),
                          (int) result->n_rows,
                          file_name);
  if (result->n_cut > 0)
    g_string_append_printf (
        text,
        ngettext ("; %'d text was too long for a cell and is cut, CSV holds it whole",
                  "; %'d texts were too long for a cell and are cut, CSV holds them whole",
                  (gulong) result->n_cut),
        (int) result->n_cut);

  return g_string_free (text, FALSE);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree CantripExportResult *exported =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autofree char *sentence = NULL;

  if (exported == NULL)
    {
      cantrip_shell_report (self->shell, error);
      return;
    }

  sentence = describe_result (self->file, exported);
  cantrip_shell_say (self->shell, sentence);
}

static void
begin (Export *self, GFile *file)
{
  CantripWorkspace   *workspace = cantrip_shell_get_workspace (self->shell);
  CantripExportOrder *order;

  if (workspace == NULL)
    {
      export_free (self);
      return;
    }

  order = cantrip_export_order_new (self->dataset_id, self->format, file);
  self->file = g_object_ref (file);
  self->meter = cantrip_import_meter_ref (order->meter);
  self->patience_id = g_timeout_add (PATIENCE_MS, show_progress_cb, self);
  cantrip_workspace_run_async (workspace,
                               &cantrip_export_order_work,
                               order,
                               self->cancellable,
                               exported_cb,
                               self);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  Export *self = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  gtk_native_dialog_destroy (chooser);
  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    begin (self, file);
  else
    export_free (self);
}

void
cantrip_export_dataset (GtkWidget       *from,
                        gint64           dataset_id,
                        const char      *name,
                        CantripRowFormat format)
{
  static const char *const ENDINGS[] = {
    [CANTRIP_ROW_FORMAT_CSV] = "csv",
    [CANTRIP_ROW_FORMAT_JSON_LINES] = "jsonl",
    [CANTRIP_ROW_FORMAT_XLSX] = "xlsx",
  };
  GtkWidget       *shell = gtk_widget_get_ancestor (from, CANTRIP_TYPE_SHELL);
  g_autofree char *file_name = g_strdup_printf ("%s.%s", name, ENDINGS[format]);
  Export          *self;

  g_return_if_fail (shell != NULL);

  self = g_new0 (Export, 1);
  self->shell = g_object_ref (shell);
  self->dataset_id = dataset_id;
  self->name = g_strdup (name);
  self->format = format;
  self->cancellable = g_cancellable_new ();
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Dataset"),
                                               GTK_WINDOW (gtk_widget_get_root (from)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("_Export"),
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     g_strdelimit (file_name, "/", '-'));
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
