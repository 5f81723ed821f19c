/* cantrip-receipt-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "request-log/cantrip-receipt-item.h"

#include <string.h>

/* What an item takes besides its texts, roughly. */
#define ITEM_BYTES 1024

void
cantrip_receipt_item_free (CantripReceiptItem *self)
{
  g_clear_object (&self->task);
  g_clear_pointer (&self->receipt, cantrip_receipt_free);
  g_free (self->content_sha256);
  g_clear_pointer (&self->answer, cantrip_answer_unref);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

void
cantrip_receipt_item_answer (CantripReceiptItem *self, const GError *error)
{
  if (self->task == NULL)
    return;

  if (error != NULL)
    g_task_return_error (self->task, g_error_copy (error));
  else
    g_task_return_boolean (self->task, TRUE);
  g_clear_object (&self->task);
}

gsize
cantrip_receipt_item_get_size_bytes (const CantripReceiptItem *self)
{
  gsize size = ITEM_BYTES;

  if (self->receipt != NULL)
    size += strlen (self->receipt->inputs_json) +
            (self->receipt->output != NULL ? strlen (self->receipt->output) : 0);
  if (self->answer != NULL)
    size += strlen (self->answer->output);

  return size;
}
