/* cantrip-test-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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

/* Asks and waits; if @streamed is given, the reply is streamed and appended to it. */
CantripCompletion *cantrip_test_complete (CantripProvider      *provider,
                                          const CantripRequest *request,
                                          GString              *streamed,
                                          GCancellable         *cancellable,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRequest, cantrip_test_request_free)

G_END_DECLS
