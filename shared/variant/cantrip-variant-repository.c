/* cantrip-variant-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-variant-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-time.h"
#include "base/cantrip-name.h"

static const char INSERT_APP_SQL[] =
    "INSERT INTO app (id, slug, name, created_at_us) VALUES ($1, $2, $3, $4)";

static const char RENAME_APP_SQL[] = "UPDATE app SET name = $2 WHERE id = $1";

static const char FIND_APP_SQL[] = "SELECT id, slug, name FROM app WHERE slug = $1";

static const char LIST_APPS_SQL[] =
    "SELECT id, slug, name FROM app WHERE archived_at_us IS NULL ORDER BY slug";

static const char INSERT_VARIANT_SQL[] =
    "INSERT INTO variant"
    " (id, app_id, number, name, note, connection_id, recipe_json, created_at_us)"
    " SELECT $1, $2, coalesce (max (number), 0) + 1, $3, $4, $5, $6, $7"
    " FROM variant WHERE app_id = $2"
    " RETURNING number";

#define VARIANT_COLUMNS "id, app_id, number, name, note, connection_id, recipe_json, created_at_us"

static const char FIND_VARIANT_SQL[] = "SELECT " VARIANT_COLUMNS " FROM variant"
                                       " WHERE app_id = $1 AND (name = $2 OR number = $3)"
                                       " ORDER BY name = $2 DESC LIMIT 1";

static const char GET_VARIANT_SQL[] = "SELECT " VARIANT_COLUMNS " FROM variant WHERE id = $1";

static const char LIST_VARIANTS_SQL[] = "SELECT " VARIANT_COLUMNS " FROM variant"
                                        " WHERE app_id = $1 AND archived_at_us IS NULL"
                                        " ORDER BY number";

struct _CantripVariantRepository
{
  GObject parent_instance;

  CantripStore     *store;          /* (owned) */
  CantripStatement *insert_app;     /* (owned) */
  CantripStatement *rename_app;     /* (owned) */
  CantripStatement *find_app;       /* (owned) */
  CantripStatement *list_apps;      /* (owned) */
  CantripStatement *insert_variant; /* (owned) */
  CantripStatement *find_variant;   /* (owned) */
  CantripStatement *get_variant;    /* (owned) */
  CantripStatement *list_variants;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripVariantRepository, cantrip_variant_repository, G_TYPE_OBJECT)

static CantripApp *
read_app (CantripStatement *statement)
{
  CantripApp *app = g_new0 (CantripApp, 1);

  app->id = cantrip_statement_get_int (statement, 0);
  app->slug = g_strdup (cantrip_statement_get_text (statement, 1));
  app->name = g_strdup (cantrip_statement_get_text (statement, 2));

  return app;
}

