/* cantrip-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-dialog.h"

#include "data/cantrip-import-broken-group.h"
#include "data/cantrip-import-format-group.h"
#include "data/cantrip-import-order.h"
#include "data/cantrip-import-progress.h"
#include "data/cantrip-import-table.h"

struct _CantripImportDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay          *toasts;
  GtkStack                 *stack;
  AdwEntryRow              *name;
  CantripImportFormatGroup *format;
  CantripImportBrokenGroup *broken;
  GtkStack                 *preview_stack;
  CantripImportTable       *table;
  AdwStatusPage            *trouble;
  GtkLabel                 *notes;
  GtkSpinner               *spinner;
  GtkWidget                *cancel_button;
  GtkWidget                *import;
  CantripImportProgress    *progress;

  CantripWorkspace    *workspace;   /* (owned) */
  CantripImportSource *source;      /* (owned) */
  GHashTable          *taken_names; /* (owned) (element-type utf8); of the datasets there are */
  GCancellable        *reading;     /* (owned) (nullable) while a preview is read */
  GCancellable        *importing;   /* (owned) (nullable) while it is imported */
  gboolean             is_readable; /* the last preview succeeded */
};

enum
{
  SIGNAL_IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripImportDialog, cantrip_import_dialog, ADW_TYPE_WINDOW)

static char *
dup_name (CantripImportDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
update_import (CantripImportDialog *self)
{
  g_autofree char *name = dup_name (self);
  gboolean         is_taken = g_hash_table_contains (self->taken_names, name);

  if (is_taken)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name),
                                 is_taken ? _ ("Name (there is a dataset of this name)")
                                          : _ ("Name"));
  gtk_widget_set_sensitive (self->import, self->is_readable && *name != '\0' && !is_taken);
}

static void
show_notes (CantripImportDialog *self, GPtrArray *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_shown = MIN (notes->len, 5);

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) notes->pdata[i]);
  if (notes->len > n_shown)
    g_string_append_printf (text,
                            ngettext ("\nand %u more note",
                                      "\nand %u more notes",
                                      notes->len - n_shown),
                            notes->len - n_shown);
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
}

/* Shows it, unless that changes what is known so much that the file is read anew. */
static void
show_preview (CantripImportDialog *self, CantripDatasetPreview *preview)
{
  if (preview->looks_headerless && cantrip_import_format_group_suggest_no_header (self->format))
    return;

  self->is_readable = TRUE;
  cantrip_import_format_group_show (self->format, preview);
  cantrip_import_broken_group_show (self->broken, preview);
  cantrip_import_table_show (self->table, preview);
  show_notes (self, preview->notes);
  gtk_stack_set_visible_child_name (self->preview_stack, "table");
}

static void
previewed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetPreview) preview = cantrip_import_order_preview_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->reading);
  if (preview != NULL)
    {
      show_preview (self, preview);
    }
  else
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      self->is_readable = FALSE;
      if (cantrip_import_source_may_be_text (self->source))
        cantrip_import_format_group_show_text (self->format);
      adw_status_page_set_description (self->trouble, text);
      gtk_stack_set_visible_child_name (self->preview_stack, "trouble");
    }
  update_import (self);
}

static void
read_preview (CantripImportDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->is_readable = FALSE;
  update_import (self);
  gtk_spinner_start (self->spinner);
  cantrip_import_order_preview_async (
      cantrip_import_order_new (self->source,
                                cantrip_import_format_group_get_format (self->format)),
      self->reading,
      previewed_cb,
      g_object_ref (self));
}

/* What was done, as a sentence. */
static char *
describe_result (const char *name, const CantripDatasetImportResult *result)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("Imported %'d row as “%s”",
                                    "Imported %'d rows as “%s”",
                                    (gulong) result->row_count),
                          (int) result->row_count,
                          name);
  if (result->n_skipped > 0)
    g_string_append_printf (text, _ (", left %'d out"), (int) result->n_skipped);
  if (result->n_padded > 0)
    g_string_append_printf (text, _ (", mended %'d"), (int) result->n_padded);

  return g_string_free (text, FALSE);
}

/* The form, or how far the import is, which has a button of its own to cancel. */
static void
show_form (CantripImportDialog *self, gboolean is_form)
{
  gtk_stack_set_visible_child_name (self->stack, is_form ? "form" : "progress");
  gtk_widget_set_visible (self->cancel_button, is_form);
  gtk_widget_set_visible (self->import, is_form);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetImportResult) imported =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  g_clear_object (&self->importing);
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->workspace == NULL)
    return;

  cantrip_import_progress_stop (self->progress);
  if (imported == NULL)
    {
      show_form (self, TRUE);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
      update_import (self);
      return;
    }

  name = dup_name (self);
  sentence = describe_result (name, imported);
  g_signal_emit (self,
                 signals[SIGNAL_IMPORTED],
                 0,
                 imported->dataset_id,
                 imported->row_count,
                 sentence);
  gtk_window_close (GTK_WINDOW (self));
}

