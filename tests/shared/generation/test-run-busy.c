/* test-run-busy.c: a run while another program keeps the workspace busy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-run.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-run-keeper.h"

#define N_ROWS CANTRIP_TEST_RUN_N_ROWS

/* Longer than the run waits at a time. */
#define BUSY_MS (4 * CANTRIP_RUN_KEEPER_PATIENCE_MS)

/* Another program that writes to the workspace. */
typedef struct
{
  CantripStore       *store;
  CantripTransaction *transaction;
} Writer;

static void
begin_to_write (Writer *writer, const char *path)
{
  writer->store = cantrip_store_open (path, CANTRIP_STORE_WRITE, NULL);
  writer->transaction = cantrip_store_begin (writer->store, NULL);
  g_assert_nonnull (writer->transaction);
}

static void
stop_writing (Writer *writer)
{
  g_clear_pointer (&writer->transaction, cantrip_transaction_roll_back);
  g_clear_object (&writer->store);
}

static gboolean
set_cb (gpointer done)
{
  *(gboolean *) done = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

/* Lets the run go on for a while. */
static void
go_on (void)
{
  gboolean done = FALSE;

  g_timeout_add (BUSY_MS, set_cb, &done);
  cantrip_test_wait_until (is_done, &done);
}

static gboolean
has_calls (gpointer provider)
{
  return cantrip_fake_provider_get_n_calls (provider) == 8; /* what is sent at first */
}

static CantripRun *
start_by_hand (CantripTestRun *fixture, GAsyncResult **slot)
{
  CantripRun *run;

  cantrip_test_run_answer_by_hand (fixture);
  run = cantrip_test_run_make (fixture);
  cantrip_run_start_async (run, fixture->cancellable, cantrip_test_keep_result, slot);
  cantrip_test_wait_until (has_calls, fixture->provider);

  return run;
}

static void
answer (CantripTestRun *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    cantrip_fake_provider_answer (fixture->provider, cantrip_fake_completion_new ("paid", 20, 5));
}

/* What came is kept, and not a call more is sent than before may be lost. */
static void
test_loses_nothing (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  Writer        writer;
  g_autoptr (CantripRunResult) result = NULL;

  begin_to_write (&writer, fixture->path);
  answer (fixture, 8);
  go_on ();
  g_assert_null (slot);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider),
                    <=,
                    CANTRIP_TEST_RUN_CONCURRENCY);
  stop_writing (&writer);

  g_cancellable_cancel (fixture->cancellable);
  answer (fixture, cantrip_fake_provider_get_n_calls (fixture->provider) - 8);
  result = cantrip_test_run_finish (run, &slot, NULL);
  g_assert_no_error (result->error);
  g_assert_cmpint (result->end, ==, CANTRIP_RUN_CANCELLED);
  g_assert_cmpint (cantrip_test_run_count (fixture, "text = 'paid'"),
                   ==,
                   cantrip_fake_provider_get_n_calls (fixture->provider));
  cantrip_test_run_assert_released (fixture);
}

/* Who stops the run and does not wait gets it stopped, with the reason. */
static void
test_abort_does_not_wait (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *slot = NULL;
  CantripRun   *run = start_by_hand (fixture, &slot);
  Writer        writer;
  g_autoptr (CantripRunResult) result = NULL;

  begin_to_write (&writer, fixture->path);
  answer (fixture, 1);
  go_on ();
  cantrip_run_abort (run);
  result = cantrip_test_run_finish (run, &slot, NULL);
  stop_writing (&writer);

  g_assert_cmpint (result->end, ==, CANTRIP_RUN_ERROR);
  g_assert_error (result->error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/run/busy-workspace/loses-nothing", test_loses_nothing);
  ADD ("/run/busy-workspace/abort-does-not-wait", test_abort_does_not_wait);
#undef ADD
  return g_test_run ();
}
