/* cantrip-dataset-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-repository.h"
#include "dataset/cantrip-view-row.h"

G_BEGIN_DECLS

/*
 * The current rows of a dataset, in an order and with a number each, so that a table can show
 * any of them at once. Without sorting, filter and deleted rows it costs nothing, else 8 bytes
 * for each row.
 *
 * A view never changes, and may be looked at in any thread; what reads rows takes the repository
 * of the thread that it is called in, and blocks on the database. Row numbers of a view count
 * from 0. After an edit of cells a view still fits; make a new one when rows or columns came or
 * went, or when the order may have changed.
 */
typedef struct _CantripDatasetView CantripDatasetView;

/**
 * CantripDatasetViewOptions:
 * @sort_column: (nullable): the name of the column to sort by; %NULL: the order of the dataset
 * @is_descending: the other way round; empty cells stay last
 * @filter: (nullable): only rows that contain this text, whatever its case
 * @filter_column: (nullable): the name of the column that must contain it; %NULL: any
 * @progress: (nullable): called now and then, in the thread of the call, with the number of rows
 *   looked at, and of all
 * @progress_data: data for @progress
 */
typedef struct
{
  const char *sort_column;
  gboolean    is_descending;
  const char *filter;
  const char *filter_column;
  void (*progress) (gint64 n_done, gint64 n_rows, gpointer progress_data);
  gpointer progress_data;
} CantripDatasetViewOptions;

/**
 * cantrip_dataset_view_new:
 * @repository: of this thread
 * @dataset_id: a dataset
 * @options: what to show, and how
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Looks at all rows if it has to: about two seconds for a million.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, for the dataset or a column; those of the database; and
 * those of a temporary file when sorting.
 *
 * Returns: (transfer full): a view
 */
CantripDatasetView *cantrip_dataset_view_new (CantripDatasetRepository        *repository,
                                              gint64                           dataset_id,
                                              const CantripDatasetViewOptions *options,
                                              GCancellable                    *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

CantripDatasetView *cantrip_dataset_view_ref (CantripDatasetView *self);
void                cantrip_dataset_view_unref (CantripDatasetView *self);

/* The dataset as it was when the view was made; its columns are those of the rows. */
const CantripDataset *cantrip_dataset_view_get_dataset (CantripDatasetView *self);

guint cantrip_dataset_view_get_n_rows (CantripDatasetView *self);

/* The position of the last row of the dataset when the view was made, shown or not. */
gint64 cantrip_dataset_view_get_last_position (CantripDatasetView *self);

/* Where row number @index stands in the dataset. */
gint64 cantrip_dataset_view_get_position (CantripDatasetView *self, guint index);

/* Finds the number of the row at a position. Returns FALSE if the view does not show it. */
gboolean
cantrip_dataset_view_find_position (CantripDatasetView *self, gint64 position, guint *ret_index);

/**
 * cantrip_dataset_view_read:
 * @self: a view
 * @repository: of this thread
 * @first: number of the first row
 * @n_rows: how many; fewer at the end
 * @error: return location for an error
 *
 * Reads a page of a table.
 *
 * Returns: (transfer full) (element-type CantripViewRow): one for each number
 */
GPtrArray *cantrip_dataset_view_read (CantripDatasetView       *self,
                                      CantripDatasetRepository *repository,
                                      guint                     first,
                                      guint                     n_rows,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/* The whole row. Errors: `CANTRIP_ERROR_NOT_FOUND`: it was deleted. */
CantripDatasetRow *cantrip_dataset_view_read_row (CantripDatasetView       *self,
                                                  CantripDatasetRepository *repository,
                                                  guint                     index,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CantripDatasetViewSearch:
 * @text: (not nullable): what to look for, whatever its case
 * @column: (nullable): the name of the column to look in; %NULL: any
 * @from: where to begin: the row after this one, or before it, comes first and the row itself
 *   last; %G_MAXUINT: at the first row, or at the last
 * @is_backward: towards the first row
 */
typedef struct
{
  const char *text;
  const char *column;
  guint       from;
  gboolean    is_backward;
} CantripDatasetViewSearch;

/**
 * cantrip_dataset_view_search:
 * @self: a view
 * @repository: of this thread
 * @search: what to look for; goes on from the other end
 * @ret_index: (out): set to the number of the row that was found; %G_MAXUINT: there is none
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Finds the next row that contains a text. How many there are is the number of rows of a view
 * with this text as its filter.
 *
 * Returns: %TRUE if @ret_index was set
 */
gboolean cantrip_dataset_view_search (CantripDatasetView             *self,
                                      CantripDatasetRepository       *repository,
                                      const CantripDatasetViewSearch *search,
                                      guint                          *ret_index,
                                      GCancellable                   *cancellable,
                                      GError                        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetView, cantrip_dataset_view_unref)

G_END_DECLS
