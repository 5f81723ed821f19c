/* cantrip-sse-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)
 * from bytes that arrive in any pieces: lines end in LF, CR or CRLF, the lines of one `data`
 * are joined by LF, comments and unknown fields are skipped. Unlike there, an event that the
 * end cuts short of its empty line counts.
 */
typedef struct _CantripSseReader CantripSseReader;

/**
 * CantripSseFunc:
 * @event: (not nullable): name of the event; `message` if it has none
 * @data: (not nullable): its data, ending in a NUL; as received, perhaps not UTF-8
 * @length: bytes of @data
 * @user_data: data given with the function
 * @error: return location for an error
 *
 * Called for each event that has data.
 *
 * Returns: %FALSE with @error set to stop reading
 */
typedef gboolean (*CantripSseFunc) (const char *event,
                                    const char *data,
                                    gsize       length,
                                    gpointer    user_data,
                                    GError    **error);

/**
 * cantrip_sse_reader_new:
 * @max_event_bytes: most bytes of one event
 * @func: called for each event
 * @user_data: data for @func
 *
 * Returns: (transfer full): a new reader
 */
CantripSseReader *cantrip_sse_reader_new (gsize          max_event_bytes,
                                          CantripSseFunc func,
                                          gpointer       user_data) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_sse_reader_free (CantripSseReader *self);

/**
 * cantrip_sse_reader_push:
 * @self: a reader
 * @data: the next bytes
 * @length: how many; may be 0
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_BAD_REPLY` when an event is larger than it may be, and those of the
 * function. After an error, only free the reader.
 *
 * Returns: %TRUE if all was read
 */
gboolean
cantrip_sse_reader_push (CantripSseReader *self, const char *data, gsize length, GError **error);

/* Says that nothing more comes; errors as for cantrip_sse_reader_push(). */
gboolean cantrip_sse_reader_end (CantripSseReader *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripSseReader, cantrip_sse_reader_free)

G_END_DECLS
