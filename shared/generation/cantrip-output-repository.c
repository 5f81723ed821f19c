/* cantrip-output-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-output-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"

#define PLAN_ROWS 1000

/* A page ends early when its rows hold more than this, so that huge rows fit into memory too. */
#define MAX_PAGE_BYTES (1024 * 1024)

static const char COUNT_ROWS_SQL[] =
    "SELECT count (*) FROM dataset_row"
    " WHERE dataset_id = $1 AND superseded_at_us IS NULL AND position >= $2 AND position <= $3";

/* Those of rows that were deleted since must not stand in for rows that were added. */
static const char COUNT_OUTPUTS_SQL[] =
    "SELECT count (*) FROM output JOIN run ON run.id = output.run_id"
    " WHERE output.run_id = $1 AND output.position >= $2 AND output.position <= $3"
    " AND EXISTS (SELECT 1 FROM dataset_row WHERE dataset_row.dataset_id = run.dataset_id"
    " AND dataset_row.position = output.position AND dataset_row.superseded_at_us IS NULL)";

static const char ROWS_SQL[] =
    "SELECT id, position FROM dataset_row"
    " WHERE dataset_id = $1 AND superseded_at_us IS NULL AND position > $2 AND position <= $3"
    " ORDER BY position LIMIT $4";

static const char INSERT_SQL[] = "INSERT INTO output (id, run_id, row_id, position, repeat, state)"
                                 " VALUES ($1, $2, $3, $4, $5, 'queued')"
                                 " ON CONFLICT (run_id, position, repeat) DO NOTHING";

/* The first of the two conditions on the state is that of the index. */
#define IS_QUEUED "state IN ('queued', 'running') AND state = 'queued'"
#define IS_RUNNING "state IN ('queued', 'running') AND state = 'running'"
#define IS_FAILED "state = 'failed'"

#define CLAIM_SQL(which)                                                       \
  "SELECT output.id, output.position, output.repeat, dataset_row.values_json"  \
  " FROM output JOIN dataset_row ON dataset_row.id = output.row_id"            \
  " WHERE output.run_id = $1 AND output." which                                \
  " AND (output.position, output.repeat) > ($2, $3) AND output.position <= $4" \
  " ORDER BY output.position, output.repeat LIMIT $5"

#define MARK_SQL(which)                                              \
  "UPDATE output SET state = 'running' WHERE run_id = $1 AND " which \
  " AND (position, repeat) > ($2, $3) AND (position, repeat) <= ($4, $5)"

static const char CLAIM_QUEUED_SQL[] = CLAIM_SQL (IS_QUEUED);
static const char CLAIM_FAILED_SQL[] = CLAIM_SQL (IS_FAILED);
static const char MARK_QUEUED_SQL[] = MARK_SQL (IS_QUEUED);
static const char MARK_FAILED_SQL[] = MARK_SQL (IS_FAILED);

static const char SETTLE_SQL[] =
    "UPDATE output SET state = $2, text = $3, finish_reason = $4, error_code = $5,"
    " error_message = $6, model = $7, input_tokens = $8, output_tokens = $9, latency_us = $10,"
    " cost_usd_nanos = $11, attempts = attempts + $12, finished_at_us = $13"
    " WHERE id = $1";

/* What had failed before it was claimed has kept its error. */
static const char GIVE_BACK_SQL[] =
    "UPDATE output SET state = CASE WHEN error_code IS NULL THEN 'queued' ELSE 'failed' END"
    " WHERE run_id = $1 AND " IS_RUNNING;

static const char SAMPLE_SQL[] =
    "SELECT values_json FROM dataset_row"
    " WHERE dataset_id = $1 AND superseded_at_us IS NULL AND position >= $2 AND position <= $3"
    " AND (position - $2) % $4 = 0"
    " ORDER BY position LIMIT $5";

static const char READ_SQL[] =
    "SELECT output.id, output.position, output.repeat, dataset_row.values_json, output.state,"
    " output.text, output.finish_reason, output.error_code, output.error_message, output.model,"
    " output.input_tokens, output.output_tokens, output.latency_us, output.cost_usd_nanos,"
    " output.attempts, output.finished_at_us"
    " FROM output JOIN dataset_row ON dataset_row.id = output.row_id"
    " WHERE output.run_id = $1"
    " AND (output.position, output.repeat) > ($2, $3) AND output.position <= $4"
    " ORDER BY output.position, output.repeat LIMIT $5";

struct _CantripOutputRepository
{
  GObject parent_instance;

