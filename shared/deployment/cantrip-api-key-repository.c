/* cantrip-api-key-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-api-key-repository"

#include "config.h"

#include "deployment/cantrip-api-key-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-name.h"
#include "base/cantrip-time.h"

static const char INSERT_SQL[] =
    "INSERT INTO api_key"
    " (id, name, kind, secret_sha256, calls_per_minute, created_at_us, expires_at_us)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const char INSERT_SCOPE_SQL[] =
    "INSERT INTO api_key_deployment (api_key_id, deployment_id) VALUES ($1, $2)"
    " ON CONFLICT DO NOTHING";

static const char REVOKE_SQL[] =
    "UPDATE api_key SET revoked_at_us = coalesce (revoked_at_us, $2) WHERE name = $1";

static const char LIST_SQL[] =
    "SELECT id, name, kind, secret_sha256, calls_per_minute, created_at_us, expires_at_us,"
    " revoked_at_us FROM api_key ORDER BY id";

static const char LIST_SCOPE_SQL[] =
    "SELECT deployment_id FROM api_key_deployment WHERE api_key_id = $1 ORDER BY deployment_id";

struct _CantripApiKeyRepository
{
  GObject parent_instance;

  CantripStore     *store;        /* (owned) */
  CantripStatement *insert;       /* (owned) */
  CantripStatement *insert_scope; /* (owned) */
  CantripStatement *revoke;       /* (owned) */
  CantripStatement *list;         /* (owned) */
  CantripStatement *list_scope;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripApiKeyRepository, cantrip_api_key_repository, G_TYPE_OBJECT)

static void
cantrip_api_key_repository_finalize (GObject *object)
{
  CantripApiKeyRepository *self = CANTRIP_API_KEY_REPOSITORY (object);

  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->insert_scope, cantrip_statement_free);
  g_clear_pointer (&self->revoke, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->list_scope, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_api_key_repository_parent_class)->finalize (object);
}

static void
cantrip_api_key_repository_class_init (CantripApiKeyRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_api_key_repository_finalize;
}

static void
cantrip_api_key_repository_init (CantripApiKeyRepository *self G_GNUC_UNUSED)
{
}

