/* cantrip-draft-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-draft-repository.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"

static const char FIND_SQL[] =
    "SELECT app_id, dataset_id, connection_id, recipe_json, changed_at_us FROM draft"
    " WHERE app_id = $1";

static const char KEEP_SQL[] =
    "INSERT INTO draft (app_id, dataset_id, connection_id, recipe_json, changed_at_us)"
    " VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (app_id) DO UPDATE SET dataset_id = excluded.dataset_id,"
    " connection_id = excluded.connection_id, recipe_json = excluded.recipe_json,"
    " changed_at_us = excluded.changed_at_us";

static const char DISCARD_SQL[] = "DELETE FROM draft WHERE app_id = $1";

struct _CantripDraftRepository
{
  GObject parent_instance;

  CantripStore     *store;   /* (owned) */
  CantripStatement *find;    /* (owned) */
  CantripStatement *keep;    /* (owned) */
  CantripStatement *discard; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDraftRepository, cantrip_draft_repository, G_TYPE_OBJECT)

static void
cantrip_draft_repository_finalize (GObject *object)
{
  CantripDraftRepository *self = CANTRIP_DRAFT_REPOSITORY (object);

  g_clear_pointer (&self->find, cantrip_statement_free);
  g_clear_pointer (&self->keep, cantrip_statement_free);
  g_clear_pointer (&self->discard, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_draft_repository_parent_class)->finalize (object);
}

static void
cantrip_draft_repository_class_init (CantripDraftRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_draft_repository_finalize;
}

static void
cantrip_draft_repository_init (CantripDraftRepository *self G_GNUC_UNUSED)
{
}

CantripDraftRepository *
cantrip_draft_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDraftRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_DRAFT_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->find, FIND_SQL },
    { &self->keep, KEEP_SQL },
    { &self->discard, DISCARD_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
cantrip_draft_repository_find (CantripDraftRepository *self,
                               gint64                  app_id,
                               CantripDraft          **ret_draft,
                               GError                **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DRAFT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (ret_draft != NULL, FALSE);

  find = self->find;
  cantrip_statement_bind_int (find, 1, app_id);
  if (!cantrip_statement_next (find, &has_row, "find the draft", error))
    return FALSE;

  *ret_draft = NULL;
  if (has_row)
    {
      *ret_draft = g_new0 (CantripDraft, 1);
      (*ret_draft)->app_id = cantrip_statement_get_int (find, 0);
      (*ret_draft)->dataset_id = cantrip_statement_get_int (find, 1);
      (*ret_draft)->connection_id = cantrip_statement_get_int (find, 2);
      (*ret_draft)->recipe_json = g_strdup (cantrip_statement_get_text (find, 3));
      (*ret_draft)->changed_at_us = cantrip_statement_get_int (find, 4);
    }

  return TRUE;
}

gboolean
cantrip_draft_repository_keep (CantripDraftRepository *self,
                               const CantripDraft     *draft,
                               GError                **error)
{
  g_autoptr (CantripStatementUse) keep = NULL;

  g_return_val_if_fail (CANTRIP_IS_DRAFT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (draft != NULL && draft->recipe_json != NULL, FALSE);

  if (strlen (draft->recipe_json) > CANTRIP_DRAFT_MAX_BYTES)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "The draft is longer than %d MiB and was not kept; shorten its "
                              "messages",
                              CANTRIP_DRAFT_MAX_BYTES / (1024 * 1024));

  keep = self->keep;
  cantrip_statement_bind_int (keep, 1, draft->app_id);
  if (draft->dataset_id != 0)
    cantrip_statement_bind_int (keep, 2, draft->dataset_id);
  if (draft->connection_id != 0)
    cantrip_statement_bind_int (keep, 3, draft->connection_id);
  cantrip_statement_bind_text (keep, 4, draft->recipe_json);
  cantrip_statement_bind_int (keep, 5, cantrip_time_now_us ());

  return cantrip_statement_run (keep, "keep the draft", error);
}

gboolean
cantrip_draft_repository_discard (CantripDraftRepository *self, gint64 app_id, GError **error)
{
  g_autoptr (CantripStatementUse) discard = NULL;

  g_return_val_if_fail (CANTRIP_IS_DRAFT_REPOSITORY (self), FALSE);

  discard = self->discard;
  cantrip_statement_bind_int (discard, 1, app_id);

  return cantrip_statement_run (discard, "discard the draft", error);
}
