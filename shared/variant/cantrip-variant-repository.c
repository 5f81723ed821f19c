/* cantrip-variant-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-variant-repository-private.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-name.h"
#include "base/cantrip-time.h"

/* Adds nothing if another variant had the name before. */
static const char INSERT_VARIANT_SQL[] =
    "INSERT INTO variant"
    " (id, app_id, number, name, note, connection_id, recipe_json, created_at_us)"
    " SELECT $1, $2, coalesce (max (number), 0) + 1, $3, $4, $5, $6, $7"
    " FROM variant WHERE app_id = $2"
    " HAVING NOT EXISTS (SELECT 1 FROM variant_former_name WHERE app_id = $2 AND name = $3)"
    " RETURNING number";

#define VARIANT_COLUMNS                                                        \
  "id, app_id, number, name, note, connection_id, recipe_json, created_at_us," \
  " archived_at_us"

/* A name, then a former name, then a number. */
static const char FIND_VARIANT_SQL[] =
    "SELECT " VARIANT_COLUMNS " FROM variant"
    " WHERE app_id = $1 AND (name = $2 OR number = $3 OR id IN"
    " (SELECT variant_id FROM variant_former_name WHERE app_id = $1 AND name = $2))"
    " ORDER BY CASE WHEN name = $2 THEN 0 WHEN number = $3 THEN 2 ELSE 1 END LIMIT 1";

static const char FIND_EQUAL_SQL[] =
    "SELECT " VARIANT_COLUMNS " FROM variant"
    " WHERE app_id = $1 AND connection_id = $2 AND recipe_json = $3"
    " ORDER BY CASE WHEN archived_at_us IS NULL THEN 0 ELSE 1 END, number LIMIT 1";

static const char GET_VARIANT_SQL[] = "SELECT " VARIANT_COLUMNS " FROM variant WHERE id = $1";

static const char LIST_VARIANTS_SQL[] =
    "SELECT " VARIANT_COLUMNS " FROM variant"
    " WHERE app_id = $1 AND CASE WHEN archived_at_us IS NULL THEN 0 ELSE 1 END = $2"
    " ORDER BY number";

