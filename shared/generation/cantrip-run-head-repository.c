/* cantrip-run-head-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-head-repository.h"

#define HEAD_SQL(conditions)                                                          \
  "SELECT run.id, run.connection_id, run.recipe_json, run.owner, run.lease_until_us," \
  " (SELECT count (*) FROM output WHERE output.run_id = run.id"                       \
  " AND output.state IN ('queued', 'running'))"                                       \
  " FROM run WHERE run.repeats = 1 AND run.dataset_id = $1 AND " conditions           \
  " ORDER BY run.created_at_us DESC, run.id DESC LIMIT 1"

static const char FIND_EQUAL_SQL[] =
    HEAD_SQL ("run.connection_id = $2 AND run.recipe_json = $3 AND (run.app_id = $4 OR"
              " run.variant_id IN (SELECT id FROM variant WHERE variant.app_id = $4))");
static const char FIND_OF_APP_SQL[] = HEAD_SQL ("run.app_id = $2");
static const char FIND_OF_VARIANT_SQL[] = HEAD_SQL ("run.variant_id = $2");

static const char LIST_OPEN_SQL[] = "SELECT DISTINCT position FROM output"
                                    " WHERE run_id = $1 AND state IN ('queued', 'running')"
                                    " ORDER BY position";

struct _CantripRunHeadRepository
{
  GObject parent_instance;

  CantripStore     *store;           /* (owned) */
  CantripStatement *find_equal;      /* (owned) */
  CantripStatement *find_of_app;     /* (owned) */
  CantripStatement *find_of_variant; /* (owned) */
  CantripStatement *list_open;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripRunHeadRepository, cantrip_run_head_repository, G_TYPE_OBJECT)

void
cantrip_run_head_free (CantripRunHead *self)
{
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  g_free (self);
}

static void
cantrip_run_head_repository_finalize (GObject *object)
{
  CantripRunHeadRepository *self = CANTRIP_RUN_HEAD_REPOSITORY (object);

  g_clear_pointer (&self->find_equal, cantrip_statement_free);
  g_clear_pointer (&self->find_of_app, cantrip_statement_free);
  g_clear_pointer (&self->find_of_variant, cantrip_statement_free);
  g_clear_pointer (&self->list_open, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_run_head_repository_parent_class)->finalize (object);
}

static void
cantrip_run_head_repository_class_init (CantripRunHeadRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_run_head_repository_finalize;
}

static void
cantrip_run_head_repository_init (CantripRunHeadRepository *self G_GNUC_UNUSED)
{
}

CantripRunHeadRepository *
cantrip_run_head_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripRunHeadRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_RUN_HEAD_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->find_equal, FIND_EQUAL_SQL },
    { &self->find_of_app, FIND_OF_APP_SQL },
    { &self->find_of_variant, FIND_OF_VARIANT_SQL },
    { &self->list_open, LIST_OPEN_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Reads the only row of @find, if there is one. */
static gboolean
read_head (CantripStatement *find, gint64 now_us, CantripRunHead **ret_head, GError **error)
{
  g_autoptr (CantripRunHead) head = NULL;
  gboolean has_row;

  if (!cantrip_statement_next (find, &has_row, "find the run", error))
    return FALSE;

  if (has_row)
    {
      head = g_new0 (CantripRunHead, 1);
      head->run_id = cantrip_statement_get_int (find, 0);
      head->connection_id = cantrip_statement_get_int (find, 1);
      head->recipe = cantrip_recipe_new_from_text (cantrip_statement_get_text (find, 2), error);
      head->is_held =
          !cantrip_statement_is_null (find, 3) && cantrip_statement_get_int (find, 4) > now_us;
      head->n_open = cantrip_statement_get_int (find, 5);
      if (head->recipe == NULL)
        return FALSE;
    }

  *ret_head = g_steal_pointer (&head);

  return TRUE;
}

static gboolean
find_equal (CantripRunHeadRepository *self,
            const CantripRunSpec     *spec,
            gint64                    now_us,
            CantripRunHead          **ret_head,
            GError                  **error)
{
  g_autoptr (CantripStatementUse) find = self->find_equal;

  cantrip_statement_bind_int (find, 1, spec->dataset_id);
  cantrip_statement_bind_int (find, 2, spec->connection_id);
  cantrip_statement_bind_text (find, 3, cantrip_recipe_get_json (spec->recipe));
  cantrip_statement_bind_int (find, 4, spec->app_id);

  return read_head (find, now_us, ret_head, error);
}

static gboolean
find_last (CantripStatement *statement,
           gint64            dataset_id,
           gint64            owner_id,
           gint64            now_us,
           CantripRunHead  **ret_head,
           GError          **error)
{
  g_autoptr (CantripStatementUse) find = statement;

  cantrip_statement_bind_int (find, 1, dataset_id);
  cantrip_statement_bind_int (find, 2, owner_id);

  return read_head (find, now_us, ret_head, error);
}

gboolean
cantrip_run_head_repository_find_of_draft (CantripRunHeadRepository *self,
                                           const CantripRunSpec     *spec,
                                           gint64                    now_us,
                                           CantripRunHead          **ret_head,
                                           GError                  **error)
{
  CantripRunHead *head = NULL;

  g_return_val_if_fail (CANTRIP_IS_RUN_HEAD_REPOSITORY (self), FALSE);

  if (spec->recipe != NULL && !find_equal (self, spec, now_us, &head, error))
    return FALSE;

  if (head == NULL &&
      !find_last (self->find_of_app, spec->dataset_id, spec->app_id, now_us, &head, error))
    return FALSE;

  *ret_head = head;

  return TRUE;
}

gboolean
cantrip_run_head_repository_find_of_variant (CantripRunHeadRepository *self,
                                             gint64                    variant_id,
                                             gint64                    dataset_id,
                                             gint64                    now_us,
                                             CantripRunHead          **ret_head,
                                             GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_RUN_HEAD_REPOSITORY (self), FALSE);

  return find_last (self->find_of_variant, dataset_id, variant_id, now_us, ret_head, error);
}

GArray *
cantrip_run_head_repository_list_open (CantripRunHeadRepository *self,
                                       gint64                    run_id,
                                       GError                  **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_RUN_HEAD_REPOSITORY (self), NULL);

  list = self->list_open;
  cantrip_statement_bind_int (list, 1, run_id);
  for (;;)
    {
      if (!cantrip_statement_next (list, &has_row, "look for waiting outputs", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ranges);

      cantrip_ranges_add (ranges, cantrip_statement_get_int (list, 0));
    }
}
