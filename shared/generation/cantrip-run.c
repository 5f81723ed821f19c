/* cantrip-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run.h"

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "generation/cantrip-keeper-thread.h"
#include "generation/cantrip-run-failure.h"
#include "generation/cantrip-run-repository.h"
#include "generation/cantrip-run-tally.h"
#include "generation/cantrip-spending.h"
#include "base/cantrip-timer.h"

#define PAGE 128 /* outputs claimed at once, when fewer than that are ahead */
#define TICK_US (G_USEC_PER_SEC / 10)
#define SIGN_OF_LIFE_US (CANTRIP_RUN_LEASE_US / 3)
#define GRACE_US (5 * G_USEC_PER_SEC)
#define MAX_FAILURES_IN_ROW 10

struct _CantripRun
{
  GObject parent_instance;

  CantripRunSpec      *spec;       /* (owned) */
  CantripDispatcher   *dispatcher; /* (owned) */
  const CantripModel  *model;      /* (nullable) (borrowed from the catalog) */
  guint                concurrency;
  CantripSpending      spending;
  CantripKeeperThread *keeper; /* (owned); NULL after the end */

  /* From start to end. */
  GTask        *task;        /* (owned) (nullable) */
  GSource      *source;      /* (owned) (nullable); runs step() */
  GCancellable *unsent;      /* (owned); withdraws the calls that wait to be sent */
  GCancellable *calls;       /* (owned); aborts the calls under way */
  GQueue        ready;       /* (element-type CantripRunItem) (owned); to be sent */
  GPtrArray    *arrived;     /* (owned) (element-type CantripOutput); to be kept */
  guint         n_under_way; /* calls */
  gboolean      is_claiming, is_settling, is_closing; /* the keeper is at it */
  guint         n_settling;                           /* outputs that the keeper is writing */
  gboolean      is_exhausted;                         /* there is no more to claim */
  guint         n_failures_in_row;                    /* passing ones, since the last reply */
  gint64        settled_us;                           /* monotonic; when the keeper last wrote */

  gboolean is_paused, is_stopping; /* nothing more is sent: for now, any more */
  gboolean store_has_failed;       /* nothing more is kept */
  gint64   patience_ends_us; /* monotonic; then calls under way are aborted; 0: not yet cancelled */

  CantripRunResult *result; /* (owned); under construction */
  CantripRunTally   tally;
};

G_DEFINE_FINAL_TYPE (CantripRun, cantrip_run, G_TYPE_OBJECT)

static guint progress_signal;

/* Has step() run in the next round of the main context, once for all that happens in this one. */
static void
wake (CantripRun *self)
{
  g_source_set_ready_time (self->source, 0);
}

/* Sends nothing more; the first reason is the one that counts. */
static void
stop (CantripRun *self, CantripRunEnd end, const GError *error)
{
  if (!self->is_stopping)
    {
      self->is_stopping = TRUE;
      self->result->end = end;
      self->result->error = error != NULL ? g_error_copy (error) : NULL;
    }

  g_queue_clear_full (&self->ready, (GDestroyNotify) cantrip_run_item_free);
  g_cancellable_cancel (self->unsent);
  wake (self);
}

/* Whatever else there was: what can no longer be kept must not be paid. */
static void
stop_for_store (CantripRun *self, const GError *error)
{
  self->store_has_failed = TRUE;
  self->is_stopping = FALSE;
  g_clear_error (&self->result->error);
  stop (self, CANTRIP_RUN_ERROR, error);
  g_cancellable_cancel (self->calls);
}

/* Queues the output of @item to be kept. */
static void
arrive (CantripRun *self, CantripRunItem *item)
{
  item->output->finished_at_us = cantrip_time_now_us ();
  g_ptr_array_add (self->arrived, g_steal_pointer (&item->output));
}

static void
take_error (CantripRun *self, CantripRunItem *item, const GError *error)
{
  cantrip_spending_settle (&self->spending,
                           item->worst_usd_nanos,
                           cantrip_run_failure_may_have_cost (error) ? item->worst_usd_nanos : 0);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* not settled: the keeper gives it back */

  if (cantrip_run_failure_meets_every_row (error))
    {
      stop (self, CANTRIP_RUN_ERROR, error);
      return;
    }

  cantrip_output_fail (item->output, error);
  arrive (self, item);

  if (cantrip_error_is_retryable (error) && ++self->n_failures_in_row == MAX_FAILURES_IN_ROW)
    stop (self, CANTRIP_RUN_ERROR, error);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripRunItem) item = user_data;
  CantripRun *self = item->sender;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autoptr (GError) error = NULL;
  guint attempts;

  completion =
      cantrip_dispatcher_complete_finish (CANTRIP_DISPATCHER (object), result, &attempts, &error);
  self->n_under_way--;
  item->output->attempts = attempts;
  if (completion == NULL)
    take_error (self, item, error);
  else
    {
      cantrip_run_item_complete (item, completion, self->model);
      cantrip_spending_settle (&self->spending,
                               item->worst_usd_nanos,
                               item->output->cost_usd_nanos);
      self->n_failures_in_row = 0;
      arrive (self, item);
    }

  wake (self);
}

