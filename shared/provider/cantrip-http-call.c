/* cantrip-http-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-http-call.h"

#include "base/cantrip-error.h"

#define BUFFER_BYTES 8192

/* How long the end of a reply may take after its last piece that matters. */
#define END_TIMEOUT_MS 1000

/* One request under way. */
typedef struct
{
  CantripHttpClient   *client;  /* (owned) */
  SoupMessage         *message; /* (owned) */
  gboolean             begun;   /* the network knows of it */
  gsize                max_bytes;
  CantripHttpChunkFunc chunk; /* (nullable) */
  gpointer             chunk_data;
  GCancellable        *outer;         /* (owned) (nullable): the caller's */
  gulong               outer_handler; /* on @outer; 0: none */
  GCancellable        *inner;         /* (owned): cancelled with @outer, or to give up */
  GSource             *end_timeout;   /* (owned) (nullable) */
  GInputStream        *stream;        /* (owned) (nullable) */
  GByteArray          *body;          /* (owned) */
  gsize                received_bytes;
  gboolean             enough; /* what still comes does not matter */
  char                 buffer[BUFFER_BYTES];
} Call;

/* Tells the network what went over the line. */
static void
note_bytes (Call *call)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (call->message);

  if (!call->begun || metrics == NULL)
    return;

  cantrip_network_end (cantrip_http_client_get_network (call->client),
                       soup_message_get_uri (call->message),
                       cantrip_http_client_get_connection_id (call->client),
                       (gint64) (soup_message_metrics_get_request_header_bytes_sent (metrics) +
                                 soup_message_metrics_get_request_body_bytes_sent (metrics)),
                       (gint64) (soup_message_metrics_get_response_header_bytes_received (metrics) +
                                 soup_message_metrics_get_response_body_bytes_received (metrics)));
}

static void
call_free (Call *call)
{
  note_bytes (call);
  /* Not g_cancellable_disconnect(), which waits for a handler that may be what runs us. */
  if (call->outer_handler != 0)
    g_signal_handler_disconnect (call->outer, call->outer_handler);
  if (call->end_timeout != NULL)
    g_source_destroy (call->end_timeout);
  g_clear_pointer (&call->end_timeout, g_source_unref);
  g_clear_object (&call->stream);
  g_clear_object (&call->message);
  g_clear_object (&call->client);
  g_clear_object (&call->outer);
  g_clear_object (&call->inner);
  g_clear_pointer (&call->body, g_byte_array_unref);
  g_free (call);
}

static gboolean
is_success (Call *call)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message));
}

/* Says what a failure of the connection means for the caller. */
static GError *
explain (Call *call, const GError *problem)
{
  CantripError code = CANTRIP_ERROR_UNREACHABLE;
  const char  *what = "Could not reach";
  const char  *remedy = "check the address and the network";

  if (g_cancellable_is_cancelled (call->outer))
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The call was cancelled");

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      code = CANTRIP_ERROR_TIMEOUT;
      what = "Nothing came in time from";
      remedy = "try again later, or raise “timeout_s” of the connection";
    }
  else if (problem->domain == G_TLS_ERROR)
    {
      what = "There is no safe connection to";
      remedy = "check the address and the certificate";
    }
  else if (call->stream != NULL)
    {
      code = CANTRIP_ERROR_BAD_REPLY;
      what = "There came only a part of the reply of";
      remedy = "the rest is lost";
    }
  else if (problem->domain == SOUP_SESSION_ERROR)
    {
      code = CANTRIP_ERROR_BAD_REPLY;
      what = "There came something that is not HTTP from";
      remedy = "check the address";
    }

  return g_error_new (CANTRIP_ERROR,
                      (int) code,
                      "%s “%s” (%s); %s",
                      what,
                      g_uri_get_host (soup_message_get_uri (call->message)),
                      problem->message,
                      remedy);
}

/* Ends the call; what is still unread is dropped with its connection. */
static void
finish (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (error != NULL)
    {
      g_cancellable_cancel (call->inner);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task,
                           g_steal_pointer (&call->body),
                           (GDestroyNotify) g_byte_array_unref);
}

static gboolean
end_timeout_cb (gpointer data)
{
  Call *call = data;

  g_cancellable_cancel (call->inner);

  return G_SOURCE_REMOVE;
}

/* Reads on only so that the connection can be used again, and not for long. */
static void
expect_end (Call *call)
{
  call->enough = TRUE;
  call->end_timeout = g_timeout_source_new (END_TIMEOUT_MS);
  g_source_set_callback (call->end_timeout, end_timeout_cb, call, NULL);
  g_source_attach (call->end_timeout, g_main_context_get_thread_default ());
}

