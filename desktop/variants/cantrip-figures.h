/* cantrip-figures.h
 *
 * variants/ shows what was kept of an app: the list of its variants, one of them, and two of them
 * beside each other. Before it: Build, where they are made. After it: compare/, where their
 * answers stand side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "generation/cantrip-last-run.h"

G_BEGIN_DECLS

/**
 * CantripFigure:
 * @caption: (not nullable): what it is: “p95”
 * @explanation: (not nullable): the same in a sentence
 * @value: (not nullable) (owned): a number with its unit: “1.2 s”; “–”: not known
 * @is_bad: whether it asks for attention
 *
 * A number that people compare variants by.
 */
typedef struct
{
  const char *caption;
  const char *explanation;
  char       *value;
  gboolean    is_bad;
} CantripFigure;

#define CANTRIP_N_FIGURES 6

/* Rows, errors, p50, p95, tokens per answer, cost of 1,000 rows. @ret_figures: to be cleared */
void cantrip_figures_init (CantripFigure *ret_figures, const CantripLastRun *run);

void cantrip_figures_clear (CantripFigure *figures);

/* Fills @box, whatever was in it, with a small widget for each figure. */
void cantrip_figures_show (GtkFlowBox *box, const CantripLastRun *run);

/* (transfer full): “1.2 s”, “340 ms”; “–” if it is negative */
char *cantrip_latency_to_text (gint64 latency_us) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): “$0.0123” with three digits that count; “–” if it is negative */
char *cantrip_cost_to_text (gint64 cost_usd_nanos) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
