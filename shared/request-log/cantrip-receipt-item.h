/* cantrip-receipt-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "deployment/cantrip-answer.h"
#include "request-log/cantrip-receipt.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/**
 * CantripReceiptItem:
 * @task: (owned) (nullable): who waits; %NULL once it was answered
 * @receipt: (owned) (nullable): what to log
 * @content_sha256: (owned) (nullable): what @answer is found by
 * @answer: (owned) (nullable): what was paid for, stored with the receipt
 * @func: (nullable): what to run in place of a receipt
 * @data: (owned): for @func
 * @free_data: (nullable): frees @data
 *
 * What is given to a receipt writer: a receipt, a function, or, with neither, its end.
 */
typedef struct
{
  GTask          *task;
  CantripReceipt *receipt;
  char           *content_sha256;
  CantripAnswer  *answer;
  gboolean (*func) (CantripStore *store, gpointer data, GError **error);
  gpointer       data;
  GDestroyNotify free_data;
} CantripReceiptItem;

void cantrip_receipt_item_free (CantripReceiptItem *self);

/* Tells who waits, if anybody still does. */
void cantrip_receipt_item_answer (CantripReceiptItem *self, const GError *error);

/* About how much memory it holds. */
gsize cantrip_receipt_item_get_size_bytes (const CantripReceiptItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripReceiptItem, cantrip_receipt_item_free)

G_END_DECLS
