/* cantrip-dataset-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-view.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-dataset-cursor.h"
#include "dataset/cantrip-row-filter.h"
#include "dataset/cantrip-row-sorter.h"
#include "dataset/cantrip-view-reader.h"

#define SORT_BUFFER_BYTES (16 * 1024 * 1024)
#define PROGRESS_ROWS 5000
#define POSITIONS_AT_ONCE 10000
#define SEARCH_PAGE_ROWS 256

struct _CantripDatasetView
{
  gatomicrefcount ref_count;
  CantripDataset *dataset;       /* (owned) */
  gint64          last_position; /* in the dataset */
  guint           n_rows;
  gboolean        is_sorted; /* not by position */
  GArray *positions; /* (owned) (nullable) (element-type gint64); %NULL: they are 1, 2, 3, … */
};

/* Where there are rows, when nothing else is asked. */
static gboolean
list_positions (CantripDatasetView       *self,
                CantripDatasetRepository *repository,
                GCancellable             *cancellable,
                GError                  **error)
{
  gint64 last;
  guint  n_before;

  if (self->last_position == self->dataset->row_count)
    {
      self->n_rows = (guint) self->last_position;
      return TRUE;
    }

  self->positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  do
    {
      n_before = self->positions->len;
      last = n_before > 0 ? g_array_index (self->positions, gint64, n_before - 1) : 0;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_dataset_repository_read_positions (repository,
                                                      self->dataset->id,
                                                      last,
                                                      POSITIONS_AT_ONCE,
                                                      self->positions,
                                                      error))
        return FALSE;
    }
  while (self->positions->len > n_before);
  self->n_rows = self->positions->len;

  return TRUE;
}

/* Looks at each row: those that @filter takes go to @sorter, or into the positions at once. */
static gboolean
scan (CantripDatasetView              *self,
      CantripDatasetRepository        *repository,
      const CantripDatasetViewOptions *options,
      CantripRowFilter                *filter,
      CantripRowSorter                *sorter,
      guint                            sort_column,
      GCancellable                    *cancellable,
      GError                         **error)
{
  g_autoptr (CantripDatasetCursor) cursor =
      cantrip_dataset_cursor_new (repository, self->dataset, 0);
  const CantripDatasetRow *row;

  for (gint64 n_done = 0;; n_done++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_dataset_cursor_next (cursor, &row, error))
        return FALSE;
      if (options->progress != NULL && (row == NULL || n_done % PROGRESS_ROWS == 0))
        options->progress (n_done, self->dataset->row_count, options->progress_data);
      if (row == NULL)
        return TRUE;
      if (!cantrip_row_filter_takes (filter, row))
        continue;

      if (sorter == NULL)
        {
          g_array_append_val (self->positions, row->position);
        }
      else
        {
          gsize       n_bytes;
          const char *text = cantrip_row_filter_get_text (filter, sort_column, &n_bytes);

          if (!cantrip_row_sorter_add (sorter, text, n_bytes, row->position, error))
            return FALSE;
        }
    }
}

static gboolean
make_positions (CantripDatasetView              *self,
                CantripDatasetRepository        *repository,
                const CantripDatasetViewOptions *options,
                GCancellable                    *cancellable,
                GError                         **error)
{
  g_autoptr (CantripRowFilter) filter = NULL;
  g_autoptr (CantripRowSorter) sorter = NULL;
  guint sort_column = 0;

  filter = cantrip_row_filter_new (self->dataset, options->filter, options->filter_column, error);
  if (filter == NULL)
    return FALSE;
  if (options->sort_column != NULL)
    {
      if (!cantrip_dataset_find_column (self->dataset, options->sort_column, &sort_column, error))
        return FALSE;
      sorter = cantrip_row_sorter_new (options->is_descending, SORT_BUFFER_BYTES);
      self->is_sorted = TRUE;
    }
  if (sorter == NULL && cantrip_row_filter_takes_all (filter))
    return list_positions (self, repository, cancellable, error);

  self->positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!scan (self, repository, options, filter, sorter, sort_column, cancellable, error) ||
      (sorter != NULL && !cantrip_row_sorter_finish (sorter, self->positions, cancellable, error)))
    return FALSE;
  self->n_rows = self->positions->len;

  return TRUE;
}

