/* cantrip-spending.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripSpending:
 * @limit_usd_nanos: the most to spend; -1: no limit
 * @spent_usd_nanos: what has been spent
 * @reserved_usd_nanos: the most that the calls under way can cost
 *
 * Keeps a limit whatever the parallelism: what a call can cost at worst is reserved before it is
 * sent. All amounts are in billionths of a US dollar.
 */
typedef struct
{
  gint64 limit_usd_nanos;
  gint64 spent_usd_nanos;
  gint64 reserved_usd_nanos;
} CantripSpending;

/**
 * cantrip_spending_reserve:
 * @self: the account
 * @worst_usd_nanos: what the call can cost at worst; -1: unknown, which no limit allows
 *
 * Returns: %FALSE, and nothing is reserved, if the call could overrun the limit
 */
gboolean cantrip_spending_reserve (CantripSpending *self, gint64 worst_usd_nanos);

/* Replaces what was reserved for a call with what it has cost; -1: not known, counts as nothing. */
void cantrip_spending_settle (CantripSpending *self, gint64 worst_usd_nanos, gint64 cost_usd_nanos);

G_END_DECLS
