/* cantrip-fake-script.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-script.h"

#include <sys/socket.h>

/* How long one attempt waits for a reader that is slow; other connections wait with it. */
#define PATIENCE_US 5000

/* A script under way; held by the source that waits for its next step. */
typedef struct
{
  CantripFakeScript *script;     /* (owned) */
  GIOStream         *connection; /* (owned) */
  GSocket           *socket;     /* (owned) */
  gsize              written_bytes;
  void (*ended) (gpointer); /* (nullable) */
  gpointer user_data;
} Play;

void
cantrip_fake_script_free (CantripFakeScript *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
play_clear (gpointer data)
{
  Play *play = data;

  g_io_stream_close (play->connection, NULL, NULL);
  g_socket_close (play->socket, NULL);
  g_object_unref (play->connection);
  g_object_unref (play->socket);
  cantrip_fake_script_free (play->script);
}

static void
play_release (gpointer play)
{
  g_rc_box_release_full (play, play_clear);
}

/* With no time to linger, closing resets the connection. */
static void
reset_on_close (Play *play)
{
  struct linger now = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (play->socket), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static gboolean
hung_up_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  char byte;

  return g_socket_receive (socket, &byte, 1, NULL, NULL) > 0;
}

/* Keeps the connection until the other side closes it. */
static void
keep_open (Play *play)
{
  g_autoptr (GSource) source = g_socket_create_source (play->socket, G_IO_IN, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (hung_up_cb), g_rc_box_acquire (play), play_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Writes the next piece; a reader that has gone away ends the play. */
static gboolean
write_piece_cb (gpointer user_data)
{
  Play       *play = user_data;
  gsize       length = 0;
  const char *bytes = g_bytes_get_data (play->script->bytes, &length);
  gsize       left = length - play->written_bytes;
  gsize       piece = play->script->piece_bytes > 0 ? MIN (play->script->piece_bytes, left) : left;
  gssize      written = 0;
  g_autoptr (GError) error = NULL;

  if (piece > 0)
    written = g_socket_send (play->socket, bytes + play->written_bytes, piece, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_socket_condition_timed_wait (play->socket, G_IO_OUT, PATIENCE_US, NULL, NULL);
      return G_SOURCE_CONTINUE;
    }
  if (written > 0)
    play->written_bytes += (gsize) written;
  if (error == NULL && play->written_bytes < length)
    return G_SOURCE_CONTINUE;

  if (play->ended != NULL)
    play->ended (play->user_data);
  if (play->script->end == CANTRIP_FAKE_END_RESET)
    reset_on_close (play);
  if (play->script->end == CANTRIP_FAKE_END_SILENCE && error == NULL)
    keep_open (play);

  return G_SOURCE_REMOVE;
}

void
cantrip_fake_script_play (CantripFakeScript *self,
                          GIOStream         *connection,
                          GSocket           *socket,
                          void (*ended) (gpointer),
                          gpointer user_data)
{
  g_autoptr (GSource) source = g_timeout_source_new (self->pause_ms);
  Play *play = g_rc_box_new0 (Play);

  play->script = self;
  play->connection = connection;
  play->socket = g_object_ref (socket);
  play->ended = ended;
  play->user_data = user_data;
  g_socket_set_blocking (socket, FALSE);
  g_source_set_callback (source, write_piece_cb, play, play_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}
