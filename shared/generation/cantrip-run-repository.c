/* cantrip-run-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "base/cantrip-time.h"

static const char FIND_OF_VARIANT_SQL[] = "SELECT id FROM run"
                                          " WHERE dataset_id = $1 AND repeats = $2"
                                          " AND variant_id = $3"
                                          " ORDER BY created_at_us DESC, id DESC LIMIT 1";

static const char FIND_OF_DRAFT_SQL[] = "SELECT id FROM run"
                                        " WHERE dataset_id = $1 AND repeats = $2"
                                        " AND variant_id IS NULL"
                                        " AND connection_id = $3 AND recipe_json = $4"
                                        " ORDER BY created_at_us DESC, id DESC LIMIT 1";

static const char INSERT_SQL[] =
    "INSERT INTO run (id, variant_id, app_id, connection_id, recipe_json, dataset_id, repeats,"
    " lease_until_us, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)";

static const char ADOPT_SQL[] = "UPDATE run SET variant_id = $1"
                                " WHERE app_id = $2 AND variant_id IS NULL"
                                " AND connection_id = $3 AND recipe_json = $4";

static const char HOLD_SQL[] = "UPDATE run SET owner = $2, lease_until_us = $3"
                               " WHERE id = $1"
                               " AND (owner IS NULL OR owner = $2 OR lease_until_us <= $4)";

static const char LEASE_SQL[] = "SELECT lease_until_us FROM run WHERE id = $1";

static const char RELEASE_SQL[] = "UPDATE run SET owner = NULL, lease_until_us = 0"
                                  " WHERE id = $1 AND owner = $2";

static const char FIGURES_SQL[] =
    "SELECT state, count (*), coalesce (sum (cost_usd_nanos), 0),"
    " coalesce (sum (input_tokens), 0), coalesce (sum (output_tokens), 0)"
    " FROM output WHERE run_id = $1 AND position >= $2 AND position <= $3"
    " GROUP BY state";

static const char FAILURES_SQL[] = "SELECT error_code, min (error_message), count (*) FROM output"
                                   " WHERE run_id = $1 AND state = 'failed'"
                                   " GROUP BY error_code ORDER BY count (*) DESC, error_code";

static const char LIST_SQL[] =
    "SELECT run.id, app.slug, variant.name, dataset.name, run.recipe_json, run.repeats,"
    " run.created_at_us, run.owner, run.lease_until_us"
    " FROM run JOIN dataset ON dataset.id = run.dataset_id"
    " LEFT JOIN variant ON variant.id = run.variant_id"
    " LEFT JOIN app ON app.id = variant.app_id"
    " ORDER BY run.created_at_us DESC, run.id DESC";

static const char LATENCY_SQL[] = "SELECT latency_us FROM output"
                                  " WHERE run_id = $1 AND state = 'done'"
                                  " ORDER BY latency_us LIMIT 1 OFFSET $2";

struct _CantripRunRepository
{
  GObject parent_instance;

  CantripStore     *store;           /* (owned) */
  CantripStatement *find_of_variant; /* (owned) */
  CantripStatement *find_of_draft;   /* (owned) */
  CantripStatement *insert;          /* (owned) */
  CantripStatement *adopt;           /* (owned) */
  CantripStatement *hold;            /* (owned) */
  CantripStatement *lease;           /* (owned) */
  CantripStatement *release;         /* (owned) */
  CantripStatement *figures;         /* (owned) */
  CantripStatement *failures;        /* (owned) */
  CantripStatement *list;            /* (owned) */
  CantripStatement *latency;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripRunRepository, cantrip_run_repository, G_TYPE_OBJECT)

static void
cantrip_run_repository_finalize (GObject *object)
{
  CantripRunRepository *self = CANTRIP_RUN_REPOSITORY (object);

  g_clear_pointer (&self->find_of_variant, cantrip_statement_free);
  g_clear_pointer (&self->find_of_draft, cantrip_statement_free);
  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->adopt, cantrip_statement_free);
  g_clear_pointer (&self->hold, cantrip_statement_free);
  g_clear_pointer (&self->lease, cantrip_statement_free);
  g_clear_pointer (&self->release, cantrip_statement_free);
  g_clear_pointer (&self->figures, cantrip_statement_free);
  g_clear_pointer (&self->failures, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->latency, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_run_repository_parent_class)->finalize (object);
}

static void
cantrip_run_repository_class_init (CantripRunRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_run_repository_finalize;
}

static void
cantrip_run_repository_init (CantripRunRepository *self G_GNUC_UNUSED)
{
}

