/* cantrip-receipt-backlog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-receipt-backlog"

#include "config.h"

#include "request-log/cantrip-receipt-backlog.h"

#include "base/cantrip-error.h"
#include "request-log/cantrip-receipt-desk.h"

/* Bounds how long a commit keeps the first of a group waiting. */
#define MAX_GROUP 256

#define MAX_WAITING_BYTES (16 * 1024 * 1024)
#define RETRY_US (G_USEC_PER_SEC / 5)

struct _CantripReceiptBacklog
{
  GAsyncQueue        *queue;   /* (owned) (element-type CantripReceiptItem) */
  GThread            *thread;  /* (owned) */
  CantripReceiptDesk *desk;    /* (owned); of the thread once it runs */
  int                 n_open;  /* (atomic): given, and not done */
  int                 healthy; /* (atomic) */

  GMutex      mutex;
  gsize       waiting_bytes; /* (mutex mutex): of what is not done */
  GHashTable *kept;          /* (owned) (mutex mutex): content → CantripAnswer (owned) */
};

/* @item is written, or given up. Frees it. */
static void
end_item (CantripReceiptBacklog *self, CantripReceiptItem *item, const GError *error)
{
  g_mutex_lock (&self->mutex);
  self->waiting_bytes -= cantrip_receipt_item_get_size_bytes (item);
  if (item->answer != NULL &&
      g_hash_table_lookup (self->kept, item->content_sha256) == item->answer)
    g_hash_table_remove (self->kept, item->content_sha256);
  g_mutex_unlock (&self->mutex);

  g_atomic_int_dec_and_test (&self->n_open);
  cantrip_receipt_item_answer (item, error);
  cantrip_receipt_item_free (item);
}

static void
end_all (CantripReceiptBacklog *self, GPtrArray *group, const GError *error)
{
  g_ptr_array_set_free_func (group, NULL);
  for (guint i = 0; i < group->len; i++)
    end_item (self, g_ptr_array_index (group, i), error);
  g_ptr_array_set_size (group, 0);
  g_ptr_array_set_free_func (group, (GDestroyNotify) cantrip_receipt_item_free);
}

/* What was paid for stays in @group, and can be found; who waits for it is told nevertheless. */
static void
keep_answers (CantripReceiptBacklog *self, GPtrArray *group, const GError *error)
{
  g_autoptr (GPtrArray) unpaid = g_ptr_array_new ();

  for (guint i = group->len; i > 0; i--)
    {
      CantripReceiptItem *item = g_ptr_array_index (group, i - 1);

      if (item->answer == NULL)
        {
          g_ptr_array_add (unpaid, g_ptr_array_steal_index (group, i - 1));
          continue;
        }

      g_mutex_lock (&self->mutex);
      if (item->task != NULL)
        g_hash_table_replace (self->kept,
                              g_strdup (item->content_sha256),
                              cantrip_answer_ref (item->answer));
      g_mutex_unlock (&self->mutex);
      cantrip_receipt_item_answer (item, error);
    }

  end_all (self, unpaid, error);
}

/* Whether the database takes others, only not these; a busy or full one takes none. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

/* Writes @group, of which stays what is to be tried again. */
static void
commit_group (CantripReceiptBacklog *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;
  gboolean written = cantrip_receipt_desk_write (self->desk, group, &error);

  if (!is_refusal (error))
    g_atomic_int_set (&self->healthy, written);

  if (written || (is_refusal (error) && group->len == 1))
    end_all (self, group, error);
  else if (!is_refusal (error))
    keep_answers (self, group, error);
  else
    /* One receipt that cannot be written must not take the others of its group with it. */
    for (guint n = group->len; n > 0; n--)
      {
        g_autoptr (GPtrArray) alone =
            g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_receipt_item_free);

        g_ptr_array_add (alone, g_ptr_array_steal_index (group, 0));
        commit_group (self, alone);
        g_ptr_array_extend_and_steal (group, g_steal_pointer (&alone));
      }
}

