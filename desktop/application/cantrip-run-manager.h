/* cantrip-run-manager.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-active-run.h"

G_BEGIN_DECLS

/*
 * The runs of a workspace that this program works on, whatever page is shown: one for each app
 * at a time. Remembers the last one of each app after its end.
 *
 * The signal `changed` is emitted when a run has begun or ended. When one ends while no window is
 * looked at, the desktop says so.
 */
#define CANTRIP_TYPE_RUN_MANAGER (cantrip_run_manager_get_type ())

G_DECLARE_FINAL_TYPE (CantripRunManager, cantrip_run_manager, CANTRIP, RUN_MANAGER, GObject)

/* @workspace: (borrowed): outlives the manager, which it owns */
CantripRunManager *cantrip_run_manager_new (CantripWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_manager_start:
 * @self: a manager
 * @app: of whom it is
 * @spec: what is to be run; its variant, if it has one, is one of @app
 *
 * Begins a run.
 *
 * Returns: (transfer none) (nullable): the run; %NULL if one of @app is under way
 */
CantripActiveRun *cantrip_run_manager_start (CantripRunManager    *self,
                                             const CantripApp     *app,
                                             const CantripRunSpec *spec);

/* (transfer none) (nullable): the run of an app that is under way, or was last. */
CantripActiveRun *cantrip_run_manager_find (CantripRunManager *self, gint64 app_id);

/* Forgets the last run of an app; one that is under way stays. */
void cantrip_run_manager_forget (CantripRunManager *self, gint64 app_id);

/* How many are under way. */
guint cantrip_run_manager_count (CantripRunManager *self);

/* Stops all of them. */
void cantrip_run_manager_stop (CantripRunManager *self);

G_END_DECLS
