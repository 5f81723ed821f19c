/* cantrip-receipt-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "request-log/cantrip-receipt-desk.h"

#include "deployment/cantrip-answer-repository.h"
#include "request-log/cantrip-request-log.h"

struct _CantripReceiptDesk
{
  CantripStore            *store;   /* (owned) */
  CantripRequestLog       *log;     /* (owned) */
  CantripAnswerRepository *answers; /* (owned) */
};

void
cantrip_receipt_desk_free (CantripReceiptDesk *self)
{
  g_clear_object (&self->log);
  g_clear_object (&self->answers);
  g_clear_object (&self->store); /* last: it closes the database */
  g_free (self);
}

CantripReceiptDesk *
cantrip_receipt_desk_new (const char *uri, gboolean is_patient, GError **error)
{
  g_autoptr (CantripReceiptDesk) self = g_new0 (CantripReceiptDesk, 1);

  g_return_val_if_fail (uri != NULL, NULL);

  if ((self->store = cantrip_store_open (uri, CANTRIP_STORE_WRITE, error)) == NULL ||
      (self->log = cantrip_request_log_new (self->store, error)) == NULL ||
      (self->answers = cantrip_answer_repository_new (self->store, error)) == NULL)
    return NULL;

  if (!is_patient)
    cantrip_store_set_patience_ms (self->store, 0);

  return g_steal_pointer (&self);
}

CantripStore *
cantrip_receipt_desk_get_store (CantripReceiptDesk *self)
{
  return self->store;
}

static gboolean
write_item (CantripReceiptDesk *self, const CantripReceiptItem *item, GError **error)
{
  return cantrip_request_log_append (self->log, item->receipt, error) &&
         (item->answer == NULL ||
          cantrip_answer_repository_put (self->answers, item->content_sha256, item->answer, error));
}

gboolean
cantrip_receipt_desk_write (CantripReceiptDesk *self, GPtrArray *items, GError **error)
{
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (self->store, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      if (!write_item (self, g_ptr_array_index (items, i), error))
        return FALSE;
    }

  return cantrip_transaction_commit (&transaction, error);
}