G_DEFINE_FINAL_TYPE (CantripVariantRepository, cantrip_variant_repository, G_TYPE_OBJECT)

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
  variant->archived_at_us = cantrip_statement_get_int (statement, 8);
  variant->recipe = cantrip_recipe_new_from_text (cantrip_statement_get_text (statement, 6), error);
  if (variant->recipe == NULL)
    {
      g_prefix_error (error, "Could not read variant “%s”: ", variant->name);
      return NULL;
    }

  return g_steal_pointer (&variant);
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
  g_clear_pointer (&self->archive_app, cantrip_statement_free);
  g_clear_pointer (&self->find_app, cantrip_statement_free);
  g_clear_pointer (&self->get_app, cantrip_statement_free);
  g_clear_pointer (&self->list_apps, cantrip_statement_free);
  g_clear_pointer (&self->insert_variant, cantrip_statement_free);
  g_clear_pointer (&self->find_variant, cantrip_statement_free);
  g_clear_pointer (&self->find_equal, cantrip_statement_free);
  g_clear_pointer (&self->get_variant, cantrip_statement_free);
  g_clear_pointer (&self->list_variants, cantrip_statement_free);
  g_clear_pointer (&self->rename_variant, cantrip_statement_free);
  g_clear_pointer (&self->keep_name, cantrip_statement_free);
  g_clear_pointer (&self->take_name, cantrip_statement_free);
  g_clear_pointer (&self->note_variant, cantrip_statement_free);
  g_clear_pointer (&self->archive_variant, cantrip_statement_free);
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
    { &self->insert_variant, INSERT_VARIANT_SQL }, { &self->find_variant, FIND_VARIANT_SQL },
    { &self->find_equal, FIND_EQUAL_SQL },         { &self->get_variant, GET_VARIANT_SQL },
    { &self->list_variants, LIST_VARIANTS_SQL },
  };

  if (!cantrip_variant_repository_prepare_apps (self, error) ||
      !cantrip_variant_repository_prepare_edits (self, error) ||
      !cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* (transfer full) (nullable): a variant by its name or, if it is not 0, its number */
static gboolean
look_up (CantripVariantRepository *self,
         gint64                    app_id,
         const char               *name,
         gint64                    number,
         CantripVariant          **ret_variant,
         GError                  **error)
{
  g_autoptr (CantripStatementUse) find = self->find_variant;
  gboolean has_row;

  cantrip_statement_bind_int (find, 1, app_id);
  cantrip_statement_bind_text (find, 2, name);
  if (number != 0)
    cantrip_statement_bind_int (find, 3, number);
  if (!cantrip_statement_next (find, &has_row, "find the variant", error))
    return FALSE;

  *ret_variant = NULL;

  return !has_row || (*ret_variant = read_variant (find, error)) != NULL;
}

/* Says why the name of a new variant is taken. */
static void
fail_variant_exists (CantripVariantRepository *self, const CantripVariant *variant, GError **error)
{
  g_autoptr (CantripVariant) there = NULL;

  if (!look_up (self, variant->app_id, variant->name, 0, &there, error))
    return;

  if (there == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_CONFLICT,
                       "Another program has added a variant at the same moment; try again");
  else if (!g_str_equal (there->name, variant->name))
    cantrip_variant_repository_fail_name_taken (there, variant->name, error);
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
  if (!has_row)
    return cantrip_set_error (error, CANTRIP_ERROR_CONFLICT, "The name is taken");
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

  if (!cantrip_name_check (name, error) ||
      !cantrip_variant_repository_check_note (note != NULL ? note : "", error))
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
    fail_variant_exists (self, variant, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

CantripVariant *
cantrip_variant_repository_find_variant (CantripVariantRepository *self,
                                         const char               *reference,
                                         GError                  **error)
{
  g_autoptr (CantripVariant) variant = NULL;
  g_autoptr (CantripApp) app = NULL;
  g_auto (GStrv) parts = NULL;
  gint64 number = 0;

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

  if (!g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &number, NULL))
    number = 0;
  if (!look_up (self, app->id, parts[1], number, &variant, error))
    return NULL;
  if (variant == NULL)
    fail_no_variant (self, app, parts[1], error);

  return g_steal_pointer (&variant);
}

gboolean
cantrip_variant_repository_look_up_variant (CantripVariantRepository *self,
                                            gint64                    app_id,
                                            const char               *name,
                                            CantripVariant          **ret_variant,
                                            GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (ret_variant != NULL, FALSE);

  return look_up (self, app_id, name, 0, ret_variant, error);
}

gboolean
cantrip_variant_repository_find_equal (CantripVariantRepository *self,
                                       gint64                    app_id,
                                       gint64                    connection_id,
                                       CantripRecipe            *recipe,
                                       CantripVariant          **ret_variant,
                                       GError                  **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (recipe != NULL, FALSE);

  find = self->find_equal;
  cantrip_statement_bind_int (find, 1, app_id);
  cantrip_statement_bind_int (find, 2, connection_id);
  cantrip_statement_bind_text (find, 3, cantrip_recipe_get_json (recipe));
  if (!cantrip_statement_next (find, &has_row, "find the variant", error))
    return FALSE;

  *ret_variant = NULL;

  return !has_row || (*ret_variant = read_variant (find, error)) != NULL;
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

static GPtrArray *
list_variants (CantripVariantRepository *self, gint64 app_id, gboolean archived, GError **error)
{
  g_autoptr (CantripStatementUse) list = self->list_variants;
  g_autoptr (GPtrArray) variants =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_variant_free);
  gboolean has_row;

  cantrip_statement_bind_int (list, 1, app_id);
  cantrip_statement_bind_int (list, 2, archived ? 1 : 0);
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

GPtrArray *
cantrip_variant_repository_list_variants (CantripVariantRepository *self,
                                          gint64                    app_id,
                                          GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  return list_variants (self, app_id, FALSE, error);
}

GPtrArray *
cantrip_variant_repository_list_archived_variants (CantripVariantRepository *self,
                                                   gint64                    app_id,
                                                   GError                  **error)
{
  g_return_val_if_fail (CANTRIP_IS_VARIANT_REPOSITORY (self), NULL);

  return list_variants (self, app_id, TRUE, error);
}
