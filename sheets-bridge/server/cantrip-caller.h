/* cantrip-caller.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-call.h"
#include "server/cantrip-services.h"

G_BEGIN_DECLS

/*
 * Answers calls of deployments: from the stored answers, by joining an equal call under way, or
 * by asking the model; and logs each before it answers. One for each worker, in its thread.
 */
#define CANTRIP_TYPE_CALLER (cantrip_caller_get_type ())

G_DECLARE_FINAL_TYPE (CantripCaller, cantrip_caller, CANTRIP, CALLER, GObject)

/**
 * CantripCallResult:
 * @answer: (not nullable) (owned): what to reply
 * @request_id: of this call's receipt
 * @cached: whether it cost nothing
 */
typedef struct
{
  CantripAnswer *answer;
  gint64         request_id;
  gboolean       cached;
} CantripCallResult;

void cantrip_call_result_free (CantripCallResult *self);

/* Opens the workspace for reading. */
CantripCaller *
cantrip_caller_new (CantripServices *services, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_caller_find:
 * @self: a caller
 * @call: what would be asked
 * @error: return location for an error
 *
 * Looks for a stored answer, and does nothing else. Blocks for a moment on the database.
 *
 * Errors: `CANTRIP_SERVICE_ERROR_REFUSED`: the model declined, which is stored too.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL without @error set if there is none
 */
CantripAnswer *cantrip_caller_find (CantripCaller     *self,
                                    const CantripCall *call,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_caller_call_async:
 * @self: a caller
 * @call: what is asked; copied
 * @hang_up: (nullable): cancelled when nobody waits for the answer any more: a call that is not
 *   sent yet is then not sent, one that is sent is paid and its answer is stored
 * @callback: called once, with a receipt committed
 * @user_data: data for @callback
 */
void cantrip_caller_call_async (CantripCaller      *self,
                                const CantripCall  *call,
                                GCancellable       *hang_up,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

/**
 * cantrip_caller_call_finish:
 *
 * Errors: `CANTRIP_SERVICE_ERROR`.
 *
 * Returns: (transfer full): the result, or %NULL with @error set
 */
CantripCallResult *cantrip_caller_call_finish (CantripCaller *self,
                                               GAsyncResult  *result,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the calls under way, each with a receipt. */
void cantrip_caller_give_up (CantripCaller *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripCallResult, cantrip_call_result_free)

G_END_DECLS
