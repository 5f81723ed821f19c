/* cantrip-receipt-backlog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request-log/cantrip-receipt-item.h"

G_BEGIN_DECLS

/*
 * The patient half of a receipt writer: a thread that writes, in order, what cannot be written
 * at once. What it waits for too long it gives back as an error; but an answer that was paid for
 * it keeps, and tries again until it is written. Every function is safe from any thread.
 */
typedef struct _CantripReceiptBacklog CantripReceiptBacklog;

CantripReceiptBacklog *
cantrip_receipt_backlog_new (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes what it was given, tries once more to write what it keeps, and says what is lost. */
void cantrip_receipt_backlog_free (CantripReceiptBacklog *self);

/* Takes @item. */
void cantrip_receipt_backlog_push (CantripReceiptBacklog *self, CantripReceiptItem *item);

/* Whether all that it was given is done. */
gboolean cantrip_receipt_backlog_is_empty (CantripReceiptBacklog *self);

/* Whether so much waits that no more should be paid for. */
gboolean cantrip_receipt_backlog_is_full (CantripReceiptBacklog *self);

/* How many answers it keeps although those who waited for them were told of the failure. */
guint cantrip_receipt_backlog_get_n_kept (CantripReceiptBacklog *self);

/* (transfer full) (nullable): an answer that it keeps */
CantripAnswer *
cantrip_receipt_backlog_find_kept (CantripReceiptBacklog *self,
                                   const char            *content_sha256) G_GNUC_WARN_UNUSED_RESULT;

/* cantrip_receipt_writer_is_healthy(), and what others have found out about it */
gboolean cantrip_receipt_backlog_is_healthy (CantripReceiptBacklog *self);
void     cantrip_receipt_backlog_set_healthy (CantripReceiptBacklog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripReceiptBacklog, cantrip_receipt_backlog_free)

G_END_DECLS