  CantripStore     *store;         /* (owned) */
  CantripStatement *count_rows;    /* (owned) */
  CantripStatement *count_outputs; /* (owned) */
  CantripStatement *rows;          /* (owned) */
  CantripStatement *insert;        /* (owned) */
  CantripStatement *claim_queued;  /* (owned) */
  CantripStatement *claim_failed;  /* (owned) */
  CantripStatement *mark_queued;   /* (owned) */
  CantripStatement *mark_failed;   /* (owned) */
  CantripStatement *settle;        /* (owned) */
  CantripStatement *give_back;     /* (owned) */
  CantripStatement *sample;        /* (owned) */
  CantripStatement *read;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripOutputRepository, cantrip_output_repository, G_TYPE_OBJECT)

static void
cantrip_output_repository_finalize (GObject *object)
{
  CantripOutputRepository *self = CANTRIP_OUTPUT_REPOSITORY (object);

  g_clear_pointer (&self->count_rows, cantrip_statement_free);
  g_clear_pointer (&self->count_outputs, cantrip_statement_free);
  g_clear_pointer (&self->rows, cantrip_statement_free);
  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->claim_queued, cantrip_statement_free);
  g_clear_pointer (&self->claim_failed, cantrip_statement_free);
  g_clear_pointer (&self->mark_queued, cantrip_statement_free);
  g_clear_pointer (&self->mark_failed, cantrip_statement_free);
  g_clear_pointer (&self->settle, cantrip_statement_free);
  g_clear_pointer (&self->give_back, cantrip_statement_free);
  g_clear_pointer (&self->sample, cantrip_statement_free);
  g_clear_pointer (&self->read, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_output_repository_parent_class)->finalize (object);
}

static void
cantrip_output_repository_class_init (CantripOutputRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_output_repository_finalize;
}

static void
cantrip_output_repository_init (CantripOutputRepository *self G_GNUC_UNUSED)
{
}

CantripOutputRepository *
cantrip_output_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripOutputRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_OUTPUT_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->count_rows, COUNT_ROWS_SQL },
    { &self->count_outputs, COUNT_OUTPUTS_SQL },
    { &self->rows, ROWS_SQL },
    { &self->insert, INSERT_SQL },
    { &self->claim_queued, CLAIM_QUEUED_SQL },
    { &self->claim_failed, CLAIM_FAILED_SQL },
    { &self->mark_queued, MARK_QUEUED_SQL },
    { &self->mark_failed, MARK_FAILED_SQL },
    { &self->settle, SETTLE_SQL },
    { &self->give_back, GIVE_BACK_SQL },
    { &self->sample, SAMPLE_SQL },
    { &self->read, READ_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Runs a count over the rows from @scope; @id is what it is of. */
static gboolean
count (CantripStatement   *statement,
       gint64              id,
       const CantripScope *scope,
       gint64             *ret_count,
       GError            **error)
{
  g_autoptr (CantripStatementUse) use = statement;
  gboolean has_row;

  cantrip_statement_bind_int (use, 1, id);
  cantrip_statement_bind_int (use, 2, scope->first);
  cantrip_statement_bind_int (use, 3, scope->last);
  if (!cantrip_statement_next (use, &has_row, "count the outputs", error))
    return FALSE;

  *ret_count = cantrip_statement_get_int (use, 0);

  return TRUE;
}

gboolean
cantrip_output_repository_count_missing (CantripOutputRepository *self,
                                         gint64                   run_id,
                                         const CantripRunSpec    *spec,
                                         gint64                  *ret_n_missing,
                                         GError                 **error)
{
  gint64 n_rows, n_outputs;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), FALSE);

  if (!count (self->count_rows, spec->dataset_id, &spec->scope, &n_rows, error) ||
      !count (self->count_outputs, run_id, &spec->scope, &n_outputs, error))
    return FALSE;

  *ret_n_missing = MAX (n_rows * (gint64) spec->repeats - n_outputs, 0);

  return TRUE;
}

static gboolean
insert_outputs (CantripOutputRepository *self,
                gint64                   run_id,
                gint64                   row_id,
                gint64                   position,
                guint                    repeats,
                GError                 **error)
{
  for (guint repeat = 1; repeat <= repeats; repeat++)
    {
      g_autoptr (CantripStatementUse) insert = self->insert;

      cantrip_statement_bind_int (insert, 1, cantrip_id_new ());
      cantrip_statement_bind_int (insert, 2, run_id);
      cantrip_statement_bind_int (insert, 3, row_id);
      cantrip_statement_bind_int (insert, 4, position);
      cantrip_statement_bind_int (insert, 5, repeat);
      if (!cantrip_statement_run (insert, "plan the run", error))
        return FALSE;
    }

  return TRUE;
}

