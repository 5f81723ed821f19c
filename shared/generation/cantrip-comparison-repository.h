/* cantrip-comparison-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-comparison.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* What several runs made of the same rows. Only reads; blocks on the database. */
#define CANTRIP_TYPE_COMPARISON_REPOSITORY (cantrip_comparison_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripComparisonRepository,
                      cantrip_comparison_repository,
                      CANTRIP,
                      COMPARISON_REPOSITORY,
                      GObject)

CantripComparisonRepository *
cantrip_comparison_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CantripComparisonPage:
 * @beyond: rows after this position; with @backwards before it. 0 to begin, or `G_MAXINT64`
 * @backwards: from the end to the beginning
 * @only_different: only the rows on which the runs disagree
 * @max: how many rows at most
 *
 * Which rows to read.
 */
typedef struct
{
  gint64   beyond;
  gboolean backwards;
  gboolean only_different;
  guint    max;
} CantripComparisonPage;

/**
 * cantrip_comparison_repository_read:
 * @comparison: the runs
 * @page: which rows
 * @cancellable: (nullable): stops between rows; a search for differences may go through all
 * @error: return location for an error
 *
 * Reads the rows that at least one of the runs is about. With a @max of 1 and only the different
 * ones it finds the next difference, or the one before.
 *
 * Returns: (transfer full) (element-type CantripComparisonRow): in the order in which they are
 *   read; fewer than @max, or none, at the end; %NULL with @error set
 */
GPtrArray *cantrip_comparison_repository_read (CantripComparisonRepository *self,
                                               const CantripComparison     *comparison,
                                               const CantripComparisonPage *page,
                                               GCancellable                *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_comparison_repository_count:
 * @ret_n_rows: (out): set on success to the rows that at least one of the runs is about
 * @ret_n_different: (out): set on success to those of them on which the runs disagree
 *
 * Reads all outputs once, and holds none.
 */
gboolean cantrip_comparison_repository_count (CantripComparisonRepository *self,
                                              const CantripComparison     *comparison,
                                              GCancellable                *cancellable,
                                              gint64                      *ret_n_rows,
                                              gint64                      *ret_n_different,
                                              GError                     **error);

G_END_DECLS
