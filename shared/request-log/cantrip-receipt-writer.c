/* cantrip-receipt-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "request-log/cantrip-receipt-writer.h"

#include "request-log/cantrip-receipt-backlog.h"
#include "request-log/cantrip-receipt-desk.h"

struct _CantripReceiptWriter
{
  GObject parent_instance;

  CantripReceiptBacklog *backlog; /* (owned) */
  GMutex                 desk_mutex;
  CantripReceiptDesk    *desk; /* (owned) (mutex desk_mutex); never waits */

  GMutex      mutex;
  GHashTable *batches; /* (owned) (mutex mutex): context → Batch (owned) */
  GPtrArray  *due;     /* (owned) (mutex mutex) (element-type CantripReceiptItem); to be written */
};

/* What was given in one main context since it was last written; touched in that context only. */
typedef struct
{
  CantripReceiptWriter *writer;
  GMainContext         *context; /* (owned) */
  GPtrArray            *items;   /* (owned) (element-type CantripReceiptItem) */
  GSource              *source;  /* (owned) (nullable): will write them */
} Batch;

static void
batch_free (Batch *batch)
{
  if (batch->source != NULL)
    g_source_destroy (batch->source);
  g_clear_pointer (&batch->source, g_source_unref);
  g_ptr_array_unref (batch->items);
  g_main_context_unref (batch->context);
  g_free (batch);
}

G_DEFINE_FINAL_TYPE (CantripReceiptWriter, cantrip_receipt_writer, G_TYPE_OBJECT)

/* (transfer none): that of the thread; there are as many as threads that write */
static Batch *
get_batch (CantripReceiptWriter *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Batch *batch = g_hash_table_lookup (self->batches, context);

  if (batch == NULL)
    {
      batch = g_new0 (Batch, 1);
      batch->writer = self;
      batch->context = g_main_context_ref (context);
      batch->items = g_ptr_array_new ();
      g_hash_table_insert (self->batches, context, batch);
    }

  return batch;
}

/* Takes @items, and leaves it empty. */
static void
hand_over (CantripReceiptWriter *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    cantrip_receipt_backlog_push (self->backlog, g_ptr_array_index (items, i));
  g_ptr_array_set_size (items, 0);
}

/* (transfer full): what is due, of all threads; %NULL: nothing */
static GPtrArray *
take_due (CantripReceiptWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *items = NULL;

  if (self->due->len > 0)
    {
      items = g_steal_pointer (&self->due);
      self->due = g_ptr_array_new ();
    }

  return items;
}

/* Writes what is due at once, if that is to be had. The caller holds the desk. */
static GPtrArray *
write_due (CantripReceiptWriter *self)
{
  GPtrArray *items = take_due (self);

  /* What was given before must be written before. */
  if (items != NULL && (!cantrip_receipt_backlog_is_empty (self->backlog) ||
                        !cantrip_receipt_desk_write (self->desk, items, NULL)))
    hand_over (self, items);
  else if (items != NULL)
    cantrip_receipt_backlog_set_healthy (self->backlog);

  return items;
}

/* Takes @items, which are written. */
static void
answer_all (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (CantripReceiptItem) item = g_ptr_array_index (items, i);

      cantrip_receipt_item_answer (item, NULL);
    }
  g_ptr_array_unref (items);
}

/*
 * Whoever holds the desk looks again once it has let go, so that a thread that finds it taken
 * need not wait: what is due by then is the other's.
 */
static gboolean
write_batch_cb (gpointer data)
{
  Batch *batch = data;
  g_autoptr (CantripReceiptWriter) self = g_object_ref (batch->writer);
  GPtrArray *items = batch->items;

  g_clear_pointer (&batch->source, g_source_unref);
  g_mutex_lock (&self->mutex);
  g_ptr_array_extend (self->due, items, NULL, NULL);
  g_mutex_unlock (&self->mutex);
  g_ptr_array_set_size (items, 0);

  for (items = NULL; g_mutex_trylock (&self->desk_mutex);)
    {
      items = write_due (self);
      g_mutex_unlock (&self->desk_mutex);
      if (items == NULL)
        break;

      answer_all (items);
    }

  return G_SOURCE_REMOVE;
}

