/* cantrip-dispatcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-dispatcher.h"

#include "base/cantrip-error.h"
#include "generation/cantrip-backoff.h"
#include "base/cantrip-timer.h"
#include "generation/cantrip-window.h"

struct _CantripDispatcher
{
  GObject parent_instance;

  CantripProvider *provider; /* (owned) */
  guint            max_attempts;
  GSourceFunc      pump; /* sends what may be sent: sending and being answered need each other */
  gboolean         is_pumping;
  CantripWindow    window;
  guint            n_active;

  GQueue     waiting;     /* (element-type GTask) (owned); links are of the requests */
  GSequence *backing_off; /* (owned) (element-type GTask) (owned); by when they are due */

  GMainContext *context; /* (owned); of the thread that made the dispatcher */
  GSource      *timer;   /* (owned); runs pump() when something becomes due */
};

/* Where a request stands; the task belongs to that place. */
typedef enum
{
  PLACE_WAITING,
  PLACE_BACKING_OFF,
  PLACE_ACTIVE,
  PLACE_DONE,
} Place;

/* One request; the data of its task. Counted, since a cancellation may come in any thread. */
typedef struct
{
  Place          place;
  GList          link;       /* in the queue of those that wait; its data is the task */
  GSequenceIter *iter;       /* among those that back off */
  gint64         due_us;     /* monotonic clock; when the back-off is over */
  gint64         sent_us;    /* monotonic clock; the last attempt */
  guint          attempts;   /* how often it was sent */
  GCancellable  *withdrawal; /* (owned) (nullable): takes it out unless it is sent */
  gulong         withdrawn_handler;
  gulong         cancelled_handler;

  CantripRecipe   *recipe;   /* (owned) */
  GPtrArray       *messages; /* (owned) */
  CantripDeltaFunc delta;    /* (nullable) */
  gpointer         delta_data;
  gboolean         delta_given; /* a piece of the reply was handed on */
  GMainContext    *context;     /* (owned); of the dispatcher */
} Request;

static void
request_clear (Request *request)
{
  g_clear_object (&request->withdrawal);
  g_clear_pointer (&request->recipe, cantrip_recipe_unref);
  g_clear_pointer (&request->messages, g_ptr_array_unref);
  g_clear_pointer (&request->context, g_main_context_unref);
}

static void
request_unref (Request *request)
{
  g_atomic_rc_box_release_full (request, (GDestroyNotify) request_clear);
}

G_DEFINE_FINAL_TYPE (CantripDispatcher, cantrip_dispatcher, G_TYPE_OBJECT)

static int
compare_due (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  const Request *request_a = g_task_get_task_data (G_TASK ((gpointer) a));
  const Request *request_b = g_task_get_task_data (G_TASK ((gpointer) b));

  return (request_a->due_us > request_b->due_us) - (request_a->due_us < request_b->due_us);
}

/* Takes a request that is not active out of its place: (transfer full). */
static GTask *
take_out (CantripDispatcher *self, Request *request)
{
  GTask *task;

  if (request->place == PLACE_WAITING)
    {
      g_queue_unlink (&self->waiting, &request->link);
      return g_steal_pointer (&request->link.data);
    }

  g_assert (request->place == PLACE_BACKING_OFF);
  task = g_sequence_get (request->iter);
  g_sequence_remove (request->iter);

  return task;
}

/* Whether a request is not to be sent, for the first time or again. */
static gboolean
is_unwanted (GTask *task)
{
  const Request *request = g_task_get_task_data (task);

  return g_cancellable_is_cancelled (request->withdrawal) ||
         g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* Ends a request, with one of @completion and @error, both (transfer full). */
static void
finish (GTask *task, CantripCompletion *completion, GError *error)
{
  Request *request = g_task_get_task_data (task);

  request->place = PLACE_DONE;

  /*
   * Not g_cancellable_disconnect(), which waits for a cancellation that is under way, and this
   * may be inside one. The handler keeps the request alive by itself.
   */
  if (request->cancelled_handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), request->cancelled_handler);
  if (request->withdrawn_handler != 0)
    g_signal_handler_disconnect (request->withdrawal, request->withdrawn_handler);

  if (completion != NULL)
    g_task_return_pointer (task, completion, (GDestroyNotify) cantrip_completion_free);
  else
    g_task_return_error (task, error);
}

