/* cantrip-rows-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "endpoint/cantrip-rows-request.h"
#include "server/cantrip-caller.h"

G_BEGIN_DECLS

/*
 * Rows on their way to their answers. Goes on by itself until all are there, whether or not
 * somebody waits: what it has found by then is found again by its content. Belongs to the
 * thread of its caller.
 */
#define CANTRIP_TYPE_ROWS_RUN (cantrip_rows_run_get_type ())

G_DECLARE_FINAL_TYPE (CantripRowsRun, cantrip_rows_run, CANTRIP, ROWS_RUN, GObject)

/**
 * cantrip_rows_run_new:
 * @caller: of the worker that got the request
 * @services: shared by the workers
 * @request: (transfer full): the rows
 * @call: what their calls have in common; its inputs are not looked at
 * @looks_only: only look for answers, again and again, since others work on them
 *
 * Starts the calls.
 *
 * Returns: (transfer full): a new run
 */
CantripRowsRun *cantrip_rows_run_new (CantripCaller      *caller,
                                      CantripServices    *services,
                                      CantripRowsRequest *request,
                                      const CantripCall  *call,
                                      gboolean            looks_only) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_rows_run_wait_async:
 * @self: a run
 * @timeout_ms: how long to wait
 * @callback: called when all rows are done, or the time is over; never before this returns
 * @user_data: data for @callback
 */
void cantrip_rows_run_wait_async (CantripRowsRun     *self,
                                  gint64              timeout_ms,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/* Returns: %TRUE if all rows are done */
gboolean cantrip_rows_run_wait_finish (CantripRowsRun *self, GAsyncResult *result);

/* The job that it works for can be found, and cancelled, from now on, until all rows are done. */
void cantrip_rows_run_set_job (CantripRowsRun *self, gint64 job_id);

guint cantrip_rows_run_get_n_rows (CantripRowsRun *self);

/* Rows that have an answer or an error, or are blank. */
guint cantrip_rows_run_get_n_done (CantripRowsRun *self);

/**
 * cantrip_rows_run_get_row:
 * @self: a run
 * @row: from 0
 * @ret_error: (out) (transfer none) (nullable): why it has no output; %NULL while it is pending
 *
 * Returns: (transfer none) (nullable): the output, the empty text for a blank row; %NULL if
 *   there is none
 */
const char *cantrip_rows_run_get_row (CantripRowsRun *self, guint row, const GError **ret_error);

G_END_DECLS