/* Takes @item. */
static void
add_to_batch (Batch *batch, CantripReceiptItem *item)
{
  g_ptr_array_add (batch->items, item);
  if (batch->source != NULL)
    return;

  batch->source = g_idle_source_new ();
  g_source_set_priority (batch->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (batch->source, write_batch_cb, batch, NULL);
  g_source_attach (batch->source, batch->context);
}

static void
cantrip_receipt_writer_finalize (GObject *object)
{
  CantripReceiptWriter *self = CANTRIP_RECEIPT_WRITER (object);
  GHashTableIter        iter;
  gpointer              batch;

  g_hash_table_iter_init (&iter, self->batches);
  while (g_hash_table_iter_next (&iter, NULL, &batch))
    hand_over (self, ((Batch *) batch)->items);
  g_clear_pointer (&self->batches, g_hash_table_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->backlog, cantrip_receipt_backlog_free);
  g_clear_pointer (&self->desk, cantrip_receipt_desk_free);
  g_mutex_clear (&self->desk_mutex);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (cantrip_receipt_writer_parent_class)->finalize (object);
}

static void
cantrip_receipt_writer_class_init (CantripReceiptWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_receipt_writer_finalize;
}

static void
cantrip_receipt_writer_init (CantripReceiptWriter *self)
{
  g_mutex_init (&self->desk_mutex);
  g_mutex_init (&self->mutex);
  self->due = g_ptr_array_new ();
  self->batches = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) batch_free);
}

CantripReceiptWriter *
cantrip_receipt_writer_new (const char *uri, GError **error)
{
  g_autoptr (CantripReceiptWriter) self = g_object_new (CANTRIP_TYPE_RECEIPT_WRITER, NULL);

  g_return_val_if_fail (uri != NULL, NULL);

  if ((self->desk = cantrip_receipt_desk_new (uri, FALSE, error)) == NULL ||
      (self->backlog = cantrip_receipt_backlog_new (uri, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static CantripReceiptItem *
item_new (GAsyncReadyCallback callback, gpointer user_data)
{
  CantripReceiptItem *item = g_new0 (CantripReceiptItem, 1);

  /* Not of the writer: its last reference must not end in its own thread, with the task. */
  item->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (item->task, cantrip_receipt_writer_write_finish);

  return item;
}

void
cantrip_receipt_writer_write_async (CantripReceiptWriter *self,
                                    CantripReceipt       *receipt,
                                    const char           *content_sha256,
                                    CantripAnswer        *answer,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  CantripReceiptItem *item;

  g_return_if_fail (CANTRIP_IS_RECEIPT_WRITER (self));
  g_return_if_fail (receipt != NULL);
  g_return_if_fail (answer == NULL || content_sha256 != NULL);

  item = item_new (callback, user_data);
  item->receipt = receipt;
  item->content_sha256 = g_strdup (content_sha256);
  item->answer = answer != NULL ? cantrip_answer_ref (answer) : NULL;
  add_to_batch (get_batch (self), item);
}

void
cantrip_receipt_writer_run_async (CantripReceiptWriter *self,
                                  CantripWriteFunc      func,
                                  gpointer              data,
                                  GDestroyNotify        free_data,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  CantripReceiptItem *item;

  g_return_if_fail (CANTRIP_IS_RECEIPT_WRITER (self));
  g_return_if_fail (func != NULL);

  item = item_new (callback, user_data);
  item->func = func;
  item->data = data;
  item->free_data = free_data;
  hand_over (self, get_batch (self)->items);
  cantrip_receipt_backlog_push (self->backlog, item);
}

gboolean
cantrip_receipt_writer_write_finish (CantripReceiptWriter *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_receipt_writer_write_finish),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

CantripAnswer *
cantrip_receipt_writer_find_kept (CantripReceiptWriter *self, const char *content_sha256)
{
  return cantrip_receipt_backlog_find_kept (self->backlog, content_sha256);
}

gboolean
cantrip_receipt_writer_is_full (CantripReceiptWriter *self)
{
  return cantrip_receipt_backlog_is_full (self->backlog);
}

guint
cantrip_receipt_writer_get_n_kept (CantripReceiptWriter *self)
{
  return cantrip_receipt_backlog_get_n_kept (self->backlog);
}

gboolean
cantrip_receipt_writer_is_healthy (CantripReceiptWriter *self)
{
  return cantrip_receipt_backlog_is_healthy (self->backlog);
}
