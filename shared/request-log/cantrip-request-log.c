/* cantrip-request-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-request-log"

#include "config.h"

#include "request-log/cantrip-request-log.h"

#include "base/cantrip-id.h"
#include "base/cantrip-time.h"

static const char APPEND_SQL[] =
    "INSERT INTO request_log (id, deployment_id, revision, variant_id, api_key_id, source,"
    " received_at_us, latency_us, provider_latency_us, inputs_json, output, answered_by_id,"
    " finish_reason, model, input_tokens, output_tokens, cost_usd_nanos, attempts, error_code,"
    " error_message) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16, $17, $18, $19, $20)";

static const char LIST_SQL[] =
    "SELECT log.id, log.deployment_id, log.revision, log.variant_id, log.api_key_id, log.source,"
    " log.received_at_us, log.latency_us, log.provider_latency_us, log.inputs_json,"
    " coalesce (log.output, origin.output), log.answered_by_id, log.finish_reason, log.model,"
    " log.input_tokens, log.output_tokens, log.cost_usd_nanos, log.attempts, log.error_code,"
    " log.error_message, deployment.slug, variant.name, api_key.name,"
    " (SELECT rating FROM feedback WHERE feedback.request_id = log.id ORDER BY id DESC LIMIT 1)"
    " FROM request_log AS log"
    " JOIN deployment ON deployment.id = log.deployment_id"
    " JOIN variant ON variant.id = log.variant_id"
    " LEFT JOIN api_key ON api_key.id = log.api_key_id"
    " LEFT JOIN request_log AS origin ON origin.id = log.answered_by_id"
    " WHERE log.id >= $1 AND log.received_at_us >= $2 AND ($3 IS NULL OR deployment.slug = $3)"
    " ORDER BY log.id";

static const char FIND_SCOPE_SQL[] = "SELECT deployment_id FROM request_log WHERE id = $1";

static const char ADD_FEEDBACK_SQL[] =
    "INSERT INTO feedback (id, request_id, rating, comment, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5)";

struct _CantripRequestLog
{
  GObject parent_instance;

  CantripStore     *store;        /* (owned) */
  CantripStatement *append;       /* (owned) */
  CantripStatement *list;         /* (owned) */
  CantripStatement *find_scope;   /* (owned) */
  CantripStatement *add_feedback; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripRequestLog, cantrip_request_log, G_TYPE_OBJECT)

static void
cantrip_request_log_finalize (GObject *object)
{
  CantripRequestLog *self = CANTRIP_REQUEST_LOG (object);

  g_clear_pointer (&self->append, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->find_scope, cantrip_statement_free);
  g_clear_pointer (&self->add_feedback, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_request_log_parent_class)->finalize (object);
}

static void
cantrip_request_log_class_init (CantripRequestLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_request_log_finalize;
}

static void
cantrip_request_log_init (CantripRequestLog *self G_GNUC_UNUSED)
{
}

