/* cantrip-workspace-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-workspace-file"

#include "config.h"

#include "deployment/cantrip-workspace-file.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "deployment/cantrip-repositories.h"

/* A file on its way into a workspace. */
typedef struct
{
  CantripRepositories repositories;
  CantripApplyResult  result;
} Workspace;

/* Applies one part of a list of parts. */
typedef gboolean (*ApplyFunc) (Workspace *self, JsonObject *part, gint64 owner_id, GError **error);

static gboolean
apply_list (Workspace  *self,
            JsonObject *object,
            const char *name,
            ApplyFunc   apply,
            gint64      owner_id,
            GError    **error)
{
  JsonArray *list = cantrip_json_get_array (object, name);

  if (list == NULL && cantrip_json_get_node (object, name) != NULL)
    return cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "“%s” must be a list", name);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *part = cantrip_json_element_object (list, i);

      if (part == NULL)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "%s[%u] must be an object",
                                  name,
                                  i);
      if (!apply (self, part, owner_id, error))
        {
          g_prefix_error (error, "%s[%u]: ", name, i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_members (JsonObject *object, const char *const *known, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *list = NULL;

      if (g_strv_contains (known, l->data))
        continue;

      list = g_strjoinv ("”, “", (char **) known);

      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                "“%s” is not known here; there may be “%s”",
                                (const char *) l->data,
                                list);
    }

  return TRUE;
}

/* (transfer none): a text that must be there; %NULL with @error set */
static const char *
require_text (JsonObject *object, const char *name, GError **error)
{
  const char *text = cantrip_json_get_string (object, name);

  if (text == NULL)
    cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "“%s” is missing", name);

  return text;
}

static gboolean
is_not_found (const GError *error)
{
  return g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static gboolean
connections_equal (const CantripConnection *a, const CantripConnection *b)
{
  g_autoptr (JsonObject) object_a = cantrip_connection_to_json (a);
  g_autoptr (JsonObject) object_b = cantrip_connection_to_json (b);

  return json_object_equal (object_a, object_b);
}

static gboolean
apply_connection (Workspace *self, JsonObject *part, gint64 owner_id G_GNUC_UNUSED, GError **error)
{
  g_autoptr (CantripConnection) connection = cantrip_connection_new_from_json (part, error);
  g_autoptr (CantripConnection) old = NULL;
  g_autoptr (GError) local_error = NULL;

  if (connection == NULL)
    return FALSE;

  old = cantrip_connection_repository_find_by_name (self->repositories.connections,
                                                    connection->name,
                                                    &local_error);
  if (old == NULL && !is_not_found (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (old == NULL)
    {
      self->result.n_made++;
      return cantrip_connection_repository_add (self->repositories.connections, connection, error);
    }

  if (old->archived_at_us != 0)
    {
      if (!cantrip_connection_repository_restore (self->repositories.connections, old->id, error))
        return FALSE;
    }
  else if (connections_equal (old, connection))
    {
      self->result.n_unchanged++;
      return TRUE;
    }

  self->result.n_changed++;
  connection->id = old->id;

  return cantrip_connection_repository_update (self->repositories.connections, connection, error);
}

/* What is left of a variant without what is not its recipe. */
static CantripRecipe *
read_recipe (JsonObject *part, GError **error)
{
  static const char *const OTHERS[] = { "name", "note", "connection", NULL };
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (part);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_strv_contains (OTHERS, l->data))
        json_object_set_member (object,
                                l->data,
                                json_node_copy (json_object_get_member (part, l->data)));
    }

  return cantrip_recipe_new_from_json (object, error);
}

static gboolean
apply_variant (Workspace *self, JsonObject *part, gint64 app_id, GError **error)
{
  const char *name = require_text (part, "name", error);
  const char *connection_name = name != NULL ? require_text (part, "connection", error) : NULL;
  g_autoptr (CantripRecipe) recipe = NULL;
  g_autoptr (CantripConnection) connection = NULL;
  g_autoptr (CantripVariant) variant = NULL;

  if (connection_name == NULL || (recipe = read_recipe (part, error)) == NULL ||
      (connection = cantrip_connection_repository_find_by_name (self->repositories.connections,
                                                                connection_name,
                                                                error)) == NULL ||
      !cantrip_variant_repository_look_up_variant (self->repositories.variants,
                                                   app_id,
                                                   name,
                                                   &variant,
                                                   error))
    return FALSE;

  if (variant == NULL)
    {
      self->result.n_made++;
      variant = cantrip_variant_repository_add_variant (self->repositories.variants,
                                                        app_id,
                                                        name,
                                                        cantrip_json_get_string (part, "note"),
                                                        connection->id,
                                                        recipe,
                                                        error);
      return variant != NULL;
    }

  if (variant->connection_id != connection->id ||
      !g_str_equal (cantrip_recipe_get_json (variant->recipe), cantrip_recipe_get_json (recipe)))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "The variant “%s” exists with another content, and variants never "
                              "change, so that what was judged stays true; give the new one "
                              "another name",
                              name);

  self->result.n_unchanged++;

  return TRUE;
}

