/* cantrip-row-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "dataset/cantrip-dataset-view.h"

G_BEGIN_DECLS

/* What a page asks of dataset/cantrip-dataset-view.h, in the threads of a workspace. */

/**
 * CantripRowViewOrder:
 * @sort_column: (nullable): the name of a column; %NULL: the order of the dataset
 * @is_descending: the other way round
 * @filter: (nullable): a text that all rows are to have
 */
typedef struct
{
  const char *sort_column;
  gboolean    is_descending;
  const char *filter;
} CantripRowViewOrder;

/* @permille: (atomic): allocated with g_atomic_rc_box_new0(); set to how much is done */
void cantrip_row_view_make_async (CantripWorkspace          *workspace,
                                  gint64                     dataset_id,
                                  const CantripRowViewOrder *order,
                                  int                       *permille,
                                  GCancellable              *cancellable,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data);

CantripDatasetView *cantrip_row_view_make_finish (CantripWorkspace *workspace,
                                                  GAsyncResult     *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads all of the row of number @row. */
void cantrip_row_view_read_async (CantripWorkspace   *workspace,
                                  CantripDatasetView *view,
                                  guint               row,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

CantripDatasetRow *cantrip_row_view_read_finish (CantripWorkspace *workspace,
                                                 GAsyncResult     *result,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Looks whether @view still fits: whether rows and columns came or went since it was made. */
void cantrip_row_view_check_async (CantripWorkspace   *workspace,
                                   CantripDatasetView *view,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`: the dataset was deleted. */
gboolean cantrip_row_view_check_finish (CantripWorkspace *workspace,
                                        GAsyncResult     *result,
                                        gboolean         *ret_fits,
                                        GError          **error);

G_END_DECLS
