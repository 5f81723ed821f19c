/* cantrip-id.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CANTRIP_ID_TEXT_LENGTH 13

/**
 * cantrip_id_new:
 *
 * Makes an id that no other program on the workspace makes: 41 bits of milliseconds
 * since 2025-01-01 UTC (enough until 2094), then 22 random bits. Ids of one process only
 * grow, so that rows inserted together stand together in the table. Safe from any thread.
 *
 * Returns: a positive 63-bit number
 */
gint64 cantrip_id_new (void);

/* No id that was made at the Unix time @at_us (microseconds) or later is lower than this. */
gint64 cantrip_id_get_lowest_at (gint64 at_us);

/**
 * cantrip_id_to_text:
 * @id: a positive id
 *
 * Writes @id for people: 13 characters of Crockford's base 32, lower case
 * (https://www.crockford.com/base32.html).
 *
 * Returns: (transfer full): the text
 */
char *cantrip_id_to_text (gint64 id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_id_from_text:
 * @text: (nullable): what a person typed; either case, `o` reads as 0, `i` and `l` as 1
 *
 * Returns: the id, or 0 if @text is not one
 */
gint64 cantrip_id_from_text (const char *text);

G_END_DECLS
