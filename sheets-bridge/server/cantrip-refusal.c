/* cantrip-refusal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-refusal.h"

#include "server/cantrip-client.h"
#include "server/cantrip-service-error.h"

/* Of an unwanted body, this much is read and thrown away. */
#define MAX_DISCARDED_BYTES (64 * 1024 * 1024)

/* A connection that is closed once the client has said what it wanted to say. */
typedef struct
{
  GIOStream *connection; /* (owned) */
  gsize      n_discarded_bytes;
} Farewell;

static void
farewell_free (gpointer data)
{
  Farewell *farewell = data;

  g_io_stream_close (farewell->connection, NULL, NULL);
  g_object_unref (farewell->connection);
  g_free (farewell);
}

/* The acceptor's patience ends the wait for a client that says nothing more. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  Farewell *farewell = user_data;
  g_autoptr (GError) error = NULL;
  char   buffer[65536];
  gssize n_bytes;

  n_bytes = g_socket_receive_with_blocking (socket, buffer, sizeof buffer, FALSE, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n_bytes <= 0)
    return G_SOURCE_REMOVE;

  farewell->n_discarded_bytes += (gsize) n_bytes;

  return farewell->n_discarded_bytes < MAX_DISCARDED_BYTES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static GString *
write_reply (guint status, const GError *error)
{
  GString *reply = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new ("{\"error\":");

  cantrip_service_error_append_json (error, body);
  g_string_append_c (body, '}');

  g_string_append_printf (reply,
                          "HTTP/1.1 %u %s\r\n"
                          "Content-Type: application/json; charset=utf-8\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                          "Connection: close\r\n\r\n%s",
                          status,
                          soup_status_get_phrase (status),
                          body->len,
                          body->str);

  return reply;
}

void
cantrip_refusal_send (SoupServerMessage *message, guint status, GError *error)
{
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (cantrip_client_from_message (message));
  g_autoptr (GError) owned_error = error;
  g_autoptr (GString) reply = write_reply (status, error);
  g_autoptr (GSource) source = NULL;
  Farewell *farewell;

  if (socket == NULL) /* gone already */
    return;

  farewell = g_new0 (Farewell, 1);
  farewell->connection = soup_server_message_steal_connection (message);

  /* A few hundred bytes fit into what the kernel keeps, unless the client does not read. */
  g_socket_send_with_blocking (socket, reply->str, reply->len, FALSE, NULL, NULL);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);

  source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), farewell, farewell_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}
