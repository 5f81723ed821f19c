/* cantrip-retry-after.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * cantrip_retry_after_ms:
 * @headers: (nullable): headers of a failed reply
 * @error_object: (nullable): the `error` of its body
 * @now_us: Unix time in microseconds, for headers that name a time
 *
 * Finds how long a provider wants us to wait, in this order: `retry-after-ms` (milliseconds),
 * `retry-after` (seconds, or a date: RFC 9110 §10.2.3), Google's `RetryInfo.retryDelay` in the
 * body, then the rate limits whose `remaining` is 0 or not told, of which the latest reset
 * counts: `x-ratelimit-reset-{requests,tokens}` (`12ms`, `6m0s`, or seconds),
 * `anthropic-ratelimit-{requests,tokens,input-tokens,output-tokens}-reset` (RFC 3339) and
 * `x-ratelimit-reset` (Unix time in milliseconds or seconds, or seconds from now).
 *
 * Returns: milliseconds, at most a day; -1 if there is no word of it
 */
gint64
cantrip_retry_after_ms (SoupMessageHeaders *headers, JsonObject *error_object, gint64 now_us);

G_END_DECLS
