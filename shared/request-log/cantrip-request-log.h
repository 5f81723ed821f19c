/* cantrip-request-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request-log/cantrip-receipt.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The receipts of a workspace. Blocks on the database. */
#define CANTRIP_TYPE_REQUEST_LOG (cantrip_request_log_get_type ())

G_DECLARE_FINAL_TYPE (CantripRequestLog, cantrip_request_log, CANTRIP, REQUEST_LOG, GObject)

CantripRequestLog *
cantrip_request_log_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Adds a receipt. Errors: `CANTRIP_ERROR_INVALID_INPUT` (an id in it is of nothing that exists),
 * `_CONFLICT` (its own id is taken), `_BUSY`, `_DATABASE`.
 */
gboolean
cantrip_request_log_append (CantripRequestLog *self, const CantripReceipt *receipt, GError **error);

/**
 * CantripLogEntry:
 * @receipt: (borrowed): the receipt; of a call that was answered by another, with the other's
 *   output
 * @deployment: (borrowed): slug of the deployment
 * @variant: (borrowed): name of the variant
 * @api_key: (borrowed) (nullable): name of the key
 * @rating: (borrowed) (nullable): the last feedback, `up` or `down`
 *
 * A receipt with the names that its ids stand for.
 */
typedef struct
{
  const CantripReceipt *receipt;
  const char           *deployment;
  const char           *variant;
  const char           *api_key;
  const char           *rating;
} CantripLogEntry;

typedef void (*CantripLogFunc) (const CantripLogEntry *entry, gpointer user_data);

/**
 * cantrip_request_log_for_each:
 * @self: a request log
 * @deployment: (nullable): slug of the one to read; %NULL: all
 * @since_us: Unix time in microseconds; earlier receipts are left out
 * @func: called for each receipt, oldest first; what it is given lasts for the call
 * @user_data: data for @func
 * @error: return location for an error
 *
 * Reads receipts one by one; never holds more than one.
 *
 * Returns: %TRUE if all were read
 */
gboolean cantrip_request_log_for_each (CantripRequestLog *self,
                                       const char        *deployment,
                                       gint64             since_us,
                                       CantripLogFunc     func,
                                       gpointer           user_data,
                                       GError           **error);

/**
 * cantrip_request_log_find_scope:
 * @self: a request log
 * @request_id: a request
 * @ret_deployment_id: (out): set on success to the deployment it called; 0 if there is no such
 *   request
 * @error: return location for an error
 *
 * Returns: %TRUE if the store could be asked
 */
gboolean cantrip_request_log_find_scope (CantripRequestLog *self,
                                         gint64             request_id,
                                         gint64            *ret_deployment_id,
                                         GError           **error);

/**
 * cantrip_request_log_add_feedback:
 * @self: a request log
 * @request_id: a request that exists
 * @rating: `up` or `down`
 * @comment: (nullable): why
 * @error: return location for an error
 *
 * Returns: %TRUE if it is kept
 */
gboolean cantrip_request_log_add_feedback (CantripRequestLog *self,
                                           gint64             request_id,
                                           const char        *rating,
                                           const char        *comment,
                                           GError           **error);

G_END_DECLS
