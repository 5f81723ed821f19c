/* cantrip-broken-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-broken-record.h"

CantripBrokenRecord *
cantrip_broken_record_new (const CantripRecord *record, gboolean was_padded)
{
  CantripBrokenRecord *self = g_new0 (CantripBrokenRecord, 1);

  self->line = record->line;
  self->reason = g_strdup (record->problem);
  self->was_padded = was_padded;

  return self;
}

void
cantrip_broken_record_free (CantripBrokenRecord *self)
{
  g_free (self->reason);
  g_free (self);
}
