/* cantrip-broken-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-reader.h"

G_BEGIN_DECLS

/**
 * CantripBrokenRecord:
 * @line: where it begins, from 1
 * @reason: (owned): what is wrong with it, without its text
 * @was_padded: whether it was mended and kept; of a preview, whether it can be
 */
typedef struct
{
  gint64   line;
  char    *reason;
  gboolean was_padded;
} CantripBrokenRecord;

/* What @record, which has a problem, leaves to tell. */
CantripBrokenRecord *cantrip_broken_record_new (const CantripRecord *record,
                                                gboolean was_padded) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_broken_record_free (CantripBrokenRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripBrokenRecord, cantrip_broken_record_free)

G_END_DECLS
