/* test-receipt-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"
#include "deployment/cantrip-answer-repository.h"
#include "request-log/cantrip-receipt-writer.h"

#define WRITTEN (-1)
#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef struct
{
  char                 *path;
  CantripTestWorkspace *workspace;
  CantripReceiptWriter *writer; /* (nullable) once the test has dropped it */
  GAsyncQueue          *gate;   /* what the writer waits for in wait_at_gate() */
  GArray               *codes;  /* of gint64: what came back, in order: `WRITTEN` or an error */
  guint                 n_given;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_path ("w.cantrip");
  fixture->workspace = cantrip_test_workspace_new (fixture->path);
  fixture->writer = cantrip_receipt_writer_new (fixture->path, &error);
  g_assert_no_error (error);
  fixture->gate = g_async_queue_new ();
  fixture->codes = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  if (fixture->writer != NULL)
    g_assert_finalize_object (fixture->writer);
  cantrip_test_workspace_free (fixture->workspace);
  g_async_queue_unref (fixture->gate);
  g_array_unref (fixture->codes);
  g_free (fixture->path);
}

static void
written_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  gint64 code = WRITTEN;

  if (!cantrip_receipt_writer_write_finish (fixture->writer, result, &error))
    {
      g_assert_true (error->domain == CANTRIP_ERROR);
      code = error->code;
    }
  g_array_append_val (fixture->codes, code);
}

static void
give (Fixture *fixture, CantripReceipt *receipt)
{
  fixture->n_given++;
  cantrip_receipt_writer_write_async (fixture->writer, receipt, NULL, NULL, written_cb, fixture);
}

static void
give_good (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    give (fixture, cantrip_test_workspace_make_receipt (fixture->workspace, 1));
}

static void
run (Fixture *fixture, CantripWriteFunc func, gpointer data)
{
  fixture->n_given++;
  cantrip_receipt_writer_run_async (fixture->writer, func, data, NULL, written_cb, fixture);
}

static gboolean
all_came_back (gpointer data)
{
  Fixture *fixture = data;

  return fixture->codes->len == fixture->n_given;
}

/* Waits for everything given so far, and for what the last of it became. */
static gint64
wait_for_all (Fixture *fixture)
{
  cantrip_test_wait_until (all_came_back, fixture);

  return g_array_index (fixture->codes, gint64, fixture->codes->len - 1);
}

/* A CantripWriteFunc: what is given while it waits becomes one group. */
static gboolean
wait_at_gate (CantripStore *store G_GNUC_UNUSED, gpointer data, GError **error G_GNUC_UNUSED)
{
  return g_async_queue_timeout_pop (data, CANTRIP_TEST_DEADLINE_S * G_USEC_PER_SEC) != NULL;
}

static void
close_gate (Fixture *fixture)
{
  run (fixture, wait_at_gate, fixture->gate);
}

static void
open_gate (Fixture *fixture)
{
  g_async_queue_push (fixture->gate, fixture);
}

/* A CantripWriteFunc for one statement of SQLite's own. */
static gboolean
run_pragma (CantripStore *store, gpointer data, GError **error)
{
  CantripStatement *pragma = cantrip_store_prepare (store, data, error);
  gboolean          has_row;
  gboolean done = pragma != NULL && cantrip_statement_next (pragma, &has_row, "set up", error);

  g_clear_pointer (&pragma, cantrip_statement_free);

  return done;
}

static gint64
count_receipts (CantripStore *store)
{
  CantripStatement *count = cantrip_store_prepare (store, "SELECT count(*) FROM request_log", NULL);
  gboolean          has_row;
  gint64            n;

  g_assert_true (cantrip_statement_next (count, &has_row, "count", NULL));
  n = cantrip_statement_get_int (count, 0);
  cantrip_statement_free (count);

  return n;
}

/* A CantripWriteFunc. */
static gboolean
keep_count (CantripStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  *(gint64 *) data = count_receipts (store);

  return TRUE;
}

static void
test_runs_in_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 first = -1;
  gint64 second = -1;
  gint64 third = -1;

  run (fixture, keep_count, &first);
  give_good (fixture, 2);
  run (fixture, keep_count, &second);
  give_good (fixture, 300);
  run (fixture, keep_count, &third);
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);

  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (second, ==, 2);
  g_assert_cmpint (third, ==, 302);
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 302);
}

static gboolean
a_receipt_came_back (gpointer data)
{
  Fixture *fixture = data;

  return fixture->codes->len > 1; /* the gate was before it */
}

/* When the first of a group comes back, all of it is committed. */
static void
test_commits_what_waits_together (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  close_gate (fixture);
  give_good (fixture, 200);
  open_gate (fixture);

  cantrip_test_wait_until (a_receipt_came_back, fixture);
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 200);
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);
}

/* Gives receipts from a thread with a context of its own, where they must come back. */
static gpointer
give_from_thread (gpointer data)
{
  const Fixture *shared = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture mine = *shared;

  g_main_context_push_thread_default (context);
  mine.codes = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint round = 0; round < 10; round++)
    {
      give_good (&mine, 20);
      g_assert_cmpint (wait_for_all (&mine), ==, WRITTEN);
    }
  for (guint i = 0; i < mine.codes->len; i++)
    g_assert_cmpint (g_array_index (mine.codes, gint64, i), ==, WRITTEN);
  g_array_unref (mine.codes);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_serves_many_threads (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("giver", give_from_thread, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 8 * 10 * 20);
  g_assert_true (cantrip_receipt_writer_is_healthy (fixture->writer));
}

