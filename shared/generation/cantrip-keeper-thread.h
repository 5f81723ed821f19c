/* cantrip-keeper-thread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-run-keeper.h"

G_BEGIN_DECLS

/*
 * A run keeper in a thread of its own, asked from the thread of the run. What is asked is done
 * in order, and called back in the main context that asked.
 */
typedef struct _CantripKeeperThread CantripKeeperThread;

/* @model must outlive what this returns. */
CantripKeeperThread *
cantrip_keeper_thread_new (const char           *uri,
                           const CantripRunSpec *spec,
                           const CantripModel   *model) G_GNUC_WARN_UNUSED_RESULT;

/* Waits for what was asked. */
void cantrip_keeper_thread_free (CantripKeeperThread *self);

/**
 * CantripRunOpening:
 * @run_id: the run
 * @scope: the figures of the scope
 * @cost_usd_nanos: what the whole run has cost so far
 *
 * How a run stands when it is opened.
 */
typedef struct
{
  gint64            run_id;
  CantripRunFigures scope;
  gint64            cost_usd_nanos;
} CantripRunOpening;

/* cantrip_run_keeper_open(); to be called once, first. */
void cantrip_keeper_thread_open_async (CantripKeeperThread *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);

/* Returns: (transfer full): free with g_free(); %NULL with @error set, and nothing is open */
CantripRunOpening *
cantrip_keeper_thread_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * cantrip_run_keeper_claim(); while other programs keep the workspace busy, it and what follows
 * try again until @give_up is cancelled
 */
void cantrip_keeper_thread_claim_async (CantripKeeperThread *self,
                                        guint                max,
                                        GCancellable        *give_up,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);

GPtrArray *
cantrip_keeper_thread_claim_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* cantrip_run_keeper_settle(); @outputs: (transfer full) */
void cantrip_keeper_thread_settle_async (CantripKeeperThread *self,
                                         GPtrArray           *outputs,
                                         GCancellable        *give_up,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

/**
 * cantrip_keeper_thread_settle_finish:
 * @ret_outputs: (out) (transfer full): set to what was given, whether kept or not
 */
gboolean
cantrip_keeper_thread_settle_finish (GAsyncResult *result, GPtrArray **ret_outputs, GError **error);

/**
 * cantrip_keeper_thread_close_async:
 * @outputs: (transfer full) (element-type CantripOutput): what is left to be kept, perhaps since
 *   the store refused it before
 *
 * cantrip_run_keeper_settle(), cantrip_run_keeper_release(), then closes the store. Nothing may
 * be asked after it.
 */
void cantrip_keeper_thread_close_async (CantripKeeperThread *self,
                                        GPtrArray           *outputs,
                                        GCancellable        *give_up,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);

/* As cantrip_keeper_thread_settle_finish(). */
gboolean
cantrip_keeper_thread_close_finish (GAsyncResult *result, GPtrArray **ret_outputs, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripKeeperThread, cantrip_keeper_thread_free)

G_END_DECLS
