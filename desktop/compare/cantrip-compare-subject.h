/* cantrip-compare-subject.h
 *
 * compare/ puts the answers of two to four variants to the same rows side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/**
 * CantripCompareSubject:
 * @slug: (not nullable) (owned): of the app
 * @variants: (not nullable) (owned) (element-type CantripVariant): in the order they were chosen
 * @runs: (owned) (nullable): the last run of each over the dataset; %NULL: there is none
 * @comparison: of these runs; a run that is not there has the id 0
 * @datasets: (not nullable) (owned) (element-type CantripDataset): those that one of the variants
 *   was last run over; empty if none was run
 * @dataset_index: which of them is compared
 *
 * What is compared.
 */
typedef struct
{
  char             *slug;
  GPtrArray        *variants;
  CantripLastRun   *runs[CANTRIP_COMPARISON_MAX_RUNS];
  CantripComparison comparison;
  GPtrArray        *datasets;
  guint             dataset_index;
} CantripCompareSubject;

void cantrip_compare_subject_free (CantripCompareSubject *self);

/* (transfer full): “2 – careful” */
char *cantrip_compare_subject_dup_name (const CantripCompareSubject *self, guint i);

/**
 * CantripCompareRequest:
 * @variant_ids: ids of the variants
 * @n_variants: how many
 * @dataset_id: what to compare over; 0: what most of them were run over
 */
typedef struct
{
  gint64 variant_ids[CANTRIP_COMPARISON_MAX_RUNS];
  guint  n_variants;
  gint64 dataset_id;
} CantripCompareRequest;

/* Of a CantripCompareRequest: a CantripCompareSubject. */
extern const CantripWork CANTRIP_READ_COMPARE_SUBJECT;

/* How many rows there are, and on how many of them the variants disagree. */
typedef struct
{
  gint64 n_rows;
  gint64 n_different;
} CantripCompareCount;

/* Of a CantripComparison: a CantripCompareCount. */
extern const CantripWork CANTRIP_COUNT_COMPARISON;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripCompareSubject, cantrip_compare_subject_free)

G_END_DECLS
