/* cantrip-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A provider's reason is cut to this many characters. */
#define CANTRIP_REASON_MAX_CHARACTERS 200

/**
 * cantrip_reason_clean:
 * @reason: (not nullable): what a provider gave as its reason; may be anything
 * @key: (nullable): the key that was sent
 * @prompt: (nullable): what was asked, as sent: it may be JSON
 * @prompt_length: bytes of @prompt
 *
 * Makes words of a provider fit for an error. Line breaks and control characters become spaces.
 * Replaced by `…` are @key, everything that looks like a key (16 letters, digits, `-_*.` and
 * more in a row, with letters and digits or asterisks among them), and every stretch of 16
 * bytes or more that also stands in @prompt. The rest is cut to
 * %CANTRIP_REASON_MAX_CHARACTERS.
 *
 * Returns: (transfer full): valid UTF-8, without a period at the end; may be empty
 */
char *cantrip_reason_clean (const char *reason,
                            const char *key,
                            const char *prompt,
                            gsize       prompt_length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
