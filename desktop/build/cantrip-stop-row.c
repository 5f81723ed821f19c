/* cantrip-stop-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-stop-row.h"

#include "build/cantrip-growing-view.h"
#include "build/cantrip-stop-text.h"

struct _CantripStopRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel      *hint;
  GtkTextBuffer *buffer;
  gboolean       is_loading;
};

G_DEFINE_FINAL_TYPE (CantripStopRow, cantrip_stop_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (CantripStopRow *self)
{
  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
cantrip_stop_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_STOP_ROW);

  G_OBJECT_CLASS (cantrip_stop_row_parent_class)->dispose (object);
}

static void
cantrip_stop_row_class_init (CantripStopRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_stop_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (CANTRIP_TYPE_GROWING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/cantrip-stop-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripStopRow, hint);
  gtk_widget_class_bind_template_child (widget_class, CantripStopRow, buffer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cantrip_stop_row_init (CantripStopRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self->buffer), NULL);
  cantrip_stop_row_set_problem (self, NULL);
}

GtkWidget *
cantrip_stop_row_new (void)
{
  return g_object_new (CANTRIP_TYPE_STOP_ROW, NULL);
}

char **
cantrip_stop_row_dup_stop (CantripStopRow *self)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  g_return_val_if_fail (CANTRIP_IS_STOP_ROW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);

  return cantrip_stop_text_read (text);
}

void
cantrip_stop_row_set_stop (CantripStopRow *self, const char *const *stop)
{
  g_autofree char *text = cantrip_stop_text_write (stop);

  g_return_if_fail (CANTRIP_IS_STOP_ROW (self));

  self->is_loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->is_loading = FALSE;
}

void
cantrip_stop_row_set_problem (CantripStopRow *self, const char *problem)
{
  g_return_if_fail (CANTRIP_IS_STOP_ROW (self));

  gtk_label_set_label (self->hint,
                       problem != NULL ? problem
                                       : _ ("The reply ends before any of these: one in each "
                                            "line, \\n for a line break"));
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
}
