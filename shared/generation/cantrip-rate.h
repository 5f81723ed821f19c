/* cantrip-rate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How fast something goes: a moving average in which what is five seconds old counts for a
 * third. Times are of the monotonic clock and passed in.
 */
typedef struct
{
  double count;   /* faded */
  double seconds; /* faded alike, so that the first seconds are not too low */
  gint64 last_us;
} CantripRate;

void cantrip_rate_init (CantripRate *self, gint64 now_us);

/* Notes that @n were done since the last call. */
void cantrip_rate_add (CantripRate *self, guint n, gint64 now_us);

/* 0 before the first time has passed. */
double cantrip_rate_get_per_second (const CantripRate *self);

G_END_DECLS
