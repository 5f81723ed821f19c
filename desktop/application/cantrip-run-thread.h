/* cantrip-run-thread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "generation/cantrip-run.h"

G_BEGIN_DECLS

/*
 * The thread in which a run is worked on, with a main context of its own. It finds what the run
 * needs: connection, provider, what is known of the model.
 */
typedef struct _CantripRunThread CantripRunThread;

/**
 * cantrip_run_thread_new:
 * @workspace: where
 * @spec: what is to be run; copied
 * @progress: called in the main thread when there is something new, at most ten times a second
 * @user_data: data for @progress
 */
CantripRunThread *
cantrip_run_thread_new (CantripWorkspace     *workspace,
                        const CantripRunSpec *spec,
                        void (*progress) (const CantripRunProgress *progress, gpointer user_data),
                        gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Not before it has ended. */
void cantrip_run_thread_free (CantripRunThread *self);

/**
 * cantrip_run_thread_start_async:
 * @cancellable: stops the run, as cantrip_run_start_async()
 * @callback: (scope async): called when the run has ended
 * @user_data: data for @callback
 */
void cantrip_run_thread_start_async (CantripRunThread   *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/* Errors: those with which a run cannot begin. */
CantripRunResult *
cantrip_run_thread_start_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* cantrip_run_set_paused(); any time. */
void cantrip_run_thread_set_paused (CantripRunThread *self, gboolean paused);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunThread, cantrip_run_thread_free)

G_END_DECLS
