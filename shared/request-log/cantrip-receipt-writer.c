/* cantrip-receipt-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-receipt-writer"

#include "config.h"

#include "request-log/cantrip-receipt-writer.h"

#include "base/cantrip-error.h"
#include "deployment/cantrip-answer-repository.h"
#include "request-log/cantrip-request-log.h"

/* Bounds how long a commit keeps the first of a group waiting. */
#define MAX_GROUP 256

#define GATHER_US 300

struct _CantripReceiptWriter
{
  GObject parent_instance;

  GAsyncQueue             *queue;   /* (owned) (element-type Item); safe from any thread */
  GThread                 *thread;  /* (owned) */
  CantripStore            *store;   /* (owned); of the thread once it runs */
  CantripRequestLog       *log;     /* (owned); likewise */
  CantripAnswerRepository *answers; /* (owned); likewise */
  int                      healthy; /* (atomic) */
};

/* A receipt to log, a function to run, or, with neither, the end of the thread. */
typedef struct
{
  GTask           *task;           /* (owned) (nullable) */
  CantripReceipt  *receipt;        /* (owned) (nullable) */
  char            *content_sha256; /* (owned) (nullable) */
  CantripAnswer   *answer;         /* (owned) (nullable) */
  CantripWriteFunc func;
  gpointer         data;
  GDestroyNotify   free_data;
} Item;

static void
item_free (Item *item)
{
  g_clear_object (&item->task);
  g_clear_pointer (&item->receipt, cantrip_receipt_free);
  g_free (item->content_sha256);
  g_clear_pointer (&item->answer, cantrip_answer_unref);
  if (item->free_data != NULL)
    item->free_data (item->data);
  g_free (item);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_free)

G_DEFINE_FINAL_TYPE (CantripReceiptWriter, cantrip_receipt_writer, G_TYPE_OBJECT)

static void
answer_task (Item *item, const GError *error)
{
  if (error != NULL)
    g_task_return_error (item->task, g_error_copy (error));
  else
    g_task_return_boolean (item->task, TRUE);
}

static gboolean
write_item (CantripReceiptWriter *self, Item *item, GError **error)
{
  return cantrip_request_log_append (self->log, item->receipt, error) &&
         (item->answer == NULL ||
          cantrip_answer_repository_put (self->answers, item->content_sha256, item->answer, error));
}

static gboolean
write_group (CantripReceiptWriter *self, GPtrArray *group, GError **error)
{
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (self->store, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < group->len; i++)
    {
      if (!write_item (self, g_ptr_array_index (group, i), error))
        return FALSE;
    }

  return cantrip_transaction_commit (&transaction, error);
}

/* Whether the database takes others, only not these; a busy or full one takes none. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

static void
commit_group (CantripReceiptWriter *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;
  gboolean written = write_group (self, group, &error);

  /* One receipt that cannot be written must not take the others of its group with it. */
  if (is_refusal (error) && group->len > 1)
    {
      for (guint i = 0; i < group->len; i++)
        {
          g_autoptr (GPtrArray) alone = g_ptr_array_new ();

          g_ptr_array_add (alone, g_ptr_array_index (group, i));
          commit_group (self, alone);
        }
      return;
    }

  if (!is_refusal (error))
    g_atomic_int_set (&self->healthy, written);
  for (guint i = 0; i < group->len; i++)
    answer_task (g_ptr_array_index (group, i), error);
}

static void
run_function (CantripReceiptWriter *self, Item *item)
{
  g_autoptr (GError) error = NULL;

  item->func (self->store, item->data, &error);
  answer_task (item, error);
}

/*
 * Takes what has gathered; returns the item that is no receipt and ends the group, if any. When
 * many call at once, as the last group showed, it pays to wait a moment for more of them: a
 * commit, and waking those who wait for it, costs more than the moment.
 */
static Item *
gather (CantripReceiptWriter *self, GPtrArray *group, gboolean many_call)
{
  Item *item = g_async_queue_pop (self->queue);

  if (many_call && item->receipt != NULL)
    g_usleep (GATHER_US);

  while (item != NULL && item->receipt != NULL)
    {
      g_ptr_array_add (group, item);
      item = group->len < MAX_GROUP ? g_async_queue_try_pop (self->queue) : NULL;
    }

  return item;
}

static gpointer
write_thread (gpointer data)
{
  CantripReceiptWriter *self = data;
  gboolean              many_call = FALSE;
  g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  for (;;)
    {
      g_autoptr (Item) other = gather (self, group, many_call);

      many_call = group->len > 1;
      if (group->len > 0)
        commit_group (self, group);
      g_ptr_array_set_size (group, 0);
      if (other != NULL && other->func == NULL)
        return NULL;
      if (other != NULL)
        run_function (self, other);
    }
}

static void
cantrip_receipt_writer_finalize (GObject *object)
{
  CantripReceiptWriter *self = CANTRIP_RECEIPT_WRITER (object);

  if (self->thread != NULL)
    {
      g_async_queue_push (self->queue, g_new0 (Item, 1));
      g_thread_join (g_steal_pointer (&self->thread));
    }
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_object (&self->log);
  g_clear_object (&self->answers);
  g_clear_object (&self->store); /* last: it closes the database */

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
  self->queue = g_async_queue_new_full ((GDestroyNotify) item_free);
  self->healthy = TRUE;
}

CantripReceiptWriter *
cantrip_receipt_writer_new (const char *uri, GError **error)
{
  g_autoptr (CantripReceiptWriter) self = g_object_new (CANTRIP_TYPE_RECEIPT_WRITER, NULL);

  g_return_val_if_fail (uri != NULL, NULL);

  if ((self->store = cantrip_store_open (uri, CANTRIP_STORE_WRITE, error)) == NULL ||
      (self->log = cantrip_request_log_new (self->store, error)) == NULL ||
      (self->answers = cantrip_answer_repository_new (self->store, error)) == NULL)
    return NULL;

  self->thread = g_thread_new ("receipts", write_thread, self);

  return g_steal_pointer (&self);
}

static Item *
item_new (gpointer source_tag, GAsyncReadyCallback callback, gpointer user_data)
{
  Item *item = g_new0 (Item, 1);

  /* Not of @self: its last reference must not end in its own thread, with the task. */
  item->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (item->task, source_tag);

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
  Item *item;

  g_return_if_fail (CANTRIP_IS_RECEIPT_WRITER (self));
  g_return_if_fail (receipt != NULL);
  g_return_if_fail (answer == NULL || content_sha256 != NULL);

  item = item_new (cantrip_receipt_writer_write_finish, callback, user_data);
  item->receipt = receipt;
  item->content_sha256 = g_strdup (content_sha256);
  item->answer = answer != NULL ? cantrip_answer_ref (answer) : NULL;
  g_async_queue_push (self->queue, item);
}

void
cantrip_receipt_writer_run_async (CantripReceiptWriter *self,
                                  CantripWriteFunc      func,
                                  gpointer              data,
                                  GDestroyNotify        free_data,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  Item *item;

  g_return_if_fail (CANTRIP_IS_RECEIPT_WRITER (self));
  g_return_if_fail (func != NULL);

  item = item_new (cantrip_receipt_writer_write_finish, callback, user_data);
  item->func = func;
  item->data = data;
  item->free_data = free_data;
  g_async_queue_push (self->queue, item);
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

gboolean
cantrip_receipt_writer_is_healthy (CantripReceiptWriter *self)
{
  return g_atomic_int_get (&self->healthy);
}
