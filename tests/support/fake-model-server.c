/* fake-model-server.c
 *
 * The fake model as a program, for benchmarks and for tests of whole programs: prints its base
 * URL on one line and serves until SIGTERM or Ctrl-C.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "cantrip-fake-model.h"

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) options = g_option_context_new ("— a model server that is none");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (CantripFakeModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reply = NULL;
  int              latency_ms = 0;
  int              fail_every = 0;

  const GOptionEntry entries[] = {
    { "latency-ms", 0, 0, G_OPTION_ARG_INT, &latency_ms, "Wait before each answer", "MS" },
    { "fail-every", 0, 0, G_OPTION_ARG_INT, &fail_every, "Answer each Nth call with 503", "N" },
    { "reply", 0, 0, G_OPTION_ARG_STRING, &reply, "Reply this; without it, what was said", "TEXT" },
    { NULL },
  };

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }

  model = cantrip_fake_model_new ();
  cantrip_fake_model_set_delay_ms (model, (guint) MAX (latency_ms, 0));
  cantrip_fake_model_fail_every (model, (guint) MAX (fail_every, 0));
  if (reply != NULL)
    cantrip_fake_model_set_reply (model, reply);
  else
    cantrip_fake_model_set_reply_func (model, cantrip_fake_model_echo, NULL);

  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  printf ("%s\n", cantrip_fake_model_get_base_url (model));
  fflush (stdout);
  g_main_loop_run (loop);

  return 0;
}