static void
finish_cancelled (GTask *task)
{
  finish (task,
          NULL,
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The request was cancelled"));
}

static void
back_off (CantripDispatcher *self, GTask *task, gint64 now_us, gint64 delay_ms)
{
  Request *request = g_task_get_task_data (task);

  request->place = PLACE_BACKING_OFF;
  request->due_us = now_us + delay_ms * 1000;
  request->iter =
      g_sequence_insert_sorted (self->backing_off, g_object_ref (task), compare_due, NULL);
}

/* Hands a failed request to its next attempt, if there is to be one. */
static gboolean
try_again (CantripDispatcher *self, GTask *task, const GError *error)
{
  Request *request = g_task_get_task_data (task);
  gint64   now_us = g_get_monotonic_time ();
  gint64   retry_after_ms = cantrip_error_get_retry_after_ms (error);
  gint64   delay_ms;

  /* What took too long may have been worked on, and billed: once is enough. */
  if (!cantrip_error_is_retryable (error) ||
      g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_TIMEOUT))
    return FALSE;

  delay_ms = cantrip_backoff_get_delay_ms (request->attempts, retry_after_ms, g_random_double ());

  if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_RATE_LIMITED) ||
      g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED))
    cantrip_window_note_overload (&self->window,
                                  request->sent_us,
                                  now_us,
                                  delay_ms >= 0 ? retry_after_ms : -1);

  if (delay_ms < 0 || request->attempts >= self->max_attempts || request->delta_given ||
      is_unwanted (task))
    return FALSE;

  back_off (self, task, now_us, delay_ms);

  return TRUE;
}

static void
forward_delta (const char *text, gpointer user_data)
{
  Request *request = user_data;

  request->delta_given = TRUE;
  request->delta (text, request->delta_data);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantripDispatcher *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  CantripCompletion *completion;

  self->n_active--;

  completion = cantrip_provider_complete_finish (CANTRIP_PROVIDER (object), result, &error);
  if (completion != NULL)
    cantrip_window_note_success (&self->window);

  if (completion != NULL || !try_again (self, task, error))
    finish (task, completion, g_steal_pointer (&error));

  self->pump (self);
}

/* Runs in the thread of the dispatcher. An active request is the provider's to end. */
static gboolean
leave_place (gpointer user_data)
{
  Request *request = user_data;

  if (request->place == PLACE_WAITING || request->place == PLACE_BACKING_OFF)
    {
      GTask *in_place =
          request->place == PLACE_WAITING ? request->link.data : g_sequence_get (request->iter);
      g_autoptr (GTask) task = take_out (g_task_get_source_object (in_place), request);

      finish_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

static void
send (CantripDispatcher *self, GTask *task, gint64 now_us)
{
  Request       *request = g_task_get_task_data (task);
  CantripRequest wire_request;

  request->place = PLACE_ACTIVE;
  request->attempts++;
  request->sent_us = now_us;
  self->n_active++;

  cantrip_recipe_init_request (request->recipe, request->messages, &wire_request);
  cantrip_provider_complete_async (self->provider,
                                   &wire_request,
                                   request->delta != NULL ? forward_delta : NULL,
                                   request,
                                   g_task_get_cancellable (task),
                                   answered_cb,
                                   task);
}

/* Those whose back-off is over go first: they have waited longest. */
static void
collect_due (CantripDispatcher *self, gint64 now_us)
{
  while (!g_sequence_is_empty (self->backing_off))
    {
      GTask   *task = g_sequence_get (g_sequence_get_begin_iter (self->backing_off));
      Request *request = g_task_get_task_data (task);

      if (request->due_us > now_us)
        return;

      request->link.data = take_out (self, request);
      request->place = PLACE_WAITING;
      g_queue_push_head_link (&self->waiting, &request->link);
    }
}

/* Monotonic time of the next thing to do; -1 if that is for others to say. */
static gint64
get_next_due_us (CantripDispatcher *self)
{
  gint64 next_us = G_MAXINT64;

  if (!g_sequence_is_empty (self->backing_off))
    {
      GTask         *task = g_sequence_get (g_sequence_get_begin_iter (self->backing_off));
      const Request *request = g_task_get_task_data (task);

      next_us = request->due_us;
    }

  if (!g_queue_is_empty (&self->waiting) && self->n_active < self->window.size)
    next_us = MIN (next_us, self->window.rest_until_us);

  return next_us < G_MAXINT64 ? next_us : -1;
}

/* Sends what may be sent now. */
static gboolean
pump (gpointer user_data)
{
  /* A request that leaves may have been the last to keep the dispatcher. */
  g_autoptr (CantripDispatcher) self = g_object_ref (user_data);
  gint64 now_us = g_get_monotonic_time ();

  if (self->is_pumping) /* what ended a request asks for another: the loop below goes on to it */
    return G_SOURCE_CONTINUE;

  self->is_pumping = TRUE;
  collect_due (self, now_us);

  while (now_us >= self->window.rest_until_us && self->n_active < self->window.size &&
         !g_queue_is_empty (&self->waiting))
    {
      GTask *task = self->waiting.head->data;

      if (is_unwanted (task))
        leave_place (g_task_get_task_data (task));
      else
        send (self, take_out (self, g_task_get_task_data (task)), now_us);
    }

  self->is_pumping = FALSE;
  g_source_set_ready_time (self->timer, get_next_due_us (self));

  return G_SOURCE_CONTINUE;
}

/* Runs in whatever thread cancels. */
static void
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle,
                         leave_place,
                         g_atomic_rc_box_acquire (request),
                         (GDestroyNotify) request_unref);
  g_source_attach (idle, request->context);
}

