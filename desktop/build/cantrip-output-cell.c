/* cantrip-output-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "build/cantrip-output-cell.h"

#include "application/cantrip-run-words.h"

#define MAX_LINES 3

/* Of a letter, about; and of a cell that has not been laid out yet. Pixels. */
#define LETTER_WIDTH 8
#define USUAL_WIDTH 160

struct _CantripOutputCell
{
  GtkWidget parent_instance;

  GtkInscription *label; /* (borrowed: a child) */
  GtkWidget      *retry; /* (borrowed: a child) (nullable): made when first something has failed */
  char           *tip;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripOutputCell, cantrip_output_cell, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPENED,
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One per look that style.css knows. */
static const char *const LOOKS[] = { "waiting", "running", "failed", "stale" };

static void
set_look (CantripOutputCell *self, const char *look, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (GTK_WIDGET (self), look);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), look);
}

static void
retry_cb (CantripOutputCell *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
ensure_retry (CantripOutputCell *self)
{
  if (self->retry != NULL)
    return;

  self->retry = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_set_tooltip_text (self->retry, _ ("Retry"));
  gtk_widget_set_valign (self->retry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->retry, "flat");
  gtk_widget_set_parent (self->retry, GTK_WIDGET (self));
  g_signal_connect_object (self->retry, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

static void
pressed_cb (CantripOutputCell *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (n_press == 2)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static gboolean
cantrip_output_cell_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  CantripOutputCell *self = CANTRIP_OUTPUT_CELL (widget);

  if (self->tip == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->tip);

  return TRUE;
}

static void
cantrip_output_cell_dispose (GObject *object)
{
  CantripOutputCell *self = CANTRIP_OUTPUT_CELL (object);

  g_clear_pointer ((GtkWidget **) &self->label, gtk_widget_unparent);
  g_clear_pointer (&self->retry, gtk_widget_unparent);

  G_OBJECT_CLASS (cantrip_output_cell_parent_class)->dispose (object);
}

static void
cantrip_output_cell_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_OUTPUT_CELL (object)->tip, g_free);

  G_OBJECT_CLASS (cantrip_output_cell_parent_class)->finalize (object);
}

static void
cantrip_output_cell_class_init (CantripOutputCellClass *klass)
{
  const char *const NAMES[] = { "opened", "retry" };
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_output_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_output_cell_finalize;
  widget_class->query_tooltip = cantrip_output_cell_query_tooltip;
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

  gtk_widget_class_set_css_name (widget_class, "output");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
cantrip_output_cell_init (CantripOutputCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->label = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_xalign (self->label, 0);
  gtk_inscription_set_yalign (self->label, 0);
  gtk_inscription_set_min_lines (self->label, 1);
  gtk_inscription_set_text_overflow (self->label, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
cantrip_output_cell_new (void)
{
  return g_object_new (CANTRIP_TYPE_OUTPUT_CELL, NULL);
}

static const char *
get_look (const CantripOutput *output)
{
  switch (output->state)
    {
    case CANTRIP_OUTPUT_QUEUED:
      return "waiting";
    case CANTRIP_OUTPUT_RUNNING:
      return "running";
    case CANTRIP_OUTPUT_FAILED:
      return "failed";
    case CANTRIP_OUTPUT_DONE:
    case CANTRIP_OUTPUT_STALE:
    default:
      return "";
    }
}

static const char *
get_text (const CantripOutput *output)
{
  switch (output->state)
    {
    case CANTRIP_OUTPUT_QUEUED:
      return _ ("Waiting");
    case CANTRIP_OUTPUT_RUNNING:
      return _ ("Asked …");
    case CANTRIP_OUTPUT_FAILED:
      return output->error_message != NULL ? output->error_message : _ ("Failed");
    case CANTRIP_OUTPUT_DONE:
    case CANTRIP_OUTPUT_STALE:
    default:
      return output->text != NULL ? output->text : "";
    }
}

static void
append (GString *figures, char *figure)
{
  g_string_append_printf (figures, "%s%s", figures->len > 0 ? " · " : "", figure);
  g_free (figure);
}

char *
cantrip_output_dup_figures (const CantripOutput *output)
{
  GString *figures = g_string_new (output->model);

  if (output->input_tokens >= 0 && output->output_tokens >= 0)
    append (figures,
            g_strdup_printf (_ ("%'" G_GINT64_FORMAT " tokens in, %'" G_GINT64_FORMAT " out"),
                             output->input_tokens,
                             output->output_tokens));
  if (output->latency_us >= 0)
    append (figures, cantrip_latency_to_words (output->latency_us));
  if (output->cost_usd_nanos >= 0)
    append (figures, cantrip_usd_to_words (output->cost_usd_nanos));
  if (output->attempts > 1)
    append (figures, g_strdup_printf (_ ("asked %" G_GINT64_FORMAT " times"), output->attempts));

  return g_string_free (figures, FALSE);
}

static char *
dup_tip (const CantripOutput *output, gboolean is_stale)
{
  g_autofree char *figures = cantrip_output_dup_figures (output);

  if (output->state == CANTRIP_OUTPUT_FAILED)
    return g_strdup (output->error_message);
  if (!is_stale)
    return *figures != '\0' ? g_steal_pointer (&figures) : NULL;

  return g_strdup_printf (_ ("Stale: the prompt or the row has changed since\n%s"), figures);
}

/*
 * About how many lines a text needs, up to three. An inscription does not measure its text: so
 * hundreds of cells can get another one without all rows being laid out again, which takes longer
 * than a frame, unless this number changes.
 */
static guint
count_lines (CantripOutputCell *self, const char *text)
{
  int   width = gtk_widget_get_width (GTK_WIDGET (self->label));
  gsize max_letters = (gsize) MAX ((width > 0 ? width : USUAL_WIDTH) / LETTER_WIDTH, 1);
  guint n_lines = 0;

  while (n_lines < MAX_LINES && *text != '\0')
    {
      gsize length = strcspn (text, "\n");

      n_lines += (guint) ((gsize) g_utf8_strlen (text, (gssize) length) / max_letters) + 1;
      text += length + (text[length] != '\0');
    }

  return CLAMP (n_lines, 1, MAX_LINES);
}

static void
show_text (CantripOutputCell *self, const char *text)
{
  guint n_lines = count_lines (self, text);

  if (gtk_inscription_get_min_lines (self->label) != n_lines)
    gtk_inscription_set_min_lines (self->label, n_lines);
  if (g_strcmp0 (gtk_inscription_get_text (self->label), text) != 0)
    gtk_inscription_set_text (self->label, text);
}

void
cantrip_output_cell_show (CantripOutputCell *self, const CantripOutput *output, gboolean is_stale)
{
  const char *look = output != NULL ? get_look (output) : "";
  gboolean    has_failed = g_str_equal (look, "failed");

  g_return_if_fail (CANTRIP_IS_OUTPUT_CELL (self));

  for (guint i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    set_look (self, LOOKS[i], g_str_equal (LOOKS[i], look));
  set_look (self, "stale", output != NULL && is_stale);
  show_text (self, output != NULL ? get_text (output) : "");
  g_free (self->tip);
  self->tip = output != NULL ? dup_tip (output, is_stale) : NULL;

  if (has_failed)
    ensure_retry (self);
  if (self->retry != NULL)
    gtk_widget_set_visible (self->retry, has_failed);
}
