/* cantrip-output-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "generation/cantrip-output.h"

G_BEGIN_DECLS

/*
 * A cell of a table that shows an output: its state, up to three lines of it, and what it took
 * when the pointer rests on it.
 *
 * The signals `opened` and `retry` are emitted when somebody wants to read all of it, or wants a
 * failed one asked again.
 */
#define CANTRIP_TYPE_OUTPUT_CELL (cantrip_output_cell_get_type ())

G_DECLARE_FINAL_TYPE (CantripOutputCell, cantrip_output_cell, CANTRIP, OUTPUT_CELL, GtkWidget)

GtkWidget *cantrip_output_cell_new (void);

/**
 * cantrip_output_cell_show:
 * @output: (nullable): what to show; %NULL: nothing was asked
 * @is_stale: whether the row or the prompt has changed since
 */
void
cantrip_output_cell_show (CantripOutputCell *self, const CantripOutput *output, gboolean is_stale);

/* (transfer full): what an output took: model, tokens, time, money; for people */
char *cantrip_output_dup_figures (const CantripOutput *output) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