/* (transfer full): the app of that slug, made or renamed where needed */
static CantripApp *
apply_app_itself (Workspace *self, const char *slug, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CantripApp) app =
      cantrip_variant_repository_find_app (self->repositories.variants, slug, &local_error);

  if (app == NULL && is_not_found (local_error))
    {
      self->result.n_made++;
      return cantrip_variant_repository_add_app (self->repositories.variants, slug, name, error);
    }
  if (app == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (name == NULL || g_str_equal (app->name, name))
    self->result.n_unchanged++;
  else if (cantrip_variant_repository_rename_app (self->repositories.variants,
                                                  app->id,
                                                  name,
                                                  error))
    self->result.n_changed++;
  else
    return NULL;

  return g_steal_pointer (&app);
}

static gboolean
apply_app (Workspace *self, JsonObject *part, gint64 owner_id G_GNUC_UNUSED, GError **error)
{
  static const char *const KNOWN[] = { "slug", "name", "variants", NULL };
  const char              *slug;
  g_autoptr (CantripApp) app = NULL;

  return check_members (part, KNOWN, error) &&
         (slug = require_text (part, "slug", error)) != NULL &&
         (app = apply_app_itself (self, slug, cantrip_json_get_string (part, "name"), error)) !=
             NULL &&
         apply_list (self, part, "variants", apply_variant, app->id, error);
}

static gboolean
apply_deployment (Workspace *self, JsonObject *part, gint64 owner_id G_GNUC_UNUSED, GError **error)
{
  static const char *const KNOWN[] = { "slug", "app", "variant", NULL };
  const char              *slug, *app, *variant_name;
  g_autofree char         *reference = NULL;
  g_autoptr (CantripVariant) variant = NULL;
  g_autoptr (CantripDeployment) old = NULL;
  gint64 revision;

  if (!check_members (part, KNOWN, error) || (slug = require_text (part, "slug", error)) == NULL ||
      (app = require_text (part, "app", error)) == NULL ||
      (variant_name = require_text (part, "variant", error)) == NULL)
    return FALSE;

  reference = g_strconcat (app, "/", variant_name, NULL);
  variant = cantrip_variant_repository_find_variant (self->repositories.variants, reference, error);
  if (variant == NULL)
    return FALSE;

  old = cantrip_deployment_repository_find (self->repositories.deployments, slug, NULL);
  if (!cantrip_deployment_repository_deploy (self->repositories.deployments,
                                             slug,
                                             variant->app_id,
                                             variant->id,
                                             NULL,
                                             &revision,
                                             error))
    return FALSE;

  if (old == NULL)
    self->result.n_made++;
  else if (old->revision != revision)
    self->result.n_changed++;
  else
    self->result.n_unchanged++;

  return TRUE;
}

static gboolean
apply_file (CantripStore *store, Workspace *self, JsonObject *file, GError **error)
{
  static const char *const KNOWN[] = { "connections", "apps", "deployments", NULL };
  g_autoptr (CantripTransaction) transaction = NULL;

  return check_members (file, KNOWN, error) &&
         (transaction = cantrip_store_begin (store, error)) != NULL &&
         apply_list (self, file, "connections", apply_connection, 0, error) &&
         apply_list (self, file, "apps", apply_app, 0, error) &&
         apply_list (self, file, "deployments", apply_deployment, 0, error) &&
         cantrip_transaction_commit (&transaction, error);
}

gboolean
cantrip_workspace_file_apply (CantripStore       *store,
                              JsonNode           *root,
                              CantripApplyResult *ret_result,
                              GError            **error)
{
  JsonObject *file = cantrip_json_root_object (root);
  Workspace   self = { 0 };
  gboolean    applied;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), FALSE);

  if (file == NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The file must hold one object, with “connections”, “apps” and "
                              "“deployments”");

  applied = cantrip_repositories_open (&self.repositories, store, error) &&
            apply_file (store, &self, file, error);
  cantrip_repositories_clear (&self.repositories);

  if (applied && ret_result != NULL)
    *ret_result = self.result;

  return applied;
}
