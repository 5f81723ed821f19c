/* cantrip-run-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-keeper.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "dataset/cantrip-dataset-repository.h"
#include "generation/cantrip-output-repository.h"
#include "generation/cantrip-run-repository.h"
#include "generation/cantrip-stale-repository.h"

struct _CantripRunKeeper
{
  CantripRunSpec     *spec;  /* (owned) */
  const CantripModel *model; /* (nullable) (borrowed from the catalog) */

  CantripStore            *store;         /* (owned) */
  CantripRunRepository    *runs;          /* (owned) */
  CantripOutputRepository *outputs;       /* (owned) */
  CantripStaleRepository  *stale;         /* (owned) */
  CantripDataset          *dataset;       /* (owned) */
  gint64                   last_position; /* in the dataset */

  char              *owner; /* (owned); random: how this keeper is told from all others */
  gint64             run_id;
  CantripOutputPlace claimed; /* up to there */
  guint              part;    /* of @spec, that is being claimed */
};

void
cantrip_run_keeper_free (CantripRunKeeper *self)
{
  g_clear_pointer (&self->spec, cantrip_run_spec_free);
  g_clear_pointer (&self->dataset, cantrip_dataset_free);
  g_clear_object (&self->runs);
  g_clear_object (&self->outputs);
  g_clear_object (&self->stale);
  g_clear_object (&self->store); /* last: it closes the database */
  g_clear_pointer (&self->owner, g_free);
  g_free (self);
}

static gboolean
load_dataset (CantripRunKeeper *self, GError **error)
{
  g_autoptr (CantripDatasetRepository) datasets =
      cantrip_dataset_repository_new (self->store, error);

  if (datasets == NULL)
    return FALSE;

  self->dataset = cantrip_dataset_repository_get (datasets, self->spec->dataset_id, error);

  return self->dataset != NULL &&
         cantrip_dataset_repository_get_last_position (datasets,
                                                       self->spec->dataset_id,
                                                       &self->last_position,
                                                       error);
}

static CantripInputs *
make_inputs (CantripRunKeeper *self, JsonArray *values)
{
  return cantrip_inputs_new_from_row ((const char *const *) self->dataset->columns, values);
}

/* What no row can give is refused before anything is asked. */
static gboolean
check_variables (CantripRunKeeper *self, GError **error)
{
  const char *const *variables =
      cantrip_prompt_get_variables (cantrip_recipe_get_prompt (self->spec->recipe));
  g_autoptr (JsonArray) no_values = json_array_new ();
  g_autoptr (CantripInputs) inputs = make_inputs (self, no_values);

  for (gsize i = 0; variables[i] != NULL; i++)
    {
      g_autofree char *nearest = NULL;
      gsize            name_bytes;

      if (cantrip_inputs_get_for_variable (inputs, variables[i], &name_bytes) != NULL)
        continue;

      nearest = cantrip_inputs_dup_nearest (inputs, variables[i]);
      if (nearest != NULL)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The dataset “%s” has no column “%s”; did you mean “%s”?",
                                  self->dataset->name,
                                  variables[i],
                                  nearest);

      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                "The dataset “%s” has no column “%s”, which the prompt reads; use "
                                "a column that it has",
                                self->dataset->name,
                                variables[i]);
    }

  return TRUE;
}

/* Begins a transaction in which this keeper holds the run. */
static CantripTransaction *
begin (CantripRunKeeper *self, GError **error)
{
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (self->store, error);
  g_autoptr (GError) reason = NULL;

  if (transaction == NULL)
    return NULL;

  if (cantrip_run_repository_hold (self->runs,
                                   self->run_id,
                                   self->owner,
                                   cantrip_time_now_us (),
                                   &reason))
    return g_steal_pointer (&transaction);

  /* No store that is busy, which passes: this run is another's for good. */
  if (g_error_matches (reason, CANTRIP_ERROR, CANTRIP_ERROR_BUSY))
    cantrip_set_error (error,
                       CANTRIP_ERROR_CONFLICT,
                       "Another program has taken this run over, since this one gave no sign of "
                       "life; wait for it to end");
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

/* Finds or makes the run and takes it, in one transaction: two programs never make two. */
static gboolean
take_run (CantripRunKeeper *self, GError **error)
{
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (self->store, error);

  if (transaction == NULL)
    return FALSE;

  if (!self->spec->fresh &&
      !cantrip_run_repository_find (self->runs, self->spec, &self->run_id, error))
    return FALSE;

  if (self->run_id == 0 && self->spec->scope.only_failed)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "Nothing has failed on “%s”, since there is no run yet; run all rows "
                              "first",
                              self->dataset->name);

  if (self->run_id == 0 &&
      !cantrip_run_repository_add (self->runs, self->spec, &self->run_id, error))
    return FALSE;

  return cantrip_run_repository_hold (self->runs,
                                      self->run_id,
                                      self->owner,
                                      cantrip_time_now_us (),
                                      error) &&
         cantrip_output_repository_give_back (self->outputs, self->run_id, error) &&
         cantrip_transaction_commit (&transaction, error);
}

