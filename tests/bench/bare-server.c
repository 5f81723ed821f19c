/* bare-server.c
 *
 * A SoupServer that answers everything with the bytes of one file, as JSON: what the bridge is
 * measured against. Prints the port that the system gave it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <libsoup/soup.h>

static void
answer_cb (SoupServer        *server G_GNUC_UNUSED,
           SoupServerMessage *message,
           const char        *path G_GNUC_UNUSED,
           GHashTable        *query G_GNUC_UNUSED,
           gpointer           user_data)
{
  GBytes *answer = user_data;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json",
                                         NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

static gboolean
serve (const char *path, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *content = NULL;
  GSList          *uris;
  gsize            length_bytes;

  if (!g_file_get_contents (path, &content, &length_bytes, error))
    return FALSE;
  answer = g_bytes_new_take (g_steal_pointer (&content), length_bytes);

  soup_server_add_handler (server, NULL, answer_cb, answer, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (server);
  g_print ("%d\n", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("Usage: bare-server FILE\n");
      return 2;
    }
  if (!serve (argv[1], &error))
    {
      g_printerr ("bare-server: %s\n", error->message);
      return 1;
    }

  return 0;
}
