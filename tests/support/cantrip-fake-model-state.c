/* cantrip-fake-model-state.c
 *
 * What a test says to the fake model and asks of it, from its own thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-model-private.h"

#include "base/cantrip-json.h"
#include "cantrip-fake-script.h"
#include "cantrip-test-util.h"

void
cantrip_fake_model_set_reply (CantripFakeModel *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->reply);
  self->reply = g_strdup (text);
  self->func = NULL;
}

void
cantrip_fake_model_set_reply_func (CantripFakeModel    *self,
                                   CantripFakeReplyFunc func,
                                   gpointer             user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->func = func;
  self->func_data = user_data;
}

char *
cantrip_fake_model_echo (const char *last_user_message, gpointer user_data G_GNUC_UNUSED)
{
  return g_strdup (last_user_message);
}

void
cantrip_fake_model_set_body (CantripFakeModel *self, const char *body)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->body);
  self->body = g_strdup (body);
}

void
cantrip_fake_model_fail_next (CantripFakeModel *self,
                              guint             status,
                              const char       *body,
                              const char       *headers,
                              guint             n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CantripFakeFailure *failure = g_new0 (CantripFakeFailure, 1);

  g_assert (n > 0);

  failure->status = status;
  failure->body = g_strdup (body);
  failure->headers = g_strdup (headers);
  failure->n = n;
  g_queue_push_tail (&self->failures, failure);
}

void
cantrip_fake_model_fail_every (CantripFakeModel *self, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fail_every = n;
}

void
cantrip_fake_model_play_next (CantripFakeModel *self,
                              const char       *bytes,
                              gssize            length,
                              gsize             piece_bytes,
                              guint             pause_ms,
                              CantripFakeEnd    end)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CantripFakeScript *script = g_new0 (CantripFakeScript, 1);
  gsize              size = 0;

  if (bytes != NULL)
    size = length < 0 ? strlen (bytes) : (gsize) length;
  script->bytes = g_bytes_new (bytes, size);
  script->piece_bytes = piece_bytes;
  script->pause_ms = pause_ms;
  script->end = end;
  g_queue_push_tail (&self->scripts, script);
}

void
cantrip_fake_model_set_delay_ms (CantripFakeModel *self, guint delay_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->delay_ms = delay_ms;
}

void
cantrip_fake_model_hold (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->holding = TRUE;
}

void
cantrip_fake_model_release (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->holding = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    g_main_context_invoke_full (self->context,
                                G_PRIORITY_DEFAULT,
                                _cantrip_fake_model_unpause_cb,
                                g_object_ref (g_ptr_array_index (self->held, i)),
                                g_object_unref);
  g_ptr_array_set_size (self->held, 0);
}

static guint
read_count (CantripFakeModel *self, const guint *count)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return *count;
}

guint
cantrip_fake_model_get_n_calls (CantripFakeModel *self)
{
  return read_count (self, &self->n_calls);
}

guint
cantrip_fake_model_get_n_connections (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_size (self->ports);
}

guint
cantrip_fake_model_get_n_in_flight (CantripFakeModel *self)
{
  return read_count (self, &self->n_in_flight);
}

guint
cantrip_fake_model_get_max_in_flight (CantripFakeModel *self)
{
  return read_count (self, &self->max_in_flight);
}

char *
cantrip_fake_model_describe_calls (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GString       *json = g_string_new (NULL);
  const char    *separator = "";
  GHashTableIter iter;
  gpointer       message, n;

  g_string_append_printf (json, "{\"total\":%u,\"by_message\":{", self->n_completions);
  g_hash_table_iter_init (&iter, self->by_message);
  while (g_hash_table_iter_next (&iter, &message, &n))
    {
      g_string_append (json, separator);
      cantrip_json_append_string (json, message, -1);
      g_string_append_printf (json, ":%u", GPOINTER_TO_UINT (n));
      separator = ",";
    }
  g_string_append (json, "}}");

  return g_string_free (json, FALSE);
}

/* What cantrip_fake_model_wait_for_calls() waits for. */
typedef struct
{
  CantripFakeModel *self;
  guint             n;
} Wait;

static gboolean
has_calls (gpointer data)
{
  Wait *wait = data;

  return cantrip_fake_model_get_n_calls (wait->self) >= wait->n;
}

static gboolean
is_idle (gpointer self)
{
  return cantrip_fake_model_get_n_in_flight (self) == 0;
}

/* Whatever changes from now on wakes the context of the caller. */
static void
begin_to_wait (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_clear_pointer (&self->waiter, g_main_context_unref);
  self->waiter = g_main_context_ref_thread_default ();
}

void
cantrip_fake_model_wait_for_calls (CantripFakeModel *self, guint n)
{
  Wait wait = { self, n };

  begin_to_wait (self);
  cantrip_test_wait_until (has_calls, &wait);
}

void
cantrip_fake_model_wait_until_idle (CantripFakeModel *self)
{
  begin_to_wait (self);
  cantrip_test_wait_until (is_idle, self);
}

char *
cantrip_fake_model_dup_last_body (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last_body);
}

char *
cantrip_fake_model_dup_last_path (CantripFakeModel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last_path);
}

char *
cantrip_fake_model_dup_last_header (CantripFakeModel *self, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strdup (g_hash_table_lookup (self->last_headers, lower));
}
