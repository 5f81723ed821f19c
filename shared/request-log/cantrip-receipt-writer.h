/* cantrip-receipt-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-answer.h"
#include "request-log/cantrip-receipt.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * Writes what the service leaves behind. What is given in one turn of a main context is committed
 * together in the next, in the same thread, so that no other has to be woken; what arrives while
 * another thread commits, that one commits as well. Only while another program is writing it goes
 * to a thread that waits. Safe from any thread that runs a main context; each answer comes back in
 * the context that asked.
 */
#define CANTRIP_TYPE_RECEIPT_WRITER (cantrip_receipt_writer_get_type ())

G_DECLARE_FINAL_TYPE (CantripReceiptWriter,
                      cantrip_receipt_writer,
                      CANTRIP,
                      RECEIPT_WRITER,
                      GObject)

/**
 * cantrip_receipt_writer_new:
 * @uri: an existing workspace
 * @error: return location for an error
 *
 * Opens the workspace. Dropping the last reference writes what was given before.
 *
 * Returns: (transfer full): a writer, or %NULL with @error set
 */
CantripReceiptWriter *
cantrip_receipt_writer_new (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_receipt_writer_write_async:
 * @self: a writer
 * @receipt: (transfer full): what to log
 * @content_sha256: (nullable): what @answer is found by
 * @answer: (nullable) (transfer none): stored with the receipt, or neither is
 * @callback: called once the receipt is committed
 * @user_data: data for @callback
 *
 * Logs a call before its answer goes out. When that fails for more than this receipt alone (a
 * workspace that stays busy, a full disk), @callback is told, but @answer, which was paid for, is
 * kept in memory and written as soon as that is possible.
 */
void cantrip_receipt_writer_write_async (CantripReceiptWriter *self,
                                         CantripReceipt       *receipt,
                                         const char           *content_sha256,
                                         CantripAnswer        *answer,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/*
 * Errors: `CANTRIP_ERROR_DATABASE`, `_BUSY`; `_INVALID_INPUT`, `_CONFLICT` when the database
 * refuses this receipt: it is not logged.
 */
gboolean cantrip_receipt_writer_write_finish (CantripReceiptWriter *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/**
 * CantripWriteFunc:
 * @store: the writer's store, outside a transaction
 * @data: what was given with it
 * @error: return location for an error
 *
 * A write of another kind, in the writer's thread.
 */
typedef gboolean (*CantripWriteFunc) (CantripStore *store, gpointer data, GError **error);

/**
 * cantrip_receipt_writer_run_async:
 * @self: a writer
 * @func: what to do
 * @data: (transfer full): data for @func
 * @free_data: frees @data
 * @callback: called once it is done
 * @user_data: data for @callback
 *
 * Runs @func after all that was given before. Finish with
 * cantrip_receipt_writer_write_finish().
 */
void cantrip_receipt_writer_run_async (CantripReceiptWriter *self,
                                       CantripWriteFunc      func,
                                       gpointer              data,
                                       GDestroyNotify        free_data,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);

/* (transfer full) (nullable): an answer that was paid for, and is not written yet */
CantripAnswer *
cantrip_receipt_writer_find_kept (CantripReceiptWriter *self,
                                  const char           *content_sha256) G_GNUC_WARN_UNUSED_RESULT;

/* Whether so much waits to be written that no more should be paid for. */
gboolean cantrip_receipt_writer_is_full (CantripReceiptWriter *self);

/* How many answers that were paid for are in memory only, since they could not be written. */
guint cantrip_receipt_writer_get_n_kept (CantripReceiptWriter *self);

/**
 * cantrip_receipt_writer_is_healthy:
 * @self: a writer
 *
 * Whether the last commit succeeded. While it did not (a full disk), nothing should be asked
 * of a model: what it costs could not be written down. A receipt that is refused for itself
 * changes nothing here.
 *
 * Returns: %TRUE if writing works, as far as is known
 */
gboolean cantrip_receipt_writer_is_healthy (CantripReceiptWriter *self);

G_END_DECLS
