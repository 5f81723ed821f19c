/* cantrip-view-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-view-reader.h"

#define PAGE_ROWS 256

struct _CantripViewReader
{
  CantripDatasetView       *view;       /* (borrowed from the caller) */
  CantripDatasetRepository *repository; /* (owned) */
  guint                     index;      /* of the next row */
  guint                     end;

  GPtrArray *page;       /* (owned) (nullable) (element-type CantripDatasetRow) */
  guint      page_index; /* where to look first */
  gint64     page_first; /* the page has all rows from this position */
  gint64     page_last;  /* to this one */
};

CantripViewReader *
cantrip_view_reader_new (CantripDatasetView       *view,
                         CantripDatasetRepository *repository,
                         guint                     first,
                         guint                     end)
{
  CantripViewReader *self = g_new0 (CantripViewReader, 1);

  g_assert (first <= end && end <= cantrip_dataset_view_get_n_rows (view));

  self->view = view;
  self->repository = g_object_ref (repository);
  self->index = first;
  self->end = end;

  return self;
}

void
cantrip_view_reader_free (CantripViewReader *self)
{
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_object (&self->repository);
  g_free (self);
}

/* How many rows, from the next one on, stand one behind another in the dataset too. */
static guint
get_stretch (CantripViewReader *self, gint64 position)
{
  guint max = MIN (self->end - self->index, PAGE_ROWS);
  guint n_rows = 1;

  while (n_rows < max &&
         cantrip_dataset_view_get_position (self->view, self->index + n_rows) == position + n_rows)
    n_rows++;

  return n_rows;
}

static gboolean
read_page (CantripViewReader *self, gint64 position, GError **error)
{
  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->page = cantrip_dataset_repository_read_rows (self->repository,
                                                     cantrip_dataset_view_get_dataset (self->view),
                                                     position - 1,
                                                     get_stretch (self, position),
                                                     error);
  if (self->page == NULL)
    return FALSE;

  self->page_index = 0;
  self->page_first = position;
  self->page_last = G_MAXINT64;
  if (self->page->len > 0)
    {
      const CantripDatasetRow *last = self->page->pdata[self->page->len - 1];

      self->page_last = last->position;
    }

  return TRUE;
}

/* The row of the page at @position; %NULL if there is none. */
static const CantripDatasetRow *
find_in_page (CantripViewReader *self, gint64 position)
{
  const CantripDatasetRow *row = NULL;

  if (self->page_index == self->page->len ||
      ((CantripDatasetRow *) self->page->pdata[self->page_index])->position > position)
    self->page_index = 0;

  for (; self->page_index < self->page->len; self->page_index++)
    {
      row = self->page->pdata[self->page_index];
      if (row->position >= position)
        break;
    }

  return row != NULL && row->position == position ? row : NULL;
}

gboolean
cantrip_view_reader_next (CantripViewReader        *self,
                          const CantripDatasetRow **ret_row,
                          GError                  **error)
{
  gint64 position = cantrip_dataset_view_get_position (self->view, self->index);

  if ((self->page == NULL || position < self->page_first || position > self->page_last) &&
      !read_page (self, position, error))
    return FALSE;

  *ret_row = find_in_page (self, position);
  self->index++;

  return TRUE;
}
