/* cantrip-active-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "generation/cantrip-run-result.h"

G_BEGIN_DECLS

/*
 * A run that this program works on, as the main thread sees it. The work is done in a thread of
 * its own, so that neither thousands of replies nor a slow disk hold up the window.
 *
 * The signal `changed` is emitted when it has come further, at most ten times a second, and when
 * its state is another.
 */
#define CANTRIP_TYPE_ACTIVE_RUN (cantrip_active_run_get_type ())

G_DECLARE_FINAL_TYPE (CantripActiveRun, cantrip_active_run, CANTRIP, ACTIVE_RUN, GObject)

/**
 * CantripActiveRunState:
 * @CANTRIP_ACTIVE_RUN_STARTING: it is planned; nothing was sent yet
 * @CANTRIP_ACTIVE_RUN_RUNNING: it sends and keeps
 * @CANTRIP_ACTIVE_RUN_PAUSED: it sends nothing more for now, and keeps what was sent
 * @CANTRIP_ACTIVE_RUN_STOPPING: it waits for what was sent, for some seconds
 * @CANTRIP_ACTIVE_RUN_ENDED: nothing more comes
 */
typedef enum
{
  CANTRIP_ACTIVE_RUN_STARTING,
  CANTRIP_ACTIVE_RUN_RUNNING,
  CANTRIP_ACTIVE_RUN_PAUSED,
  CANTRIP_ACTIVE_RUN_STOPPING,
  CANTRIP_ACTIVE_RUN_ENDED,
} CantripActiveRunState;

/**
 * cantrip_active_run_new:
 * @workspace: held until the run has ended
 * @app: of whom it is; copied
 * @spec: what is to be run; copied. A draft that asks what a variant asks runs as that variant
 *
 * Returns: (transfer full): a run that has not begun
 */
CantripActiveRun *cantrip_active_run_new (CantripWorkspace     *workspace,
                                          const CantripApp     *app,
                                          const CantripRunSpec *spec) G_GNUC_WARN_UNUSED_RESULT;

/* Begins; to be called once. */
void cantrip_active_run_start (CantripActiveRun *self);

/* Sends nothing more until it goes on. */
void cantrip_active_run_set_paused (CantripActiveRun *self, gboolean paused);

/* Stops it. What was sent and comes in time is kept; the rest can be asked another time. */
void cantrip_active_run_stop (CantripActiveRun *self);

/* (transfer none) */
const CantripApp     *cantrip_active_run_get_app (CantripActiveRun *self);
const CantripRunSpec *cantrip_active_run_get_spec (CantripActiveRun *self);

CantripActiveRunState cantrip_active_run_get_state (CantripActiveRun *self);

/* (transfer none): how far it is; all zero while it starts. */
const CantripRunProgress *cantrip_active_run_get_progress (CantripActiveRun *self);

/* (transfer none) (nullable): what became of it; %NULL if it has not ended, or could not begin. */
const CantripRunResult *cantrip_active_run_get_result (CantripActiveRun *self);

/* (transfer none) (nullable): why it could not begin. */
const GError *cantrip_active_run_get_error (CantripActiveRun *self);

G_END_DECLS
