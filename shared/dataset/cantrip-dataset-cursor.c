/* cantrip-dataset-cursor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-cursor.h"

#define PAGE_ROWS 500

struct _CantripDatasetCursor
{
  CantripDatasetRepository *repository; /* (owned) */
  const CantripDataset     *dataset;    /* (borrowed from the caller) */
  gint64                    position;   /* of the row that was given last */
  GPtrArray                *page;       /* (owned) (nullable) (element-type CantripDatasetRow) */
  guint                     index;      /* in the page, of the next row */
};

CantripDatasetCursor *
cantrip_dataset_cursor_new (CantripDatasetRepository *repository,
                            const CantripDataset     *dataset,
                            gint64                    after_position)
{
  CantripDatasetCursor *self = g_new0 (CantripDatasetCursor, 1);

  self->repository = g_object_ref (repository);
  self->dataset = dataset;
  self->position = after_position;

  return self;
}

void
cantrip_dataset_cursor_free (CantripDatasetCursor *self)
{
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_object (&self->repository);
  g_free (self);
}

gboolean
cantrip_dataset_cursor_next (CantripDatasetCursor     *self,
                             const CantripDatasetRow **ret_row,
                             GError                  **error)
{
  const CantripDatasetRow *row;

  if (self->page == NULL || self->index == self->page->len)
    {
      g_clear_pointer (&self->page, g_ptr_array_unref);
      self->index = 0;
      self->page = cantrip_dataset_repository_read_rows (self->repository,
                                                         self->dataset,
                                                         self->position,
                                                         PAGE_ROWS,
                                                         error);
      if (self->page == NULL)
        return FALSE;
    }

  row = self->index < self->page->len ? self->page->pdata[self->index++] : NULL;
  if (row != NULL)
    self->position = row->position;
  *ret_row = row;

  return TRUE;
}
