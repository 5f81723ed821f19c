/* cantrip-connection-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/* A list of models that has not come by then does not come. */
#define CANTRIP_CONNECTION_CHECK_LIST_TIMEOUT_S 20

/**
 * CantripConnectionReport:
 * @models: (nullable) (owned) (element-type CantripModelInfo): those it offers; %NULL: it did not
 *   say
 * @list_error: (nullable) (owned): why it did not. Some servers have no list and answer well
 * @model: (nullable) (owned): the model that was asked; %NULL: none was
 * @completion: (nullable) (owned): its answer, with latency and tokens
 * @cost_usd_nanos: what that cost; -1: not known, or nothing was asked
 * @call_error: (nullable) (owned): why there is no answer, and what to do
 *
 * What became of a test of a connection.
 */
typedef struct
{
  GPtrArray         *models;
  GError            *list_error;
  char              *model;
  CantripCompletion *completion;
  gint64             cost_usd_nanos;
  GError            *call_error;
} CantripConnectionReport;

void cantrip_connection_report_free (CantripConnectionReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripConnectionReport, cantrip_connection_report_free)

/**
 * cantrip_connection_check_async:
 * @connection: a connection, stored or about to be; copied
 * @key: (nullable) (secret): a key that is not kept anywhere yet; %NULL: the one that
 *   @connection refers to
 * @model: (nullable): the model to ask for a few words, which may cost a little; %NULL: only list
 *   the models, which costs nothing
 * @catalog: what is known of models
 * @network: what its calls go through
 * @cancellable: (nullable): ends it
 * @callback: (scope async): called once, in the thread-default main context of the caller
 * @user_data: data for @callback
 *
 * Finds out whether a connection works.
 */
void cantrip_connection_check_async (const CantripConnection *connection,
                                     const char              *key,
                                     const char              *model,
                                     CantripCatalog          *catalog,
                                     CantripNetwork          *network,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data);

/**
 * cantrip_connection_check_finish:
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Errors: `G_IO_ERROR_CANCELLED`; those of cantrip_connection_make_provider(), when nothing could
 * be sent. What went wrong after that stands in the report.
 *
 * Returns: (transfer full): what was found out, or %NULL with @error set
 */
CantripConnectionReport *
cantrip_connection_check_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