CantripApiKeyRepository *
cantrip_api_key_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripApiKeyRepository) self = g_object_new (CANTRIP_TYPE_API_KEY_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->insert, INSERT_SQL },         { &self->insert_scope, INSERT_SCOPE_SQL },
    { &self->revoke, REVOKE_SQL },         { &self->list, LIST_SQL },
    { &self->list_scope, LIST_SCOPE_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
insert_key (CantripApiKeyRepository *self,
            gint64                   id,
            const char              *name,
            CantripApiKeyKind        kind,
            const char              *secret,
            gint64                   calls_per_minute,
            gint64                   expires_at_us,
            GError                 **error)
{
  g_autoptr (CantripStatementUse) insert = self->insert;
  g_autofree char *hash = cantrip_api_key_hash_secret (secret);
  g_autoptr (GError) local_error = NULL;

  cantrip_statement_bind_int (insert, 1, id);
  cantrip_statement_bind_text (insert, 2, name);
  cantrip_statement_bind_text (insert, 3, cantrip_api_key_kind_to_text (kind));
  cantrip_statement_bind_text (insert, 4, hash);
  cantrip_statement_bind_if_known (insert, 5, calls_per_minute);
  cantrip_statement_bind_int (insert, 6, cantrip_time_now_us ());
  cantrip_statement_bind_if_known (insert, 7, expires_at_us);

  if (cantrip_statement_run (insert, "make the key", &local_error))
    return TRUE;

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "There is a key “%s” already, and a key is shown only once; choose "
                              "another name",
                              name);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
insert_scope (CantripApiKeyRepository *self, gint64 id, GArray *deployment_ids, GError **error)
{
  for (guint i = 0; i < deployment_ids->len; i++)
    {
      g_autoptr (CantripStatementUse) insert = self->insert_scope;

      cantrip_statement_bind_int (insert, 1, id);
      cantrip_statement_bind_int (insert, 2, g_array_index (deployment_ids, gint64, i));
      if (!cantrip_statement_run (insert, "name the deployments of the key", error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_key (const char       *name,
           CantripApiKeyKind kind,
           GArray           *deployment_ids,
           gint64            calls_per_minute,
           GError          **error)
{
  if (!cantrip_name_check (name, error))
    return FALSE;

  if (kind == CANTRIP_API_KEY_CELL && deployment_ids->len == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A cell key stands in formulas for all to see, so it must name what "
                              "it may call; add --deployments");

  if (calls_per_minute == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A key must allow at least 1 call in a minute; give --rate a larger "
                              "number");

  return TRUE;
}

char *
cantrip_api_key_repository_add (CantripApiKeyRepository *self,
                                const char              *name,
                                CantripApiKeyKind        kind,
                                GArray                  *deployment_ids,
                                gint64                   calls_per_minute,
                                gint64                   expires_at_us,
                                GError                 **error)
{
  g_autofree char *secret = NULL;
  gint64           id = cantrip_id_new ();
  g_autoptr (CantripTransaction) transaction = NULL;

  g_return_val_if_fail (CANTRIP_IS_API_KEY_REPOSITORY (self), NULL);
  g_return_val_if_fail (name != NULL && deployment_ids != NULL, NULL);

  if (!check_key (name, kind, deployment_ids, calls_per_minute, error))
    return NULL;

  secret = cantrip_api_key_make_secret (kind);
  if ((transaction = cantrip_store_begin (self->store, error)) == NULL ||
      !insert_key (self, id, name, kind, secret, calls_per_minute, expires_at_us, error) ||
      !insert_scope (self, id, deployment_ids, error) ||
      !cantrip_transaction_commit (&transaction, error))
    return NULL;

  return g_steal_pointer (&secret);
}

static gboolean
fail_not_found (CantripApiKeyRepository *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) keys = cantrip_api_key_repository_list (self, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (keys == NULL)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (names, ((CantripApiKey *) g_ptr_array_index (keys, i))->name);
  g_ptr_array_add (names, NULL);

  return cantrip_name_fail_not_found ("key",
                                      name,
                                      (const char *const *) names->pdata,
                                      "list them with “cantrip-bridge key list”",
                                      error);
}

gboolean
cantrip_api_key_repository_revoke (CantripApiKeyRepository *self, const char *name, GError **error)
{
  g_autoptr (CantripStatementUse) revoke = NULL;

  g_return_val_if_fail (CANTRIP_IS_API_KEY_REPOSITORY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  revoke = self->revoke;
  cantrip_statement_bind_text (revoke, 1, name);
  cantrip_statement_bind_int (revoke, 2, cantrip_time_now_us ());
  if (!cantrip_statement_run (revoke, "revoke the key", error))
    return FALSE;

  return cantrip_statement_get_changes (revoke) > 0 || fail_not_found (self, name, error);
}

static GArray *
load_scope (CantripApiKeyRepository *self, gint64 id, GError **error)
{
  g_autoptr (CantripStatementUse) list = self->list_scope;
  g_autoptr (GArray) deployment_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  cantrip_statement_bind_int (list, 1, id);
  for (;;)
    {
      gint64 deployment_id;

      if (!cantrip_statement_next (list, &has_row, "read the keys", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&deployment_ids);

      deployment_id = cantrip_statement_get_int (list, 0);
      g_array_append_val (deployment_ids, deployment_id);
    }
}

static CantripApiKey *
read_key (CantripApiKeyRepository *self, CantripStatement *row, GError **error)
{
  g_autoptr (CantripApiKey) key = g_new0 (CantripApiKey, 1);

  key->id = cantrip_statement_get_int (row, 0);
  key->name = g_strdup (cantrip_statement_get_text (row, 1));
  key->kind = g_str_equal (cantrip_statement_get_text (row, 2), "cell") ? CANTRIP_API_KEY_CELL
                                                                        : CANTRIP_API_KEY_FULL;
  key->secret_sha256 = g_strdup (cantrip_statement_get_text (row, 3));
  key->calls_per_minute = cantrip_statement_get_if_known (row, 4);
  key->created_at_us = cantrip_statement_get_int (row, 5);
  key->expires_at_us = cantrip_statement_get_if_known (row, 6);
  key->revoked_at_us = cantrip_statement_get_if_known (row, 7);
  key->deployment_ids = load_scope (self, key->id, error);

  return key->deployment_ids != NULL ? g_steal_pointer (&key) : NULL;
}

GPtrArray *
cantrip_api_key_repository_list (CantripApiKeyRepository *self, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_api_key_free);
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_API_KEY_REPOSITORY (self), NULL);

  list = self->list;
  for (;;)
    {
      CantripApiKey *key;

      if (!cantrip_statement_next (list, &has_row, "list the keys", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&keys);

      key = read_key (self, list, error);
      if (key == NULL)
        return NULL;
      g_ptr_array_add (keys, key);
    }
}
