/* cantrip-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Unix time in microseconds, UTC: the only form in which times are stored. */
gint64 cantrip_time_now_us (void);

/**
 * cantrip_time_to_text:
 * @time_us: Unix time in microseconds
 *
 * Returns: (transfer full): RFC 3339 in UTC with milliseconds, `2026-11-23T14:05:09.120Z`
 */
char *cantrip_time_to_text (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_time_from_text:
 * @text: what a person typed: `30m`, `24h`, `7d` (that long ago), `2026-11-23`, or RFC 3339
 * @now_us: Unix time in microseconds that durations count back from
 * @ret_time_us: (out): set on success
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: %TRUE if @ret_time_us was set
 */
gboolean
cantrip_time_from_text (const char *text, gint64 now_us, gint64 *ret_time_us, GError **error);

/**
 * cantrip_duration_to_text:
 * @seconds: a length of time; rounded to what a person reads at a glance
 *
 * Returns: (transfer full): `8 s`, `2 min 05 s`, `3 h 20 min`
 */
char *cantrip_duration_to_text (double seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
