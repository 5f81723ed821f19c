/* cantrip-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "request-log/cantrip-receipt.h"

#include "base/cantrip-id.h"

CantripReceipt *
cantrip_receipt_new (void)
{
  CantripReceipt *self = g_new0 (CantripReceipt, 1);

  self->id = cantrip_id_new ();
  self->provider_latency_us = -1;
  self->input_tokens = -1;
  self->output_tokens = -1;
  self->cost_usd_nanos = -1;

  return self;
}

void
cantrip_receipt_free (CantripReceipt *self)
{
  g_free (self->inputs_json);
  g_free (self->output);
  g_free (self->model);
  g_free (self->error_message);
  g_free (self);
}
