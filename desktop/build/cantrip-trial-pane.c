/* cantrip-trial-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-trial-pane.h"

#include "application/cantrip-run-words.h"

struct _CantripTrialPane
{
  AdwBin parent_instance;

  GtkLabel    *title;
  GtkSpinner  *spinner;
  GtkWidget   *stop;
  GtkWidget   *copy;
  GtkTextView *answer;
  GtkLabel    *figures;

  CantripTrial *trial; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripTrialPane, cantrip_trial_pane, ADW_TYPE_BIN)

static guint closed_signal;

static void
show_state (CantripTrialPane *self)
{
  gboolean is_running = self->trial != NULL && !cantrip_trial_has_ended (self->trial);

  gtk_widget_set_visible (self->stop, is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (self->copy, !is_running);
}

static void
delta_cb (CantripTrialPane *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->answer);
  GtkTextIter    end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
}

static char *
dup_figures (CantripTrial *trial)
{
  const CantripCompletion *completion = cantrip_trial_get_completion (trial);
  g_autofree char         *latency = cantrip_latency_to_words (completion->latency_us);
  g_autofree char         *cost = cantrip_usd_to_words (cantrip_trial_get_cost_usd_nanos (trial));
  g_autofree char         *tokens = NULL;

  if (completion->input_tokens >= 0 && completion->output_tokens >= 0)
    tokens = g_strdup_printf (_ ("%'" G_GINT64_FORMAT " tokens in, %'" G_GINT64_FORMAT " out · "),
                              completion->input_tokens,
                              completion->output_tokens);

  return g_strdup_printf ("%s%s%s%s · %s%s",
                          completion->model != NULL ? completion->model : "",
                          completion->model != NULL ? " · " : "",
                          tokens != NULL ? tokens : "",
                          latency,
                          cost,
                          completion->finish == CANTRIP_FINISH_LENGTH
                              ? _ (" · cut off at the most tokens that are allowed")
                              : "");
}

static void
ended_cb (CantripTrialPane *self, CantripTrial *trial)
{
  const GError    *error = cantrip_trial_get_error (trial);
  g_autofree char *words = NULL;

  if (error == NULL)
    words = dup_figures (trial);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_ ("Stopped"));
  else
    words = g_strdup (error->message);

  gtk_label_set_text (self->figures, words);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_add_css_class (GTK_WIDGET (self->figures), "error");
  show_state (self);
}

static void
forget (CantripTrialPane *self)
{
  if (self->trial == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->trial, self);
  cantrip_trial_stop (self->trial);
  g_clear_object (&self->trial);
}

static void
stop_cb (CantripTrialPane *self)
{
  cantrip_trial_pane_stop (self);
}

static void
copy_cb (CantripTrialPane *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->answer), "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
close_cb (CantripTrialPane *self)
{
  forget (self);
  g_signal_emit (self, closed_signal, 0);
}

static void
cantrip_trial_pane_dispose (GObject *object)
{
  forget (CANTRIP_TRIAL_PANE (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_TRIAL_PANE);

  G_OBJECT_CLASS (cantrip_trial_pane_parent_class)->dispose (object);
}

static void
cantrip_trial_pane_class_init (CantripTrialPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_trial_pane_dispose;
  closed_signal = g_signal_new ("closed",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/cantrip-trial-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, title);
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, stop);
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, copy);
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, answer);
  gtk_widget_class_bind_template_child (widget_class, CantripTrialPane, figures);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
cantrip_trial_pane_init (CantripTrialPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self);
}

void
cantrip_trial_pane_try (CantripTrialPane       *self,
                        CantripWorkspace       *workspace,
                        const CantripTrialSpec *spec)
{
  g_autofree char *title = g_strdup_printf (_ ("Answer to Row %'" G_GINT64_FORMAT), spec->position);

  g_return_if_fail (CANTRIP_IS_TRIAL_PANE (self));

  forget (self);
  gtk_label_set_text (self->title, title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->answer), "", 0);
  gtk_label_set_text (self->figures, _ ("Kept nowhere: only to look at"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->figures), "error");

  self->trial = cantrip_trial_new (workspace, spec);
  g_signal_connect_swapped (self->trial, "delta", G_CALLBACK (delta_cb), self);
  g_signal_connect_swapped (self->trial, "ended", G_CALLBACK (ended_cb), self);
  show_state (self);
}

void
cantrip_trial_pane_stop (CantripTrialPane *self)
{
  g_return_if_fail (CANTRIP_IS_TRIAL_PANE (self));

  if (self->trial != NULL)
    cantrip_trial_stop (self->trial);
}