static void
run_function (CantripReceiptBacklog *self, CantripReceiptItem *item)
{
  g_autoptr (GError) error = NULL;

  item->func (cantrip_receipt_desk_get_store (self->desk), item->data, &error);
  end_item (self, item, error);
}

/* Takes what has gathered; returns the item that is no receipt and ends the group, if any. */
static CantripReceiptItem *
gather (CantripReceiptBacklog *self, GPtrArray *group)
{
  CantripReceiptItem *item = group->len > 0 ? g_async_queue_timeout_pop (self->queue, RETRY_US)
                                            : g_async_queue_pop (self->queue);

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
  CantripReceiptBacklog *self = data;
  g_autoptr (GPtrArray) group =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_receipt_item_free);

  for (;;)
    {
      CantripReceiptItem *other = gather (self, group);

      if (group->len > 0)
        commit_group (self, group);
      if (other != NULL && other->func != NULL)
        run_function (self, other);
      else if (other != NULL)
        {
          if (group->len > 0)
            g_warning ("%u answers that were paid for could not be written and are lost",
                       group->len);
          end_all (self, group, NULL);
          cantrip_receipt_item_free (other);
          return NULL;
        }
    }
}

CantripReceiptBacklog *
cantrip_receipt_backlog_new (const char *uri, GError **error)
{
  g_autoptr (CantripReceiptBacklog) self = g_new0 (CantripReceiptBacklog, 1);

  g_mutex_init (&self->mutex);
  self->queue = g_async_queue_new ();
  self->kept = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      g_free,
                                      (GDestroyNotify) cantrip_answer_unref);
  self->healthy = TRUE;
  self->desk = cantrip_receipt_desk_new (uri, TRUE, error);
  if (self->desk == NULL)
    return NULL;

  self->thread = g_thread_new ("receipts", write_thread, self);

  return g_steal_pointer (&self);
}

void
cantrip_receipt_backlog_free (CantripReceiptBacklog *self)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->queue, g_new0 (CantripReceiptItem, 1));
      g_thread_join (g_steal_pointer (&self->thread));
    }
  g_clear_pointer (&self->desk, cantrip_receipt_desk_free);
  g_async_queue_unref (self->queue);
  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
cantrip_receipt_backlog_push (CantripReceiptBacklog *self, CantripReceiptItem *item)
{
  g_mutex_lock (&self->mutex);
  self->waiting_bytes += cantrip_receipt_item_get_size_bytes (item);
  g_mutex_unlock (&self->mutex);

  g_atomic_int_inc (&self->n_open);
  g_async_queue_push (self->queue, item);
}

gboolean
cantrip_receipt_backlog_is_empty (CantripReceiptBacklog *self)
{
  return g_atomic_int_get (&self->n_open) == 0;
}

gboolean
cantrip_receipt_backlog_is_full (CantripReceiptBacklog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->waiting_bytes >= MAX_WAITING_BYTES;
}

guint
cantrip_receipt_backlog_get_n_kept (CantripReceiptBacklog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_size (self->kept);
}

CantripAnswer *
cantrip_receipt_backlog_find_kept (CantripReceiptBacklog *self, const char *content_sha256)
{
  g_autoptr (GMutexLocker) locker = NULL;
  CantripAnswer *answer;

  if (cantrip_receipt_backlog_is_empty (self))
    return NULL;

  locker = g_mutex_locker_new (&self->mutex);
  answer = g_hash_table_lookup (self->kept, content_sha256);

  return answer != NULL ? cantrip_answer_ref (answer) : NULL;
}

gboolean
cantrip_receipt_backlog_is_healthy (CantripReceiptBacklog *self)
{
  return g_atomic_int_get (&self->healthy);
}

void
cantrip_receipt_backlog_set_healthy (CantripReceiptBacklog *self)
{
  g_atomic_int_set (&self->healthy, TRUE);
}
