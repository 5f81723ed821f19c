/* cantrip-receipt.h
 *
 * request-log/ keeps one receipt per call served, and the figures that are read from them.
 * Before it: deployment/. After it: the bridge and the Monitor page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-completion.h"

G_BEGIN_DECLS

/**
 * CantripReceipt:
 * @id: of the request; callers know it as `request_id`
 * @api_key_id: who asked; 0: nobody that has a key
 * @source: (not nullable) (borrowed) static: `call`, `rows`, `cell` or `table`
 * @latency_us: microseconds from the request to the moment the receipt was written
 * @provider_latency_us: microseconds that the provider took; -1: it was not asked
 * @inputs_json: (not nullable) (owned): canonical inputs
 * @output: (nullable) (owned): the text; %NULL if the call failed or was answered by another
 * @answered_by_id: the call whose stored answer was given; 0: none
 * @model: (nullable) (owned): as the provider reported it
 * @input_tokens: -1: unknown; likewise @output_tokens
 * @cost_usd_nanos: 0 for a stored answer; -1: the price is unknown
 * @attempts: how often the provider was asked
 * @error_code: (nullable) (borrowed) static: of the service's vocabulary; %NULL: it succeeded
 * @error_message: (nullable) (owned): the reason, for the owner of the workspace
 *
 * What a call leaves behind.
 */
typedef struct
{
  gint64        id;
  gint64        deployment_id;
  gint64        revision;
  gint64        variant_id;
  gint64        api_key_id;
  const char   *source;
  gint64        received_at_us;
  gint64        latency_us;
  gint64        provider_latency_us;
  char         *inputs_json;
  char         *output;
  gint64        answered_by_id;
  CantripFinish finish;
  char         *model;
  gint64        input_tokens;
  gint64        output_tokens;
  gint64        cost_usd_nanos;
  guint         attempts;
  const char   *error_code;
  char         *error_message;
} CantripReceipt;

/* (transfer full): one with a new id, with every count unknown */
CantripReceipt *cantrip_receipt_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            cantrip_receipt_free (CantripReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripReceipt, cantrip_receipt_free)

G_END_DECLS
