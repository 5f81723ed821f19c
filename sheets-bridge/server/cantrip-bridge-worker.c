/* cantrip-bridge-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-bridge-worker"

#include "config.h"

#include "server/cantrip-bridge-worker.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/cantrip-request-stream.h"
#include "server/cantrip-router.h"

struct _CantripBridgeWorker
{
  GObject parent_instance;

  CantripServices *services; /* (borrowed): outlives the workers */
  GThread         *thread;   /* (owned) */
  GMainContext    *context;  /* (owned) */
  GMainLoop       *loop;     /* (owned) */
  SoupServer      *server;   /* (owned); of the thread */
  CantripRouter   *router;   /* (owned); of the thread */

  GMutex   mutex;
  GCond    started;
  gboolean has_started; /* (mutex mutex) */
  GError  *error;       /* (owned) (nullable) (mutex mutex): why it did not start */
};

G_DEFINE_FINAL_TYPE (CantripBridgeWorker, cantrip_bridge_worker, G_TYPE_OBJECT)

/* Tells the thread that made the worker how the start went. */
static void
report_start (CantripBridgeWorker *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->has_started = TRUE;
  self->error = error;
  g_cond_signal (&self->started);
}

static void
drain_context (GMainContext *context)
{
  while (g_main_context_iteration (context, FALSE))
    ;
}

/*
 * libsoup closes a connection after its first reply when the server listens nowhere, and the
 * acceptor listens for us. So it is given one end of a pair of sockets to listen on, of which
 * nothing ever comes from the other. Gives that other end, to be closed last; -1 on error.
 */
static int
listen_on_nothing (SoupServer *server, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   "Could not start a worker: %s",
                   g_strerror (errno));
      return -1;
    }

  socket = g_socket_new_from_fd (ends[0], error);
  if (socket != NULL && soup_server_listen_socket (server, socket, 0, error))
    return ends[1];

  close (ends[1]);

  return -1;
}

static gpointer
serve_thread (gpointer data)
{
  CantripBridgeWorker *self = data;
  GError              *error = NULL;
  int                  nothing;

  g_main_context_push_thread_default (self->context);

  self->server = soup_server_new ("server-header", "cantrip-bridge", NULL);
  nothing = listen_on_nothing (self->server, &error);
  if (nothing >= 0)
    self->router = cantrip_router_new (self->services, &error);
  report_start (self, error);

  if (self->router != NULL)
    {
      cantrip_router_attach (self->router, self->server);
      g_main_loop_run (self->loop);
      cantrip_router_give_up (self->router);
      drain_context (self->context);
    }

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  drain_context (self->context);
  g_clear_pointer (&self->router, cantrip_router_free);
  drain_context (self->context);
  if (nothing >= 0)
    close (nothing);

  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
cantrip_bridge_worker_finalize (GObject *object)
{
  CantripBridgeWorker *self = CANTRIP_BRIDGE_WORKER (object);

  if (self->thread != NULL)
    {
      g_main_context_invoke (self->context, quit_cb, self->loop);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);

  G_OBJECT_CLASS (cantrip_bridge_worker_parent_class)->finalize (object);
}

static void
cantrip_bridge_worker_class_init (CantripBridgeWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_bridge_worker_finalize;
}

static void
cantrip_bridge_worker_init (CantripBridgeWorker *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
}

CantripBridgeWorker *
cantrip_bridge_worker_new (CantripServices *services, GError **error)
{
  g_autoptr (CantripBridgeWorker) self = g_object_new (CANTRIP_TYPE_BRIDGE_WORKER, NULL);

  self->services = services;
  self->thread = g_thread_new ("bridge-worker", serve_thread, self);

  g_mutex_lock (&self->mutex);
  while (!self->has_started)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* A connection on its way to the thread. */
typedef struct
{
  CantripBridgeWorker *worker;     /* (borrowed): joins its thread before it goes */
  GSocketConnection   *connection; /* (owned) */
} Handover;

static void
handover_free (gpointer data)
{
  Handover *handover = data;

  g_object_unref (handover->connection);
  g_free (handover);
}

static gboolean
take_cb (gpointer data)
{
  Handover *handover = data;
  g_autoptr (GSocketAddress) local =
      g_socket_connection_get_local_address (handover->connection, NULL);
  g_autoptr (GSocketAddress) remote =
      g_socket_connection_get_remote_address (handover->connection, NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (local == NULL || remote == NULL || handover->worker->server == NULL)
    return G_SOURCE_REMOVE;

  stream = cantrip_request_stream_wrap (G_IO_STREAM (handover->connection),
                                        cantrip_client_from_address (remote));
  if (!soup_server_accept_iostream (handover->worker->server, stream, local, remote, &error))
    g_warning ("Could not serve a connection: %s", error->message);

  return G_SOURCE_REMOVE;
}

void
cantrip_bridge_worker_take (CantripBridgeWorker *self, GSocketConnection *connection)
{
  Handover *handover = g_new0 (Handover, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  handover->worker = self;
  handover->connection = g_object_ref (connection);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, take_cb, handover, handover_free);
  g_source_attach (source, self->context);
}
