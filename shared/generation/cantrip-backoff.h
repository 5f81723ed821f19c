/* cantrip-backoff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CANTRIP_BACKOFF_BASE_MS 500
#define CANTRIP_BACKOFF_CAP_MS (30 * 1000)

/* The longest `Retry-After` that is waited for; whoever asks for more gets no second attempt. */
#define CANTRIP_BACKOFF_MAX_RETRY_AFTER_MS (5 * 60 * 1000)

/**
 * cantrip_backoff_get_delay_ms:
 * @attempts: how often the request has been sent, at least 1
 * @retry_after_ms: what the provider asked for; -1: nothing
 * @random: a random number in [0, 1)
 *
 * Says when to send a request again: exponential back-off with full jitter, a random time up to
 * 500 ms · 2^(attempts − 1), never more than 30 s
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), after the time
 * that the provider asked for.
 *
 * Returns: milliseconds; -1 if the provider asked for more than is ever waited for
 */
gint64 cantrip_backoff_get_delay_ms (guint attempts, gint64 retry_after_ms, double random);

G_END_DECLS