CantripRunRepository *
cantrip_run_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripRunRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_RUN_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->find_of_variant, FIND_OF_VARIANT_SQL },
    { &self->find_of_draft, FIND_OF_DRAFT_SQL },
    { &self->insert, INSERT_SQL },
    { &self->adopt, ADOPT_SQL },
    { &self->hold, HOLD_SQL },
    { &self->lease, LEASE_SQL },
    { &self->release, RELEASE_SQL },
    { &self->figures, FIGURES_SQL },
    { &self->failures, FAILURES_SQL },
    { &self->list, LIST_SQL },
    { &self->latency, LATENCY_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
cantrip_run_repository_find (CantripRunRepository *self,
                             const CantripRunSpec *spec,
                             gint64               *ret_run_id,
                             GError              **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);

  find = spec->variant_id != 0 ? self->find_of_variant : self->find_of_draft;
  cantrip_statement_bind_int (find, 1, spec->dataset_id);
  cantrip_statement_bind_int (find, 2, spec->repeats);
  if (spec->variant_id != 0)
    {
      cantrip_statement_bind_int (find, 3, spec->variant_id);
    }
  else
    {
      cantrip_statement_bind_int (find, 3, spec->connection_id);
      cantrip_statement_bind_text (find, 4, cantrip_recipe_get_json (spec->recipe));
    }

  if (!cantrip_statement_next (find, &has_row, "find the run", error))
    return FALSE;

  *ret_run_id = has_row ? cantrip_statement_get_int (find, 0) : 0;

  return TRUE;
}

gboolean
cantrip_run_repository_add (CantripRunRepository *self,
                            const CantripRunSpec *spec,
                            gint64               *ret_run_id,
                            GError              **error)
{
  g_autoptr (CantripStatementUse) insert = NULL;
  gint64 run_id = cantrip_id_new ();

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);
  g_return_val_if_fail (spec->repeats >= 1, FALSE);

  insert = self->insert;
  cantrip_statement_bind_int (insert, 1, run_id);
  if (spec->variant_id != 0)
    cantrip_statement_bind_int (insert, 2, spec->variant_id);
  if (spec->variant_id == 0 && spec->app_id != 0)
    cantrip_statement_bind_int (insert, 3, spec->app_id);
  cantrip_statement_bind_int (insert, 4, spec->connection_id);
  cantrip_statement_bind_text (insert, 5, cantrip_recipe_get_json (spec->recipe));
  cantrip_statement_bind_int (insert, 6, spec->dataset_id);
  cantrip_statement_bind_int (insert, 7, spec->repeats);
  cantrip_statement_bind_int (insert, 8, cantrip_time_now_us ());
  if (!cantrip_statement_run (insert, "make the run", error))
    return FALSE;

  *ret_run_id = run_id;

  return TRUE;
}

/* Says who has the run, and when it is free if that program was killed. */
static gboolean
refuse_held (CantripRunRepository *self, gint64 run_id, gint64 now_us, GError **error)
{
  g_autoptr (CantripStatementUse) lease = self->lease;
  gboolean has_row;
  gint64   wait_us = 0;

  cantrip_statement_bind_int (lease, 1, run_id);
  if (!cantrip_statement_next (lease, &has_row, "see who has the run", error))
    return FALSE;
  if (has_row)
    wait_us = MAX (cantrip_statement_get_int (lease, 0) - now_us, 0);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_BUSY,
                            "Another program works on this run; wait for it to end, or stop it, or "
                            "try again in %d s if it is gone",
                            (int) (wait_us / G_USEC_PER_SEC) + 1);
}

gboolean
cantrip_run_repository_adopt (CantripRunRepository *self,
                              const CantripVariant *variant,
                              GError              **error)
{
  g_autoptr (CantripStatementUse) adopt = NULL;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);

  adopt = self->adopt;
  cantrip_statement_bind_int (adopt, 1, variant->id);
  cantrip_statement_bind_int (adopt, 2, variant->app_id);
  cantrip_statement_bind_int (adopt, 3, variant->connection_id);
  cantrip_statement_bind_text (adopt, 4, cantrip_recipe_get_json (variant->recipe));

  return cantrip_statement_run (adopt, "keep the runs of the draft", error);
}

gboolean
cantrip_run_repository_hold (CantripRunRepository *self,
                             gint64                run_id,
                             const char           *owner,
                             gint64                now_us,
                             GError              **error)
{
  g_autoptr (CantripStatementUse) hold = NULL;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);
  g_return_val_if_fail (owner != NULL, FALSE);

  hold = self->hold;
  cantrip_statement_bind_int (hold, 1, run_id);
  cantrip_statement_bind_text (hold, 2, owner);
  cantrip_statement_bind_int (hold, 3, now_us + CANTRIP_RUN_LEASE_US);
  cantrip_statement_bind_int (hold, 4, now_us);
  if (!cantrip_statement_run (hold, "take the run", error))
    return FALSE;

  if (cantrip_statement_get_changes (hold) == 0)
    return refuse_held (self, run_id, now_us, error);

  return TRUE;
}