static CantripVariant *
read_variant (CantripStatement *statement, GError **error)
{
  g_autoptr (CantripVariant) variant = g_new0 (CantripVariant, 1);

  variant->id = cantrip_statement_get_int (statement, 0);
  variant->app_id = cantrip_statement_get_int (statement, 1);
  variant->number = cantrip_statement_get_int (statement, 2);
  variant->name = g_strdup (cantrip_statement_get_text (statement, 3));
  variant->note = g_strdup (cantrip_statement_get_text (statement, 4));
  variant->connection_id = cantrip_statement_get_int (statement, 5);
  variant->created_at_us = cantrip_statement_get_int (statement, 7);
  variant->recipe = cantrip_recipe_new_from_text (cantrip_statement_get_text (statement, 6), error);
  if (variant->recipe == NULL)
    {
      g_prefix_error (error, "Could not read variant “%s”: ", variant->name);
      return NULL;
    }

  return g_steal_pointer (&variant);
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

static gboolean
fail_no_variant (CantripVariantRepository *self,
                 const CantripApp         *app,
                 const char               *name,
                 GError                  **error)
{
  g_autoptr (GPtrArray) variants = cantrip_variant_repository_list_variants (self, app->id, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *otherwise = NULL;

  if (variants == NULL)
    return FALSE;

  for (guint i = 0; i < variants->len; i++)
    g_ptr_array_add (names, ((CantripVariant *) g_ptr_array_index (variants, i))->name);
  g_ptr_array_add (names, NULL);

  otherwise = g_strdup_printf ("the app “%s” has %u", app->slug, variants->len);

  return cantrip_name_fail_not_found ("variant",
                                      name,
                                      (const char *const *) names->pdata,
                                      otherwise,
                                      error);
}

static void
cantrip_variant_repository_finalize (GObject *object)
{
  CantripVariantRepository *self = CANTRIP_VARIANT_REPOSITORY (object);

  g_clear_pointer (&self->insert_app, cantrip_statement_free);
  g_clear_pointer (&self->rename_app, cantrip_statement_free);
  g_clear_pointer (&self->find_app, cantrip_statement_free);
  g_clear_pointer (&self->list_apps, cantrip_statement_free);
  g_clear_pointer (&self->insert_variant, cantrip_statement_free);
  g_clear_pointer (&self->find_variant, cantrip_statement_free);
  g_clear_pointer (&self->get_variant, cantrip_statement_free);
  g_clear_pointer (&self->list_variants, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_variant_repository_parent_class)->finalize (object);
}

static void
cantrip_variant_repository_class_init (CantripVariantRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_variant_repository_finalize;
}

static void
cantrip_variant_repository_init (CantripVariantRepository *self G_GNUC_UNUSED)
{
}

CantripVariantRepository *
cantrip_variant_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripVariantRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_VARIANT_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->insert_app, INSERT_APP_SQL },
    { &self->rename_app, RENAME_APP_SQL },
    { &self->find_app, FIND_APP_SQL },
    { &self->list_apps, LIST_APPS_SQL },
    { &self->insert_variant, INSERT_VARIANT_SQL },
    { &self->find_variant, FIND_VARIANT_SQL },
    { &self->get_variant, GET_VARIANT_SQL },
    { &self->list_variants, LIST_VARIANTS_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
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
  if (!cantrip_statement_run (rename, "rename the app", error))
    return FALSE;

  if (cantrip_statement_get_changes (rename) == 0)
    return cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The app is not there any more");

  return TRUE;
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

GPtrArray *
cantrip_variant_repository_list_apps (CantripVariantRepository *self, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) apps = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  apps = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_app_free);
  list = self->list_apps;
  for (;;)
    {
      if (!cantrip_statement_next (list, &has_row, "list the apps", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&apps);

      g_ptr_array_add (apps, read_app (list));
    }
}

/* Says why the name of a new variant is taken; @conflict is what the database said. */
static void
fail_variant_exists (CantripVariantRepository *self,
                     const CantripVariant     *variant,
                     const GError             *conflict,
                     GError                  **error)
{
  g_autoptr (CantripStatementUse) find = self->find_variant;
  g_autoptr (CantripVariant) there = NULL;
  gboolean has_row = FALSE;

  cantrip_statement_bind_int (find, 1, variant->app_id);
  cantrip_statement_bind_text (find, 2, variant->name);
  if (cantrip_statement_next (find, &has_row, "find the variant", NULL) && has_row)
    there = read_variant (find, NULL);

  if (there == NULL)
    g_propagate_error (error, g_error_copy (conflict));
  else if (g_str_equal (cantrip_recipe_get_json (there->recipe),
                        cantrip_recipe_get_json (variant->recipe)))
    cantrip_set_error (error,
                       CANTRIP_ERROR_CONFLICT,
                       "There is a variant “%s” already, and it asks the same",
                       variant->name);
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_CONFLICT,
                       "There is a variant “%s” already, and variants never change; choose a new "
                       "name",
                       variant->name);
}

