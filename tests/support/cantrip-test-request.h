/* cantrip-test-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-http-client.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/**
 * cantrip_test_request_new:
 * @mode: conversation or text
 * @parameters: (nullable): JSON of the parameters; %NULL: nothing is said
 * @user_message: content of the only message
 *
 * Returns: (transfer full): a request for the model `test-model`, with all that it borrows
 */
CantripRequest *cantrip_test_request_new (CantripMode mode,
                                          const char *parameters,
                                          const char *user_message) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_test_request_free (CantripRequest *self);

/* (transfer full): sends calls to @base_url through a network of no workspace */
CantripHttpClient *cantrip_test_client_new (const char *base_url,
                                            guint       timeout_s,
                                            guint       max_connections) G_GNUC_WARN_UNUSED_RESULT;

/* Asks and waits; if @streamed is given, the reply is streamed and appended to it. */
CantripCompletion *cantrip_test_complete (CantripProvider      *provider,
                                          const CantripRequest *request,
                                          GString              *streamed,
                                          GCancellable         *cancellable,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRequest, cantrip_test_request_free)

G_END_DECLS