CantripRequestLog *
cantrip_request_log_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripRequestLog) self = g_object_new (CANTRIP_TYPE_REQUEST_LOG, NULL);
  const CantripStorePlan plans[] = {
    { &self->append, APPEND_SQL },
    { &self->list, LIST_SQL },
    { &self->find_scope, FIND_SCOPE_SQL },
    { &self->add_feedback, ADD_FEEDBACK_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Ids start above 0, so 0 stands for “none” and is bound as SQL NULL. */
static void
bind_id (CantripStatement *statement, int index, gint64 id)
{
  if (id > 0)
    cantrip_statement_bind_int (statement, index, id);
}

gboolean
cantrip_request_log_append (CantripRequestLog *self, const CantripReceipt *receipt, GError **error)
{
  g_autoptr (CantripStatementUse) append = NULL;

  g_return_val_if_fail (CANTRIP_IS_REQUEST_LOG (self), FALSE);
  g_return_val_if_fail (receipt != NULL, FALSE);

  append = self->append;
  cantrip_statement_bind_int (append, 1, receipt->id);
  cantrip_statement_bind_int (append, 2, receipt->deployment_id);
  cantrip_statement_bind_int (append, 3, receipt->revision);
  cantrip_statement_bind_int (append, 4, receipt->variant_id);
  bind_id (append, 5, receipt->api_key_id);
  cantrip_statement_bind_text (append, 6, receipt->source);
  cantrip_statement_bind_int (append, 7, receipt->received_at_us);
  cantrip_statement_bind_int (append, 8, receipt->latency_us);
  cantrip_statement_bind_if_known (append, 9, receipt->provider_latency_us);
  cantrip_statement_bind_text (append, 10, receipt->inputs_json);
  cantrip_statement_bind_text (append, 11, receipt->output);
  bind_id (append, 12, receipt->answered_by_id);
  cantrip_statement_bind_text (append, 13, cantrip_finish_to_text (receipt->finish));
  cantrip_statement_bind_text (append, 14, receipt->model);
  cantrip_statement_bind_if_known (append, 15, receipt->input_tokens);
  cantrip_statement_bind_if_known (append, 16, receipt->output_tokens);
  cantrip_statement_bind_if_known (append, 17, receipt->cost_usd_nanos);
  cantrip_statement_bind_int (append, 18, receipt->attempts);
  cantrip_statement_bind_text (append, 19, receipt->error_code);
  cantrip_statement_bind_text (append, 20, receipt->error_message);

  return cantrip_statement_run (append, "log the request", error);
}

/* The texts stay the statement's: the receipt lives for one call of the function. */
static void
borrow_receipt (CantripStatement *row, CantripReceipt *ret_receipt)
{
  *ret_receipt = (CantripReceipt){
    .id = cantrip_statement_get_int (row, 0),
    .deployment_id = cantrip_statement_get_int (row, 1),
    .revision = cantrip_statement_get_int (row, 2),
    .variant_id = cantrip_statement_get_int (row, 3),
    .api_key_id = cantrip_statement_get_int (row, 4),
    .source = cantrip_statement_get_text (row, 5),
    .received_at_us = cantrip_statement_get_int (row, 6),
    .latency_us = cantrip_statement_get_int (row, 7),
    .provider_latency_us = cantrip_statement_get_if_known (row, 8),
    .inputs_json = (char *) cantrip_statement_get_text (row, 9),
    .output = (char *) cantrip_statement_get_text (row, 10),
    .answered_by_id = cantrip_statement_get_int (row, 11),
    .finish = cantrip_finish_from_text (cantrip_statement_get_text (row, 12)),
    .model = (char *) cantrip_statement_get_text (row, 13),
    .input_tokens = cantrip_statement_get_if_known (row, 14),
    .output_tokens = cantrip_statement_get_if_known (row, 15),
    .cost_usd_nanos = cantrip_statement_get_if_known (row, 16),
    .attempts = (guint) cantrip_statement_get_int (row, 17),
    .error_code = cantrip_statement_get_text (row, 18),
    .error_message = (char *) cantrip_statement_get_text (row, 19),
  };
}

gboolean
cantrip_request_log_for_each (CantripRequestLog *self,
                              const char        *deployment,
                              gint64             since_us,
                              CantripLogFunc     func,
                              gpointer           user_data,
                              GError           **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_REQUEST_LOG (self), FALSE);

  list = self->list;
  cantrip_statement_bind_int (list, 1, cantrip_id_get_lowest_at (since_us));
  cantrip_statement_bind_int (list, 2, since_us);
  cantrip_statement_bind_text (list, 3, deployment);

  for (;;)
    {
      CantripReceipt  receipt;
      CantripLogEntry entry;

      if (!cantrip_statement_next (list, &has_row, "read the log", error))
        return FALSE;
      if (!has_row)
        return TRUE;

      borrow_receipt (list, &receipt);
      entry.receipt = &receipt;
      entry.deployment = cantrip_statement_get_text (list, 20);
      entry.variant = cantrip_statement_get_text (list, 21);
      entry.api_key = cantrip_statement_get_text (list, 22);
      entry.rating = cantrip_statement_get_text (list, 23);
      func (&entry, user_data);
    }
}

gboolean
cantrip_request_log_find_scope (CantripRequestLog *self,
                                gint64             request_id,
                                gint64            *ret_deployment_id,
                                GError           **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_REQUEST_LOG (self), FALSE);

  find = self->find_scope;
  cantrip_statement_bind_int (find, 1, request_id);
  if (!cantrip_statement_next (find, &has_row, "find the request", error))
    return FALSE;

  *ret_deployment_id = has_row ? cantrip_statement_get_int (find, 0) : 0;

  return TRUE;
}

gboolean
cantrip_request_log_add_feedback (CantripRequestLog *self,
                                  gint64             request_id,
                                  const char        *rating,
                                  const char        *comment,
                                  GError           **error)
{
  g_autoptr (CantripStatementUse) add = NULL;

  g_return_val_if_fail (CANTRIP_IS_REQUEST_LOG (self), FALSE);

  add = self->add_feedback;
  cantrip_statement_bind_int (add, 1, cantrip_id_new ());
  cantrip_statement_bind_int (add, 2, request_id);
  cantrip_statement_bind_text (add, 3, rating);
  cantrip_statement_bind_text (add, 4, comment != NULL ? comment : "");
  cantrip_statement_bind_int (add, 5, cantrip_time_now_us ());

  return cantrip_statement_run (add, "keep the feedback", error);
}
