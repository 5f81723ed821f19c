/* cantrip-request-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-request-stream.h"

struct _CantripRequestStream
{
  GFilterInputStream parent_instance;

  GIOStream     *connection; /* (owned): what it reads from */
  CantripClient *client;     /* (owned): whose it is */
};

static void cantrip_request_stream_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripRequestStream,
                               cantrip_request_stream,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      cantrip_request_stream_pollable_init))

static GPollableInputStream *
get_base (GPollableInputStream *stream)
{
  return G_POLLABLE_INPUT_STREAM (
      g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)));
}

/* Puts the NUL before the end, whether the client closed or reset the connection. */
static gssize
end_with_nul (CantripRequestStream *self, gssize n_bytes, char *buffer, GError **error)
{
  if (n_bytes > 0 || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
      !cantrip_client_note_end (self->client))
    return n_bytes;

  g_clear_error (error);
  buffer[0] = '\0';

  return 1;
}

static gssize
cantrip_request_stream_read (GInputStream *stream,
                             void         *buffer,
                             gsize         count,
                             GCancellable *cancellable,
                             GError      **error)
{
  CantripRequestStream *self = CANTRIP_REQUEST_STREAM (stream);
  GInputStream         *base = G_INPUT_STREAM (get_base (G_POLLABLE_INPUT_STREAM (stream)));
  g_autoptr (GError) local_error = NULL;
  gssize n_bytes;

  cantrip_client_note_read (self->client, g_get_monotonic_time ());
  n_bytes = g_input_stream_read (base, buffer, count, cancellable, &local_error);
  n_bytes = end_with_nul (self, n_bytes, buffer, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return n_bytes;
}

static gssize
cantrip_request_stream_read_nonblocking (GPollableInputStream *stream,
                                         void                 *buffer,
                                         gsize                 count,
                                         GError              **error)
{
  CantripRequestStream *self = CANTRIP_REQUEST_STREAM (stream);
  g_autoptr (GError) local_error = NULL;
  gssize n_bytes;

  cantrip_client_note_read (self->client, g_get_monotonic_time ());
  n_bytes = g_pollable_input_stream_read_nonblocking (get_base (stream),
                                                      buffer,
                                                      count,
                                                      NULL,
                                                      &local_error);
  n_bytes = end_with_nul (self, n_bytes, buffer, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return n_bytes;
}

static gboolean
cantrip_request_stream_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (get_base (stream));
}

static GSource *
cantrip_request_stream_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (get_base (stream), NULL);

  return g_pollable_source_new_full (stream, base, cancellable);
}

static gboolean
cantrip_request_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  CantripRequestStream *self = CANTRIP_REQUEST_STREAM (stream);

  return g_io_stream_close (self->connection, cancellable, error);
}

static void
cantrip_request_stream_finalize (GObject *object)
{
  CantripRequestStream *self = CANTRIP_REQUEST_STREAM (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->client, cantrip_client_unref);

  G_OBJECT_CLASS (cantrip_request_stream_parent_class)->finalize (object);
}

static void
cantrip_request_stream_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = cantrip_request_stream_is_readable;
  iface->create_source = cantrip_request_stream_create_source;
  iface->read_nonblocking = cantrip_request_stream_read_nonblocking;
}

static void
cantrip_request_stream_class_init (CantripRequestStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_request_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = cantrip_request_stream_read;
  G_INPUT_STREAM_CLASS (klass)->close_fn = cantrip_request_stream_close;
}

static void
cantrip_request_stream_init (CantripRequestStream *self G_GNUC_UNUSED)
{
}

GIOStream *
cantrip_request_stream_wrap (GIOStream *connection, CantripClient *client)
{
  g_autoptr (CantripRequestStream) self = NULL;

  g_return_val_if_fail (G_IS_IO_STREAM (connection), NULL);

  self = g_object_new (CANTRIP_TYPE_REQUEST_STREAM,
                       "base-stream",
                       g_io_stream_get_input_stream (connection),
                       NULL);
  self->connection = g_object_ref (connection);
  self->client = cantrip_client_ref (client);

  return g_simple_io_stream_new (G_INPUT_STREAM (self), g_io_stream_get_output_stream (connection));
}
