/* cantrip-last-run-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-last-run-repository.h"

#include "generation/cantrip-output.h"

/* How many outputs are read between two looks at the cancellable. */
#define STRIDE 1000

#define FIND_SQL(owner)                                                                  \
  "SELECT run.id, run.dataset_id, dataset.name, run.connection_id, run.recipe_json,"     \
  " run.repeats, run.created_at_us FROM run JOIN dataset ON dataset.id = run.dataset_id" \
  " WHERE run." owner " = $1 AND (run.dataset_id = $2 OR $2 = 0)"                        \
  " ORDER BY run.created_at_us DESC, run.id DESC LIMIT 1"

static const char FIND_OF_VARIANT_SQL[] = FIND_SQL ("variant_id");
static const char FIND_OF_DRAFT_SQL[] = FIND_SQL ("app_id");

static const char OUTPUTS_SQL[] =
    "SELECT output.state, output.repeat, output.latency_us, output.input_tokens,"
    " output.output_tokens, output.cost_usd_nanos, dataset_row.superseded_at_us"
    " FROM output JOIN dataset_row ON dataset_row.id = output.row_id"
    " WHERE output.run_id = $1";

struct _CantripLastRunRepository
{
  GObject parent_instance;

  CantripStore     *store;           /* (owned) */
  CantripStatement *find_of_variant; /* (owned) */
  CantripStatement *find_of_draft;   /* (owned) */
  CantripStatement *outputs;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripLastRunRepository, cantrip_last_run_repository, G_TYPE_OBJECT)

/* What is counted besides the figures themselves. */
typedef struct
{
  GArray *latencies; /* (element-type gint64) */
  gint64  n_priced;  /* answers whose cost is known, */
  gint64  priced_usd_nanos;
} Tally;

static void
cantrip_last_run_repository_finalize (GObject *object)
{
  CantripLastRunRepository *self = CANTRIP_LAST_RUN_REPOSITORY (object);

  g_clear_pointer (&self->find_of_variant, cantrip_statement_free);
  g_clear_pointer (&self->find_of_draft, cantrip_statement_free);
  g_clear_pointer (&self->outputs, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_last_run_repository_parent_class)->finalize (object);
}

static void
cantrip_last_run_repository_class_init (CantripLastRunRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_last_run_repository_finalize;
}

static void
cantrip_last_run_repository_init (CantripLastRunRepository *self G_GNUC_UNUSED)
{
}

