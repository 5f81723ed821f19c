/* cantrip-generate-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-generate-plan.h"

#include <glib/gstdio.h>

#include "generation/cantrip-output-export.h"
#include "generation/cantrip-run-estimate.h"
#include "generation/cantrip-run-repository.h"

gboolean
cantrip_generate_plan_load (CantripGeneratePlan *self,
                            const char          *variant,
                            const char          *dataset,
                            GError             **error)
{
  g_autoptr (CantripVariantRepository) variants = NULL;
  g_autoptr (CantripConnectionRepository) connections = NULL;
  g_autoptr (CantripDatasetRepository) datasets = NULL;

  if ((variants = cantrip_variant_repository_new (self->store, error)) == NULL ||
      (connections = cantrip_connection_repository_new (self->store, error)) == NULL ||
      (datasets = cantrip_dataset_repository_new (self->store, error)) == NULL ||
      (self->catalog = cantrip_catalog_new (NULL, error)) == NULL ||
      (self->variant = cantrip_variant_repository_find_variant (variants, variant, error)) ==
          NULL ||
      (self->connection = cantrip_connection_repository_find_by_id (connections,
                                                                    self->variant->connection_id,
                                                                    error)) == NULL ||
      (self->dataset = cantrip_dataset_repository_find (datasets, dataset, error)) == NULL)
    return FALSE;

  self->spec.variant_id = self->variant->id;
  self->spec.connection_id = self->variant->connection_id;
  self->spec.recipe = self->variant->recipe;
  self->spec.dataset_id = self->dataset->id;
  self->model = cantrip_catalog_find (self->catalog,
                                      cantrip_connection_get_dialect (self->connection),
                                      cantrip_recipe_get_model (self->variant->recipe));

  return TRUE;
}

gboolean
cantrip_generate_plan_find_complete (CantripGeneratePlan *self,
                                     CantripRunResult   **ret_result,
                                     GError             **error)
{
  g_autoptr (CantripRunRepository) runs = cantrip_run_repository_new (self->store, error);
  CantripRunEstimate  estimate;
  CantripRunFigures   scope, whole;
  CantripRunProgress *progress;
  gint64              run_id;

  *ret_result = NULL;
  if (runs == NULL ||
      !cantrip_run_estimate (self->store, &self->spec, self->model, &estimate, error) ||
      !cantrip_run_repository_find (runs, &self->spec, &run_id, error))
    return FALSE;

  if (estimate.n_calls > 0 || run_id == 0)
    return TRUE;

  if (!cantrip_run_repository_get_figures (runs,
                                           run_id,
                                           self->spec.scope.first,
                                           self->spec.scope.last,
                                           &scope,
                                           error) ||
      !cantrip_run_repository_get_figures (runs, run_id, 1, G_MAXINT64, &whole, error))
    return FALSE;

  *ret_result = g_new0 (CantripRunResult, 1);
  (*ret_result)->run_id = run_id;
  (*ret_result)->end = CANTRIP_RUN_COMPLETE;
  progress = &(*ret_result)->progress;
  progress->done = scope.counts[CANTRIP_OUTPUT_DONE];
  progress->failed = scope.counts[CANTRIP_OUTPUT_FAILED];
  progress->total = progress->done + progress->failed;
  progress->cost_usd_nanos = whole.cost_usd_nanos;

  return TRUE;
}

static gboolean
write_file (CantripGeneratePlan *self,
            gint64               run_id,
            GFile               *file,
            CantripRowFormat     format,
            gint64              *ret_n_cut,
            GCancellable        *cancellable,
            GError             **error)
{
  g_autoptr (CantripOutputRepository) outputs = cantrip_output_repository_new (self->store, error);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (outputs == NULL)
    return FALSE;

  stream = g_file_create (file, G_FILE_CREATE_NONE, cancellable, error);

  return stream != NULL &&
         cantrip_output_export (outputs,
                                self->dataset,
                                run_id,
                                &self->spec,
                                format,
                                G_OUTPUT_STREAM (stream),
                                ret_n_cut,
                                cancellable,
                                error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

gboolean
cantrip_generate_plan_write (CantripGeneratePlan *self,
                             gint64               run_id,
                             const char          *path,
                             CantripRowFormat     format,
                             gint64              *ret_n_cut,
                             GCancellable        *cancellable,
                             GError             **error)
{
  g_autofree char *part_path = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autoptr (GFile) part = g_file_new_for_path (part_path);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (write_file (self, run_id, part, format, ret_n_cut, cancellable, error) &&
      g_file_move (part, file, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
    return TRUE;

  g_unlink (part_path);
  g_prefix_error (error, "Could not write “%s”: ", path);

  return FALSE;
}

void
cantrip_generate_plan_clear (CantripGeneratePlan *self)
{
  g_clear_pointer (&self->variant, cantrip_variant_free);
  g_clear_pointer (&self->connection, cantrip_connection_free);
  g_clear_pointer (&self->dataset, cantrip_dataset_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->store);
}
