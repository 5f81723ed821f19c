/* cantrip-openai-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "provider/cantrip-dialect.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/* Most bytes of a whole reply, and of all events of a streamed one, which are far wordier. */
#define CANTRIP_OPENAI_MAX_REPLY_BYTES (8 * 1024 * 1024)
#define CANTRIP_OPENAI_MAX_STREAM_BYTES (64 * 1024 * 1024)

/* What one call of OpenAI's protocol must remember while it is in flight. */
typedef struct _CantripOpenaiCall CantripOpenaiCall;

/**
 * cantrip_openai_call_new:
 * @message: (transfer full): the request, without its body
 * @dialect: how the server speaks
 * @key: (nullable) (secret): what was sent, so that no error shows it; borrowed
 * @delta: (nullable): if given, the reply is streamed
 * @delta_data: data for @delta
 *
 * Returns: (transfer full): a new call; the clock of its latency starts now
 */
CantripOpenaiCall *cantrip_openai_call_new (SoupMessage          *message,
                                            const CantripDialect *dialect,
                                            const char           *key,
                                            CantripDeltaFunc      delta,
                                            gpointer delta_data) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_openai_call_free (CantripOpenaiCall *self);

SoupMessage *cantrip_openai_call_get_message (CantripOpenaiCall *self);

/* Sends @body with the call; what stands in it from @prompt_offset on is shown in no error. */
void cantrip_openai_call_set_body (CantripOpenaiCall *self, GBytes *body, gsize prompt_offset);

/* A CantripHttpChunkFunc for the call at @user_data: takes the pieces of a streamed reply. */
gboolean cantrip_openai_call_chunk_cb (const char *data,
                                       gsize       length,
                                       gboolean   *ret_enough,
                                       gpointer    user_data,
                                       GError    **error);

/**
 * cantrip_openai_call_read:
 * @self: a call that has ended
 * @body: what was collected of the reply
 * @error: return location for an error
 *
 * Reads a reply as JSON.
 *
 * Errors: those of cantrip_provider_complete_finish(), also for an error told under HTTP 200.
 *
 * Returns: (transfer full): the root, or %NULL with @error set
 */
JsonNode *cantrip_openai_call_read (CantripOpenaiCall *self,
                                    GByteArray        *body,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, and makes a completion of it, whole or streamed. */
CantripCompletion *cantrip_openai_call_complete (CantripOpenaiCall *self,
                                                 GByteArray        *body,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOpenaiCall, cantrip_openai_call_free)

G_END_DECLS
