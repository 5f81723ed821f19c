/* cantrip-receipt-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request-log/cantrip-receipt-item.h"

G_BEGIN_DECLS

/*
 * A store with what it takes to write receipts and answers. Used by one thread at a time.
 */
typedef struct _CantripReceiptDesk CantripReceiptDesk;

/**
 * cantrip_receipt_desk_new:
 * @uri: an existing workspace
 * @is_patient: whether it waits when another program writes; one that does not fails with
 *   `CANTRIP_ERROR_BUSY` at once
 * @error: return location for an error
 *
 * Returns: (transfer full): a desk, or %NULL with @error set
 */
CantripReceiptDesk *cantrip_receipt_desk_new (const char *uri,
                                              gboolean    is_patient,
                                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void                cantrip_receipt_desk_free (CantripReceiptDesk *self);

CantripStore *cantrip_receipt_desk_get_store (CantripReceiptDesk *self);

/**
 * cantrip_receipt_desk_write:
 * @items: (element-type CantripReceiptItem): receipts, with or without answers
 *
 * Commits all, in one transaction, or none.
 */
gboolean cantrip_receipt_desk_write (CantripReceiptDesk *self, GPtrArray *items, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripReceiptDesk, cantrip_receipt_desk_free)

G_END_DECLS
