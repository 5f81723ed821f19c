/* cantrip-comparison.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-output.h"

G_BEGIN_DECLS

/* The most runs that are put side by side. */
#define CANTRIP_COMPARISON_MAX_RUNS 4

/**
 * CantripComparison:
 * @run_ids: the runs, in the order of their columns
 * @n_runs: 1 to %CANTRIP_COMPARISON_MAX_RUNS
 *
 * Runs over one dataset that are put side by side.
 */
typedef struct
{
  gint64 run_ids[CANTRIP_COMPARISON_MAX_RUNS];
  guint  n_runs;
} CantripComparison;

/**
 * CantripComparisonRow:
 * @position: of the row in the dataset
 * @values_json: (not nullable) (owned): the row in its latest state that one of the runs saw,
 *   as it is stored; cantrip_dataset_order_values() brings it into the order of the columns
 * @outputs: (owned) (nullable): the first answer of each run; %NULL: it was not asked
 * @is_stale: whether the row has changed since it was asked, or is gone
 * @differs: whether the runs disagree; see cantrip_comparison_row_update()
 *
 * What the runs made of one row.
 */
typedef struct
{
  gint64         position;
  char          *values_json;
  CantripOutput *outputs[CANTRIP_COMPARISON_MAX_RUNS];
  gboolean       is_stale[CANTRIP_COMPARISON_MAX_RUNS];
  gboolean       differs;
} CantripComparisonRow;

/*
 * Sets @self->differs: of the runs that have come to an end with this row, one has answered and
 * another has failed, or two have answered with other texts.
 */
void cantrip_comparison_row_update (CantripComparisonRow *self);

void cantrip_comparison_row_free (CantripComparisonRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripComparisonRow, cantrip_comparison_row_free)

G_END_DECLS
