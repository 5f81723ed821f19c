/* cantrip-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-routing.h"
#include "request-log/cantrip-receipt.h"

G_BEGIN_DECLS

/**
 * CantripCall:
 * @routing: (not nullable): the routing that @route is of
 * @route: (not nullable): where it goes
 * @inputs: (not nullable): the values
 * @api_key: (not nullable): who asks; of @routing
 * @source: (not nullable) (borrowed) static: `call`, `rows`, `cell`, `table`
 * @received_at_us: Unix time of the request in microseconds
 * @fresh_since_us: a stored answer counts if it was made at this Unix time or later; 0: any does
 * @is_counted: whether the rate limit of the key has counted it already, with its request
 *
 * What is asked of a deployment.
 */
typedef struct
{
  CantripRouting      *routing;
  const CantripRoute  *route;
  CantripInputs       *inputs;
  const CantripApiKey *api_key;
  const char          *source;
  gint64               received_at_us;
  gint64               fresh_since_us;
  gboolean             is_counted;
} CantripCall;

/* Copies @call, and keeps its routing and inputs. */
void cantrip_call_init_copy (CantripCall *self, const CantripCall *call);
void cantrip_call_clear (CantripCall *self);

/* (transfer full): a receipt that says where it went, who asked, when, and with what */
CantripReceipt *cantrip_call_new_receipt (const CantripCall *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_call_read_fresh_since_us:
 * @body: (nullable): of a request
 * @asked_at_us: Unix time when it was first asked
 *
 * Reads the member “refresh”: `true` wants answers made since @asked_at_us; a number, Unix time in
 * milliseconds, those made since then, so that a request that is sent again pays once.
 *
 * Returns: Unix time in microseconds; 0: any answer will do
 */
gint64 cantrip_call_read_fresh_since_us (JsonObject *body, gint64 asked_at_us);

G_END_DECLS