CantripLastRunRepository *
cantrip_last_run_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripLastRunRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_LAST_RUN_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->find_of_variant, FIND_OF_VARIANT_SQL },
    { &self->find_of_draft, FIND_OF_DRAFT_SQL },
    { &self->outputs, OUTPUTS_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
count_answer (CantripLastRun *run, CantripStatement *outputs, Tally *tally)
{
  gint64 latency_us = cantrip_statement_get_if_known (outputs, 2);
  gint64 cost_usd_nanos = cantrip_statement_get_if_known (outputs, 5);

  if (latency_us >= 0)
    g_array_append_val (tally->latencies, latency_us);
  if (cost_usd_nanos >= 0)
    {
      tally->n_priced++;
      tally->priced_usd_nanos += cost_usd_nanos;
    }
  run->input_tokens += cantrip_statement_get_int (outputs, 3);
  run->output_tokens += cantrip_statement_get_int (outputs, 4);
}

static void
count_output (CantripLastRun *run, CantripStatement *outputs, Tally *tally)
{
  CantripOutputState state =
      cantrip_output_state_from_text (cantrip_statement_get_text (outputs, 0));
  gboolean has_new_row = !cantrip_statement_is_null (outputs, 6);

  run->n_outputs++;
  run->n_rows += cantrip_statement_get_int (outputs, 1) == 1 ? 1 : 0;
  run->n_stale += state == CANTRIP_OUTPUT_STALE || has_new_row ? 1 : 0;
  run->cost_usd_nanos += cantrip_statement_get_int (outputs, 5);

  switch (state)
    {
    case CANTRIP_OUTPUT_QUEUED:
    case CANTRIP_OUTPUT_RUNNING:
      run->n_open++;
      break;
    case CANTRIP_OUTPUT_DONE:
      run->n_done++;
      count_answer (run, outputs, tally);
      break;
    case CANTRIP_OUTPUT_FAILED:
      run->n_failed++;
      break;
    case CANTRIP_OUTPUT_STALE:
    default:
      break;
    }
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The nearest rank in sorted numbers; -1: there are none. */
static gint64
get_percentile (const GArray *sorted, guint percent)
{
  guint rank = (guint) (((guint64) sorted->len * percent + 99) / 100);

  return sorted->len == 0 ? -1 : g_array_index (sorted, gint64, MAX (rank, 1) - 1);
}

static gboolean
count_outputs (CantripLastRunRepository *self,
               CantripLastRun           *run,
               GCancellable             *cancellable,
               GError                  **error)
{
  g_autoptr (CantripStatementUse) outputs = self->outputs;
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  Tally    tally = { .latencies = latencies };
  gboolean has_row;

  cantrip_statement_bind_int (outputs, 1, run->run_id);
  for (;;)
    {
      if (run->n_outputs % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!cantrip_statement_next (outputs, &has_row, "count the outputs", error))
        return FALSE;
      if (!has_row)
        break;

      count_output (run, outputs, &tally);
    }

  g_array_sort (latencies, compare_cb);
  run->median_latency_us = get_percentile (latencies, 50);
  run->p95_latency_us = get_percentile (latencies, 95);
  run->cost_per_1000_usd_nanos =
      tally.n_priced > 0
          ? (gint64) ((double) tally.priced_usd_nanos * 1000 / (double) tally.n_priced + 0.5)
          : -1;

  return TRUE;
}

static CantripLastRun *
read_run (CantripStatement *find)
{
  CantripLastRun *run = g_new0 (CantripLastRun, 1);

  run->run_id = cantrip_statement_get_int (find, 0);
  run->dataset_id = cantrip_statement_get_int (find, 1);
  run->dataset_name = g_strdup (cantrip_statement_get_text (find, 2));
  run->connection_id = cantrip_statement_get_int (find, 3);
  run->recipe_json = g_strdup (cantrip_statement_get_text (find, 4));
  run->repeats = cantrip_statement_get_int (find, 5);
  run->created_at_us = cantrip_statement_get_int (find, 6);

  return run;
}

static gboolean
find_run (CantripLastRunRepository *self,
          CantripStatement         *statement,
          gint64                    owner_id,
          gint64                    dataset_id,
          GCancellable             *cancellable,
          CantripLastRun          **ret_last_run,
          GError                  **error)
{
  g_autoptr (CantripStatementUse) find = statement;
  g_autoptr (CantripLastRun) run = NULL;
  gboolean has_row;

  cantrip_statement_bind_int (find, 1, owner_id);
  cantrip_statement_bind_int (find, 2, dataset_id);
  if (!cantrip_statement_next (find, &has_row, "find the last run", error))
    return FALSE;

  if (has_row)
    {
      run = read_run (find);
      if (!count_outputs (self, run, cancellable, error))
        return FALSE;
    }
  *ret_last_run = g_steal_pointer (&run);

  return TRUE;
}

gboolean
cantrip_last_run_repository_find_of_variant (CantripLastRunRepository *self,
                                             gint64                    variant_id,
                                             gint64                    dataset_id,
                                             GCancellable             *cancellable,
                                             CantripLastRun          **ret_last_run,
                                             GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_LAST_RUN_REPOSITORY (self), FALSE);
  g_return_val_if_fail (ret_last_run != NULL, FALSE);

  return find_run (self,
                   self->find_of_variant,
                   variant_id,
                   dataset_id,
                   cancellable,
                   ret_last_run,
                   error);
}

gboolean
cantrip_last_run_repository_find_of_draft (CantripLastRunRepository *self,
                                           gint64                    app_id,
                                           gint64                    dataset_id,
                                           GCancellable             *cancellable,
                                           CantripLastRun          **ret_last_run,
                                           GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_LAST_RUN_REPOSITORY (self), FALSE);
  g_return_val_if_fail (ret_last_run != NULL, FALSE);

  return find_run (self, self->find_of_draft, app_id, dataset_id, cancellable, ret_last_run, error);
}
