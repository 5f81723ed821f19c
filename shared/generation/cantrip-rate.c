/* cantrip-rate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-rate.h"

#include <math.h>

#define FADING_S 5.0

void
cantrip_rate_init (CantripRate *self, gint64 now_us)
{
  *self = (CantripRate){ .last_us = now_us };
}

void
cantrip_rate_add (CantripRate *self, guint n, gint64 now_us)
{
  double passed_s = (double) (now_us - self->last_us) / G_USEC_PER_SEC;
  double kept = exp (-passed_s / FADING_S);

  self->count = self->count * kept + n;
  self->seconds = self->seconds * kept + passed_s;
  self->last_us = now_us;
}

double
cantrip_rate_get_per_second (const CantripRate *self)
{
  return self->seconds > 0 ? self->count / self->seconds : 0;
}
