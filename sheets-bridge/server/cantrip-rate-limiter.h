/* cantrip-rate-limiter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A token bucket for each key: a minute's worth may come at once, then they come evenly.
 * Shared by all workers; safe from any thread.
 */
typedef struct _CantripRateLimiter CantripRateLimiter;

CantripRateLimiter *cantrip_rate_limiter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                cantrip_rate_limiter_free (CantripRateLimiter *self);

/**
 * cantrip_rate_limiter_take:
 * @self: the limiter
 * @key_id: who calls
 * @calls_per_minute: its limit; -1: none
 * @now_us: monotonic clock
 *
 * Takes one call from the bucket of @key_id.
 *
 * Returns: 0 if the call may go on, else the milliseconds until one may
 */
gint64 cantrip_rate_limiter_take (CantripRateLimiter *self,
                                  gint64              key_id,
                                  gint64              calls_per_minute,
                                  gint64              now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRateLimiter, cantrip_rate_limiter_free)

G_END_DECLS
