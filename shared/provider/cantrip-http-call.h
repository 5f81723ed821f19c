/* cantrip-http-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-http-client.h"

G_BEGIN_DECLS

/* Of a reply that is not 2xx, only so much is read. */
#define CANTRIP_HTTP_CALL_MAX_ERROR_BYTES (64 * 1024)

/**
 * CantripHttpChunkFunc:
 * @data: the next bytes of a reply
 * @length: how many, at least 1
 * @ret_enough: (out): set to %TRUE when nothing more is wanted
 * @user_data: data given with the function
 * @error: return location for an error
 *
 * Called for each piece of a reply as it arrives.
 *
 * Returns: %FALSE with @error set to give the call up
 */
typedef gboolean (*CantripHttpChunkFunc) (const char *data,
                                          gsize       length,
                                          gboolean   *ret_enough,
                                          gpointer    user_data,
                                          GError    **error);

/**
 * cantrip_http_call_async:
 * @client: who sends it
 * @message: what to send; redirects are not followed, so they come back as a status
 * @max_bytes: most bytes of a 2xx reply; more are never read
 * @chunk: (nullable): if given, gets the pieces of a 2xx reply, which is then not collected
 * @chunk_data: data for @chunk
 * @cancellable: (nullable): closes the connection
 * @callback: (scope async): called once, never before this returns
 * @user_data: data for @callback
 *
 * Sends one request and reads its reply in pieces, so that its size is bounded while it is
 * read. The network of @client decides whether it may go out, and notes it.
 *
 * About paying twice: the message gets `SOUP_MESSAGE_IDEMPOTENT`, without which libsoup opens
 * a new connection for every POST. The flag says nothing to what sends a request again:
 * libsoup 3 resends after a lost connection only what has an idempotent *method*, which POST
 * has not (`request_is_restartable()` in its HTTP/1 and HTTP/2 clients), or, on HTTP/2, what
 * the server itself declared unprocessed (REFUSED_STREAM, GOAWAY; RFC 9113 §8.7). So a POST
 * on a kept connection that went stale fails with `CANTRIP_ERROR_UNREACHABLE`, and whoever
 * retries it counts it. A test would notice a libsoup that behaves otherwise.
 */
void cantrip_http_call_async (CantripHttpClient   *client,
                              SoupMessage         *message,
                              gsize                max_bytes,
                              CantripHttpChunkFunc chunk,
                              gpointer             chunk_data,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);

/**
 * cantrip_http_call_finish:
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Errors: `G_IO_ERROR_CANCELLED`; `CANTRIP_ERROR_OFFLINE` (nothing was sent);
 * `CANTRIP_ERROR_TIMEOUT`; `CANTRIP_ERROR_UNREACHABLE` (no name, no connection, no TLS, or closed
 * before the reply began); `CANTRIP_ERROR_BAD_REPLY` (cut off, too large, not HTTP); those of the
 * chunk function. An HTTP status is not an error here.
 *
 * Returns: (transfer full): the reply, empty if a chunk function took it; %NULL with @error set
 */
GByteArray *
cantrip_http_call_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
