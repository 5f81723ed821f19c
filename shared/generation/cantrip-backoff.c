/* cantrip-backoff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-backoff.h"

/* Past this many doublings the cap holds anyway, and a shift would overflow. */
#define MAX_DOUBLINGS 16

gint64
cantrip_backoff_get_delay_ms (guint attempts, gint64 retry_after_ms, double random)
{
  guint  doublings;
  gint64 most_ms;

  g_return_val_if_fail (attempts >= 1, -1);
  g_return_val_if_fail (random >= 0 && random < 1, -1);

  if (retry_after_ms > CANTRIP_BACKOFF_MAX_RETRY_AFTER_MS)
    return -1;

  doublings = MIN (attempts - 1, MAX_DOUBLINGS);
  most_ms = MIN ((gint64) CANTRIP_BACKOFF_BASE_MS << doublings, CANTRIP_BACKOFF_CAP_MS);

  return MAX (retry_after_ms, 0) + (gint64) (random * (double) most_ms);
}
