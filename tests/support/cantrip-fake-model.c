/* cantrip-fake-model.c
 *
 * Serves calls; cantrip-fake-model-state.c says how.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-model-private.h"

#include "cantrip-fake-control.h"
#include "cantrip-fake-reply.h"
#include "cantrip-fake-script.h"

static const char MODELS[] =
    "{\"object\":\"list\",\"data\":[{\"id\":\"fake\"},{\"id\":\"fake-2\"}]}";
static const char EVERY_NTH[] =
    "{\"error\":{\"message\":\"The fake model fails now and then\",\"type\":\"server_error\"}}";

static void
failure_free (CantripFakeFailure *failure)
{
  g_free (failure->body);
  g_free (failure->headers);
  g_free (failure);
}

static void
keep_header (const char *name, const char *value, gpointer headers)
{
  g_hash_table_insert (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

/* Tells who waits to look again; the caller holds the mutex. */
static void
wake (CantripFakeModel *self)
{
  if (self->waiter != NULL)
    g_main_context_wakeup (self->waiter);
}

/* Keeps what came; the caller holds the mutex. */
static void
keep_request (CantripFakeModel *self, SoupServerMessage *message, const char *path)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GSocketAddress  *remote = soup_server_message_get_remote_address (message);

  self->n_calls++;
  g_hash_table_add (self->ports,
                    GUINT_TO_POINTER (
                        g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (remote))));
  self->n_in_flight++;
  self->max_in_flight = MAX (self->max_in_flight, self->n_in_flight);
  g_free (self->last_body);
  self->last_body = g_strndup (body->data, (gsize) body->length);
  g_free (self->last_path);
  self->last_path = g_strdup (path);
  g_hash_table_remove_all (self->last_headers);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message),
                                keep_header,
                                self->last_headers);
  wake (self);
}

/* Counts what is asked; the caller holds the mutex. */
static void
count_message (CantripFakeModel *self, const char *message)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_message, message));

  self->n_completions++;
  g_hash_table_insert (self->by_message, g_strdup (message), GUINT_TO_POINTER (n + 1));
}

static void
one_less_in_flight (gpointer data)
{
  CantripFakeModel *self = data;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_in_flight--;
  wake (self);
}

static void
answer (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

/* Answers with the next failure in line, if one is; the caller holds the mutex. */
static gboolean
fail (CantripFakeModel *self, SoupServerMessage *message)
{
  CantripFakeFailure *failure = g_queue_peek_head (&self->failures);
  g_auto (GStrv) headers = NULL;

  if (failure == NULL)
    {
      gboolean now = self->fail_every > 0 && self->n_calls % self->fail_every == 0;

      if (now)
        answer (message, 503, "application/json", EVERY_NTH);
      return now;
    }

  answer (message, failure->status, "application/json", failure->body);
  headers = g_strsplit (failure->headers != NULL ? failure->headers : "", "\r\n", -1);
  for (char **header = headers; *header != NULL; header++)
    {
      g_auto (GStrv) pair = g_strsplit (*header, ": ", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        soup_message_headers_append (soup_server_message_get_response_headers (message),
                                     pair[0],
                                     pair[1]);
    }
  if (--failure->n == 0)
    failure_free (g_queue_pop_head (&self->failures));

  return TRUE;
}

/* Answers well; @request is %NULL for the list of models. The caller holds the mutex. */
static void
reply (CantripFakeModel *self, SoupServerMessage *message, CantripFakeRequest *request)
{
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;

  if (request == NULL)
    {
      answer (message, 200, "application/json", self->body != NULL ? self->body : MODELS);
      return;
    }
  if (self->body != NULL)
    {
      answer (message, 200, "application/json", self->body);
      return;
    }

  text = self->func != NULL ? self->func (request->last_user_message, self->func_data)
                            : g_strdup (self->reply);
  body = cantrip_fake_request_make_reply (request, text);
  answer (message, 200, request->streamed ? "text/event-stream" : "application/json", body);
}

gboolean
_cantrip_fake_model_unpause_cb (gpointer message)
{
  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

/* Puts the answer off; the caller holds the mutex. */
static void
put_off (CantripFakeModel *self, SoupServerMessage *message)
{
  g_autoptr (GSource) source = NULL;

  soup_server_message_pause (message);
  if (self->holding)
    {
      g_ptr_array_add (self->held, g_object_ref (message));
      return;
    }

  source = g_timeout_source_new (self->delay_ms);
  g_source_set_callback (source,
                         _cantrip_fake_model_unpause_cb,
                         g_object_ref (message),
                         g_object_unref);
  g_source_attach (source, self->context);
}

/* (transfer full) (nullable): what @message asks, unless it asks for the list of models */
static CantripFakeRequest *
read_request (SoupServerMessage *message, const char *path)
{
  SoupMessageBody *sent = soup_server_message_get_request_body (message);

  if (g_str_has_suffix (path, "/models"))
    return NULL;

  return cantrip_fake_request_new (path, sent->data, (gsize) sent->length);
}

static void
handler_cb (SoupServer        *server G_GNUC_UNUSED,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query G_GNUC_UNUSED,
            gpointer           user_data)
{
  CantripFakeModel *self = user_data;
  g_autoptr (CantripFakeRequest) request = read_request (message, path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  CantripFakeScript *script;

  keep_request (self, message, path);
  if (request != NULL)
    count_message (self, request->last_user_message);
  script = g_queue_pop_head (&self->scripts);
  if (script != NULL)
    {
      g_autoptr (GSocket) socket = g_object_ref (soup_server_message_get_socket (message));

      cantrip_fake_script_play (script,
                                soup_server_message_steal_connection (message),
                                socket,
                                one_less_in_flight,
                                self);
      return;
    }

  g_signal_connect_swapped (message, "finished", G_CALLBACK (one_less_in_flight), self);
  if (!fail (self, message))
    reply (self, message, request);
  if (self->holding || self->delay_ms > 0)
    put_off (self, message);
}

static gpointer
run_thread (gpointer data)
{
  CantripFakeModel *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

CantripFakeModel *
cantrip_fake_model_new (void)
{
  CantripFakeModel *self = g_new0 (CantripFakeModel, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_mutex_init (&self->mutex);
  self->reply = g_strdup ("Hello");
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->last_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ports = g_hash_table_new (NULL, NULL);
  self->by_message = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handler_cb, self, NULL);
  cantrip_fake_control_attach (self->server, self);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  uris = soup_server_get_uris (self->server);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%d/v1", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->thread = g_thread_new ("fake-model", run_thread, self);

  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

void
cantrip_fake_model_free (CantripFakeModel *self)
{
  g_autoptr (GSource) quit = g_idle_source_new ();

  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_set_priority (quit, G_PRIORITY_HIGH);
  g_source_attach (quit, self->context);
  g_thread_join (g_steal_pointer (&self->thread));

  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->server);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->waiter, g_main_context_unref);
  g_queue_clear_full (&self->failures, (GDestroyNotify) failure_free);
  g_queue_clear_full (&self->scripts, (GDestroyNotify) cantrip_fake_script_free);
  g_hash_table_unref (self->last_headers);
  g_hash_table_unref (self->ports);
  g_hash_table_unref (self->by_message);
  g_free (self->base_url);
  g_free (self->reply);
  g_free (self->body);
  g_free (self->last_body);
  g_free (self->last_path);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const char *
cantrip_fake_model_get_base_url (CantripFakeModel *self)
{
  return self->base_url;
}