CantripDatasetView *
cantrip_dataset_view_new (CantripDatasetRepository        *repository,
                          gint64                           dataset_id,
                          const CantripDatasetViewOptions *options,
                          GCancellable                    *cancellable,
                          GError                         **error)
{
  g_autoptr (CantripDatasetView) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (repository), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = g_new0 (CantripDatasetView, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = cantrip_dataset_repository_get (repository, dataset_id, error);
  if (self->dataset == NULL ||
      !cantrip_dataset_repository_get_last_position (repository,
                                                     dataset_id,
                                                     &self->last_position,
                                                     error) ||
      !make_positions (self, repository, options, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

CantripDatasetView *
cantrip_dataset_view_ref (CantripDatasetView *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_dataset_view_unref (CantripDatasetView *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->dataset, cantrip_dataset_free);
  g_clear_pointer (&self->positions, g_array_unref);
  g_free (self);
}

const CantripDataset *
cantrip_dataset_view_get_dataset (CantripDatasetView *self)
{
  return self->dataset;
}

guint
cantrip_dataset_view_get_n_rows (CantripDatasetView *self)
{
  return self->n_rows;
}

gint64
cantrip_dataset_view_get_last_position (CantripDatasetView *self)
{
  return self->last_position;
}

gint64
cantrip_dataset_view_get_position (CantripDatasetView *self, guint index)
{
  g_return_val_if_fail (index < self->n_rows, 0);

  return self->positions != NULL ? g_array_index (self->positions, gint64, index)
                                 : (gint64) index + 1;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

gboolean
cantrip_dataset_view_find_position (CantripDatasetView *self, gint64 position, guint *ret_index)
{
  if (self->positions == NULL)
    {
      *ret_index = (guint) (position - 1);
      return position >= 1 && position <= self->n_rows;
    }
  if (!self->is_sorted)
    return g_array_binary_search (self->positions, &position, compare_positions, ret_index);

  for (guint i = 0; i < self->n_rows; i++)
    if (g_array_index (self->positions, gint64, i) == position)
      {
        *ret_index = i;
        return TRUE;
      }

  return FALSE;
}

GPtrArray *
cantrip_dataset_view_read (CantripDatasetView       *self,
                           CantripDatasetRepository *repository,
                           guint                     first,
                           guint                     n_rows,
                           GError                  **error)
{
  guint end = first < self->n_rows ? first + MIN (n_rows, self->n_rows - first) : 0;
  guint n_columns = g_strv_length (self->dataset->columns);
  g_autoptr (CantripViewReader) reader =
      cantrip_view_reader_new (self, repository, MIN (first, end), end);
  g_autoptr (CantripRowValues) values = cantrip_row_values_new ();
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_view_row_free);

  for (guint i = first; i < end; i++)
    {
      const CantripDatasetRow *row;

      if (!cantrip_view_reader_next (reader, &row, error))
        return NULL;
      g_ptr_array_add (rows,
                       cantrip_view_row_new (row,
                                             cantrip_dataset_view_get_position (self, i),
                                             n_columns,
                                             values));
    }

  return g_steal_pointer (&rows);
}

CantripDatasetRow *
cantrip_dataset_view_read_row (CantripDatasetView       *self,
                               CantripDatasetRepository *repository,
                               guint                     index,
                               GError                  **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  gint64 position;

  g_return_val_if_fail (index < self->n_rows, NULL);

  position = cantrip_dataset_view_get_position (self, index);
  rows = cantrip_dataset_repository_read_rows (repository, self->dataset, position - 1, 1, error);
  if (rows == NULL)
    return NULL;
  if (rows->len > 0 && ((CantripDatasetRow *) rows->pdata[0])->position == position)
    return g_ptr_array_steal_index (rows, 0);

  cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The row was deleted meanwhile");

  return NULL;
}

/* Looks at some rows; *@ret_index is left alone if none contains the text. */
static gboolean
search_page (CantripDatasetView       *self,
             CantripDatasetRepository *repository,
             CantripRowFilter         *filter,
             guint                     first,
             guint                     end,
             gboolean                  is_backward,
             guint                    *ret_index,
             GError                  **error)
{
  g_autoptr (CantripViewReader) reader = cantrip_view_reader_new (self, repository, first, end);

  for (guint i = first; i < end && (is_backward || *ret_index == G_MAXUINT); i++)
    {
      const CantripDatasetRow *row;

      if (!cantrip_view_reader_next (reader, &row, error))
        return FALSE;
      if (row != NULL && cantrip_row_filter_takes (filter, row))
        *ret_index = i;
    }

  return TRUE;
}

static gboolean
search_range (CantripDatasetView       *self,
              CantripDatasetRepository *repository,
              CantripRowFilter         *filter,
              guint                     first,
              guint                     end,
              gboolean                  is_backward,
              guint                    *ret_index,
              GCancellable             *cancellable,
              GError                  **error)
{
  while (first < end && *ret_index == G_MAXUINT)
    {
      guint n_rows = MIN (end - first, SEARCH_PAGE_ROWS);
      guint page = is_backward ? end - n_rows : first;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !search_page (self,
                                                                                     repository,
                                                                                     filter,
                                                                                     page,
                                                                                     page + n_rows,
                                                                                     is_backward,
                                                                                     ret_index,
                                                                                     error))
        return FALSE;
      if (is_backward)
        end = page;
      else
        first = page + n_rows;
    }

  return TRUE;
}

gboolean
cantrip_dataset_view_search (CantripDatasetView             *self,
                             CantripDatasetRepository       *repository,
                             const CantripDatasetViewSearch *search,
                             guint                          *ret_index,
                             GCancellable                   *cancellable,
                             GError                        **error)
{
  g_autoptr (CantripRowFilter) filter = NULL;
  gboolean is_backward = search->is_backward;
  guint    middle = is_backward ? MIN (search->from, self->n_rows)
                                : (search->from < self->n_rows ? search->from + 1 : 0);
  guint    found = G_MAXUINT;

  filter = cantrip_row_filter_new (self->dataset, search->text, search->column, error);
  if (filter == NULL)
    return FALSE;

  for (guint part = 0; part < 2; part++)
    {
      gboolean is_upper = (part == 0) != is_backward;

      if (!search_range (self,
                         repository,
                         filter,
                         is_upper ? middle : 0,
                         is_upper ? self->n_rows : middle,
                         is_backward,
                         &found,
                         cancellable,
                         error))
        return FALSE;
    }
  *ret_index = found;

  return TRUE;
}