/* Has @request leave its place when @cancellable says so; 0: it never does. */
static gulong
connect_request (Request *request, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return 0;

  return g_cancellable_connect (cancellable,
                                G_CALLBACK (cancelled_cb),
                                g_atomic_rc_box_acquire (request),
                                (GDestroyNotify) request_unref);
}

static void
cantrip_dispatcher_finalize (GObject *object)
{
  CantripDispatcher *self = CANTRIP_DISPATCHER (object);

  /* Each request keeps the dispatcher alive, so there are none left. */
  g_assert (g_queue_is_empty (&self->waiting) && g_sequence_is_empty (self->backing_off));

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->backing_off, g_sequence_free);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (cantrip_dispatcher_parent_class)->finalize (object);
}

static void
cantrip_dispatcher_class_init (CantripDispatcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_dispatcher_finalize;
}

static void
cantrip_dispatcher_init (CantripDispatcher *self)
{
  g_queue_init (&self->waiting);
  self->backing_off = g_sequence_new (NULL);
  self->context = g_main_context_ref_thread_default ();
  self->pump = pump;
  self->timer = cantrip_timer_new (self->context, pump, self);
}

CantripDispatcher *
cantrip_dispatcher_new (CantripProvider *provider, guint max_concurrency, guint max_attempts)
{
  CantripDispatcher *self;

  g_return_val_if_fail (CANTRIP_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (max_concurrency >= 1, NULL);
  g_return_val_if_fail (max_attempts >= 1, NULL);

  self = g_object_new (CANTRIP_TYPE_DISPATCHER, NULL);
  self->provider = g_object_ref (provider);
  self->max_attempts = max_attempts;
  cantrip_window_init (&self->window, max_concurrency);

  return self;
}

void
cantrip_dispatcher_complete_async (CantripDispatcher  *self,
                                   CantripRecipe      *recipe,
                                   GPtrArray          *messages,
                                   CantripDeltaFunc    delta,
                                   gpointer            delta_data,
                                   GCancellable       *withdrawal,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (CANTRIP_IS_DISPATCHER (self));
  g_return_if_fail (recipe != NULL);
  g_return_if_fail (messages != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cantrip_dispatcher_complete_async);
  g_task_set_check_cancellable (task, FALSE); /* a reply that came is paid: it is handed on */

  request = g_atomic_rc_box_new0 (Request);
  request->recipe = cantrip_recipe_ref (recipe);
  request->messages = g_ptr_array_ref (messages);
  request->delta = delta;
  request->delta_data = delta_data;
  request->context = g_main_context_ref (self->context);
  request->withdrawal = withdrawal != NULL ? g_object_ref (withdrawal) : NULL;
  g_task_set_task_data (task, request, (GDestroyNotify) request_unref);

  if (is_unwanted (task))
    {
      finish_cancelled (task);
      return;
    }

  request->withdrawn_handler = connect_request (request, withdrawal);
  request->cancelled_handler = connect_request (request, cancellable);
  request->link.data = g_steal_pointer (&task);
  g_queue_push_tail_link (&self->waiting, &request->link);
  self->pump (self);
}

CantripCompletion *
cantrip_dispatcher_complete_finish (CantripDispatcher *self,
                                    GAsyncResult      *result,
                                    guint             *ret_attempts,
                                    GError           **error)
{
  const Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_dispatcher_complete_async), NULL);

  request = g_task_get_task_data (G_TASK (result));
  if (ret_attempts != NULL)
    *ret_attempts = request->attempts;

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
cantrip_dispatcher_get_n_waiting (CantripDispatcher *self)
{
  g_return_val_if_fail (CANTRIP_IS_DISPATCHER (self), 0);

  return self->waiting.length + (guint) g_sequence_get_length (self->backing_off);
}

guint
cantrip_dispatcher_get_n_active (CantripDispatcher *self)
{
  g_return_val_if_fail (CANTRIP_IS_DISPATCHER (self), 0);

  return self->n_active;
}

guint
cantrip_dispatcher_get_window (CantripDispatcher *self)
{
  g_return_val_if_fail (CANTRIP_IS_DISPATCHER (self), 0);

  return self->window.size;
}
