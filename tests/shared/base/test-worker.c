/* test-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-util.h"
#include "base/cantrip-worker.h"

static GThread *ran_in;
static GString *order;

static void
note_func (GTask        *task,
           gpointer      source G_GNUC_UNUSED,
           gpointer      data,
           GCancellable *cancellable G_GNUC_UNUSED)
{
  ran_in = g_thread_self ();
  g_string_append (order, data);
  g_task_return_boolean (task, TRUE);
}

static void
give (CantripWorker *worker, const char *note, GCancellable *cancellable, GAsyncResult **slot)
{
  GTask *task = g_task_new (NULL, cancellable, cantrip_test_keep_result, slot);
  g_task_set_task_data (task, (gpointer) note, NULL);
  cantrip_worker_run (worker, task, note_func);
}

static void
test_runs_in_order (void)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  CantripWorker *worker = cantrip_worker_new ("test");
  order = g_string_new (NULL);
  give (worker, "a", NULL, &first);
  give (worker, "b", NULL, &second);
  cantrip_test_wait_for (&second);
  g_assert_nonnull (first);
  g_assert_cmpstr (order->str, ==, "ab");
  g_assert_true (ran_in != NULL && ran_in != g_thread_self ());
  g_assert_finalize_object (worker);
  g_string_free (order, TRUE);
}

static void
test_skips_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantripWorker *worker = cantrip_worker_new ("test");
  order = g_string_new (NULL);
  g_cancellable_cancel (cancellable);
  give (worker, "a", cancellable, &result);
  cantrip_test_wait_for (&result);
  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (order->str, ==, "");
  g_assert_finalize_object (worker);
  g_string_free (order, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/worker/run/in-order", test_runs_in_order);
  g_test_add_func ("/worker/run/skips-cancelled", test_skips_cancelled);
  return g_test_run ();
}
