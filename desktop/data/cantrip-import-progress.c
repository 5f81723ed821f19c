/* cantrip-import-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-progress.h"

#define TICK_MS 150

struct _CantripImportProgress
{
  AdwBin parent_instance;

  AdwStatusPage  *status;
  GtkProgressBar *bar;
  GtkLabel       *text;
  GtkWidget      *cancel;

  CantripImportMeter *meter;       /* (owned) (nullable) while something is under way */
  GCancellable       *cancellable; /* (owned) (nullable) likewise */
  gint64              begun_us;
  guint               tick_id;
};

G_DEFINE_FINAL_TYPE (CantripImportProgress, cantrip_import_progress, ADW_TYPE_BIN)

static void
show_meter (CantripImportProgress *self)
{
  double           elapsed_s = (double) (g_get_monotonic_time () - self->begun_us) / G_USEC_PER_SEC;
  double           share = cantrip_import_meter_get_share (self->meter);
  g_autofree char *text = cantrip_import_meter_dup_text (self->meter, elapsed_s);

  gtk_label_set_label (self->text, text);
  if (share >= 0)
    gtk_progress_bar_set_fraction (self->bar, share);
  else
    gtk_progress_bar_pulse (self->bar);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_meter (user_data);

  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (CantripImportProgress *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  gtk_label_set_label (self->text, _ ("Stopping…"));
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static void
cantrip_import_progress_dispose (GObject *object)
{
  cantrip_import_progress_stop (CANTRIP_IMPORT_PROGRESS (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_IMPORT_PROGRESS);

  G_OBJECT_CLASS (cantrip_import_progress_parent_class)->dispose (object);
}

static void
cantrip_import_progress_class_init (CantripImportProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_import_progress_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-import-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripImportProgress, status);
  gtk_widget_class_bind_template_child (widget_class, CantripImportProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, CantripImportProgress, text);
  gtk_widget_class_bind_template_child (widget_class, CantripImportProgress, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
cantrip_import_progress_init (CantripImportProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cantrip_import_progress_start (CantripImportProgress *self,
                               const char            *title,
                               CantripImportMeter    *meter,
                               GCancellable          *cancellable)
{
  g_return_if_fail (CANTRIP_IS_IMPORT_PROGRESS (self));

  cantrip_import_progress_stop (self);
  self->meter = cantrip_import_meter_ref (meter);
  self->cancellable = g_object_ref (cancellable);
  self->begun_us = g_get_monotonic_time ();
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);

  adw_status_page_set_title (self->status, title);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_widget_grab_focus (self->cancel);
  show_meter (self);
}

void
cantrip_import_progress_stop (CantripImportProgress *self)
{
  g_return_if_fail (CANTRIP_IS_IMPORT_PROGRESS (self));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->meter, cantrip_import_meter_unref);
  g_clear_object (&self->cancellable);
}
