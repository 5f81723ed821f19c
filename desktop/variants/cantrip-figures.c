/* cantrip-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "variants/cantrip-figures.h"

#define UNKNOWN "–"

char *
cantrip_latency_to_text (gint64 latency_us)
{
  if (latency_us < 0)
    return g_strdup (UNKNOWN);
  if (latency_us < 1000)
    return g_strdup (_ ("< 1 ms"));
  if (latency_us < G_USEC_PER_SEC)
    return g_strdup_printf (_ ("%d ms"), (int) (latency_us / 1000));

  return g_strdup_printf (_ ("%.1f s"), (double) latency_us / G_USEC_PER_SEC);
}

char *
cantrip_cost_to_text (gint64 cost_usd_nanos)
{
  double usd = (double) cost_usd_nanos / 1e9;
  int    decimals = 2;

  if (cost_usd_nanos < 0)
    return g_strdup (UNKNOWN);

  for (double rest = usd; rest > 0 && rest < 0.1 && decimals < 9; rest *= 10)
    decimals++;

  return g_strdup_printf ("$%.*f", decimals, usd);
}

static char *
count_to_text (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

static char *
rows_to_text (const CantripLastRun *run)
{
  /* A run that was stopped, and one that still goes on. */
  if (run->n_open > 0)
    return g_strdup_printf (_ ("%'" G_GINT64_FORMAT " of %'" G_GINT64_FORMAT),
                            run->n_outputs - run->n_open,
                            run->n_outputs);

  return count_to_text (run->n_rows);
}

void
cantrip_figures_init (CantripFigure *ret_figures, const CantripLastRun *run)
{
  gint64              n_tokens = run->input_tokens + run->output_tokens;
  const CantripFigure figures[CANTRIP_N_FIGURES] = {
    { _ ("Rows"), _ ("Rows of the last run"), rows_to_text (run), FALSE },
    { _ ("Errors"),
      _ ("Rows without an answer"),
      count_to_text (run->n_failed),
      run->n_failed > 0 },
    { _ ("p50"),
      _ ("Half of the answers came at least as fast"),
      cantrip_latency_to_text (run->median_latency_us),
      FALSE },
    { _ ("p95"),
      _ ("95 of 100 answers came at least as fast"),
      cantrip_latency_to_text (run->p95_latency_us),
      FALSE },
    { _ ("Tokens"),
      _ ("Tokens of an answer and what was sent for it, on average"),
      run->n_done > 0 && n_tokens > 0 ? count_to_text (n_tokens / run->n_done) : g_strdup (UNKNOWN),
      FALSE },
    { _ ("Cost/1,000"),
      _ ("What 1,000 rows cost"),
      cantrip_cost_to_text (run->cost_per_1000_usd_nanos),
      FALSE },
  };

  for (guint i = 0; i < CANTRIP_N_FIGURES; i++)
    ret_figures[i] = figures[i];
}

void
cantrip_figures_clear (CantripFigure *figures)
{
  for (guint i = 0; i < CANTRIP_N_FIGURES; i++)
    g_clear_pointer (&figures[i].value, g_free);
}

static GtkWidget *
figure_new (const CantripFigure *figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *value = gtk_label_new (figure->value);
  GtkWidget *caption = gtk_label_new (figure->caption);

  gtk_widget_add_css_class (value, "numeric");
  if (figure->is_bad)
    gtk_widget_add_css_class (value, "error");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_set_tooltip_text (box, figure->explanation);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), caption);

  return box;
}

void
cantrip_figures_show (GtkFlowBox *box, const CantripLastRun *run)
{
  CantripFigure figures[CANTRIP_N_FIGURES];
  GtkWidget    *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, child);

  cantrip_figures_init (figures, run);
  for (guint i = 0; i < CANTRIP_N_FIGURES; i++)
    {
      GtkWidget *cell = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (cell), figure_new (&figures[i]));
      gtk_widget_set_focusable (cell, FALSE);
      gtk_flow_box_append (box, cell);
    }
  cantrip_figures_clear (figures);
}
