/* cantrip-output-receipt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "build/cantrip-trial.h"

G_BEGIN_DECLS

/**
 * CantripOutputReceipt:
 * @output: (owned): all of it, with its row
 * @messages: (nullable) (owned) (element-type CantripMessage): what was sent; %NULL if the row
 *   does not fit the prompt
 * @curl: (nullable) (owned): the call as a command, without the key
 * @curl_reason: (nullable) (owned): why there is none, in a sentence
 *
 * Everything that is known about one output.
 */
typedef struct
{
  CantripOutput *output;
  GPtrArray     *messages;
  char          *curl;
  char          *curl_reason;
} CantripOutputReceipt;

/**
 * cantrip_output_receipt_new:
 * @session: of this thread
 * @workspace: that of @session
 * @run_id: the run
 * @spec: its recipe, its connection, and the row
 * @error: return location for an error
 *
 * Blocks.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`: the run has no output of that row.
 *
 * Returns: (transfer full): the receipt, or %NULL with @error set
 */
CantripOutputReceipt *cantrip_output_receipt_new (CantripSession         *session,
                                                  CantripWorkspace       *workspace,
                                                  gint64                  run_id,
                                                  const CantripTrialSpec *spec,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_output_receipt_free (CantripOutputReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOutputReceipt, cantrip_output_receipt_free)

G_END_DECLS
