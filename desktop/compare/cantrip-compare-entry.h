/* cantrip-compare-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "widgets/cantrip-diff-text.h"

G_BEGIN_DECLS

/**
 * CantripCompareEntry:
 * @row: (not nullable) (owned): what the variants made of a row
 * @inputs: (not nullable) (owned): the row in one line: “event: Spring sale · size: 40”
 * @diffs: (owned) (nullable): against the base; %NULL for the base, for an answer that is the
 *   same, and for one that shares so little with it that marks would only be in the way
 *
 * A row of a comparison, ready to be shown.
 */
typedef struct
{
  CantripComparisonRow *row;
  char                 *inputs;
  CantripDiffText      *diffs[CANTRIP_COMPARISON_MAX_RUNS];
} CantripCompareEntry;

void cantrip_compare_entry_free (CantripCompareEntry *self);

/**
 * CantripCompareReading:
 * @comparison: the runs
 * @page: which rows
 * @base: index of the run that the others are compared with
 * @dataset_id: what the runs are over
 *
 * Which rows to read.
 */
typedef struct
{
  CantripComparison     comparison;
  CantripComparisonPage page;
  guint                 base;
  gint64                dataset_id;
} CantripCompareReading;

/* Of a CantripCompareReading: a GPtrArray of CantripCompareEntry, in the order of the rows. */
extern const CantripWork CANTRIP_READ_COMPARISON;

/* The same for what may have to look through many rows: a search for differences. */
extern const CantripWork CANTRIP_SEARCH_COMPARISON;

G_END_DECLS