gboolean
cantrip_run_repository_release (CantripRunRepository *self,
                                gint64                run_id,
                                const char           *owner,
                                GError              **error)
{
  g_autoptr (CantripStatementUse) release = NULL;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);
  g_return_val_if_fail (owner != NULL, FALSE);

  release = self->release;
  cantrip_statement_bind_int (release, 1, run_id);
  cantrip_statement_bind_text (release, 2, owner);

  return cantrip_statement_run (release, "let go of the run", error);
}

gboolean
cantrip_run_repository_get_figures (CantripRunRepository *self,
                                    gint64                run_id,
                                    gint64                first,
                                    gint64                last,
                                    CantripRunFigures    *ret_figures,
                                    GError              **error)
{
  g_autoptr (CantripStatementUse) get = NULL;
  CantripRunFigures figures = { 0 };
  gboolean          has_row;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), FALSE);

  get = self->figures;
  cantrip_statement_bind_int (get, 1, run_id);
  cantrip_statement_bind_int (get, 2, first);
  cantrip_statement_bind_int (get, 3, last);
  for (;;)
    {
      CantripOutputState state;

      if (!cantrip_statement_next (get, &has_row, "count the outputs", error))
        return FALSE;
      if (!has_row)
        break;

      state = cantrip_output_state_from_text (cantrip_statement_get_text (get, 0));
      figures.counts[state] = cantrip_statement_get_int (get, 1);
      figures.cost_usd_nanos += cantrip_statement_get_int (get, 2);
      figures.input_tokens += cantrip_statement_get_int (get, 3);
      figures.output_tokens += cantrip_statement_get_int (get, 4);
    }

  *ret_figures = figures;

  return TRUE;
}

GPtrArray *
cantrip_run_repository_list_failures (CantripRunRepository *self, gint64 run_id, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) failures = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), NULL);

  failures = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_run_failures_free);
  list = self->failures;
  cantrip_statement_bind_int (list, 1, run_id);
  for (;;)
    {
      CantripRunFailures *reason;

      if (!cantrip_statement_next (list, &has_row, "look up failures", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&failures);

      reason = g_new0 (CantripRunFailures, 1);
      reason->code = g_strdup (cantrip_statement_get_text (list, 0));
      reason->message = g_strdup (cantrip_statement_get_text (list, 1));
      reason->count = cantrip_statement_get_int (list, 2);
      g_ptr_array_add (failures, reason);
    }
}

/* The nearest rank: the smallest latency that @percent of them do not exceed. */
static gboolean
read_latency (CantripRunRepository *self,
              CantripRunSummary    *summary,
              gint64                percent,
              gint64               *ret_latency_us,
              GError              **error)
{
  g_autoptr (CantripStatementUse) latency = self->latency;
  gint64   n_done = summary->figures.counts[CANTRIP_OUTPUT_DONE];
  gboolean has_row;

  cantrip_statement_bind_int (latency, 1, summary->id);
  cantrip_statement_bind_int (latency, 2, MAX ((n_done * percent + 99) / 100 - 1, 0));
  if (!cantrip_statement_next (latency, &has_row, "look up latencies", error))
    return FALSE;

  *ret_latency_us = has_row ? cantrip_statement_get_if_known (latency, 0) : -1;

  return TRUE;
}

static char *
dup_model (const char *recipe_json)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (recipe_json, -1, NULL);
  const char *model = cantrip_json_get_string (cantrip_json_root_object (node), "model");

  return g_strdup (model != NULL ? model : "");
}

static CantripRunSummary *
read_summary (CantripStatement *list, gint64 now_us)
{
  CantripRunSummary *summary = g_new0 (CantripRunSummary, 1);

  summary->id = cantrip_statement_get_int (list, 0);
  summary->app_slug = g_strdup (cantrip_statement_get_text (list, 1));
  summary->variant_name = g_strdup (cantrip_statement_get_text (list, 2));
  summary->dataset_name = g_strdup (cantrip_statement_get_text (list, 3));
  summary->model = dup_model (cantrip_statement_get_text (list, 4));
  summary->repeats = cantrip_statement_get_int (list, 5);
  summary->created_at_us = cantrip_statement_get_int (list, 6);
  summary->is_held =
      !cantrip_statement_is_null (list, 7) && cantrip_statement_get_int (list, 8) > now_us;

  return summary;
}

GPtrArray *
cantrip_run_repository_list (CantripRunRepository *self, gint64 now_us, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_RUN_REPOSITORY (self), NULL);

  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_run_summary_free);
  list = self->list;
  for (;;)
    {
      CantripRunSummary *run;

      if (!cantrip_statement_next (list, &has_row, "list the runs", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&runs);

      run = read_summary (list, now_us);
      g_ptr_array_add (runs, run);
      if (!cantrip_run_repository_get_figures (self,
                                               run->id,
                                               1,
                                               G_MAXINT64,
                                               &run->figures,
                                               error) ||
          !read_latency (self, run, 50, &run->median_latency_us, error) ||
          !read_latency (self, run, 95, &run->p95_latency_us, error))
        return NULL;
    }
}
