/* cantrip-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-dispatcher.h"
#include "generation/cantrip-run-result.h"
#include "generation/cantrip-run-spec.h"

G_BEGIN_DECLS

/*
 * Asks a model about the rows of a dataset, and keeps each output as it arrives. Its plan stands
 * in the workspace before the first call, so that a run that ended for whatever reason, kill -9
 * included, goes on where it stopped: what is done is neither asked nor paid again, and of the
 * calls under way at a kill only as many are asked again as were under way.
 *
 * Belongs to the thread that made it, as its dispatcher does; what blocks is done in a thread of
 * its own.
 *
 * The signal `progress` is emitted when there is something new, at most ten times a second.
 */
#define CANTRIP_TYPE_RUN (cantrip_run_get_type ())

G_DECLARE_FINAL_TYPE (CantripRun, cantrip_run, CANTRIP, RUN, GObject)

/**
 * cantrip_run_new:
 * @uri: (not nullable): the workspace, which exists
 * @spec: what is to be run; copied
 * @dispatcher: sends to the connection of @spec
 * @model: (nullable): what the catalog knows of the model of @spec; must outlive the run
 * @concurrency: most calls at once, at least 1; the dispatcher may send fewer
 *
 * Returns: (transfer full): a run that has not begun
 */
CantripRun *cantrip_run_new (const char           *uri,
                             const CantripRunSpec *spec,
                             CantripDispatcher    *dispatcher,
                             const CantripModel   *model,
                             guint                 concurrency) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_start_async:
 * @self: a run that was not started before
 * @cancellable: (nullable): stops the run: nothing more is sent, calls under way get five seconds
 *   so that what is paid is kept, what was not sent stays queued
 * @callback: (scope async): called when the run has ended
 * @user_data: data for @callback
 *
 * Runs to the end.
 *
 * A row that does not render, and a call that fails for good, is a failed output with the reason.
 * An error that would meet every row (the key, the quota, the model or the server is not there,
 * or ten calls in a row failed for passing reasons) stops the run after the calls under way; the
 * outputs that met it go back to the queue, for they are not at fault.
 *
 * With a limit, what a call can cost at worst is reserved before it is sent; a run that has to
 * stop for it leaves the rest queued. A reply without token counts is charged at its worst. Of
 * calls without a reply, those that the provider may have worked on count at their worst against
 * the limit of this session; what they cost is not known.
 */
void cantrip_run_start_async (CantripRun         *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/**
 * cantrip_run_start_finish:
 * @self: a run
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Errors: those with which it cannot begin, of cantrip_run_keeper_open(). What ends a run later
 * is in the result.
 *
 * Returns: (transfer full): what became of the run, or %NULL with @error set
 */
CantripRunResult *cantrip_run_start_finish (CantripRun   *self,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Sends nothing more until it is told to go on. What was sent comes and is kept, and the run stays
 * held by this program. Any time before the end.
 */
void cantrip_run_set_paused (CantripRun *self, gboolean paused);

/* Stops a run without waiting for the calls under way; their outputs go back to the queue. */
void cantrip_run_abort (CantripRun *self);

/* How far it is; all zero before the plan is made. */
void cantrip_run_get_progress (CantripRun *self, CantripRunProgress *ret_progress);

G_END_DECLS
