/* cantrip-test-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-writer.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "deployment/cantrip-answer-repository.h"

void
cantrip_test_writer_set_up (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  self->path = cantrip_test_path ("w.cantrip");
  self->workspace = cantrip_test_workspace_new (self->path);
  self->writer = cantrip_receipt_writer_new (self->path, &error);
  g_assert_no_error (error);
  self->gate = g_async_queue_new ();
  self->codes = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
cantrip_test_writer_tear_down (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  if (self->writer != NULL)
    g_assert_finalize_object (self->writer);
  cantrip_test_workspace_free (self->workspace);
  g_async_queue_unref (self->gate);
  g_array_unref (self->codes);
  g_free (self->path);
}

static void
written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  CantripTestWriter *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 code = CANTRIP_TEST_WRITTEN;

  if (!cantrip_receipt_writer_write_finish (self->writer, result, &error))
    {
      g_assert_true (error->domain == CANTRIP_ERROR);
      code = error->code;
    }
  g_array_append_val (self->codes, code);
}

void
cantrip_test_writer_give (CantripTestWriter *self, CantripReceipt *receipt)
{
  self->n_given++;
  cantrip_receipt_writer_write_async (self->writer, receipt, NULL, NULL, written_cb, self);
}

void
cantrip_test_writer_give_good (CantripTestWriter *self, guint n)
{
  for (guint i = 0; i < n; i++)
    cantrip_test_writer_give (self, cantrip_test_workspace_make_receipt (self->workspace, 1));
}

void
cantrip_test_writer_give_answer (CantripTestWriter *self, gint64 variant_id)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (self->workspace, 1);
  g_autoptr (CantripAnswer) answer = cantrip_answer_new ();

  answer->request_id = receipt->id;
  answer->variant_id = variant_id;
  answer->output = g_strdup (receipt->output);
  self->n_given++;
  cantrip_receipt_writer_write_async (self->writer,
                                      receipt,
                                      CANTRIP_TEST_HASH,
                                      answer,
                                      written_cb,
                                      self);
}

gboolean
cantrip_test_writer_has_answer (CantripTestWriter *self)
{
  g_autoptr (CantripAnswerRepository) answers =
      cantrip_answer_repository_new (self->workspace->store, NULL);
  g_autoptr (CantripAnswer) answer = NULL;

  g_assert_true (cantrip_answer_repository_find (answers, CANTRIP_TEST_HASH, &answer, NULL));

  return answer != NULL;
}

CantripReceipt *
cantrip_test_writer_make_big (CantripTestWriter *self)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (self->workspace, 1);

  g_free (receipt->output);
  receipt->output = g_strnfill (50000, 'x');

  return receipt;
}

void
cantrip_test_writer_run (CantripTestWriter *self, CantripWriteFunc func, gpointer data)
{
  self->n_given++;
  cantrip_receipt_writer_run_async (self->writer, func, data, NULL, written_cb, self);
}

static gboolean
all_came_back (gpointer data)
{
  CantripTestWriter *self = data;

  return self->codes->len == self->n_given;
}

/* Waits for everything given so far, and for what the last of it became. */
gint64
cantrip_test_writer_wait_for_all (CantripTestWriter *self)
{
  cantrip_test_wait_until (all_came_back, self);

  return g_array_index (self->codes, gint64, self->codes->len - 1);
}

/* A CantripWriteFunc: what is given while it waits becomes one group. */
static gboolean
wait_at_gate (CantripStore *store G_GNUC_UNUSED, gpointer data, GError **error G_GNUC_UNUSED)
{
  return g_async_queue_timeout_pop (data, CANTRIP_TEST_DEADLINE_S * G_USEC_PER_SEC) != NULL;
}

void
cantrip_test_writer_close_gate (CantripTestWriter *self)
{
  cantrip_test_writer_run (self, wait_at_gate, self->gate);
}

void
cantrip_test_writer_open_gate (CantripTestWriter *self)
{
  g_async_queue_push (self->gate, self);
}

/* Does what can be done now. */
void
cantrip_test_writer_turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A CantripWriteFunc for one statement of SQLite's own. */
gboolean
cantrip_test_writer_run_pragma (CantripStore *store, gpointer data, GError **error)
{
  CantripStatement *pragma = cantrip_store_prepare (store, data, error);
  gboolean          has_row;
  gboolean done = pragma != NULL && cantrip_statement_next (pragma, &has_row, "set up", error);

  g_clear_pointer (&pragma, cantrip_statement_free);

  return done;
}

gint64
cantrip_test_writer_count_receipts (CantripStore *store)
{
  CantripStatement *count = cantrip_store_prepare (store, "SELECT count(*) FROM request_log", NULL);
  gboolean          has_row;
  gint64            n;

  g_assert_true (cantrip_statement_next (count, &has_row, "count", NULL));
  n = cantrip_statement_get_int (count, 0);
  cantrip_statement_free (count);

  return n;
}