static void
send (CantripRun *self, CantripRunItem *item)
{
  item->sender = self;
  self->n_under_way++;
  cantrip_dispatcher_complete_async (self->dispatcher,
                                     self->spec->recipe,
                                     item->messages,
                                     NULL,
                                     NULL,
                                     self->unsent,
                                     self->calls,
                                     answered_cb,
                                     item);
}

/*
 * Sends what is ready, as far as concurrency and limit allow. What is not kept yet counts as
 * under way: so no more than that many calls are ever paid twice, or sent to a busy workspace.
 */
static void
send_ready (CantripRun *self)
{
  while (!g_queue_is_empty (&self->ready) &&
         self->n_under_way + self->arrived->len + self->n_settling < self->concurrency)
    {
      CantripRunItem *item = g_queue_peek_head (&self->ready);

      if (item->messages == NULL)
        {
          arrive (self, item);
          cantrip_run_item_free (g_queue_pop_head (&self->ready));
        }
      else if (cantrip_spending_reserve (&self->spending, item->worst_usd_nanos))
        send (self, g_queue_pop_head (&self->ready));
      else
        {
          if (self->n_under_way == 0) /* no reservation will become free */
            stop (self, CANTRIP_RUN_LIMIT, NULL);
          return;
        }
    }
}

static void
claimed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  CantripRun *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = cantrip_keeper_thread_claim_finish (result, &error);

  self->is_claiming = FALSE;
  if (items == NULL)
    {
      stop_for_store (self, error);
      return;
    }

  self->is_exhausted = items->len == 0;
  while (!self->is_stopping && items->len > 0)
    g_queue_push_tail (&self->ready, g_ptr_array_steal_index (items, 0));

  wake (self);
}

static void
settled_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  CantripRun *self = user_data;
  g_autoptr (GPtrArray) outputs = NULL;
  g_autoptr (GError) error = NULL;

  self->is_settling = FALSE;
  self->n_settling = 0;
  if (cantrip_keeper_thread_settle_finish (result, &outputs, &error))
    {
      self->settled_us = g_get_monotonic_time ();
      cantrip_run_tally_add (&self->tally, outputs);
      wake (self);
    }
  else
    {
      g_ptr_array_extend_and_steal (self->arrived, g_steal_pointer (&outputs));
      stop_for_store (self, error);
    }
}

/* Hands what has arrived while the last group was written to the keeper. */
static void
settle (CantripRun *self)
{
  GPtrArray *group = g_steal_pointer (&self->arrived);

  self->arrived = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_free);
  self->is_settling = TRUE;
  self->n_settling = group->len;
  cantrip_keeper_thread_settle_async (self->keeper, group, self->calls, settled_cb, self);
}

/* Ends the task, with one of what the result holds and @error, (transfer full). */
static void
finish (CantripRun *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_pointer (&self->keeper, cantrip_keeper_thread_free);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           g_memdup2 (self->result, sizeof *self->result),
                           (GDestroyNotify) cantrip_run_result_free);
}

static void
closed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  CantripRun         *self = user_data;
  CantripRunProgress *progress = &self->result->progress;
  g_autoptr (GPtrArray) last_outputs = NULL;
  g_autoptr (GError) error = NULL;

  if (cantrip_keeper_thread_close_finish (result, &last_outputs, &error))
    cantrip_run_tally_add (&self->tally, last_outputs);
  else if (!self->store_has_failed)
    stop_for_store (self, error);

  /* Stopped too late to matter. */
  cantrip_run_tally_get (&self->tally, progress);
  if (self->result->end == CANTRIP_RUN_CANCELLED &&
      progress->done + progress->failed == progress->total)
    self->result->end = CANTRIP_RUN_COMPLETE;

  finish (self, NULL);
}

/* A run that is told to stop waits for what is paid, but not for ever. */
static void
obey_cancellation (CantripRun *self, gint64 now_us)
{
  if (self->patience_ends_us == 0)
    {
      self->patience_ends_us = now_us + GRACE_US;
      stop (self, CANTRIP_RUN_CANCELLED, NULL);
    }
  else if (now_us >= self->patience_ends_us)
    g_cancellable_cancel (self->calls);
}

