/* cantrip-output-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-output-pages"

#include "config.h"

#include "build/cantrip-output-pages.h"

#include "base/cantrip-text.h"

#define PAGE_ROWS 64

/* More than a table has on the screen, even when its rows are sorted and come from anywhere. */
#define MAX_PAGES 256

typedef struct
{
  gint64   number;
  gboolean is_fresh;
  gboolean is_asked;    /* waits to be read, or is being read */
  gboolean is_complete; /* each of its outputs has ended */
  guint64  used;        /* when it was looked at last */

  CantripComparisonRow *rows[PAGE_ROWS]; /* (owned) (nullable) */
} Page;

struct _CantripOutputPages
{
  GObject parent_instance;

  CantripWorkspace *workspace; /* (owned) */
  GCancellable     *cancellable;
  gint64            run_id;
  gboolean          is_outdated;

  GHashTable *pages;  /* (owned) (element-type gint64 Page): by number */
  GQueue      wanted; /* (element-type Page) (borrowed from pages), the newest first */
  gboolean    is_reading;
  guint64     clock;
};

G_DEFINE_FINAL_TYPE (CantripOutputPages, cantrip_output_pages, G_TYPE_OBJECT)

static guint changed_signal;

/* What is read in one go. */
typedef struct
{
  gint64 run_id;
  gint64 number;
} PageWork;

static gint64
get_first (gint64 number)
{
  return number * PAGE_ROWS + 1;
}

static void
page_free (Page *page)
{
  for (guint i = 0; i < PAGE_ROWS; i++)
    g_clear_pointer (&page->rows[i], cantrip_comparison_row_free);
  g_free (page);
}

/* Keeps what a cell shows, and lets go of the rest. */
static void
shorten (CantripComparisonRow *row)
{
  CantripOutput *output = row->outputs[0];
  char          *text;

  g_clear_pointer (&row->values_json, g_free);
  if (output == NULL || output->text == NULL)
    return;

  text = cantrip_text_shorten (output->text, CANTRIP_OUTPUT_CELL_MAX_CHARACTERS);
  g_free (output->text);
  output->text = text;
}

static gpointer
read_page (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const PageWork       *work = data;
  CantripComparison     run = { .run_ids = { work->run_id }, .n_runs = 1 };
  CantripComparisonPage page = { .beyond = get_first (work->number) - 1, .max = PAGE_ROWS };
  GPtrArray            *rows;

  rows = cantrip_comparison_repository_read (session->comparisons, &run, &page, cancellable, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    shorten (rows->pdata[i]);

  return rows;
}

static const CantripWork READ_PAGE = {
  .lane = CANTRIP_LANE_READ,
  .run = read_page,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static gboolean
has_ended (const CantripOutput *output)
{
  return output != NULL && output->state != CANTRIP_OUTPUT_QUEUED &&
         output->state != CANTRIP_OUTPUT_RUNNING;
}

/* Behind the last row of the page others may follow: they are not of this page. */
static void
fill (Page *page, GPtrArray *rows)
{
  guint n_ended = 0;

  for (guint i = 0; i < PAGE_ROWS; i++)
    g_clear_pointer (&page->rows[i], cantrip_comparison_row_free);

  for (guint i = 0; i < rows->len; i++)
    {
      CantripComparisonRow *row = rows->pdata[i];
      gint64                place = row->position - get_first (page->number);

      if (place >= PAGE_ROWS)
        break;

      n_ended += has_ended (row->outputs[0]);
      page->rows[place] = g_steal_pointer (&rows->pdata[i]);
    }

  page->is_fresh = TRUE;
  page->is_complete = n_ended == PAGE_ROWS;
}

static void read_next (CantripOutputPages *self);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripOutputPages) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  Page *page = g_queue_pop_tail (&self->wanted);

  self->is_reading = FALSE;
  page->is_asked = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (rows == NULL)
    {
      page->is_fresh = TRUE; /* until there is a change: a table that cannot be read stays empty */
      g_debug ("Could not read outputs: %s", error->message);
    }
  else
    {
      g_ptr_array_set_free_func (rows, NULL);
      fill (page, rows);
      for (guint i = 0; i < rows->len; i++)
        g_clear_pointer ((CantripComparisonRow **) &rows->pdata[i], cantrip_comparison_row_free);
      g_signal_emit (self,
                     changed_signal,
                     0,
                     get_first (page->number),
                     get_first (page->number + 1) - 1);
    }

  read_next (self);
}