gboolean
cantrip_output_repository_plan (CantripOutputRepository *self,
                                gint64                   run_id,
                                const CantripRunSpec    *spec,
                                gint64                  *after,
                                gboolean                *ret_more,
                                GError                 **error)
{
  g_autoptr (CantripStatementUse) rows = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), FALSE);

  rows = self->rows;
  cantrip_statement_bind_int (rows, 1, spec->dataset_id);
  cantrip_statement_bind_int (rows, 2, MAX (*after, spec->scope.first - 1));
  cantrip_statement_bind_int (rows, 3, spec->scope.last);
  cantrip_statement_bind_int (rows, 4, PLAN_ROWS);

  for (guint n_rows = 0;; n_rows++)
    {
      if (!cantrip_statement_next (rows, &has_row, "plan the run", error))
        return FALSE;

      if (!has_row)
        {
          *ret_more = n_rows == PLAN_ROWS;
          return TRUE;
        }

      *after = cantrip_statement_get_int (rows, 1);
      if (!insert_outputs (self,
                           run_id,
                           cantrip_statement_get_int (rows, 0),
                           *after,
                           spec->repeats,
                           error))
        return FALSE;
    }
}

static CantripOutput *
read_place (CantripStatement *statement)
{
  CantripOutput *output = cantrip_output_new ();

  output->id = cantrip_statement_get_int (statement, 0);
  output->position = cantrip_statement_get_int (statement, 1);
  output->repeat = cantrip_statement_get_int (statement, 2);
  output->values_json = g_strdup (cantrip_statement_get_text (statement, 3));

  return output;
}

static CantripOutput *
read_output (CantripStatement *statement)
{
  CantripOutput *output = read_place (statement);

  output->state = cantrip_output_state_from_text (cantrip_statement_get_text (statement, 4));
  output->text = g_strdup (cantrip_statement_get_text (statement, 5));
  output->finish = cantrip_finish_from_text (cantrip_statement_get_text (statement, 6));
  output->error_code = g_strdup (cantrip_statement_get_text (statement, 7));
  output->error_message = g_strdup (cantrip_statement_get_text (statement, 8));
  output->model = g_strdup (cantrip_statement_get_text (statement, 9));
  output->input_tokens = cantrip_statement_get_if_known (statement, 10);
  output->output_tokens = cantrip_statement_get_if_known (statement, 11);
  output->latency_us = cantrip_statement_get_if_known (statement, 12);
  output->cost_usd_nanos = cantrip_statement_get_if_known (statement, 13);
  output->attempts = cantrip_statement_get_int (statement, 14);
  output->finished_at_us = cantrip_statement_get_int (statement, 15);

  return output;
}

/* Runs CLAIM_SQL or READ_SQL, which take the same values. */
static GPtrArray *
read_page (CantripStatement         *statement,
           gint64                    run_id,
           const CantripScope       *scope,
           const CantripOutputPlace *after,
           guint                     max,
           CantripOutput *(*read) (CantripStatement *),
           GError **error)
{
  g_autoptr (CantripStatementUse) use = statement;
  g_autoptr (GPtrArray) outputs = NULL;
  gsize    n_bytes = 0;
  gboolean has_row;

  outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_free);
  cantrip_statement_bind_int (use, 1, run_id);
  cantrip_statement_bind_int (use, 2, after->position);
  cantrip_statement_bind_int (use, 3, after->repeat);
  cantrip_statement_bind_int (use, 4, scope->last);
  cantrip_statement_bind_int (use, 5, max);
  do
    {
      if (!cantrip_statement_next (use, &has_row, "read the outputs", error))
        return NULL;
      if (!has_row)
        break;

      g_ptr_array_add (outputs, read (use));
      n_bytes += cantrip_statement_get_length (use, 3);
    }
  while (n_bytes < MAX_PAGE_BYTES);

  return g_steal_pointer (&outputs);
}

/* The place after which a page of @scope begins. */
static CantripOutputPlace
get_start (const CantripScope *scope, const CantripOutputPlace *after)
{
  CantripOutputPlace before_scope = { scope->first, 0 };

  return after->position < scope->first ? before_scope : *after;
}

static CantripOutputPlace
get_last_place (GPtrArray *outputs)
{
  const CantripOutput *last = g_ptr_array_index (outputs, outputs->len - 1);

  return (CantripOutputPlace){ last->position, last->repeat };
}

