/* cantrip-model-asker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-call.h"
#include "server/cantrip-services.h"

G_BEGIN_DECLS

/*
 * Asks models on behalf of calls: keeps a dispatcher for each connection, turns what comes back
 * into an answer and a receipt, and settles the work once both are committed. One for each
 * worker, in its thread.
 */
typedef struct _CantripModelAsker CantripModelAsker;

CantripModelAsker *cantrip_model_asker_new (CantripServices *services) G_GNUC_WARN_UNUSED_RESULT;
void               cantrip_model_asker_free (CantripModelAsker *self);

/**
 * cantrip_model_asker_ask:
 * @self: an asker
 * @call: the call that leads the work; copied
 * @content_sha256: what the answer will be found by
 * @messages: (element-type CantripMessage): what to send; kept
 * @work: settled when the answer, or the reason why there is none, is written down
 *
 * Never settles before it returns.
 */
void cantrip_model_asker_ask (CantripModelAsker *self,
                              const CantripCall *call,
                              const char        *content_sha256,
                              GPtrArray         *messages,
                              CantripWork       *work);

/* Ends all that is under way, since the service does; each call that was sent is logged. */
void cantrip_model_asker_give_up (CantripModelAsker *self);

G_END_DECLS
