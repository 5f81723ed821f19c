/* cantrip-serve-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "commands/cantrip-commands.h"
#include "commands/cantrip-interrupt.h"
#include "server/cantrip-bridge.h"

#define DEFAULT_ADDRESS "127.0.0.1:8765"
#define MAX_WORKERS 64
#define STOP_TIMEOUT_S 30

static char *listen_address;
static int   n_workers;

static const GOptionEntry ENTRIES[] = {
  { "listen",
    'l',
    0,
    G_OPTION_ARG_STRING,
    &listen_address,
    "Where to listen (default: " DEFAULT_ADDRESS "; port 0: one that is free)",
    "ADDR:PORT" },
  { "workers",
    0,
    0,
    G_OPTION_ARG_INT,
    &n_workers,
    "Threads that serve (default: one for each processor)",
    "N" },
  G_OPTION_ENTRY_NULL,
};

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  if (!cantrip_bridge_stop_finish (CANTRIP_BRIDGE (object), result))
    g_printerr ("cantrip-bridge: some calls did not end within %d s\n", STOP_TIMEOUT_S);

  g_main_loop_quit (user_data);
}

/* What the main loop is for: it serves until the first signal, then stops. */
typedef struct
{
  CantripBridge *bridge;
  GMainLoop     *loop;
} Service;

/* A GCancellableSourceFunc. */
static gboolean
stop_cb (GCancellable *interrupt G_GNUC_UNUSED, gpointer user_data)
{
  Service *service = user_data;

  cantrip_bridge_stop_async (service->bridge, STOP_TIMEOUT_S, stopped_cb, service->loop);

  return G_SOURCE_REMOVE;
}

static void
serve (CantripBridge *bridge, GCancellable *interrupt)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSource) interrupted = g_cancellable_source_new (interrupt);
  Service service = { bridge, loop };

  g_source_set_callback (interrupted, G_SOURCE_FUNC (stop_cb), &service, NULL);
  g_source_attach (interrupted, NULL);
  g_main_loop_run (loop);
}

/* The address with the port that the kernel chose, if it chose. */
static char *
describe_address (const char *address, guint port)
{
  const char *colon = strrchr (address, ':');
  gsize       host_length = colon != NULL ? (gsize) (colon - address) : strlen (address);

  return g_strdup_printf ("http://%.*s:%u", (int) host_length, address, port);
}

static int
run_serve (const CantripCommandOptions *options)
{
  const char *address = listen_address != NULL ? listen_address : DEFAULT_ADDRESS;
  g_autoptr (GCancellable) interrupt = NULL;
  g_autoptr (CantripBridge) bridge = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  if (n_workers < 0 || n_workers > MAX_WORKERS)
    return cantrip_command_wrong_use ("--workers must be 1 to %d", MAX_WORKERS);

  interrupt = cantrip_interrupt_new_cancellable ();
  bridge = cantrip_bridge_new (options->workspace, address, (guint) n_workers, &error);
  if (bridge == NULL)
    return cantrip_command_fail (error);

  url = describe_address (address, cantrip_bridge_get_port (bridge));
  g_print ("Serving %s at %s\n", options->workspace, url);
  fflush (stdout);

  serve (bridge, interrupt);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_serve_command = {
  .name = "serve",
  .arguments = "[--listen ADDR:PORT] [--workers N]",
  .summary = "Serve the deployments of a workspace over HTTP until Ctrl-C",
  .entries = ENTRIES,
  .run = run_serve,
};
