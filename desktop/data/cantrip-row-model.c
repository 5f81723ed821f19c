/* cantrip-row-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-row-model.h"

#include <gio/gio.h>

#define PAGE_ROWS 128

/* A table keeps some 200 rows alive, thus two or three pages; the others serve who turns back. */
#define MAX_PAGES 24

/* So many pages are waited for; who scrolls on wants others than those that were passed. */
#define MAX_WANTED 6

/* More changed rows than this: the table would be built anew, row by row. */
#define MAX_CHANGED 2000

typedef struct
{
  guint           number;
  gboolean        is_asked; /* being read, or waiting for it */
  gboolean        is_fresh;
  guint64         used;             /* when it was asked for last */
  CantripRowItem *items[PAGE_ROWS]; /* (owned) (nullable) */
} Page;

struct _CantripRowModel
{
  GObject parent_instance;

  CantripWorkspace   *workspace;   /* (owned) */
  CantripDatasetView *view;        /* (owned) */
  GCancellable       *cancellable; /* (owned) */

  GHashTable *pages;  /* (owned) (element-type guint Page); by number */
  GQueue      wanted; /* (element-type guint); numbers, the newest first */
  gboolean    is_reading;
  guint64     clock;
};

/* What is read in one go. */
typedef struct
{
  CantripDatasetView *view; /* (owned) */
  guint               number;
} PageWork;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripRowModel,
                               cantrip_row_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint failed_signal;

static void
page_free (Page *page)
{
  for (guint i = 0; i < PAGE_ROWS; i++)
    g_clear_object (&page->items[i]);
  g_free (page);
}

static void
page_work_free (PageWork *work)
{
  cantrip_dataset_view_unref (work->view);
  g_free (work);
}

static gpointer
read_page (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  PageWork *work = data;

  return cantrip_dataset_view_read (work->view,
                                    session->datasets,
                                    work->number * PAGE_ROWS,
                                    PAGE_ROWS,
                                    error);
}

static const CantripWork READ_PAGE = {
  .lane = CANTRIP_LANE_READ,
  .run = read_page,
  .free_data = (GDestroyNotify) page_work_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static CantripRowItem *
get_item_of_page (Page *page, guint i)
{
  if (page->items[i] == NULL)
    page->items[i] = cantrip_row_item_new ();

  return page->items[i];
}

static void
fill_page (Page *page, GPtrArray *rows)
{
  page->is_fresh = TRUE;
  g_ptr_array_set_free_func (rows, NULL); /* the items take them all */
  for (guint i = 0; i < rows->len; i++)
    cantrip_row_item_take_row (get_item_of_page (page, i), rows->pdata[i]);
}

static void read_next (CantripRowModel *self);

/* @user_data: the number of the page, and the view that it was read from. */
typedef struct
{
  CantripRowModel    *model; /* (owned) */
  CantripDatasetView *view;  /* (owned) */
  guint               number;
} Arrival;

static void
page_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Arrival *arrival = user_data;
  g_autoptr (CantripRowModel) self = arrival->model;
  g_autoptr (CantripDatasetView) view = arrival->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (arrival->number));

  g_free (arrival);
  self->is_reading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (page != NULL)
    page->is_asked = FALSE;
  if (rows == NULL)
    g_signal_emit (self, failed_signal, 0, error);
  else if (page != NULL && view == self->view)
    fill_page (page, rows);
  read_next (self);
}

/* Reads the page that was wanted last, one at a time: the lane is shared. */
static void
read_next (CantripRowModel *self)
{
  PageWork *work;
  Arrival  *arrival;
  guint     number;

  if (self->is_reading || g_queue_is_empty (&self->wanted))
    return;

  number = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));
  self->is_reading = TRUE;
  work = g_new0 (PageWork, 1);
  work->view = cantrip_dataset_view_ref (self->view);
  work->number = number;
  arrival = g_new0 (Arrival, 1);
  arrival->model = g_object_ref (self);
  arrival->view = cantrip_dataset_view_ref (self->view);
  arrival->number = number;
  cantrip_workspace_run_async (self->workspace,
                               &READ_PAGE,
                               work,
                               self->cancellable,
                               page_read_cb,
                               arrival);
}

static void
want_page (CantripRowModel *self, Page *page)
{
  if (page->is_asked)
    return;

  page->is_asked = TRUE;
  g_queue_push_head (&self->wanted, GUINT_TO_POINTER (page->number));
  if (g_queue_get_length (&self->wanted) > MAX_WANTED)
    {
      Page *passed = g_hash_table_lookup (self->pages, g_queue_pop_tail (&self->wanted));

      if (passed != NULL)
        passed->is_asked = FALSE;
    }
  read_next (self);
}

static void
drop_oldest_page (CantripRowModel *self)
{
  GHashTableIter iter;
  Page          *page;
  Page          *oldest = NULL;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    if (oldest == NULL || page->used < oldest->used)
      oldest = page;

  g_queue_remove (&self->wanted, GUINT_TO_POINTER (oldest->number));
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
}

