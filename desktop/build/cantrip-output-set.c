/* cantrip-output-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-output-set.h"

#include "base/cantrip-time.h"
#include "generation/cantrip-run-head-repository.h"

CantripOutputSet *
cantrip_output_set_copy (const CantripOutputSet *self)
{
  CantripOutputSet *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  if (copy->recipe != NULL)
    cantrip_recipe_ref (copy->recipe);

  return copy;
}

void
cantrip_output_set_free (CantripOutputSet *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  g_free (self);
}

/* What is looked for in a thread. */
typedef struct
{
  CantripRunSpec draft;    /* its recipe is (owned) */
  GPtrArray     *variants; /* (owned) (element-type CantripOutputSet): with title and variant */
} ListWork;

static void
list_work_free (ListWork *work)
{
  g_clear_pointer (&work->draft.recipe, cantrip_recipe_unref);
  g_ptr_array_unref (work->variants);
  g_free (work);
}

/* @head: (nullable) */
static void
fill (CantripOutputSet *set, CantripRunHead *head)
{
  if (head == NULL)
    return;

  set->run_id = head->run_id;
  set->recipe = cantrip_recipe_ref (head->recipe);
  set->connection_id = head->connection_id;
  set->n_open = head->n_open;
  set->is_held = head->is_held;
}

static gboolean
add_draft (CantripRunHeadRepository *heads,
           const CantripRunSpec     *draft,
           GPtrArray                *sets,
           GError                  **error)
{
  g_autoptr (CantripRunHead) head = NULL;
  CantripOutputSet *set = g_new0 (CantripOutputSet, 1);

  set->title = g_strdup (_ ("Draft"));
  g_ptr_array_add (sets, set);
  if (!cantrip_run_head_repository_find_of_draft (heads,
                                                  draft,
                                                  cantrip_time_now_us (),
                                                  &head,
                                                  error))
    return FALSE;

  fill (set, head);
  set->is_outdated =
      head != NULL && (draft->recipe == NULL || draft->connection_id != head->connection_id ||
                       !g_str_equal (cantrip_recipe_get_json (draft->recipe),
                                     cantrip_recipe_get_json (head->recipe)));

  return TRUE;
}

static gpointer
list_sets (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  ListWork *work = data;
  g_autoptr (CantripRunHeadRepository) heads =
      cantrip_run_head_repository_new (session->store, error);
  g_autoptr (GPtrArray) sets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_set_free);

  if (heads == NULL || !add_draft (heads, &work->draft, sets, error))
    return NULL;

  for (guint i = 0; i < work->variants->len; i++)
    {
      CantripOutputSet *set = cantrip_output_set_copy (work->variants->pdata[i]);
      g_autoptr (CantripRunHead) head = NULL;

      g_ptr_array_add (sets, set);
      if (!cantrip_run_head_repository_find_of_variant (heads,
                                                        set->variant_id,
                                                        work->draft.dataset_id,
                                                        cantrip_time_now_us (),
                                                        &head,
                                                        error))
        return NULL;
      fill (set, head);
    }

  return g_steal_pointer (&sets);
}

static const CantripWork LIST_SETS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_sets,
  .free_data = (GDestroyNotify) list_work_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
cantrip_output_set_list_async (CantripWorkspace     *workspace,
                               const CantripRunSpec *draft,
                               GPtrArray            *variants,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  ListWork *work = g_new0 (ListWork, 1);

  work->draft = *draft;
  if (draft->recipe != NULL)
    cantrip_recipe_ref (draft->recipe);
  work->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_set_free);
  for (guint i = 0; i < variants->len; i++)
    {
      const CantripVariant *variant = variants->pdata[i];
      CantripOutputSet     *set = g_new0 (CantripOutputSet, 1);

      set->title = g_strdup (variant->name);
      set->variant_id = variant->id;
      g_ptr_array_add (work->variants, set);
    }

  cantrip_workspace_run_async (workspace, &LIST_SETS, work, cancellable, callback, user_data);
}

GPtrArray *
cantrip_output_set_list_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}
