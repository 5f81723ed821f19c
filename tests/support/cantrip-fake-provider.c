/* cantrip-fake-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-provider.h"

struct _CantripFakeProvider
{
  GObject parent_instance;

  CantripFakeProviderFunc func; /* (nullable) */
  gpointer                user_data;

  GQueue pending;   /* (element-type GTask) (owned); oldest first */
  char  *last_text; /* (owned) (nullable) */
  guint  n_calls;
  guint  most_pending;
};

/* One call; the data of its task. */
typedef struct
{
  guint            number;
  char            *text; /* (owned) */
  CantripDeltaFunc delta;
  gpointer         delta_data;
  gulong           cancelled_handler;
} Call;

static void
call_free (Call *call)
{
  g_free (call->text);
  g_free (call);
}

static void cantrip_fake_provider_provider_init (CantripProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripFakeProvider,
                               cantrip_fake_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CANTRIP_TYPE_PROVIDER,
                                                      cantrip_fake_provider_provider_init))

/* Ends @task if it is pending still, with one of @completion and @error, both (transfer full). */
static void
end (GTask *task, CantripCompletion *completion, GError *error)
{
  CantripFakeProvider *self = g_task_get_source_object (task);
  Call                *call = g_task_get_task_data (task);
  g_autoptr (GTask) owned = task;

  g_assert_true (g_queue_remove (&self->pending, task));
  if (call->cancelled_handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), call->cancelled_handler);

  if (completion != NULL)
    g_task_return_pointer (task, completion, (GDestroyNotify) cantrip_completion_free);
  else
    g_task_return_error (task, error);
}

static void
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  end (user_data, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

static gboolean
answer_idle (gpointer user_data)
{
  GTask               *task = user_data;
  CantripFakeProvider *self = g_task_get_source_object (task);
  Call                *call = g_task_get_task_data (task);
  CantripCompletion   *completion;
  GError              *error = NULL;

  if (g_queue_find (&self->pending, task) == NULL) /* cancelled meanwhile */
    return G_SOURCE_REMOVE;

  completion = self->func (call->number, call->text, self->user_data, &error);
  end (task, completion, error);

  return G_SOURCE_REMOVE;
}

static void
cantrip_fake_provider_complete_async (CantripProvider      *provider,
                                      const CantripRequest *request,
                                      CantripDeltaFunc      delta,
                                      gpointer              delta_data,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  CantripFakeProvider  *self = CANTRIP_FAKE_PROVIDER (provider);
  GTask                *task = g_task_new (self, cancellable, callback, user_data);
  const CantripMessage *last = g_ptr_array_index (request->messages, request->messages->len - 1);
  Call                 *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, cantrip_fake_provider_complete_async);
  call->number = ++self->n_calls;
  call->text = g_strdup (last->content);
  call->delta = delta;
  call->delta_data = delta_data;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  g_free (self->last_text);
  self->last_text = g_strdup (last->content);
  g_queue_push_tail (&self->pending, task);
  self->most_pending = MAX (self->most_pending, self->pending.length);

  g_assert_false (g_cancellable_is_cancelled (cancellable)); /* nobody should send these */
  if (cancellable != NULL)
    call->cancelled_handler =
        g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  if (self->func != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_idle, g_object_ref (task), g_object_unref);
}

static CantripCompletion *
cantrip_fake_provider_complete_finish (CantripProvider *provider,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_fake_provider_complete_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cantrip_fake_provider_list_models_async (CantripProvider    *provider,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);

  g_task_set_source_tag (task, cantrip_fake_provider_list_models_async);
  g_ptr_array_add (infos, cantrip_model_info_new ("fake"));
  g_task_return_pointer (task, infos, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
cantrip_fake_provider_list_models_finish (CantripProvider *provider,
                                          GAsyncResult    *result,
                                          GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cantrip_fake_provider_finalize (GObject *object)
{
  CantripFakeProvider *self = CANTRIP_FAKE_PROVIDER (object);

  g_assert_cmpuint (self->pending.length, ==, 0);
  g_clear_pointer (&self->last_text, g_free);

  G_OBJECT_CLASS (cantrip_fake_provider_parent_class)->finalize (object);
}

static void
cantrip_fake_provider_class_init (CantripFakeProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_fake_provider_finalize;
}

static void
cantrip_fake_provider_provider_init (CantripProviderInterface *iface)
{
  iface->complete_async = cantrip_fake_provider_complete_async;
  iface->complete_finish = cantrip_fake_provider_complete_finish;
  iface->list_models_async = cantrip_fake_provider_list_models_async;
  iface->list_models_finish = cantrip_fake_provider_list_models_finish;
}

static void
cantrip_fake_provider_init (CantripFakeProvider *self)
{
  g_queue_init (&self->pending);
}

CantripFakeProvider *
cantrip_fake_provider_new (CantripFakeProviderFunc func, gpointer user_data)
{
  CantripFakeProvider *self = g_object_new (CANTRIP_TYPE_FAKE_PROVIDER, NULL);

  self->func = func;
  self->user_data = user_data;

  return self;
}

void
cantrip_fake_provider_answer (CantripFakeProvider *self, CantripCompletion *completion)
{
  g_assert_cmpuint (self->pending.length, >, 0);

  end (g_queue_peek_head (&self->pending), completion, NULL);
}

void
cantrip_fake_provider_fail (CantripFakeProvider *self, GError *error)
{
  g_assert_cmpuint (self->pending.length, >, 0);

  end (g_queue_peek_head (&self->pending), NULL, error);
}

void
cantrip_fake_provider_give_delta (CantripFakeProvider *self, const char *text)
{
  Call *call = g_task_get_task_data (g_queue_peek_head (&self->pending));

  call->delta (text, call->delta_data);
}

guint
cantrip_fake_provider_get_n_calls (CantripFakeProvider *self)
{
  return self->n_calls;
}

guint
cantrip_fake_provider_get_n_pending (CantripFakeProvider *self)
{
  return self->pending.length;
}

guint
cantrip_fake_provider_get_most_pending (CantripFakeProvider *self)
{
  return self->most_pending;
}

const char *
cantrip_fake_provider_get_last_text (CantripFakeProvider *self)
{
  return self->last_text;
}

CantripCompletion *
cantrip_fake_completion_new (const char *text, gint64 input_tokens, gint64 output_tokens)
{
  CantripCompletion *completion = cantrip_completion_new ();

  g_free (completion->text);
  completion->text = g_strdup (text);
  completion->model = g_strdup ("fake");
  completion->finish = CANTRIP_FINISH_STOP;
  completion->input_tokens = input_tokens;
  completion->output_tokens = output_tokens;
  completion->latency_us = 1000;

  return completion;
}
