/* cantrip-run-estimate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-estimate.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "base/cantrip-text.h"
#include "dataset/cantrip-dataset-repository.h"
#include "generation/cantrip-output-repository.h"
#include "generation/cantrip-run-repository.h"
#include "generation/cantrip-stale-repository.h"

#define SAMPLE_ROWS 100
#define USUAL_OUTPUT_TOKENS 300

/* What was measured on the sample, and what is known of the run so far. */
typedef struct
{
  gint64 n_rows; /* that render */
  gint64 n_bytes;
  gint64 worst_usd_nanos; /* of all of them together; -1: unknown */
  gint64 output_tokens;   /* of one reply, as far as can be guessed */
} Sample;

/* Adds one row to the sample; one that does not render costs nothing. */
static void
measure_row (Sample               *sample,
             const CantripRunSpec *spec,
             const CantripModel   *model,
             const CantripDataset *dataset,
             const char           *stored_json)
{
  g_autofree char *values_json = cantrip_dataset_order_values (dataset, stored_json);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (values_json, -1, NULL);
  JsonArray *values = cantrip_json_root_array (node);
  g_autoptr (CantripInputs) inputs = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  gint64 worst_usd_nanos;

  if (values == NULL)
    return;

  inputs = cantrip_inputs_new_from_row ((const char *const *) dataset->columns, values);
  messages = cantrip_prompt_render (cantrip_recipe_get_prompt (spec->recipe), inputs, NULL);
  if (messages == NULL)
    return;

  sample->n_rows++;
  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      sample->n_bytes += (gint64) strlen (message->content);
    }

  worst_usd_nanos = cantrip_recipe_estimate_worst_cost_usd_nanos (spec->recipe, messages, model);
  if (worst_usd_nanos < 0 || sample->worst_usd_nanos < 0)
    sample->worst_usd_nanos = -1;
  else
    sample->worst_usd_nanos += worst_usd_nanos;
}

static gboolean
measure_rows (CantripStore            *store,
              CantripOutputRepository *outputs,
              const CantripRunSpec    *spec,
              const CantripModel      *model,
              Sample                  *sample,
              GError                 **error)
{
  g_autoptr (CantripDatasetRepository) datasets = cantrip_dataset_repository_new (store, error);
  g_autoptr (CantripDataset) dataset = NULL;
  guint n_parts = cantrip_run_spec_get_n_parts (spec);
  guint stride = (n_parts + SAMPLE_ROWS - 1) / SAMPLE_ROWS;

  if (datasets == NULL)
    return FALSE;

  dataset = cantrip_dataset_repository_get (datasets, spec->dataset_id, error);
  if (dataset == NULL)
    return FALSE;

  for (guint i = 0; i < n_parts; i += stride)
    {
      CantripRunSpec part = cantrip_run_spec_get_part (spec, i);
      g_autoptr (GPtrArray) rows =
          cantrip_output_repository_sample_rows (outputs,
                                                 &part,
                                                 MAX (SAMPLE_ROWS / n_parts, 1),
                                                 error);

      if (rows == NULL)
        return FALSE;

      for (guint j = 0; j < rows->len; j++)
        measure_row (sample, spec, model, dataset, g_ptr_array_index (rows, j));
    }

  return TRUE;
}

static gint64
guess_output_tokens (const CantripRunSpec *spec, const CantripRunFigures *figures)
{
  gint64 n_done = figures->counts[CANTRIP_OUTPUT_DONE];
  gint64 max_tokens = cantrip_recipe_get_parameters (spec->recipe)->max_tokens;

  if (n_done > 0 && figures->output_tokens > 0)
    return figures->output_tokens / n_done;

  return max_tokens >= 0 ? max_tokens / 2 : USUAL_OUTPUT_TOKENS;
}

/* What is read of a run. */
typedef struct
{
  CantripRunRepository    *runs;    /* (owned) */
  CantripOutputRepository *outputs; /* (owned) */
  CantripStaleRepository  *stale;   /* (owned) */
} Source;

static void
source_clear (Source *source)
{
  g_clear_object (&source->runs);
  g_clear_object (&source->outputs);
  g_clear_object (&source->stale);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

/* Adds up the replies that there are in a part, and the calls that there are to make. */
static gboolean
look_at_part (Source               *source,
              gint64                run_id,
              const CantripRunSpec *part,
              CantripRunFigures    *figures,
              gint64               *n_calls,
              GError              **error)
{
  CantripRunFigures more;
  gint64            n_missing, n_stale;

  if (!cantrip_run_repository_get_figures (source->runs,
                                           run_id,
                                           part->scope.first,
                                           part->scope.last,
                                           &more,
                                           error) ||
      !cantrip_output_repository_count_missing (source->outputs, run_id, part, &n_missing, error) ||
      !cantrip_stale_repository_count (source->stale, run_id, &part->scope, &n_stale, error))
    return FALSE;

  *n_calls += part->scope.only_failed ? more.counts[CANTRIP_OUTPUT_FAILED]
                                      : n_missing + n_stale + more.counts[CANTRIP_OUTPUT_QUEUED] +
                                            more.counts[CANTRIP_OUTPUT_RUNNING];
  cantrip_run_figures_add (figures, &more);

  return TRUE;
}

static gboolean
look_at_run (Source               *source,
             const CantripRunSpec *spec,
             Sample               *sample,
             gint64               *ret_n_calls,
             GError              **error)
{
  CantripRunFigures figures = { 0 };
  gint64            run_id = 0;

  if (!spec->fresh && !cantrip_run_repository_find (source->runs, spec, &run_id, error))
    return FALSE;

  *ret_n_calls = 0;
  for (guint i = 0; i < cantrip_run_spec_get_n_parts (spec); i++)
    {
      CantripRunSpec part = cantrip_run_spec_get_part (spec, i);

      if (!look_at_part (source, run_id, &part, &figures, ret_n_calls, error))
        return FALSE;
    }
  sample->output_tokens = guess_output_tokens (spec, &figures);

  return TRUE;
}

gboolean
cantrip_run_estimate (CantripStore         *store,
                      const CantripRunSpec *spec,
                      const CantripModel   *model,
                      CantripRunEstimate   *ret_estimate,
                      GError              **error)
{
  g_auto (Source) source = { 0 };
  Sample sample = { 0 };
  gint64 n_calls, row_tokens, row_usd_nanos;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (ret_estimate != NULL, FALSE);

  if ((source.runs = cantrip_run_repository_new (store, error)) == NULL ||
      (source.outputs = cantrip_output_repository_new (store, error)) == NULL ||
      (source.stale = cantrip_stale_repository_new (store, error)) == NULL ||
      !measure_rows (store, source.outputs, spec, model, &sample, error) ||
      !look_at_run (&source, spec, &sample, &n_calls, error))
    return FALSE;

  sample.n_rows = MAX (sample.n_rows, 1);
  row_tokens = cantrip_text_estimate_tokens (sample.n_bytes / sample.n_rows);
  row_usd_nanos = cantrip_model_get_cost_usd_nanos (model, row_tokens, -1, sample.output_tokens);

  *ret_estimate = (CantripRunEstimate){
    .n_calls = n_calls,
    .input_tokens = row_tokens * n_calls,
    .cost_usd_nanos = row_usd_nanos < 0 ? -1 : row_usd_nanos * n_calls,
    .worst_usd_nanos =
        sample.worst_usd_nanos < 0 ? -1 : sample.worst_usd_nanos / sample.n_rows * n_calls,
  };

  return TRUE;
}