static void
import_cb (CantripImportDialog *self)
{
  CantripImportOrder *order;
  g_autofree char    *title = NULL;

  if (!gtk_widget_get_sensitive (self->import) || self->importing != NULL)
    return;

  order = cantrip_import_order_new (self->source,
                                    cantrip_import_format_group_get_format (self->format));
  order->name = dup_name (self);
  order->on_broken = cantrip_import_broken_group_get_on_broken (self->broken);

  self->importing = g_cancellable_new ();
  title = g_strdup_printf (_ ("Importing “%s”"), order->name);
  gtk_widget_set_sensitive (self->import, FALSE);
  show_form (self, FALSE);
  cantrip_import_progress_start (self->progress, title, order->meter, self->importing);
  cantrip_workspace_run_async (self->workspace,
                               &cantrip_import_order_work,
                               order,
                               self->importing,
                               imported_cb,
                               g_object_ref (self));
}

/* Closing while it is imported cancels that. */
static gboolean
cantrip_import_dialog_close_request (GtkWindow *window)
{
  CantripImportDialog *self = CANTRIP_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->importing);

  return GTK_WINDOW_CLASS (cantrip_import_dialog_parent_class)->close_request (window);
}

static void
cantrip_import_dialog_dispose (GObject *object)
{
  CantripImportDialog *self = CANTRIP_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->importing);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (cantrip_import_dialog_parent_class)->dispose (object);
}

static void
cantrip_import_dialog_finalize (GObject *object)
{
  CantripImportDialog *self = CANTRIP_IMPORT_DIALOG (object);

  g_clear_object (&self->reading);
  g_clear_object (&self->importing);
  g_clear_pointer (&self->source, cantrip_import_source_unref);
  g_clear_pointer (&self->taken_names, g_hash_table_unref);

  G_OBJECT_CLASS (cantrip_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, broken);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, preview_stack);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, table);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, import);
  gtk_widget_class_bind_template_child (widget_class, CantripImportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, update_import);
  gtk_widget_class_bind_template_callback (widget_class, read_preview);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
cantrip_import_dialog_class_init (CantripImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cantrip_import_dialog_close_request;

  signals[SIGNAL_IMPORTED] = g_signal_new ("imported",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           3,
                                           G_TYPE_INT64,
                                           G_TYPE_INT64,
                                           G_TYPE_STRING);

  g_type_ensure (CANTRIP_TYPE_IMPORT_FORMAT_GROUP);
  g_type_ensure (CANTRIP_TYPE_IMPORT_BROKEN_GROUP);
  g_type_ensure (CANTRIP_TYPE_IMPORT_TABLE);
  g_type_ensure (CANTRIP_TYPE_IMPORT_PROGRESS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cantrip_import_dialog_init (CantripImportDialog *self)
{
  self->taken_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A name that no dataset has: “events”, “events 2”. */
static char *
suggest_name (CantripImportDialog *self)
{
  g_autofree char *wanted = cantrip_import_source_suggest_name (self->source);
  char            *name = g_strdup (wanted);

  for (guint i = 2; g_hash_table_contains (self->taken_names, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, i);
    }

  return name;
}

static gpointer
list_datasets (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_dataset_repository_list (session->datasets, error);
}

static const CantripWork LIST_DATASETS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_datasets,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripImportDialog) self = user_data;
  g_autoptr (GPtrArray) datasets =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, NULL);
  g_autofree char *name = NULL;

  if (datasets == NULL || self->workspace == NULL)
    return;

  for (guint i = 0; i < datasets->len; i++)
    g_hash_table_add (self->taken_names, g_strdup (((CantripDataset *) datasets->pdata[i])->name));
  name = suggest_name (self);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  update_import (self);
}

CantripImportDialog *
cantrip_import_dialog_new (CantripWorkspace *workspace, CantripImportSource *source)
{
  CantripImportDialog *self = g_object_new (CANTRIP_TYPE_IMPORT_DIALOG, NULL);
  CantripRecordFormat  format;

  self->workspace = g_object_ref (workspace);
  self->source = cantrip_import_source_ref (source);
  cantrip_import_source_get_format (source, &format);
  cantrip_import_format_group_set_format (self->format, &format);
  cantrip_workspace_run_async (workspace,
                               &LIST_DATASETS,
                               NULL,
                               NULL,
                               listed_cb,
                               g_object_ref (self));
  read_preview (self);

  return self;
}