/* Queues again what was asked about rows that have changed since. */
static gboolean
renew (CantripRunKeeper *self, const CantripRunSpec *part, GError **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  gint64 n_stale;

  if (!cantrip_stale_repository_count (self->stale, self->run_id, &part->scope, &n_stale, error))
    return FALSE;

  if (n_stale == 0)
    return TRUE;

  transaction = begin (self, error);

  return transaction != NULL &&
         cantrip_stale_repository_renew (self->stale, self->run_id, &part->scope, error) &&
         cantrip_transaction_commit (&transaction, error);
}

/* Queues what is missing, in transactions short enough for others to get in between. */
static gboolean
plan_part (CantripRunKeeper     *self,
           const CantripRunSpec *part,
           GCancellable         *cancellable,
           GError              **error)
{
  gint64   n_missing;
  gint64   after = 0;
  gboolean more;

  if (!cantrip_output_repository_count_missing (self->outputs,
                                                self->run_id,
                                                part,
                                                &n_missing,
                                                error))
    return FALSE;

  for (more = n_missing > 0; more;)
    {
      g_autoptr (CantripTransaction) transaction = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      transaction = begin (self, error);
      if (transaction == NULL ||
          !cantrip_output_repository_plan (self->outputs,
                                           self->run_id,
                                           part,
                                           &after,
                                           &more,
                                           error) ||
          !cantrip_transaction_commit (&transaction, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
plan (CantripRunKeeper *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < cantrip_run_spec_get_n_parts (self->spec); i++)
    {
      CantripRunSpec part = cantrip_run_spec_get_part (self->spec, i);

      if (!renew (self, &part, error) || !plan_part (self, &part, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_scope (CantripRunKeeper *self, GError **error)
{
  CantripRunSpec part = cantrip_run_spec_get_part (self->spec, 0);

  if (part.scope.first <= self->last_position)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_NOT_FOUND,
                            "The dataset “%s” has no row %" G_GINT64_FORMAT
                            ", only %" G_GINT64_FORMAT,
                            self->dataset->name,
                            part.scope.first,
                            self->last_position);
}

CantripRunKeeper *
cantrip_run_keeper_open (const char           *uri,
                         const CantripRunSpec *spec,
                         const CantripModel   *model,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (CantripRunKeeper) self = g_new0 (CantripRunKeeper, 1);

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  if (!cantrip_run_spec_check_limit (spec, model, error))
    return NULL;

  self->spec = cantrip_run_spec_copy (spec);
  self->model = model;
  self->owner = g_uuid_string_random ();

  if ((self->store = cantrip_store_open (uri, CANTRIP_STORE_WRITE, error)) == NULL ||
      (self->runs = cantrip_run_repository_new (self->store, error)) == NULL ||
      (self->outputs = cantrip_output_repository_new (self->store, error)) == NULL ||
      (self->stale = cantrip_stale_repository_new (self->store, error)) == NULL ||
      !load_dataset (self, error) || !check_variables (self, error) || !check_scope (self, error) ||
      !take_run (self, error))
    return NULL;

  if (!spec->scope.only_failed && !plan (self, cancellable, error))
    {
      (void) cantrip_run_keeper_release (self, NULL);
      return NULL;
    }

  cantrip_store_set_patience_ms (self->store, CANTRIP_RUN_KEEPER_PATIENCE_MS);

  return g_steal_pointer (&self);
}

gint64
cantrip_run_keeper_get_run_id (CantripRunKeeper *self)
{
  return self->run_id;
}

gboolean
cantrip_run_keeper_get_figures (CantripRunKeeper  *self,
                                CantripRunFigures *ret_scope,
                                gint64            *ret_cost_usd_nanos,
                                GError           **error)
{
  CantripRunFigures whole;
  CantripRunFigures scope = { 0 };

  if (!cantrip_run_repository_get_figures (self->runs, self->run_id, 1, G_MAXINT64, &whole, error))
    return FALSE;

  for (guint i = 0; i < cantrip_run_spec_get_n_parts (self->spec); i++)
    {
      CantripRunSpec    part = cantrip_run_spec_get_part (self->spec, i);
      CantripRunFigures figures;

      if (!cantrip_run_repository_get_figures (self->runs,
                                               self->run_id,
                                               part.scope.first,
                                               part.scope.last,
                                               &figures,
                                               error))
        return FALSE;
      cantrip_run_figures_add (&scope, &figures);
    }

  *ret_scope = scope;
  *ret_cost_usd_nanos = whole.cost_usd_nanos;

  return TRUE;
}

static GPtrArray *
render (CantripRunKeeper *self, const char *stored_json, GError **error)
{
  g_autofree char *values_json = cantrip_dataset_order_values (self->dataset, stored_json);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (values_json, -1, error);
  g_autoptr (CantripInputs) inputs = NULL;
  JsonArray *values;

  if (node == NULL)
    return NULL;

  values = cantrip_json_root_array (node);
  if (values == NULL)
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "The row is not a list of values");
      return NULL;
    }

  inputs = make_inputs (self, values);

  return cantrip_prompt_render (cantrip_recipe_get_prompt (self->spec->recipe), inputs, error);
}

/* Takes @output. A row that does not render is an output that has failed. */
static CantripRunItem *
make_item (CantripRunKeeper *self, CantripOutput *output)
{
  CantripRunItem *item = g_new0 (CantripRunItem, 1);
  g_autoptr (GError) error = NULL;

  item->output = output;
  item->worst_usd_nanos = -1;
  item->messages = render (self, output->values_json, &error);
  g_clear_pointer (&output->values_json, g_free);

  if (item->messages != NULL)
    item->worst_usd_nanos = cantrip_recipe_estimate_worst_cost_usd_nanos (self->spec->recipe,
                                                                          item->messages,
                                                                          self->model);
  else
    cantrip_output_fail (output, error);

  return item;
}

/* Claims from the first part in which something is left. */
static GPtrArray *
claim_outputs (CantripRunKeeper *self, guint max, GError **error)
{
  for (;;)
    {
      CantripRunSpec part = cantrip_run_spec_get_part (self->spec, self->part);
      GPtrArray     *outputs = cantrip_output_repository_claim (self->outputs,
                                                            self->run_id,
                                                            &part.scope,
                                                            &self->claimed,
                                                            max,
                                                            error);

      if (outputs == NULL || outputs->len > 0 ||
          self->part + 1 == cantrip_run_spec_get_n_parts (self->spec))
        return outputs;

      g_ptr_array_unref (outputs);
      self->part++;
    }
}

GPtrArray *
cantrip_run_keeper_claim (CantripRunKeeper *self, guint max, GError **error)
{
  g_autoptr (CantripTransaction) transaction = begin (self, error);
  g_autoptr (GPtrArray) outputs = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (transaction == NULL)
    return NULL;

  outputs = claim_outputs (self, max, error);
  if (outputs == NULL || !cantrip_transaction_commit (&transaction, error))
    return NULL;

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_run_item_free);
  g_ptr_array_set_free_func (outputs, NULL);
  for (guint i = 0; i < outputs->len; i++)
    g_ptr_array_add (items, make_item (self, g_ptr_array_index (outputs, i)));

  return g_steal_pointer (&items);
}

gboolean
cantrip_run_keeper_settle (CantripRunKeeper *self, GPtrArray *outputs, GError **error)
{
  g_autoptr (CantripTransaction) transaction = begin (self, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < outputs->len; i++)
    if (!cantrip_output_repository_settle (self->outputs, g_ptr_array_index (outputs, i), error))
      return FALSE;

  return cantrip_transaction_commit (&transaction, error);
}

gboolean
cantrip_run_keeper_release (CantripRunKeeper *self, GError **error)
{
  g_autoptr (CantripTransaction) transaction = begin (self, error);

  return transaction != NULL &&
         cantrip_output_repository_give_back (self->outputs, self->run_id, error) &&
         cantrip_run_repository_release (self->runs, self->run_id, self->owner, error) &&
         cantrip_transaction_commit (&transaction, error);
}
