/* cantrip-compare-subject.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "compare/cantrip-compare-subject.h"

void
cantrip_compare_subject_free (CantripCompareSubject *self)
{
  for (guint i = 0; i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    g_clear_pointer (&self->runs[i], cantrip_last_run_free);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  g_clear_pointer (&self->datasets, g_ptr_array_unref);
  g_free (self->slug);
  g_free (self);
}

char *
cantrip_compare_subject_dup_name (const CantripCompareSubject *self, guint i)
{
  const CantripVariant *variant = g_ptr_array_index (self->variants, i);

  return g_strdup_printf ("%" G_GINT64_FORMAT " – %s", variant->number, variant->name);
}

static gboolean
read_variants (CantripCompareSubject       *self,
               CantripSession              *session,
               const CantripCompareRequest *request,
               GError                     **error)
{
  g_autoptr (CantripApp) app = NULL;

  for (guint i = 0; i < request->n_variants; i++)
    {
      CantripVariant *variant = cantrip_variant_repository_get_variant (session->variants,
                                                                        request->variant_ids[i],
                                                                        error);

      if (variant == NULL)
        return FALSE;
      g_ptr_array_add (self->variants, variant);
    }

  app =
      cantrip_variant_repository_get_app (session->variants,
                                          ((CantripVariant *) g_ptr_array_index (self->variants, 0))
                                              ->app_id,
                                          error);
  self->slug = app != NULL ? g_strdup (app->slug) : NULL;

  return app != NULL;
}

static gboolean
find_run (CantripCompareSubject *self,
          CantripSession        *session,
          guint                  i,
          gint64                 dataset_id,
          GCancellable          *cancellable,
          CantripLastRun       **ret_run,
          GError               **error)
{
  const CantripVariant *variant = g_ptr_array_index (self->variants, i);

  return cantrip_last_run_repository_find_of_variant (session->last_runs,
                                                      variant->id,
                                                      dataset_id,
                                                      cancellable,
                                                      ret_run,
                                                      error);
}

static gboolean
has_dataset (CantripCompareSubject *self, gint64 dataset_id)
{
  for (guint i = 0; i < self->datasets->len; i++)
    if (((CantripDataset *) g_ptr_array_index (self->datasets, i))->id == dataset_id)
      return TRUE;

  return FALSE;
}

/* What the variants were last run over. */
static gboolean
read_datasets (CantripCompareSubject *self,
               CantripSession        *session,
               GCancellable          *cancellable,
               GError               **error)
{
  for (guint i = 0; i < self->variants->len; i++)
    {
      g_autoptr (CantripLastRun) run = NULL;
      CantripDataset *dataset;

      if (!find_run (self, session, i, 0, cancellable, &run, error))
        return FALSE;
      if (run == NULL || has_dataset (self, run->dataset_id))
        continue;

      dataset = cantrip_dataset_repository_get (session->datasets, run->dataset_id, error);
      if (dataset == NULL)
        return FALSE;
      g_ptr_array_add (self->datasets, dataset);
    }

  return TRUE;
}

/* Reads the runs over one dataset. Returns how many there are; -1 with @error set. */
static int
read_runs (CantripCompareSubject *self,
           CantripSession        *session,
           guint                  dataset_index,
           GCancellable          *cancellable,
           GError               **error)
{
  const CantripDataset *dataset = g_ptr_array_index (self->datasets, dataset_index);
  int                   n_runs = 0;

  self->dataset_index = dataset_index;
  for (guint i = 0; i < self->variants->len; i++)
    {
      g_clear_pointer (&self->runs[i], cantrip_last_run_free);
      if (!find_run (self, session, i, dataset->id, cancellable, &self->runs[i], error))
        return -1;

      self->comparison.run_ids[i] = self->runs[i] != NULL ? self->runs[i]->run_id : 0;
      n_runs += self->runs[i] != NULL ? 1 : 0;
    }

  return n_runs;
}

/* Takes the dataset that was asked for, or the first that most of the variants were run over. */
static gboolean
choose_dataset (CantripCompareSubject *self,
                CantripSession        *session,
                gint64                 dataset_id,
                GCancellable          *cancellable,
                GError               **error)
{
  guint best = 0;
  int   most_runs = -1;

  for (guint i = 0; i < self->datasets->len; i++)
    {
      const CantripDataset *dataset = g_ptr_array_index (self->datasets, i);
      int                   n_runs = read_runs (self, session, i, cancellable, error);

      if (n_runs < 0)
        return FALSE;
      if (dataset->id == dataset_id)
        return TRUE;
      if (n_runs > most_runs)
        {
          best = i;
          most_runs = n_runs;
        }
    }

  return self->datasets->len == 0 || read_runs (self, session, best, cancellable, error) >= 0;
}

static gpointer
read_subject (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const CantripCompareRequest *request = data;
  g_autoptr (CantripCompareSubject) self = g_new0 (CantripCompareSubject, 1);

  self->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_variant_free);
  self->datasets = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_dataset_free);
  self->comparison.n_runs = request->n_variants;
  if (!read_variants (self, session, request, error) ||
      !read_datasets (self, session, cancellable, error) ||
      !choose_dataset (self, session, request->dataset_id, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

const CantripWork CANTRIP_READ_COMPARE_SUBJECT = {
  .lane = CANTRIP_LANE_SCAN,
  .run = read_subject,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_compare_subject_free,
};

static gpointer
count_comparison (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree CantripCompareCount *count = g_new0 (CantripCompareCount, 1);

  if (!cantrip_comparison_repository_count (session->comparisons,
                                            data,
                                            cancellable,
                                            &count->n_rows,
                                            &count->n_different,
                                            error))
    return NULL;

  return g_steal_pointer (&count);
}

const CantripWork CANTRIP_COUNT_COMPARISON = {
  .lane = CANTRIP_LANE_SCAN,
  .run = count_comparison,
  .free_data = g_free,
  .free_result = g_free,
};
