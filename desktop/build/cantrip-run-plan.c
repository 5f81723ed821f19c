/* cantrip-run-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-run-plan.h"

#include "generation/cantrip-run-head-repository.h"
#include "generation/cantrip-stale-repository.h"

void
cantrip_run_plan_free (CantripRunPlan *self)
{
  g_clear_pointer (&self->spec, cantrip_run_spec_free);
  g_clear_pointer (&self->no_limit_reason, g_free);
  g_free (self);
}

typedef struct
{
  CantripRunSpec     *spec;    /* (owned) */
  CantripCatalog     *catalog; /* (owned) */
  CantripRunPlanScope scope;
  gint64              shown_run_id;
} PlanWork;

static void
plan_work_free (PlanWork *work)
{
  cantrip_run_spec_free (work->spec);
  g_object_unref (work->catalog);
  g_free (work);
}

static gboolean
find_variant (CantripSession *session, CantripRunSpec *spec, GError **error)
{
  g_autoptr (CantripVariant) equal = NULL;

  if (!cantrip_variant_repository_find_equal (session->variants,
                                              spec->app_id,
                                              spec->connection_id,
                                              spec->recipe,
                                              &equal,
                                              error))
    return FALSE;

  if (equal != NULL)
    spec->variant_id = equal->id;

  return TRUE;
}

/* Of a run that asked something else, all answers are stale; of the same one, those of some rows.
 */
static GArray *
list_stale (CantripSession *session, const PlanWork *work, gint64 run_id, GError **error)
{
  g_autoptr (CantripStaleRepository) stale = cantrip_stale_repository_new (session->store, error);

  if (stale == NULL)
    return NULL;

  return run_id == work->shown_run_id
             ? cantrip_stale_repository_list (stale, run_id, error)
             : cantrip_stale_repository_list_answered (stale, work->shown_run_id, error);
}

static GArray *
list_open (CantripSession *session, gint64 run_id, GError **error)
{
  g_autoptr (CantripRunHeadRepository) heads =
      cantrip_run_head_repository_new (session->store, error);

  return heads != NULL ? cantrip_run_head_repository_list_open (heads, run_id, error) : NULL;
}

/* No ranges at all would be all rows. */
static gboolean
find_ranges (CantripSession *session, PlanWork *work, gboolean *ret_is_empty, GError **error)
{
  gint64 run_id;

  *ret_is_empty = FALSE;
  if (work->scope != CANTRIP_RUN_PLAN_STALE && work->scope != CANTRIP_RUN_PLAN_OPEN)
    return TRUE;

  if (!cantrip_run_repository_find (session->runs, work->spec, &run_id, error))
    return FALSE;

  work->spec->ranges = work->scope == CANTRIP_RUN_PLAN_STALE
                           ? list_stale (session, work, run_id, error)
                           : list_open (session, run_id, error);
  if (work->spec->ranges == NULL)
    return FALSE;

  *ret_is_empty = work->spec->ranges->len == 0;

  return TRUE;
}

/* (nullable) */
static const CantripModel *
find_model (CantripSession       *session,
            const CantripRunSpec *spec,
            CantripCatalog       *catalog,
            GError              **error)
{
  g_autoptr (CantripConnection) connection =
      cantrip_connection_repository_find_by_id (session->connections, spec->connection_id, error);

  return connection == NULL ? NULL
                            : cantrip_catalog_find (catalog,
                                                    cantrip_connection_get_dialect (connection),
                                                    cantrip_recipe_get_model (spec->recipe));
}

static gpointer
make_plan (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  PlanWork *work = data;
  g_autoptr (CantripRunPlan) plan = g_new0 (CantripRunPlan, 1);
  g_autoptr (GError) no_limit = NULL;
  g_autoptr (GError) not_found = NULL;
  const CantripModel *model;
  gboolean            is_empty;

  if (!find_variant (session, work->spec, error) || !find_ranges (session, work, &is_empty, error))
    return NULL;

  model = find_model (session, work->spec, work->catalog, &not_found);
  if (not_found != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&not_found));
      return NULL;
    }

  if (!is_empty &&
      !cantrip_run_estimate (session->store, work->spec, model, &plan->estimate, error))
    return NULL;

  plan->spec = cantrip_run_spec_copy (work->spec);
  work->spec->limit_usd_nanos = 0;
  if (!cantrip_run_spec_check_limit (work->spec, model, &no_limit))
    plan->no_limit_reason = g_strdup (no_limit->message);

  return g_steal_pointer (&plan);
}

static const CantripWork MAKE_PLAN = {
  .lane = CANTRIP_LANE_SCAN,
  .run = make_plan,
  .free_data = (GDestroyNotify) plan_work_free,
  .free_result = (GDestroyNotify) cantrip_run_plan_free,
};

void
cantrip_run_plan_async (CantripWorkspace     *workspace,
                        const CantripRunSpec *spec,
                        CantripRunPlanScope   scope,
                        gint64                shown_run_id,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  PlanWork *work = g_new (PlanWork, 1);

  *work = (PlanWork){ cantrip_run_spec_copy (spec),
                      g_object_ref (cantrip_workspace_get_catalog (workspace)),
                      scope,
                      shown_run_id };
  cantrip_workspace_run_async (workspace, &MAKE_PLAN, work, cancellable, callback, user_data);
}

CantripRunPlan *
cantrip_run_plan_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}
