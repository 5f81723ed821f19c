/* cantrip-stale-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-stale-repository.h"

/* $1 is the run, $2 and $3 are the first and the last position. */
#define ROW_HAS_CHANGED                                                           \
  " run_id = $1 AND position >= $2 AND position <= $3"                            \
  " AND row_id IN (SELECT old.id FROM dataset_row AS old JOIN run ON run.id = $1" \
  " WHERE old.dataset_id = run.dataset_id AND old.superseded_at_us IS NOT NULL)"

#define CURRENT_ROW                                                               \
  "(SELECT fresh.id FROM dataset_row AS fresh JOIN run ON run.id = output.run_id" \
  " WHERE fresh.dataset_id = run.dataset_id AND fresh.position = output.position" \
  " AND fresh.superseded_at_us IS NULL)"

#define IS_STALE ROW_HAS_CHANGED " AND EXISTS " CURRENT_ROW

/* Those that are queued are asked about the row as it is then. */
#define HAS_ENDED " AND state NOT IN ('queued', 'running')"

static const char COUNT_SQL[] = "SELECT count (*) FROM output WHERE" IS_STALE HAS_ENDED;

static const char                                         LIST_SQL[] =
    "SELECT DISTINCT position FROM output WHERE" IS_STALE HAS_ENDED " ORDER BY position";

static const char LIST_ANSWERED_SQL[] = "SELECT DISTINCT position FROM output"
                                        " WHERE run_id = $1 AND position >= $2 AND position <= $3"
                                        " AND state IN ('done', 'failed')"
                                        " AND EXISTS " CURRENT_ROW " ORDER BY position";

static const char RENEW_SQL[] =
    "UPDATE output SET row_id = " CURRENT_ROW ", state = 'queued', text = NULL,"
    " finish_reason = NULL, error_code = NULL, error_message = NULL, model = NULL,"
    " input_tokens = NULL, output_tokens = NULL, latency_us = NULL, cost_usd_nanos = NULL,"
    " attempts = 0, finished_at_us = NULL"
    " WHERE" IS_STALE;

struct _CantripStaleRepository
{
  GObject parent_instance;

  CantripStore     *store;         /* (owned) */
  CantripStatement *count;         /* (owned) */
  CantripStatement *list;          /* (owned) */
  CantripStatement *list_answered; /* (owned) */
  CantripStatement *renew;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripStaleRepository, cantrip_stale_repository, G_TYPE_OBJECT)

static void
cantrip_stale_repository_finalize (GObject *object)
{
  CantripStaleRepository *self = CANTRIP_STALE_REPOSITORY (object);

  g_clear_pointer (&self->count, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->list_answered, cantrip_statement_free);
  g_clear_pointer (&self->renew, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_stale_repository_parent_class)->finalize (object);
}

static void
cantrip_stale_repository_class_init (CantripStaleRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_stale_repository_finalize;
}

static void
cantrip_stale_repository_init (CantripStaleRepository *self G_GNUC_UNUSED)
{
}

CantripStaleRepository *
cantrip_stale_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripStaleRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_STALE_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->count, COUNT_SQL },
    { &self->list, LIST_SQL },
    { &self->list_answered, LIST_ANSWERED_SQL },
    { &self->renew, RENEW_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
bind (CantripStatement *statement, gint64 run_id, const CantripScope *scope)
{
  cantrip_statement_bind_int (statement, 1, run_id);
  cantrip_statement_bind_int (statement, 2, scope->first);
  cantrip_statement_bind_int (statement, 3, scope->last);
}

gboolean
cantrip_stale_repository_count (CantripStaleRepository *self,
                                gint64                  run_id,
                                const CantripScope     *scope,
                                gint64                 *ret_count,
                                GError                **error)
{
  g_autoptr (CantripStatementUse) count = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_STALE_REPOSITORY (self), FALSE);

  count = self->count;
  bind (count, run_id, scope);
  if (!cantrip_statement_next (count, &has_row, "count the outputs", error))
    return FALSE;

  *ret_count = cantrip_statement_get_int (count, 0);

  return TRUE;
}

static GArray *
list_ranges (CantripStatement *statement, gint64 run_id, GError **error)
{
  g_autoptr (CantripStatementUse) list = statement;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));
  gboolean has_row;

  bind (list, run_id, &CANTRIP_SCOPE_ALL);
  for (;;)
    {
      if (!cantrip_statement_next (list, &has_row, "look for stale outputs", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ranges);

      cantrip_ranges_add (ranges, cantrip_statement_get_int (list, 0));
    }
}

GArray *
cantrip_stale_repository_list (CantripStaleRepository *self, gint64 run_id, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_STALE_REPOSITORY (self), NULL);

  return list_ranges (self->list, run_id, error);
}

GArray *
cantrip_stale_repository_list_answered (CantripStaleRepository *self, gint64 run_id, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_STALE_REPOSITORY (self), NULL);

  return list_ranges (self->list_answered, run_id, error);
}

gboolean
cantrip_stale_repository_renew (CantripStaleRepository *self,
                                gint64                  run_id,
                                const CantripScope     *scope,
                                GError                **error)
{
  g_autoptr (CantripStatementUse) renew = NULL;

  g_return_val_if_fail (CANTRIP_IS_STALE_REPOSITORY (self), FALSE);

  renew = self->renew;
  bind (renew, run_id, scope);

  return cantrip_statement_run (renew, "queue stale outputs", error);
}
