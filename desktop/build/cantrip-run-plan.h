/* cantrip-run-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "generation/cantrip-run-estimate.h"

G_BEGIN_DECLS

/**
 * CantripRunPlanScope:
 * @CANTRIP_RUN_PLAN_ROWS: those that the spec names
 * @CANTRIP_RUN_PLAN_FAILED: those of them that have failed
 * @CANTRIP_RUN_PLAN_STALE: those whose outputs in the shown run are stale
 * @CANTRIP_RUN_PLAN_OPEN: those that wait to be asked
 *
 * Which rows somebody wants.
 */
typedef enum
{
  CANTRIP_RUN_PLAN_ROWS,
  CANTRIP_RUN_PLAN_FAILED,
  CANTRIP_RUN_PLAN_STALE,
  CANTRIP_RUN_PLAN_OPEN,
} CantripRunPlanScope;

/**
 * CantripRunPlan:
 * @spec: (owned): what is to be run
 * @estimate: what it will come to
 * @no_limit_reason: (nullable) (owned): why no spending limit can be kept
 *
 * A run, before it has begun.
 */
typedef struct
{
  CantripRunSpec    *spec;
  CantripRunEstimate estimate;
  char              *no_limit_reason;
} CantripRunPlan;

void cantrip_run_plan_free (CantripRunPlan *self);

/**
 * cantrip_run_plan_async:
 * @workspace: where
 * @spec: what is to be run, but for its variant and, of stale and open rows, its ranges; copied
 * @scope: which rows
 * @shown_run_id: the run whose outputs are shown; 0: none
 * @cancellable: (nullable)
 * @callback: (scope async)
 * @user_data: for @callback
 *
 * Finds out what a run will come to.
 */
void cantrip_run_plan_async (CantripWorkspace     *workspace,
                             const CantripRunSpec *spec,
                             CantripRunPlanScope   scope,
                             gint64                shown_run_id,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);

/* Returns: (transfer full): the plan, or %NULL with @error set */
CantripRunPlan *cantrip_run_plan_finish (CantripWorkspace *workspace,
                                         GAsyncResult     *result,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunPlan, cantrip_run_plan_free)

G_END_DECLS
