/* cantrip-request-stream.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-client.h"

G_BEGIN_DECLS

/*
 * What a client sends, with one NUL before its end. libsoup up to 3.2 forgets to close, and to
 * free, a connection that ends between two requests; with a request that breaks off after its
 * first byte it has no trouble. No request holds a NUL: in headers and in JSON it is refused, so
 * one that broke off cannot pass for whole.
 */
#define CANTRIP_TYPE_REQUEST_STREAM (cantrip_request_stream_get_type ())

G_DECLARE_FINAL_TYPE (CantripRequestStream,
                      cantrip_request_stream,
                      CANTRIP,
                      REQUEST_STREAM,
                      GFilterInputStream)

/**
 * cantrip_request_stream_wrap:
 * @connection: a connection of a client; closed with what is returned
 * @client: the client
 *
 * Returns: (transfer full): the same connection, to be read through a request stream
 */
GIOStream *cantrip_request_stream_wrap (GIOStream     *connection,
                                        CantripClient *client) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
