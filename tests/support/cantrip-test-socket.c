/* cantrip-test-socket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-socket.h"

#include "cantrip-test-util.h"

GSocketConnection *
cantrip_test_socket_connect (CantripTestService *service)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  /* The kernel takes it, before the bridge does. */
  connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) service->port, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

void
cantrip_test_socket_write (GSocketConnection *connection, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             text,
                             strlen (text),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
}

void
cantrip_test_socket_request (GSocketConnection *connection,
                             const char        *method,
                             const char        *target,
                             const char        *headers)
{
  g_autofree char *text =
      g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n", method, target, headers);

  cantrip_test_socket_write (connection, text);
}

/* (transfer full): empty at the end */
static GBytes *
read_piece (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *piece;

  g_input_stream_read_bytes_async (stream,
                                   65536,
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   cantrip_test_keep_result,
                                   &result);
  cantrip_test_wait_for (&result);
  piece = g_input_stream_read_bytes_finish (stream, result, &error);

  /* A server that closes with something unread resets the connection, once all is sent. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return g_bytes_new (NULL, 0);
  g_assert_no_error (error);

  return piece;
}

char *
cantrip_test_socket_read_all (GSocketConnection *connection)
{
  GString *text = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GBytes) piece = read_piece (connection);

      if (g_bytes_get_size (piece) == 0)
        return g_string_free (text, FALSE);
      g_string_append_len (text, g_bytes_get_data (piece, NULL), (gssize) g_bytes_get_size (piece));
    }
}

static gboolean
is_whole (const GString *reply)
{
  const char *body = strstr (reply->str, "\r\n\r\n");
  const char *length = strstr (reply->str, "Content-Length: ");

  if (body == NULL || length == NULL)
    return body != NULL;

  return reply->len - (gsize) (body + 4 - reply->str) >=
         g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
}

char *
cantrip_test_socket_read_reply (GSocketConnection *connection)
{
  GString *reply = g_string_new (NULL);

  while (!is_whole (reply))
    {
      g_autoptr (GBytes) piece = read_piece (connection);
      gsize       length;
      const char *data = g_bytes_get_data (piece, &length);

      g_assert_cmpuint (length, >, 0);
      g_string_append_len (reply, data, (gssize) length);
    }

  return g_string_free (reply, FALSE);
}

void
cantrip_test_socket_hang_up (GSocketConnection *connection)
{
  g_autoptr (GError) error = NULL;

  g_io_stream_close (G_IO_STREAM (connection), NULL, &error);
  g_assert_no_error (error);
}
