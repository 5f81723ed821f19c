/* cantrip-run-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-run-bar.h"

#include "application/cantrip-run-words.h"

struct _CantripRunBar
{
  AdwBin parent_instance;

  GtkLabel       *words;
  GtkProgressBar *progress;
  GtkWidget      *pause;
  GtkWidget      *stop;
  GtkWidget      *resume;
  GtkWidget      *close;

  CantripActiveRun *run; /* (owned) (nullable) */
  gint64            n_open;
};

G_DEFINE_FINAL_TYPE (CantripRunBar, cantrip_run_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_RESUME,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_progress (CantripRunBar *self)
{
  const CantripRunProgress *progress = cantrip_active_run_get_progress (self->run);
  gint64                    n_ended = progress->done + progress->failed;
  gboolean is_paused = cantrip_active_run_get_state (self->run) == CANTRIP_ACTIVE_RUN_PAUSED;
  g_autofree char *words = cantrip_active_run_dup_progress_words (self->run);

  gtk_label_set_text (self->words, words);
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) n_ended / (double) MAX (progress->total, 1));
  gtk_button_set_icon_name (GTK_BUTTON (self->pause),
                            is_paused ? "media-playback-start-symbolic"
                                      : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (self->pause, is_paused ? _ ("Go On") : _ ("Pause"));
}

/* Nobody works on it: what was left, by this run or before this start of the program. */
static void
show_rest (CantripRunBar *self)
{
  g_autofree char *words = NULL;

  if (self->run != NULL)
    words = cantrip_active_run_dup_end_words (self->run);
  else
    words =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "A run was stopped: %'" G_GINT64_FORMAT " row still waits.",
                                      "A run was stopped: %'" G_GINT64_FORMAT " rows still wait.",
                                      (gulong) self->n_open),
                         self->n_open);
  gtk_label_set_text (self->words, words);
}

/* What was counted last may be older than the end of the run. */
static gboolean
can_resume (CantripRunBar *self)
{
  const CantripRunResult *result =
      self->run != NULL ? cantrip_active_run_get_result (self->run) : NULL;

  return self->n_open > 0 && (result == NULL || result->end != CANTRIP_RUN_COMPLETE);
}

static void
update (CantripRunBar *self)
{
  CantripActiveRunState state =
      self->run != NULL ? cantrip_active_run_get_state (self->run) : CANTRIP_ACTIVE_RUN_ENDED;
  gboolean is_under_way = state != CANTRIP_ACTIVE_RUN_ENDED;

  if (is_under_way)
    show_progress (self);
  else
    show_rest (self);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_under_way);
  gtk_widget_set_visible (self->pause, is_under_way && state != CANTRIP_ACTIVE_RUN_STOPPING);
  gtk_widget_set_visible (self->stop, is_under_way);
  gtk_widget_set_sensitive (self->stop, state != CANTRIP_ACTIVE_RUN_STOPPING);
  gtk_widget_set_visible (self->resume, !is_under_way && can_resume (self));
  gtk_widget_set_visible (self->close, !is_under_way && self->run != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->run != NULL || self->n_open > 0);
}

static void
pause_cb (CantripRunBar *self)
{
  cantrip_active_run_set_paused (self->run,
                                 cantrip_active_run_get_state (self->run) !=
                                     CANTRIP_ACTIVE_RUN_PAUSED);
}

static void
stop_cb (CantripRunBar *self)
{
  cantrip_active_run_stop (self->run);
}

static void
resume_cb (CantripRunBar *self)
{
  g_signal_emit (self, signals[SIGNAL_RESUME], 0);
}

static void
close_cb (CantripRunBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
cantrip_run_bar_dispose (GObject *object)
{
  CantripRunBar *self = CANTRIP_RUN_BAR (object);

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_RUN_BAR);

  G_OBJECT_CLASS (cantrip_run_bar_parent_class)->dispose (object);
}

static void
cantrip_run_bar_class_init (CantripRunBarClass *klass)
{
  const char *const NAMES[] = { "resume", "closed" };
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_run_bar_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (NAMES[i],
                               G_TYPE_FROM_CLASS (klass),
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/cantrip-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, words);
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, progress);
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, pause);
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, stop);
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, resume);
  gtk_widget_class_bind_template_child (widget_class, CantripRunBar, close);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
cantrip_run_bar_init (CantripRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
cantrip_run_bar_set_run (CantripRunBar *self, CantripActiveRun *run)
{
  g_return_if_fail (CANTRIP_IS_RUN_BAR (self));

  if (self->run == run)
    return;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  if (run != NULL)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (update), self);
  update (self);
}

void
cantrip_run_bar_set_n_open (CantripRunBar *self, gint64 n_open)
{
  g_return_if_fail (CANTRIP_IS_RUN_BAR (self));

  if (self->n_open == n_open)
    return;

  self->n_open = n_open;
  update (self);
}
