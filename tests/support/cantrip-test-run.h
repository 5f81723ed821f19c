/* cantrip-test-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cantrip-fake-provider.h"
#include "cantrip-test-table.h"
#include "generation/cantrip-run.h"

G_BEGIN_DECLS

#define CANTRIP_TEST_RUN_N_ROWS 300
#define CANTRIP_TEST_RUN_CONCURRENCY 16

/* What one call of the fixture costs: 20 tokens in, 5 out. */
#define CANTRIP_TEST_RUN_CALL_USD_NANOS (20 * 1000 + 5 * 10000)

/* A workspace with rows, and a provider that answers “to Hi row 1” at once. For g_test_add(). */
typedef struct
{
  char                *path;
  CantripCatalog      *catalog;
  CantripFakeProvider *provider;
  CantripDispatcher   *dispatcher; /* never tries twice */
  CantripRunSpec       spec;       /* of all rows: “Hi {{name}}” */

  GCancellable *cancellable; /* of try_run() and do_run() */
  guint         stop_after;  /* calls; then it is cancelled */
  const char   *fail_text;   /* rows with this text fail, */
  int           fail_code;   /* with this */
  gint64        input_tokens;
  gint64        output_tokens;
} CantripTestRun;

void cantrip_test_run_set_up (CantripTestRun *self, gconstpointer data);
void cantrip_test_run_tear_down (CantripTestRun *self, gconstpointer data);

/* Puts another provider in place: one that answers when the test does. */
void cantrip_test_run_answer_by_hand (CantripTestRun *self);

/* After a run that was cancelled. */
void cantrip_test_run_allow_again (CantripTestRun *self);

CantripRun *cantrip_test_run_make (CantripTestRun *self) G_GNUC_WARN_UNUSED_RESULT;

/* Waits for the end of @run, which was started with cantrip_test_keep_result(), and frees it. */
CantripRunResult *cantrip_test_run_finish (CantripRun    *run,
                                           GAsyncResult **slot,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs @self->spec to its end. */
CantripRunResult *
cantrip_test_run_try (CantripTestRun *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, and fails the test if it cannot begin. */
CantripRunResult *cantrip_test_run_do (CantripTestRun *self) G_GNUC_WARN_UNUSED_RESULT;

/* How many outputs fulfil an SQL condition. */
gint64 cantrip_test_run_count (CantripTestRun *self, const char *condition);

/* Fails the test unless nobody holds a run and nothing is running. */
void cantrip_test_run_assert_released (CantripTestRun *self);

void cantrip_test_run_assert_result (CantripRunResult *result,
                                     CantripRunEnd     end,
                                     gint64            total,
                                     gint64            done,
                                     gint64            failed);

G_END_DECLS