GPtrArray *
cantrip_output_repository_claim (CantripOutputRepository *self,
                                 gint64                   run_id,
                                 const CantripScope      *scope,
                                 CantripOutputPlace      *after,
                                 guint                    max,
                                 GError                 **error)
{
  g_autoptr (CantripStatementUse) mark = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  CantripOutputPlace start, last;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), NULL);

  start = get_start (scope, after);
  outputs = read_page (scope->only_failed ? self->claim_failed : self->claim_queued,
                       run_id,
                       scope,
                       &start,
                       max,
                       read_place,
                       error);
  if (outputs == NULL || outputs->len == 0)
    return g_steal_pointer (&outputs);

  last = get_last_place (outputs);
  mark = scope->only_failed ? self->mark_failed : self->mark_queued;
  cantrip_statement_bind_int (mark, 1, run_id);
  cantrip_statement_bind_int (mark, 2, start.position);
  cantrip_statement_bind_int (mark, 3, start.repeat);
  cantrip_statement_bind_int (mark, 4, last.position);
  cantrip_statement_bind_int (mark, 5, last.repeat);
  if (!cantrip_statement_run (mark, "claim outputs", error))
    return NULL;

  *after = last;

  return g_steal_pointer (&outputs);
}

gboolean
cantrip_output_repository_settle (CantripOutputRepository *self,
                                  const CantripOutput     *output,
                                  GError                 **error)
{
  g_autoptr (CantripStatementUse) settle = NULL;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), FALSE);

  settle = self->settle;
  cantrip_statement_bind_int (settle, 1, output->id);
  cantrip_statement_bind_text (settle, 2, cantrip_output_state_to_text (output->state));
  cantrip_statement_bind_text (settle, 3, output->text);
  if (output->state == CANTRIP_OUTPUT_DONE)
    cantrip_statement_bind_text (settle, 4, cantrip_finish_to_text (output->finish));
  cantrip_statement_bind_text (settle, 5, output->error_code);
  cantrip_statement_bind_text (settle, 6, output->error_message);
  cantrip_statement_bind_text (settle, 7, output->model);
  cantrip_statement_bind_if_known (settle, 8, output->input_tokens);
  cantrip_statement_bind_if_known (settle, 9, output->output_tokens);
  cantrip_statement_bind_if_known (settle, 10, output->latency_us);
  cantrip_statement_bind_if_known (settle, 11, output->cost_usd_nanos);
  cantrip_statement_bind_int (settle, 12, output->attempts);
  cantrip_statement_bind_int (settle, 13, output->finished_at_us);

  return cantrip_statement_run (settle, "keep an output", error);
}

gboolean
cantrip_output_repository_give_back (CantripOutputRepository *self, gint64 run_id, GError **error)
{
  g_autoptr (CantripStatementUse) give_back = NULL;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), FALSE);

  give_back = self->give_back;
  cantrip_statement_bind_int (give_back, 1, run_id);

  return cantrip_statement_run (give_back, "give outputs back", error);
}

GPtrArray *
cantrip_output_repository_sample_rows (CantripOutputRepository *self,
                                       const CantripRunSpec    *spec,
                                       guint                    max,
                                       GError                 **error)
{
  g_autoptr (CantripStatementUse) sample = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64   n_rows;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), NULL);
  g_return_val_if_fail (max >= 1, NULL);

  if (!count (self->count_rows, spec->dataset_id, &spec->scope, &n_rows, error))
    return NULL;

  rows = g_ptr_array_new_with_free_func (g_free);
  sample = self->sample;
  cantrip_statement_bind_int (sample, 1, spec->dataset_id);
  cantrip_statement_bind_int (sample, 2, spec->scope.first);
  cantrip_statement_bind_int (sample, 3, spec->scope.last);
  cantrip_statement_bind_int (sample, 4, MAX ((n_rows + max - 1) / max, 1));
  cantrip_statement_bind_int (sample, 5, max);
  for (;;)
    {
      if (!cantrip_statement_next (sample, &has_row, "read rows", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);

      g_ptr_array_add (rows, g_strdup (cantrip_statement_get_text (sample, 0)));
    }
}

GPtrArray *
cantrip_output_repository_read (CantripOutputRepository *self,
                                gint64                   run_id,
                                const CantripScope      *scope,
                                CantripOutputPlace      *after,
                                guint                    max,
                                GError                 **error)
{
  CantripOutputPlace start;
  GPtrArray         *outputs;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (self), NULL);

  start = get_start (scope, after);
  outputs = read_page (self->read, run_id, scope, &start, max, read_output, error);
  if (outputs != NULL && outputs->len > 0)
    *after = get_last_place (outputs);

  return outputs;
}