/* Takes the @length bytes in the buffer; *ret_last is set when nothing more is to be read. */
static gboolean
take (Call *call, gsize length, gboolean *ret_last, GError **error)
{
  gsize    max_bytes = is_success (call) ? call->max_bytes : CANTRIP_HTTP_CALL_MAX_ERROR_BYTES;
  gboolean enough = FALSE;

  call->received_bytes += length;
  if (call->received_bytes > max_bytes)
    {
      *ret_last = TRUE;
      if (is_success (call) && !call->enough)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_BAD_REPLY,
                                  "The reply of “%s” is larger than %d MiB",
                                  g_uri_get_host (soup_message_get_uri (call->message)),
                                  (int) (max_bytes / (1024 * 1024)));
      return TRUE;
    }
  if (call->enough)
    return TRUE;

  if (call->chunk == NULL || !is_success (call))
    g_byte_array_append (call->body, (const guint8 *) call->buffer, (guint) length);
  else if (!call->chunk (call->buffer, length, &enough, call->chunk_data, error))
    return FALSE;
  if (enough)
    expect_end (call);

  return TRUE;
}

/* Deals with one read; returns whether there is more to be read. */
static gboolean
took_more (GTask *task, gssize length, const GError *problem)
{
  Call    *call = g_task_get_task_data (task);
  GError  *error = NULL;
  gboolean last = FALSE;

  if (length < 0 && !call->enough)
    finish (task, explain (call, problem));
  else if (length <= 0)
    finish (task, NULL);
  else if (!take (call, (gsize) length, &last, &error))
    finish (task, error);
  else if (last)
    {
      g_cancellable_cancel (call->inner);
      finish (task, NULL);
    }
  else
    return TRUE;

  return FALSE;
}

/* Reads what has come already: a short reply is then done without another round. */
static gboolean
read_what_came (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  for (;;)
    {
      g_autoptr (GError) problem = NULL;
      gssize length =
          g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (call->stream),
                                                    call->buffer,
                                                    sizeof call->buffer,
                                                    call->inner,
                                                    &problem);

      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (!took_more (task, length, problem))
        return FALSE;
    }
}

static gboolean
readable_cb (GObject *stream G_GNUC_UNUSED, gpointer user_data)
{
  return read_what_came (user_data) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
read_reply (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GTask) owned_task = task;
  g_autoptr (GSource) source = NULL;

  if (!read_what_came (task))
    return;

  source =
      g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (call->stream), call->inner);
  g_source_set_callback (source,
                         G_SOURCE_FUNC (readable_cb),
                         g_steal_pointer (&owned_task),
                         g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) problem = NULL;
  Call *call = g_task_get_task_data (task);

  call->stream = soup_session_send_finish (SOUP_SESSION (object), result, &problem);
  if (call->stream == NULL)
    finish (task, explain (call, problem));
  else
    read_reply (g_steal_pointer (&task));
}

static void
outer_cancelled_cb (GCancellable *outer G_GNUC_UNUSED, gpointer inner)
{
  g_cancellable_cancel (inner);
}

void
cantrip_http_call_async (CantripHttpClient   *client,
                         SoupMessage         *message,
                         gsize                max_bytes,
                         CantripHttpChunkFunc chunk,
                         gpointer             chunk_data,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, NULL, callback, user_data);
  Call   *call = g_new0 (Call, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, cantrip_http_call_async);

  call->client = g_object_ref (client);
  call->message = g_object_ref (message);
  call->max_bytes = max_bytes;
  call->chunk = chunk;
  call->chunk_data = chunk_data;
  call->inner = g_cancellable_new ();
  call->body = g_byte_array_new ();
  if (cancellable != NULL)
    {
      call->outer = g_object_ref (cancellable);
      call->outer_handler = g_cancellable_connect (cancellable,
                                                   G_CALLBACK (outer_cancelled_cb),
                                                   g_object_ref (call->inner),
                                                   g_object_unref);
    }
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  call->begun = cantrip_network_begin (cantrip_http_client_get_network (client),
                                       soup_message_get_uri (message),
                                       cantrip_http_client_get_connection_id (client),
                                       &error);
  if (!call->begun)
    {
      g_task_return_error (task, error);
      return;
    }

  soup_message_add_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT |
                              SOUP_MESSAGE_COLLECT_METRICS);
  soup_session_send_async (cantrip_http_client_get_session (client),
                           message,
                           G_PRIORITY_DEFAULT,
                           call->inner,
                           sent_cb,
                           g_steal_pointer (&task));
}

GByteArray *
cantrip_http_call_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_http_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
