/* cantrip-inflight.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-inflight.h"

struct _CantripInflight
{
  GMutex      mutex;
  GHashTable *works; /* (owned) (mutex mutex): content → CantripWork (owned) */
};

struct _CantripWork
{
  gatomicrefcount ref_count;

  char         *content_sha256; /* (owned) */
  GPtrArray    *waiters;        /* (owned) (element-type GTask) (mutex of the table) */
  guint         n_wanting;      /* (mutex of the table) */
  GCancellable *withdrawal;     /* (owned) (mutex of the table): new when it is taken up again */
};

CantripWork *
cantrip_work_ref (CantripWork *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_work_unref (CantripWork *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->content_sha256);
  g_ptr_array_unref (self->waiters);
  g_object_unref (self->withdrawal);
  g_free (self);
}

CantripInflight *
cantrip_inflight_new (void)
{
  CantripInflight *self = g_new0 (CantripInflight, 1);

  g_mutex_init (&self->mutex);
  self->works =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) cantrip_work_unref);

  return self;
}

void
cantrip_inflight_free (CantripInflight *self)
{
  g_hash_table_unref (self->works);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static CantripWork *
add_work (CantripInflight *self, const char *content_sha256)
{
  CantripWork *work = g_new0 (CantripWork, 1);

  g_atomic_ref_count_init (&work->ref_count);
  work->content_sha256 = g_strdup (content_sha256);
  work->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  work->withdrawal = g_cancellable_new ();
  g_hash_table_insert (self->works, work->content_sha256, work);

  return work;
}

CantripWork *
cantrip_inflight_join (CantripInflight  *self,
                       const char       *content_sha256,
                       CantripWaiterFunc make_waiter,
                       gpointer          user_data,
                       gboolean         *ret_leads)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CantripWork *work = g_hash_table_lookup (self->works, content_sha256);

  *ret_leads = work == NULL;
  if (work == NULL)
    work = add_work (self, content_sha256);
  else
    g_ptr_array_add (work->waiters, make_waiter (user_data));

  if (work->n_wanting == 0 && !*ret_leads)
    {
      g_object_unref (work->withdrawal);
      work->withdrawal = g_cancellable_new ();
    }
  work->n_wanting++;

  return cantrip_work_ref (work);
}

void
cantrip_inflight_wait (CantripInflight *self, CantripWork *work, GTask *waiter)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_add (work->waiters, waiter);
}

void
cantrip_inflight_leave (CantripInflight *self, CantripWork *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (--work->n_wanting == 0)
    g_cancellable_cancel (work->withdrawal);
}

GCancellable *
cantrip_inflight_dup_withdrawal (CantripInflight *self, CantripWork *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_object_ref (work->withdrawal);
}

/* (transfer full) (element-type GTask): who waited; the caller holds the mutex */
static GPtrArray *
take_out (CantripInflight *self, CantripWork *work)
{
  GPtrArray *waiters = work->waiters;

  work->waiters = g_ptr_array_new ();
  g_hash_table_remove (self->works, work->content_sha256);

  return waiters;
}

static void
answer_all (GPtrArray *waiters, CantripAnswer *answer, const GError *error)
{
  for (guint i = 0; i < waiters->len; i++)
    {
      GTask *waiter = g_ptr_array_index (waiters, i);

      if (answer != NULL)
        g_task_return_pointer (waiter,
                               cantrip_answer_ref (answer),
                               (GDestroyNotify) cantrip_answer_unref);
      else
        g_task_return_error (waiter, g_error_copy (error));
    }
}

gboolean
cantrip_inflight_give_up (CantripInflight *self, CantripWork *work, const GError *error)
{
  g_autoptr (GPtrArray) waiters = NULL;

  g_mutex_lock (&self->mutex);
  if (work->n_wanting == 0)
    waiters = take_out (self, work);
  g_mutex_unlock (&self->mutex);

  if (waiters == NULL)
    return FALSE;

  answer_all (waiters, NULL, error);

  return TRUE;
}

void
cantrip_inflight_settle (CantripInflight *self,
                         CantripWork     *work,
                         CantripAnswer   *answer,
                         const GError    *error)
{
  g_autoptr (GPtrArray) waiters = NULL;

  g_mutex_lock (&self->mutex);
  waiters = take_out (self, work);
  g_mutex_unlock (&self->mutex);

  answer_all (waiters, answer, error);
}

guint
cantrip_inflight_get_size (CantripInflight *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_size (self->works);
}
