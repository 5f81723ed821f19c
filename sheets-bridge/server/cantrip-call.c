/* cantrip-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/cantrip-call.h"

#include "base/cantrip-json.h"

void
cantrip_call_init_copy (CantripCall *self, const CantripCall *call)
{
  *self = *call;
  cantrip_routing_ref (self->routing);
  if (self->inputs != NULL)
    cantrip_inputs_ref (self->inputs);
}

void
cantrip_call_clear (CantripCall *self)
{
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  g_clear_pointer (&self->inputs, cantrip_inputs_unref);
}

CantripReceipt *
cantrip_call_new_receipt (const CantripCall *self)
{
  CantripReceipt *receipt = cantrip_receipt_new ();

  receipt->deployment_id = self->route->deployment_id;
  receipt->revision = self->route->revision;
  receipt->variant_id = self->route->variant->id;
  receipt->api_key_id = self->api_key->id;
  receipt->source = self->source;
  receipt->received_at_us = self->received_at_us;
  receipt->inputs_json = cantrip_inputs_to_canonical_json (self->inputs);

  return receipt;
}

gint64
cantrip_call_read_fresh_since_us (JsonObject *body, gint64 asked_at_us)
{
  if (cantrip_json_get_boolean (body, "refresh", FALSE))
    return asked_at_us;

  return CLAMP (cantrip_json_get_int (body, "refresh", 0), 0, asked_at_us / 1000) * 1000;
}