/* Does all that there is to do now: the heart of the run. */
static gboolean
step (gpointer user_data)
{
  CantripRun *self = user_data;
  gint64      now_us = g_get_monotonic_time ();

  g_source_set_ready_time (self->source, now_us + TICK_US);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    obey_cancellation (self, now_us);
  if (self->is_closing)
    return G_SOURCE_CONTINUE;
  if (!self->is_stopping && !self->is_paused)
    send_ready (self);

  if (!self->is_stopping && !self->is_exhausted && !self->is_claiming &&
      self->ready.length < MAX (PAGE, self->concurrency))
    {
      self->is_claiming = TRUE;
      cantrip_keeper_thread_claim_async (self->keeper, PAGE, self->calls, claimed_cb, self);
    }

  if (!self->is_settling && !self->store_has_failed &&
      (self->arrived->len > 0 || now_us - self->settled_us >= SIGN_OF_LIFE_US))
    settle (self);

  if (cantrip_run_tally_tell (&self->tally, now_us))
    g_signal_emit (self, progress_signal, 0);

  if (self->n_under_way == 0 && g_queue_is_empty (&self->ready) && !self->is_claiming &&
      !self->is_settling && (self->is_stopping || self->is_exhausted))
    {
      self->is_closing = TRUE;
      cantrip_keeper_thread_close_async (self->keeper,
                                         g_steal_pointer (&self->arrived),
                                         self->calls,
                                         closed_cb,
                                         self);
    }

  return G_SOURCE_CONTINUE;
}

static void
opened_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  CantripRun                   *self = user_data;
  g_autofree CantripRunOpening *opening = NULL;
  GError                       *error = NULL;

  opening = cantrip_keeper_thread_open_finish (result, &error);
  if (opening == NULL)
    {
      finish (self, error);
      return;
    }

  self->result->run_id = opening->run_id;
  self->spending.spent_usd_nanos = opening->cost_usd_nanos;
  self->settled_us = g_get_monotonic_time ();
  cantrip_run_tally_init (&self->tally,
                          &opening->scope,
                          self->spec->scope.only_failed,
                          opening->cost_usd_nanos,
                          self->settled_us);
  if (g_cancellable_is_cancelled (self->calls)) /* aborted meanwhile */
    stop (self, CANTRIP_RUN_CANCELLED, NULL);
  wake (self);
}

static void
cantrip_run_finalize (GObject *object)
{
  CantripRun *self = CANTRIP_RUN (object);

  g_assert (self->task == NULL); /* it keeps the run alive */

  g_clear_pointer (&self->keeper, cantrip_keeper_thread_free);
  g_clear_pointer (&self->spec, cantrip_run_spec_free);
  g_clear_object (&self->dispatcher);
  g_clear_object (&self->unsent);
  g_clear_object (&self->calls);
  g_clear_pointer (&self->arrived, g_ptr_array_unref);
  g_clear_pointer (&self->result, g_free); /* what it holds went with the task */

  G_OBJECT_CLASS (cantrip_run_parent_class)->finalize (object);
}

static void
cantrip_run_class_init (CantripRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_run_finalize;

  progress_signal = g_signal_new_class_handler ("progress",
                                                CANTRIP_TYPE_RUN,
                                                G_SIGNAL_RUN_LAST,
                                                NULL,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);
}

static void
cantrip_run_init (CantripRun *self)
{
  self->arrived = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_free);
  self->unsent = g_cancellable_new ();
  self->calls = g_cancellable_new ();
  self->result = g_new0 (CantripRunResult, 1);
}

CantripRun *
cantrip_run_new (const char           *uri,
                 const CantripRunSpec *spec,
                 CantripDispatcher    *dispatcher,
                 const CantripModel   *model,
                 guint                 concurrency)
{
  CantripRun *self;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (CANTRIP_IS_DISPATCHER (dispatcher), NULL);
  g_return_val_if_fail (concurrency >= 1, NULL);

  self = g_object_new (CANTRIP_TYPE_RUN, NULL);
  self->spec = cantrip_run_spec_copy (spec);
  self->dispatcher = g_object_ref (dispatcher);
  self->model = model;
  self->concurrency = concurrency;
  self->spending.limit_usd_nanos = spec->limit_usd_nanos;
  self->keeper = cantrip_keeper_thread_new (uri, spec, model);

  return self;
}

void
cantrip_run_start_async (CantripRun         *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CANTRIP_IS_RUN (self));
  g_return_if_fail (self->task == NULL && self->result->run_id == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cantrip_run_start_async);
  g_task_set_check_cancellable (task, FALSE); /* a stopped run has a result too */

  self->source = cantrip_timer_new (g_task_get_context (task), step, self);
  self->task = g_steal_pointer (&task);
  cantrip_keeper_thread_open_async (self->keeper, cancellable, opened_cb, self);
}

CantripRunResult *
cantrip_run_start_finish (CantripRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_run_start_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cantrip_run_set_paused (CantripRun *self, gboolean paused)
{
  g_return_if_fail (CANTRIP_IS_RUN (self));

  self->is_paused = paused; /* step() looks at it in a moment */
}

void
cantrip_run_abort (CantripRun *self)
{
  g_return_if_fail (CANTRIP_IS_RUN (self));

  g_cancellable_cancel (self->calls);
  if (self->task != NULL && self->result->run_id != 0)
    stop (self, CANTRIP_RUN_CANCELLED, NULL);
}

void
cantrip_run_get_progress (CantripRun *self, CantripRunProgress *ret_progress)
{
  g_return_if_fail (CANTRIP_IS_RUN (self));
  g_return_if_fail (ret_progress != NULL);

  cantrip_run_tally_get (&self->tally, ret_progress);
}