static gboolean
insert_variant (CantripVariantRepository *self, CantripVariant *variant, GError **error)
{
  g_autoptr (CantripStatementUse) insert = self->insert_variant;
  gboolean has_row;

  cantrip_statement_bind_int (insert, 1, variant->id);
  cantrip_statement_bind_int (insert, 2, variant->app_id);
  cantrip_statement_bind_text (insert, 3, variant->name);
  cantrip_statement_bind_text (insert, 4, variant->note);
  cantrip_statement_bind_int (insert, 5, variant->connection_id);
  cantrip_statement_bind_text (insert, 6, cantrip_recipe_get_json (variant->recipe));
  cantrip_statement_bind_int (insert, 7, variant->created_at_us);

  if (!cantrip_statement_next (insert, &has_row, "add the variant", error))
    return FALSE;
  variant->number = cantrip_statement_get_int (insert, 0);

  /* The end of the statement is where it is committed. */
  return cantrip_statement_next (insert, &has_row, "add the variant", error);
}

CantripVariant *
cantrip_variant_repository_add_variant (CantripVariantRepository *self,
                                        gint64                    app_id,
                                        const char               *name,
                                        const char               *note,
                                        gint64                    connection_id,
                                        CantripRecipe            *recipe,
                                        GError                  **error)
{
  g_autoptr (CantripVariant) variant = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (recipe != NULL, NULL);

  if (!cantrip_name_check (name, error))
    return NULL;

  variant = g_new0 (CantripVariant, 1);
  variant->id = cantrip_id_new ();
  variant->app_id = app_id;
  variant->name = g_strdup (name);
  variant->note = g_strdup (note != NULL ? note : "");
  variant->connection_id = connection_id;
  variant->recipe = cantrip_recipe_ref (recipe);
  variant->created_at_us = cantrip_time_now_us ();

  if (insert_variant (self, variant, &local_error))
    return g_steal_pointer (&variant);

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    fail_variant_exists (self, variant, local_error, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

CantripVariant *
cantrip_variant_repository_find_variant (CantripVariantRepository *self,
                                         const char               *reference,
                                         GError                  **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  g_autoptr (CantripApp) app = NULL;
  g_auto (GStrv) parts = NULL;
  gint64   number;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);
  g_return_val_if_fail (reference != NULL, NULL);

  parts = g_strsplit (reference, "/", 2);
  if (g_strv_length (parts) != 2 || *parts[0] == '\0' || *parts[1] == '\0')
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "“%s” does not name a variant; write APP/VARIANT, such as "
                         "“marketing-copy/first”",
                         reference);
      return NULL;
    }

  app = cantrip_variant_repository_find_app (self, parts[0], error);
  if (app == NULL)
    return NULL;

  find = self->find_variant;
  cantrip_statement_bind_int (find, 1, app->id);
  cantrip_statement_bind_text (find, 2, parts[1]);
  if (g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &number, NULL))
    cantrip_statement_bind_int (find, 3, number);
  if (!cantrip_statement_next (find, &has_row, "find the variant", error))
    return NULL;

  if (has_row)
    return read_variant (find, error);

  fail_no_variant (self, app, parts[1], error);

  return NULL;
}

CantripVariant *
cantrip_variant_repository_get_variant (CantripVariantRepository *self,
                                        gint64                    variant_id,
                                        GError                  **error)
{
  g_autoptr (CantripStatementUse) get = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  get = self->get_variant;
  cantrip_statement_bind_int (get, 1, variant_id);
  if (!cantrip_statement_next (get, &has_row, "find the variant", error))
    return NULL;

  if (has_row)
    return read_variant (get, error);

  cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "There is no variant of that id");

  return NULL;
}

GPtrArray *
cantrip_variant_repository_list_variants (CantripVariantRepository *self,
                                          gint64                    app_id,
                                          GError                  **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) variants = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  variants = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_variant_free);
  list = self->list_variants;
  cantrip_statement_bind_int (list, 1, app_id);
  for (;;)
    {
      CantripVariant *variant;

      if (!cantrip_statement_next (list, &has_row, "list the variants", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&variants);

      variant = read_variant (list, error);
      if (variant == NULL)
        return NULL;
      g_ptr_array_add (variants, variant);
    }
}