static CantripReceipt *
make_bad (Fixture *fixture)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 1);

  receipt->deployment_id = 1;

  return receipt;
}

static void
test_a_bad_receipt_stands_alone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 expected[] = { WRITTEN, WRITTEN, CANTRIP_ERROR_INVALID_INPUT, WRITTEN };

  close_gate (fixture);
  give_good (fixture, 1);
  give (fixture, make_bad (fixture));
  give_good (fixture, 1);
  open_gate (fixture);
  wait_for_all (fixture);

  g_assert_cmpmem (fixture->codes->data,
                   fixture->codes->len * sizeof (gint64),
                   expected,
                   sizeof expected);
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 2);
}

/* It says nothing about the disk, so the service need not stop asking models. */
static void
test_a_bad_receipt_is_no_illness (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  give (fixture, make_bad (fixture));
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_true (cantrip_receipt_writer_is_healthy (fixture->writer));
}

static void
give_answer (Fixture *fixture, gint64 variant_id)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 1);
  g_autoptr (CantripAnswer) answer = cantrip_answer_new ();

  answer->request_id = receipt->id;
  answer->variant_id = variant_id;
  answer->output = g_strdup (receipt->output);
  fixture->n_given++;
  cantrip_receipt_writer_write_async (fixture->writer, receipt, HASH, answer, written_cb, fixture);
}

static gboolean
has_answer (Fixture *fixture)
{
  g_autoptr (CantripAnswerRepository) answers =
      cantrip_answer_repository_new (fixture->workspace->store, NULL);
  g_autoptr (CantripAnswer) answer = NULL;

  g_assert_true (cantrip_answer_repository_find (answers, HASH, &answer, NULL));

  return answer != NULL;
}

static void
test_answer_and_receipt_or_neither (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  give_answer (fixture, 1);
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 0);
  g_assert_false (has_answer (fixture));

  give_answer (fixture, fixture->workspace->first->id);
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 1);
  g_assert_true (has_answer (fixture));
}

static CantripReceipt *
make_big (Fixture *fixture)
{
  CantripReceipt *receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 1);

  g_free (receipt->output);
  receipt->output = g_strnfill (50000, 'x');

  return receipt;
}

/* `PRAGMA max_page_count` makes SQLite say what it says on a full disk. */
static void
test_full_disk_is_an_illness_that_ends (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (cantrip_receipt_writer_is_healthy (fixture->writer));

  run (fixture, run_pragma, (gpointer) "PRAGMA max_page_count = 1");
  give (fixture, make_big (fixture));
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_DATABASE);
  g_assert_false (cantrip_receipt_writer_is_healthy (fixture->writer));

  give (fixture, make_bad (fixture));
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_false (cantrip_receipt_writer_is_healthy (fixture->writer));

  run (fixture, run_pragma, (gpointer) "PRAGMA max_page_count = 1000000");
  give (fixture, make_big (fixture));
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);
  g_assert_true (cantrip_receipt_writer_is_healthy (fixture->writer));
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 1);
}

/* A group waits once for another writer, not once for each of its receipts. */
static void
test_busy_workspace_fails_a_group_at_once (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  gint64 started_us;

  run (fixture, run_pragma, (gpointer) "PRAGMA busy_timeout = 100");
  close_gate (fixture);
  give_good (fixture, 100);
  transaction = cantrip_store_begin (fixture->workspace->store, NULL);
  g_assert_nonnull (transaction);
  open_gate (fixture);

  started_us = g_get_monotonic_time ();
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 5 * G_USEC_PER_SEC);
  g_assert_false (cantrip_receipt_writer_is_healthy (fixture->writer));

  g_clear_pointer (&transaction, cantrip_transaction_roll_back);
  give_good (fixture, 1);
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);
  g_assert_true (cantrip_receipt_writer_is_healthy (fixture->writer));
}

static gboolean
fail (CantripStore *store G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GError **error)
{
  return cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "There is nothing");
}

static void
test_run_gives_the_error (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  run (fixture, fail, NULL);
  g_assert_cmpint (wait_for_all (fixture), ==, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_last_unref_writes_all (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  close_gate (fixture);
  give_good (fixture, 600);
  open_gate (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->writer));
  g_assert_cmpint (count_receipts (fixture->workspace->store), ==, 600);
  g_assert_cmpint (wait_for_all (fixture), ==, WRITTEN);
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
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/receipt-writer/write/runs-in-order", test_runs_in_order);
  ADD ("/receipt-writer/write/commits-what-waits-together", test_commits_what_waits_together);
  ADD ("/receipt-writer/write/serves-many-threads", test_serves_many_threads);
  ADD ("/receipt-writer/write/a-bad-receipt-stands-alone", test_a_bad_receipt_stands_alone);
  ADD ("/receipt-writer/write/answer-and-receipt-or-neither", test_answer_and_receipt_or_neither);
  ADD ("/receipt-writer/is-healthy/not-hurt-by-a-bad-receipt", test_a_bad_receipt_is_no_illness);
  ADD ("/receipt-writer/is-healthy/full-disk-ends", test_full_disk_is_an_illness_that_ends);
  ADD ("/receipt-writer/write/busy-workspace-fails-a-group-at-once",
       test_busy_workspace_fails_a_group_at_once);
  ADD ("/receipt-writer/run/gives-the-error", test_run_gives_the_error);
  ADD ("/receipt-writer/unref/writes-all", test_last_unref_writes_all);
#undef ADD
  g_test_add_func ("/receipt-writer/new/refuses-what-is-no-workspace",
                   test_new_refuses_what_is_no_workspace);
  return g_test_run ();
}
