/* test-receipt-writer-busy.c
 *
 * A workspace that another program keeps busy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "cantrip-test-writer.h"

/* A group waits once for another writer, not once for each of its receipts. */
static void
test_busy_workspace_fails_a_group_at_once (CantripTestWriter *self,
                                           gconstpointer      data G_GNUC_UNUSED)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  gint64 started_us;

  cantrip_test_writer_run (self,
                           cantrip_test_writer_run_pragma,
                           (gpointer) "PRAGMA busy_timeout = 100");
  cantrip_test_writer_close_gate (self);
  cantrip_test_writer_give_good (self, 100);
  transaction = cantrip_store_begin (self->workspace->store, NULL);
  g_assert_nonnull (transaction);
  cantrip_test_writer_open_gate (self);

  started_us = g_get_monotonic_time ();
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 5 * G_USEC_PER_SEC);
  g_assert_false (cantrip_receipt_writer_is_healthy (self->writer));

  g_clear_pointer (&transaction, cantrip_transaction_roll_back);
  cantrip_test_writer_give_good (self, 1);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
}

/* Another program that writes for a moment is waited for, with no error. */
static void
test_waits_for_another_program (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (self->workspace->store, NULL);

  g_assert_nonnull (transaction);
  cantrip_test_writer_give_good (self, 3);
  cantrip_test_writer_turn ();
  g_assert_cmpuint (self->codes->len, ==, 0);

  g_clear_pointer (&transaction, cantrip_transaction_roll_back);
  cantrip_test_writer_give_good (self, 1);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 4);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
}

static CantripAnswer *
find_kept (CantripTestWriter *self)
{
  return cantrip_receipt_writer_find_kept (self->writer, CANTRIP_TEST_HASH);
}

static gboolean
is_nothing_kept (gpointer data)
{
  return cantrip_receipt_writer_get_n_kept (((CantripTestWriter *) data)->writer) == 0;
}

static gboolean
look_again_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* Who waits is told, but what was paid for is found meanwhile, and written in the end. */
static void
test_keeps_what_was_paid_for (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_autoptr (CantripAnswer) kept = NULL;
  guint look_again_id;

  cantrip_test_writer_run (self,
                           cantrip_test_writer_run_pragma,
                           (gpointer) "PRAGMA busy_timeout = 50");
  cantrip_test_writer_wait_for_all (self);
  transaction = cantrip_store_begin (self->workspace->store, NULL);
  g_assert_nonnull (transaction);
  cantrip_test_writer_give_answer (self, self->workspace->first->id);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_BUSY);
  cantrip_test_writer_give_good (self, 1);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_BUSY);

  kept = find_kept (self);
  g_assert_nonnull (kept);
  g_assert_cmpuint (cantrip_receipt_writer_get_n_kept (self->writer), ==, 1);
  g_assert_false (cantrip_receipt_writer_is_healthy (self->writer));

  g_clear_pointer (&transaction, cantrip_transaction_roll_back);
  look_again_id = g_timeout_add (20, look_again_cb, NULL); /* nothing is told when it is written */
  cantrip_test_wait_until (is_nothing_kept, self);
  g_source_remove (look_again_id);
  g_assert_null (find_kept (self));
  g_assert_true (cantrip_test_writer_has_answer (self));
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 1);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
}

/* What waits for a busy workspace fills memory, so there is an end to it. */
static void
test_is_full_when_much_waits (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_close_gate (self);
  for (guint i = 0; i < 1000 && !cantrip_receipt_writer_is_full (self->writer); i++)
    {
      cantrip_test_writer_give (self, cantrip_test_writer_make_big (self));
      cantrip_test_writer_turn ();
    }
  g_assert_cmpuint (self->n_given, >, 100);
  g_assert_true (cantrip_receipt_writer_is_full (self->writer));

  cantrip_test_writer_open_gate (self);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
  g_assert_false (cantrip_receipt_writer_is_full (self->writer));
}

/* A writer that ends says what it could not write, and loses it knowingly. */
static void
test_last_unref_says_what_is_lost (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTransaction) transaction = NULL;

  cantrip_test_writer_run (self,
                           cantrip_test_writer_run_pragma,
                           (gpointer) "PRAGMA busy_timeout = 50");
  cantrip_test_writer_wait_for_all (self);
  transaction = cantrip_store_begin (self->workspace->store, NULL);
  cantrip_test_writer_give_answer (self, self->workspace->first->id);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_BUSY);

  g_test_expect_message ("cantrip-receipt-backlog", G_LOG_LEVEL_WARNING, "1 answer*lost*");
  g_assert_finalize_object (g_steal_pointer (&self->writer));
  g_test_assert_expected_messages ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                   \
  g_test_add (path,                       \
              CantripTestWriter,          \
              NULL,                       \
              cantrip_test_writer_set_up, \
              func,                       \
              cantrip_test_writer_tear_down)
  ADD ("/receipt-writer/write/busy-workspace-fails-a-group-at-once",
       test_busy_workspace_fails_a_group_at_once);
  ADD ("/receipt-writer/write/waits-for-another-program", test_waits_for_another_program);
  ADD ("/receipt-writer/write/keeps-what-was-paid-for", test_keeps_what_was_paid_for);
  ADD ("/receipt-writer/is-full/when-much-waits", test_is_full_when_much_waits);
  ADD ("/receipt-writer/unref/says-what-is-lost", test_last_unref_says_what_is_lost);
#undef ADD

  return g_test_run ();
}
