/* cantrip-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/cantrip-time.h"

#define REDRAW_US (G_USEC_PER_SEC / 10)
#define ERASE "\r\033[K"

struct _CantripProgress
{
  const char *unit;       /* (borrowed) static */
  gint64      started_us; /* monotonic clock */
  gint64      drawn_us;   /* monotonic clock; 0: not drawn yet */
  gboolean    on_terminal;
};

CantripProgress *
cantrip_progress_new (const char *unit)
{
  CantripProgress *self = g_new0 (CantripProgress, 1);

  self->unit = unit;
  self->started_us = g_get_monotonic_time ();
  self->on_terminal = isatty (STDERR_FILENO);

  return self;
}

void
cantrip_progress_update (CantripProgress *self, gint64 done, double share, const char *note)
{
  gint64           now_us = g_get_monotonic_time ();
  double           seconds = (double) (now_us - self->started_us) / G_USEC_PER_SEC;
  g_autofree char *left = NULL;

  if (!self->on_terminal || now_us - self->drawn_us < REDRAW_US)
    return;

  self->drawn_us = now_us;
  if (share > 0)
    left = cantrip_duration_to_text (seconds / share * (1 - MIN (share, 1)));

  fprintf (stderr,
           ERASE "%'" G_GINT64_FORMAT " %s · %'.0f a second%s%s%s",
           done,
           self->unit,
           seconds > 0 ? (double) done / seconds : 0.0,
           left != NULL ? " · " : "",
           left != NULL ? left : "",
           left != NULL ? " left" : "");
  if (note != NULL)
    fprintf (stderr, " · %s", note);
  fflush (stderr);
}

void
cantrip_progress_free (CantripProgress *self)
{
  if (self->drawn_us > 0)
    {
      fputs (ERASE, stderr);
      fflush (stderr);
    }
  g_free (self);
}