/* The page that is being read stands last in the queue, where nothing is forgotten. */
static void
read_next (CantripOutputPages *self)
{
  PageWork *work;
  Page     *page = g_queue_pop_head (&self->wanted);

  if (page == NULL)
    return;

  g_queue_push_tail (&self->wanted, page);
  self->is_reading = TRUE;
  work = g_new (PageWork, 1);
  *work = (PageWork){ self->run_id, page->number };
  cantrip_workspace_run_async (self->workspace,
                               &READ_PAGE,
                               work,
                               self->cancellable,
                               read_cb,
                               g_object_ref (self));
}

static void
forget_oldest (CantripOutputPages *self)
{
  GHashTableIter iter;
  gpointer       value;
  Page          *oldest = NULL;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Page *page = value;

      if (!page->is_asked && (oldest == NULL || page->used < oldest->used))
        oldest = page;
    }

  if (oldest != NULL)
    g_hash_table_remove (self->pages, &oldest->number);
}

static Page *
ensure_page (CantripOutputPages *self, gint64 number)
{
  Page *page = g_hash_table_lookup (self->pages, &number);

  if (page != NULL)
    return page;

  if (g_hash_table_size (self->pages) >= MAX_PAGES)
    forget_oldest (self);
  page = g_new0 (Page, 1);
  page->number = number;
  g_hash_table_insert (self->pages, &page->number, page);

  return page;
}

static void
cantrip_output_pages_dispose (GObject *object)
{
  g_cancellable_cancel (CANTRIP_OUTPUT_PAGES (object)->cancellable);

  G_OBJECT_CLASS (cantrip_output_pages_parent_class)->dispose (object);
}

static void
cantrip_output_pages_finalize (GObject *object)
{
  CantripOutputPages *self = CANTRIP_OUTPUT_PAGES (object);

  g_queue_clear (&self->wanted);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (cantrip_output_pages_parent_class)->finalize (object);
}

static void
cantrip_output_pages_class_init (CantripOutputPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_output_pages_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_output_pages_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_INT64,
                                 G_TYPE_INT64);
}

static void
cantrip_output_pages_init (CantripOutputPages *self)
{
  self->cancellable = g_cancellable_new ();
  self->pages =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) page_free);
}

CantripOutputPages *
cantrip_output_pages_new (CantripWorkspace *workspace, gint64 run_id)
{
  CantripOutputPages *self = g_object_new (CANTRIP_TYPE_OUTPUT_PAGES, NULL);

  self->workspace = g_object_ref (workspace);
  self->run_id = run_id;

  return self;
}

gint64
cantrip_output_pages_get_run_id (CantripOutputPages *self)
{
  g_return_val_if_fail (CANTRIP_IS_OUTPUT_PAGES (self), 0);

  return self->run_id;
}

const CantripOutput *
cantrip_output_pages_look (CantripOutputPages *self, gint64 position, gboolean *ret_is_stale)
{
  const CantripComparisonRow *row;
  Page                       *page;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_PAGES (self), NULL);

  *ret_is_stale = self->is_outdated;
  if (self->run_id == 0 || position < 1)
    return NULL;

  page = ensure_page (self, (position - 1) / PAGE_ROWS);
  page->used = ++self->clock;
  if (!page->is_fresh && !page->is_asked)
    {
      page->is_asked = TRUE;
      g_queue_push_head (&self->wanted, page);
      if (!self->is_reading)
        read_next (self);
    }

  row = page->rows[(position - 1) % PAGE_ROWS];
  if (row == NULL)
    return NULL;

  *ret_is_stale |= row->is_stale[0];

  return row->outputs[0];
}

void
cantrip_output_pages_reload (CantripOutputPages *self, gboolean only_open)
{
  GHashTableIter iter;
  gpointer       page;

  g_return_if_fail (CANTRIP_IS_OUTPUT_PAGES (self));

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    if (!only_open || !((Page *) page)->is_complete)
      ((Page *) page)->is_fresh = FALSE;
  g_signal_emit (self, changed_signal, 0, (gint64) 1, G_MAXINT64);
}

void
cantrip_output_pages_set_outdated (CantripOutputPages *self, gboolean is_outdated)
{
  g_return_if_fail (CANTRIP_IS_OUTPUT_PAGES (self));

  if (self->is_outdated == is_outdated)
    return;

  self->is_outdated = is_outdated;
  g_signal_emit (self, changed_signal, 0, (gint64) 1, G_MAXINT64);
}

gboolean
cantrip_output_pages_get_outdated (CantripOutputPages *self)
{
  g_return_val_if_fail (CANTRIP_IS_OUTPUT_PAGES (self), FALSE);

  return self->is_outdated;
}
