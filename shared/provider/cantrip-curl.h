/* cantrip-curl.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/**
 * cantrip_curl_command:
 * @connection: whom to ask
 * @request: what to ask
 * @catalog: what is known of models: decides which parameters are sent
 * @error: return location for an error
 *
 * Writes a call as a command for a shell, so that somebody can make it by hand or show it. The key
 * is not in it: it is read from an environment variable. Blocks on disk when first called.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` for a connection that is not asked over HTTP, and as
 * cantrip_openai_request_write().
 *
 * Returns: (transfer full): the command, in several lines, or %NULL with @error set
 */
char *cantrip_curl_command (const CantripConnection *connection,
                            const CantripRequest    *request,
                            CantripCatalog          *catalog,
                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
