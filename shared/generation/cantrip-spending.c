/* cantrip-spending.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-spending.h"

gboolean
cantrip_spending_reserve (CantripSpending *self, gint64 worst_usd_nanos)
{
  if (self->limit_usd_nanos >= 0)
    {
      gint64 free_usd_nanos =
          self->limit_usd_nanos - self->spent_usd_nanos - self->reserved_usd_nanos;

      if (worst_usd_nanos < 0 || worst_usd_nanos > free_usd_nanos)
        return FALSE;
    }

  self->reserved_usd_nanos += MAX (worst_usd_nanos, 0);

  return TRUE;
}

void
cantrip_spending_settle (CantripSpending *self, gint64 worst_usd_nanos, gint64 cost_usd_nanos)
{
  self->reserved_usd_nanos -= MAX (worst_usd_nanos, 0);
  self->spent_usd_nanos += MAX (cost_usd_nanos, 0);
}
