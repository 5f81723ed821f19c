/* cantrip-dispatcher.h
 *
 * generation/ asks a model for many rows: the dispatcher sends and retries, a run decides what
 * to ask and keeps what came. Before it: variant/. After it: evaluation/ and deployment/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-provider.h"
#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/*
 * Sends requests to one connection: first come, first served, never more at once than the other
 * side bears, and again when it helps. The number at once starts at 8 and doubles for each window
 * of successes; on 429 and overload it halves, grows by one for each window from then on, and
 * rests for as long as the provider asked. Passing errors are retried with exponential back-off
 * and full jitter. A `Retry-After` of more than 5 minutes is not waited for: the error is
 * returned. Belongs to the thread that made it.
 */
#define CANTRIP_TYPE_DISPATCHER (cantrip_dispatcher_get_type ())

G_DECLARE_FINAL_TYPE (CantripDispatcher, cantrip_dispatcher, CANTRIP, DISPATCHER, GObject)

/**
 * cantrip_dispatcher_new:
 * @provider: where to send
 * @max_concurrency: most requests at once, whatever the provider bears; at least 1
 * @max_attempts: how often one request is sent at most; 1: never again
 *
 * Returns: (transfer full): a new dispatcher
 */
CantripDispatcher *cantrip_dispatcher_new (CantripProvider *provider,
                                           guint            max_concurrency,
                                           guint            max_attempts) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dispatcher_complete_async:
 * @self: a dispatcher
 * @recipe: what to ask; kept until the end
 * @messages: (transfer none) (element-type CantripMessage): its prompt, rendered; kept
 * @delta: (nullable): if given, the reply is streamed; a reply of which a piece was handed on
 *   is not retried
 * @delta_data: data for @delta
 * @withdrawal: (nullable): takes the request out while it waits for its turn, or for its next
 *   attempt; what is sent may be paid already, so it goes on, and its reply can be kept
 * @cancellable: (nullable): ends the request wherever it is
 * @callback: (scope async): called once, never before this returns
 * @user_data: data for @callback
 *
 * Asks for one completion, with retries.
 */
void cantrip_dispatcher_complete_async (CantripDispatcher  *self,
                                        CantripRecipe      *recipe,
                                        GPtrArray          *messages,
                                        CantripDeltaFunc    delta,
                                        gpointer            delta_data,
                                        GCancellable       *withdrawal,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);

/**
 * cantrip_dispatcher_complete_finish:
 * @self: a dispatcher
 * @result: the result given to the callback
 * @ret_attempts: (out) (optional): how often it was sent, on failure too
 * @error: return location for an error
 *
 * Errors: as cantrip_provider_complete_finish(), of the last attempt.
 *
 * Returns: (transfer full): the completion, or %NULL with @error set
 */
CantripCompletion *cantrip_dispatcher_complete_finish (CantripDispatcher *self,
                                                       GAsyncResult      *result,
                                                       guint             *ret_attempts,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Requests that wait for their turn, or for their next attempt. */
guint cantrip_dispatcher_get_n_waiting (CantripDispatcher *self);

/* Requests that the provider is working on. */
guint cantrip_dispatcher_get_n_active (CantripDispatcher *self);

/* How many may be active now. */
guint cantrip_dispatcher_get_window (CantripDispatcher *self);

G_END_DECLS
