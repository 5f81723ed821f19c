/* cantrip-interrupt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-interrupt.h"

#include <signal.h>
#include <unistd.h>

static void
fill_signals (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGTERM);
}

/* A thread may wait for signals and then call anything, which a signal handler may not. */
static gpointer
wait_for_signals_thread (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t signals;
  int      number;

  fill_signals (&signals);
  sigwait (&signals, &number);
  g_cancellable_cancel (cancellable);
  sigwait (&signals, &number);
  _exit (128 + number);
}

GCancellable *
cantrip_interrupt_new_cancellable (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  sigset_t      signals;

  fill_signals (&signals);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signals_thread, g_object_ref (cancellable)));

  return cancellable;
}