static Page *
get_page (CantripRowModel *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    {
      if (g_hash_table_size (self->pages) == MAX_PAGES)
        drop_oldest_page (self);
      page = g_new0 (Page, 1);
      page->number = number;
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
    }
  page->used = ++self->clock;

  return page;
}

static GType
get_item_type (GListModel *model)
{
  return CANTRIP_TYPE_ROW_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return cantrip_dataset_view_get_n_rows (CANTRIP_ROW_MODEL (model)->view);
}

static gpointer
get_item (GListModel *model, guint position)
{
  CantripRowModel *self = CANTRIP_ROW_MODEL (model);
  Page            *page;

  if (position >= get_n_items (model))
    return NULL;

  page = get_page (self, position / PAGE_ROWS);
  if (!page->is_fresh)
    want_page (self, page);

  return g_object_ref (get_item_of_page (page, position % PAGE_ROWS));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cantrip_row_model_dispose (GObject *object)
{
  g_cancellable_cancel (CANTRIP_ROW_MODEL (object)->cancellable);

  G_OBJECT_CLASS (cantrip_row_model_parent_class)->dispose (object);
}

static void
cantrip_row_model_finalize (GObject *object)
{
  CantripRowModel *self = CANTRIP_ROW_MODEL (object);

  g_queue_clear (&self->wanted);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->view, cantrip_dataset_view_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (cantrip_row_model_parent_class)->finalize (object);
}

static void
cantrip_row_model_class_init (CantripRowModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_row_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_row_model_finalize;

  failed_signal = g_signal_new ("failed",
                                CANTRIP_TYPE_ROW_MODEL,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_ERROR);
}

static void
cantrip_row_model_init (CantripRowModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  g_queue_init (&self->wanted);
}

CantripRowModel *
cantrip_row_model_new (CantripWorkspace *workspace, CantripDatasetView *view)
{
  CantripRowModel *self = g_object_new (CANTRIP_TYPE_ROW_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->view = cantrip_dataset_view_ref (view);

  return self;
}

CantripDatasetView *
cantrip_row_model_get_view (CantripRowModel *self)
{
  g_return_val_if_fail (CANTRIP_IS_ROW_MODEL (self), NULL);

  return self->view;
}

/* How many rows are the same at the beginning and at the end. */
static guint
count_same (CantripDatasetView *a, CantripDatasetView *b, gboolean from_end, guint max)
{
  guint n_a = cantrip_dataset_view_get_n_rows (a);
  guint n_b = cantrip_dataset_view_get_n_rows (b);
  guint n_same = 0;

  while (n_same < max &&
         cantrip_dataset_view_get_position (a, from_end ? n_a - 1 - n_same : n_same) ==
             cantrip_dataset_view_get_position (b, from_end ? n_b - 1 - n_same : n_same))
    n_same++;

  return n_same;
}

/* Items that are shown go on being filled in, under their new numbers. */
static void
move_items (CantripRowModel *self, guint first, guint n_removed, guint n_added)
{
  g_autoptr (GHashTable) old_pages = g_steal_pointer (&self->pages);
  GHashTableIter iter;
  Page          *old_page;

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  g_hash_table_iter_init (&iter, old_pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &old_page))
    for (guint i = 0; i < PAGE_ROWS; i++)
      {
        guint number = old_page->number * PAGE_ROWS + i;
        Page *page;

        if (old_page->items[i] == NULL || (number >= first && number < first + n_removed))
          continue;
        if (number >= first)
          number = number - n_removed + n_added;
        page = get_page (self, number / PAGE_ROWS);
        page->items[number % PAGE_ROWS] = g_steal_pointer (&old_page->items[i]);
      }
}

gboolean
cantrip_row_model_update (CantripRowModel *self, CantripDatasetView *view)
{
  guint n_before, n_after, first, n_last, n_removed, n_added;

  g_return_val_if_fail (CANTRIP_IS_ROW_MODEL (self), FALSE);

  n_before = cantrip_dataset_view_get_n_rows (self->view);
  n_after = cantrip_dataset_view_get_n_rows (view);
  first = count_same (self->view, view, FALSE, MIN (n_before, n_after));
  n_last = count_same (self->view, view, TRUE, MIN (n_before, n_after) - first);
  n_removed = n_before - first - n_last;
  n_added = n_after - first - n_last;
  if (MAX (n_removed, n_added) > MAX_CHANGED)
    return FALSE;

  g_queue_clear (&self->wanted);
  move_items (self, first, n_removed, n_added);
  cantrip_dataset_view_ref (view);
  cantrip_dataset_view_unref (self->view);
  self->view = view;
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_removed, n_added);
  cantrip_row_model_refresh (self);

  return TRUE;
}

void
cantrip_row_model_refresh (CantripRowModel *self)
{
  GHashTableIter iter;
  Page          *page;

  g_return_if_fail (CANTRIP_IS_ROW_MODEL (self));

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    {
      page->is_fresh = FALSE;
      page->is_asked = FALSE;
    }
  g_queue_clear (&self->wanted);

  /* What is seen is among the pages that were asked for last. */
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    if (page->used + MAX_WANTED * PAGE_ROWS > self->clock)
      want_page (self, page);
}
