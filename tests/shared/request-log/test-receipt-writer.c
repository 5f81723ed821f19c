/* test-receipt-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "cantrip-test-writer.h"

/* A CantripWriteFunc. */
static gboolean
keep_count (CantripStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  *(gint64 *) data = cantrip_test_writer_count_receipts (store);

  return TRUE;
}

static void
test_runs_in_order (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  gint64 first = -1;
  gint64 second = -1;
  gint64 third = -1;

  cantrip_test_writer_run (self, keep_count, &first);
  cantrip_test_writer_give_good (self, 2);
  cantrip_test_writer_run (self, keep_count, &second);
  cantrip_test_writer_give_good (self, 300);
  cantrip_test_writer_run (self, keep_count, &third);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);

  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (second, ==, 2);
  g_assert_cmpint (third, ==, 302);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 302);
}

static gboolean
a_receipt_came_back (gpointer data)
{
  CantripTestWriter *self = data;

  return self->codes->len > 1; /* the gate was before it */
}

/* When the first of a group comes back, all of it is committed. */
static void
test_commits_what_waits_together (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_close_gate (self);
  cantrip_test_writer_give_good (self, 200);
  cantrip_test_writer_open_gate (self);

  cantrip_test_wait_until (a_receipt_came_back, self);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 200);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
}

/* Gives receipts from a thread with a context of its own, where they must come back. */
static gpointer
give_from_thread (gpointer data)
{
  const CantripTestWriter *shared = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  CantripTestWriter mine = *shared;

  g_main_context_push_thread_default (context);
  mine.codes = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint round = 0; round < 10; round++)
    {
      cantrip_test_writer_give_good (&mine, 20);
      g_assert_cmpint (cantrip_test_writer_wait_for_all (&mine), ==, CANTRIP_TEST_WRITTEN);
    }
  for (guint i = 0; i < mine.codes->len; i++)
    g_assert_cmpint (g_array_index (mine.codes, gint64, i), ==, CANTRIP_TEST_WRITTEN);
  g_array_unref (mine.codes);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_serves_many_threads (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("giver", give_from_thread, self);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 8 * 10 * 20);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
}

static CantripReceipt *
make_bad (CantripTestWriter *self)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (self->workspace, 1);

  receipt->deployment_id = 1;

  return receipt;
}

static void
test_a_bad_receipt_stands_alone (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 expected[] = { CANTRIP_TEST_WRITTEN,
                              CANTRIP_TEST_WRITTEN,
                              CANTRIP_ERROR_INVALID_INPUT,
                              CANTRIP_TEST_WRITTEN };

  cantrip_test_writer_close_gate (self);
  cantrip_test_writer_give_good (self, 1);
  cantrip_test_writer_give (self, make_bad (self));
  cantrip_test_writer_give_good (self, 1);
  cantrip_test_writer_open_gate (self);
  cantrip_test_writer_wait_for_all (self);

  g_assert_cmpmem (self->codes->data,
                   self->codes->len * sizeof (gint64),
                   expected,
                   sizeof expected);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 2);
}

/* It says nothing about the disk, so the service need not stop asking models. */
static void
test_a_bad_receipt_is_no_illness (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_give (self, make_bad (self));
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
}

static void
test_answer_and_receipt_or_neither (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_give_answer (self, 1);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 0);
  g_assert_false (cantrip_test_writer_has_answer (self));

  cantrip_test_writer_give_answer (self, self->workspace->first->id);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 1);
  g_assert_true (cantrip_test_writer_has_answer (self));
}

/* Gives what the thread that waits will write, since it has something before it. */
static void
give_behind (CantripTestWriter *self, CantripReceipt *receipt)
{
  cantrip_test_writer_close_gate (self);
  cantrip_test_writer_give (self, receipt);
  cantrip_test_writer_turn ();
  cantrip_test_writer_open_gate (self);
}

/* `PRAGMA max_page_count` makes SQLite say what it says on a full disk. */
static void
test_full_disk_is_an_illness_that_ends (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));

  cantrip_test_writer_run (self,
                           cantrip_test_writer_run_pragma,
                           (gpointer) "PRAGMA max_page_count = 1");
  give_behind (self, cantrip_test_writer_make_big (self));
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_DATABASE);
  g_assert_false (cantrip_receipt_writer_is_healthy (self->writer));

  cantrip_test_writer_give (self, make_bad (self));
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_false (cantrip_receipt_writer_is_healthy (self->writer));

  cantrip_test_writer_run (self,
                           cantrip_test_writer_run_pragma,
                           (gpointer) "PRAGMA max_page_count = 1000000");
  give_behind (self, cantrip_test_writer_make_big (self));
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
  g_assert_true (cantrip_receipt_writer_is_healthy (self->writer));
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 1);
}

static gboolean
fail (CantripStore *store G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GError **error)
{
  return cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "There is nothing");
}

static void
test_run_gives_the_error (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_run (self, fail, NULL);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_last_unref_writes_all (CantripTestWriter *self, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_writer_close_gate (self);
  cantrip_test_writer_give_good (self, 600);
  cantrip_test_writer_open_gate (self);
  g_assert_finalize_object (g_steal_pointer (&self->writer));
  g_assert_cmpint (cantrip_test_writer_count_receipts (self->workspace->store), ==, 600);
  g_assert_cmpint (cantrip_test_writer_wait_for_all (self), ==, CANTRIP_TEST_WRITTEN);
}

static void
test_new_refuses_what_is_no_workspace (void)
{
  g_autofree char *path = cantrip_test_path ("missing.cantrip");
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_receipt_writer_new (path, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
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
  ADD ("/receipt-writer/write/runs-in-order", test_runs_in_order);
  ADD ("/receipt-writer/write/commits-what-waits-together", test_commits_what_waits_together);
  ADD ("/receipt-writer/write/serves-many-threads", test_serves_many_threads);
  ADD ("/receipt-writer/write/a-bad-receipt-stands-alone", test_a_bad_receipt_stands_alone);
  ADD ("/receipt-writer/write/answer-and-receipt-or-neither", test_answer_and_receipt_or_neither);
  ADD ("/receipt-writer/is-healthy/not-hurt-by-a-bad-receipt", test_a_bad_receipt_is_no_illness);
  ADD ("/receipt-writer/is-healthy/full-disk-ends", test_full_disk_is_an_illness_that_ends);
  ADD ("/receipt-writer/run/gives-the-error", test_run_gives_the_error);
  ADD ("/receipt-writer/unref/writes-all", test_last_unref_writes_all);
#undef ADD
  g_test_add_func ("/receipt-writer/new/refuses-what-is-no-workspace",
                   test_new_refuses_what_is_no_workspace);
  return g_test_run ();
}
