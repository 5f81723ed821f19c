/* cantrip-variant-apps-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-variant-repository-private.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-name.h"
#include "base/cantrip-time.h"

#define APP_COLUMNS "id, slug, name, archived_at_us"

static const char INSERT_APP_SQL[] =
    "INSERT INTO app (id, slug, name, created_at_us) VALUES ($1, $2, $3, $4)";

static const char RENAME_APP_SQL[] = "UPDATE app SET name = $2 WHERE id = $1";

static const char ARCHIVE_APP_SQL[] = "UPDATE app SET archived_at_us = $2 WHERE id = $1";

static const char FIND_APP_SQL[] = "SELECT " APP_COLUMNS " FROM app WHERE slug = $1";

static const char GET_APP_SQL[] = "SELECT " APP_COLUMNS " FROM app WHERE id = $1";

static const char LIST_APPS_SQL[] =
    "SELECT " APP_COLUMNS " FROM app"
    " WHERE CASE WHEN archived_at_us IS NULL THEN 0 ELSE 1 END = $1 ORDER BY slug";

gboolean
cantrip_variant_repository_prepare_apps (CantripVariantRepository *self, GError **error)
{
  const CantripStorePlan plans[] = {
    { &self->insert_app, INSERT_APP_SQL },   { &self->rename_app, RENAME_APP_SQL },
    { &self->archive_app, ARCHIVE_APP_SQL }, { &self->find_app, FIND_APP_SQL },
    { &self->get_app, GET_APP_SQL },         { &self->list_apps, LIST_APPS_SQL },
  };

  return cantrip_store_prepare_all (self->store, plans, G_N_ELEMENTS (plans), error);
}

static CantripApp *
read_app (CantripStatement *statement)
{
  CantripApp *app = g_new0 (CantripApp, 1);

  app->id = cantrip_statement_get_int (statement, 0);
  app->slug = g_strdup (cantrip_statement_get_text (statement, 1));
  app->name = g_strdup (cantrip_statement_get_text (statement, 2));
  app->archived_at_us = cantrip_statement_get_int (statement, 3);

  return app;
}

static gboolean
fail_no_app (CantripVariantRepository *self, const char *slug, GError **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (self, error);
  g_autoptr (GPtrArray) slugs = g_ptr_array_new ();

  if (apps == NULL)
    return FALSE;

  for (guint i = 0; i < apps->len; i++)
    g_ptr_array_add (slugs, ((CantripApp *) g_ptr_array_index (apps, i))->slug);
  g_ptr_array_add (slugs, NULL);

  return cantrip_name_fail_not_found ("app",
                                      slug,
                                      (const char *const *) slugs->pdata,
                                      "make it with “cantrip-bridge apply”",
                                      error);
}

/* Runs a change of one app. */
static gboolean
change_app (CantripStatement *change, const char *doing, GError **error)
{
  if (!cantrip_statement_run (change, doing, error))
    return FALSE;

  if (cantrip_statement_get_changes (change) == 0)
    return cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The app is not there any more");

  return TRUE;
}

CantripApp *
cantrip_variant_repository_add_app (CantripVariantRepository *self,
                                    const char               *slug,
                                    const char               *name,
                                    GError                  **error)
{
  g_autoptr (CantripStatementUse) insert = NULL;
  g_autoptr (CantripApp) app = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);
  g_return_val_if_fail (slug != NULL, NULL);

  if (!cantrip_slug_check (slug, error) || !cantrip_name_check (name != NULL ? name : slug, error))
    return NULL;

  app = g_new0 (CantripApp, 1);
  app->id = cantrip_id_new ();
  app->slug = g_strdup (slug);
  app->name = g_strdup (name != NULL ? name : slug);

  insert = self->insert_app;
  cantrip_statement_bind_int (insert, 1, app->id);
  cantrip_statement_bind_text (insert, 2, app->slug);
  cantrip_statement_bind_text (insert, 3, app->name);
  cantrip_statement_bind_int (insert, 4, cantrip_time_now_us ());

  if (cantrip_statement_run (insert, "add the app", &local_error))
    return g_steal_pointer (&app);

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    cantrip_set_error (error,
                       CANTRIP_ERROR_CONFLICT,
                       "There is an app “%s” already; choose another slug",
                       slug);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

gboolean
cantrip_variant_repository_rename_app (CantripVariantRepository *self,
                                       gint64                    app_id,
                                       const char               *name,
                                       GError                  **error)
{
  g_autoptr (CantripStatementUse) rename = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!cantrip_name_check (name, error))
    return FALSE;

  rename = self->rename_app;
  cantrip_statement_bind_int (rename, 1, app_id);
  cantrip_statement_bind_text (rename, 2, name);

  return change_app (rename, "rename the app", error);
}

gboolean
cantrip_variant_repository_set_app_archived (CantripVariantRepository *self,
                                             gint64                    app_id,
                                             gboolean                  archived,
                                             GError                  **error)
{
  g_autoptr (CantripStatementUse) archive = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);

  archive = self->archive_app;
  cantrip_statement_bind_int (archive, 1, app_id);
  if (archived)
    cantrip_statement_bind_int (archive, 2, cantrip_time_now_us ());

  return change_app (archive, archived ? "archive the app" : "bring the app back", error);
}

CantripApp *
cantrip_variant_repository_find_app (CantripVariantRepository *self,
                                     const char               *slug,
                                     GError                  **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);
  g_return_val_if_fail (slug != NULL, NULL);

  find = self->find_app;
  cantrip_statement_bind_text (find, 1, slug);
  if (!cantrip_statement_next (find, &has_row, "find the app", error))
    return NULL;

  if (has_row)
    return read_app (find);

  fail_no_app (self, slug, error);

  return NULL;
}

CantripApp *
cantrip_variant_repository_get_app (CantripVariantRepository *self, gint64 app_id, GError **error)
{
  g_autoptr (CantripStatementUse) get = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  get = self->get_app;
  cantrip_statement_bind_int (get, 1, app_id);
  if (!cantrip_statement_next (get, &has_row, "find the app", error))
    return NULL;

  if (has_row)
    return read_app (get);

  cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The app is not there any more");

  return NULL;
}

static GPtrArray *
list_apps (CantripVariantRepository *self, gboolean archived, GError **error)
{
  g_autoptr (CantripStatementUse) list = self->list_apps;
  g_autoptr (GPtrArray) apps = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_app_free);
  gboolean has_row;

  cantrip_statement_bind_int (list, 1, archived ? 1 : 0);
  for (;;)
    {
      if (!cantrip_statement_next (list, &has_row, "list the apps", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&apps);

      g_ptr_array_add (apps, read_app (list));
    }
}

GPtrArray *
cantrip_variant_repository_list_apps (CantripVariantRepository *self, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  return list_apps (self, FALSE, error);
}

GPtrArray *
cantrip_variant_repository_list_archived_apps (CantripVariantRepository *self, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  return list_apps (self, TRUE, error);
}
