/* cantrip-variants-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variants/cantrip-variants-reading.h"

static gpointer
list_variants (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *app_id = data;
  g_autoptr (GPtrArray) variants =
      cantrip_variant_repository_list_variants (session->variants, *app_id, error);
  g_autoptr (GPtrArray) archived = NULL;

  if (variants == NULL ||
      (archived =
           cantrip_variant_repository_list_archived_variants (session->variants, *app_id, error)) ==
          NULL)
    return NULL;

  g_ptr_array_extend_and_steal (variants, g_steal_pointer (&archived));

  return g_steal_pointer (&variants);
}

const CantripWork CANTRIP_LIST_VARIANTS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_variants,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static gpointer
read_figures (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *ids = data;
  g_autoptr (GHashTable) runs = g_hash_table_new_full (g_int64_hash,
                                                       g_int64_equal,
                                                       g_free,
                                                       (GDestroyNotify) cantrip_last_run_free);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64          id = g_array_index (ids, gint64, i);
      CantripLastRun *run;

      if (!cantrip_last_run_repository_find_of_variant (session->last_runs,
                                                        id,
                                                        0,
                                                        cancellable,
                                                        &run,
                                                        error))
        return NULL;
      if (run != NULL)
        g_hash_table_insert (runs, g_memdup2 (&id, sizeof id), run);
    }

  return g_steal_pointer (&runs);
}

const CantripWork CANTRIP_READ_FIGURES = {
  .lane = CANTRIP_LANE_SCAN,
  .run = read_figures,
  .free_data = (GDestroyNotify) g_array_unref,
  .free_result = (GDestroyNotify) g_hash_table_unref,
};
