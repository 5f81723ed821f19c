/* cantrip-test-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cantrip-test-workspace.h"
#include "request-log/cantrip-receipt-writer.h"

G_BEGIN_DECLS

#define CANTRIP_TEST_WRITTEN (-1)
#define CANTRIP_TEST_HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/*
 * A receipt writer on a workspace, as a fixture. What is given to it is counted, and so is what
 * comes back.
 */
typedef struct
{
  char                 *path;
  CantripTestWorkspace *workspace;
  CantripReceiptWriter *writer; /* (nullable) once the test has dropped it */
  GAsyncQueue          *gate;   /* what the thread that waits is held up at */
  GArray *codes; /* of gint64: what came back, in order: `CANTRIP_TEST_WRITTEN` or an error */
  guint   n_given;
} CantripTestWriter;

void cantrip_test_writer_set_up (CantripTestWriter *self, gconstpointer data);
void cantrip_test_writer_tear_down (CantripTestWriter *self, gconstpointer data);

/* Takes @receipt. */
void cantrip_test_writer_give (CantripTestWriter *self, CantripReceipt *receipt);
void cantrip_test_writer_give_good (CantripTestWriter *self, guint n);

/* With an answer, found by `CANTRIP_TEST_HASH`. */
void     cantrip_test_writer_give_answer (CantripTestWriter *self, gint64 variant_id);
gboolean cantrip_test_writer_has_answer (CantripTestWriter *self);

/* A receipt of 50,000 characters. */
CantripReceipt *cantrip_test_writer_make_big (CantripTestWriter *self) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_test_writer_run (CantripTestWriter *self, CantripWriteFunc func, gpointer data);

/* Waits for everything given so far; what the last of it became. */
gint64 cantrip_test_writer_wait_for_all (CantripTestWriter *self);

/* Until the gate is open, what is given waits, and becomes one group. */
void cantrip_test_writer_close_gate (CantripTestWriter *self);
void cantrip_test_writer_open_gate (CantripTestWriter *self);

/* Does what can be done now. */
void cantrip_test_writer_turn (void);

/* A CantripWriteFunc for one statement of SQLite's own. */
gboolean cantrip_test_writer_run_pragma (CantripStore *store, gpointer data, GError **error);

gint64 cantrip_test_writer_count_receipts (CantripStore *store);

G_END_DECLS
