/* cantrip-workspace-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-workspace-file"

#include "config.h"

#include "deployment/cantrip-workspace-file.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "deployment/cantrip-repositories.h"

/* Those that were removed come along for the variants that use them, unless a name is taken. */
static gboolean
export_connections (CantripRepositories *self,
                    JsonObject          *object,
                    GHashTable          *names,
                    GError             **error)
{
  g_autoptr (GPtrArray) connections =
      cantrip_connection_repository_list_all (self->connections, error);
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "connections", list);
  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      CantripConnection *connection = g_ptr_array_index (connections, i);

      if (g_hash_table_add (written, connection->name))
        json_array_add_object_element (list, cantrip_connection_to_json (connection));
      g_hash_table_insert (names,
                           g_memdup2 (&connection->id, sizeof connection->id),
                           g_strdup (connection->name));
    }

  return connections != NULL;
}

static JsonObject *
export_variant (CantripVariant *variant, GHashTable *connection_names)
{
  g_autoptr (JsonNode) recipe =
      cantrip_json_parse_text (cantrip_recipe_get_json (variant->recipe), -1, NULL);
  JsonObject *object = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (recipe));

  json_object_set_string_member (object, "name", variant->name);
  if (variant->note[0] != '\0')
    json_object_set_string_member (object, "note", variant->note);
  json_object_set_string_member (object,
                                 "connection",
                                 g_hash_table_lookup (connection_names, &variant->connection_id));
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object,
                            l->data,
                            json_node_copy (
                                json_object_get_member (json_node_get_object (recipe), l->data)));

  return object;
}

static gint64
get_variant_id (const CantripDeployment *deployment)
{
  return g_array_index (deployment->targets, CantripDeploymentTarget, 0).variant_id;
}

static int
compare_numbers_cb (gconstpointer a, gconstpointer b)
{
  const CantripVariant *variant_a = *(CantripVariant *const *) a;
  const CantripVariant *variant_b = *(CantripVariant *const *) b;

  return variant_a->number < variant_b->number ? -1 : variant_a->number > variant_b->number;
}

/* The variants of an app, by number; one that was put away only if a deployment needs it. */
static GPtrArray *
list_variants (CantripRepositories *self, gint64 app_id, GPtrArray *deployments, GError **error)
{
  g_autoptr (GPtrArray) variants =
      cantrip_variant_repository_list_variants (self->variants, app_id, error);
  g_autoptr (GPtrArray) archived = NULL;

  if (variants == NULL ||
      (archived =
           cantrip_variant_repository_list_archived_variants (self->variants, app_id, error)) ==
          NULL)
    return NULL;

  for (guint i = archived->len; i > 0; i--)
    {
      const CantripVariant *variant = g_ptr_array_index (archived, i - 1);
      gboolean              is_deployed = FALSE;

      for (guint j = 0; j < deployments->len; j++)
        is_deployed |= get_variant_id (g_ptr_array_index (deployments, j)) == variant->id;
      if (is_deployed)
        g_ptr_array_add (variants, g_ptr_array_steal_index (archived, i - 1));
    }
  g_ptr_array_sort (variants, compare_numbers_cb);

  return g_steal_pointer (&variants);
}

static int
compare_slugs_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(CantripApp *const *) a)->slug, (*(CantripApp *const *) b)->slug);
}

/* The apps by slug; one that was put away only if it has a deployment. */
static GPtrArray *
list_apps (CantripRepositories *self, GPtrArray *deployments, GError **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (self->variants, error);
  g_autoptr (GPtrArray) archived = NULL;

  if (apps == NULL ||
      (archived = cantrip_variant_repository_list_archived_apps (self->variants, error)) == NULL)
    return NULL;

  for (guint i = archived->len; i > 0; i--)
    {
      const CantripApp *app = g_ptr_array_index (archived, i - 1);
      gboolean          is_deployed = FALSE;

      for (guint j = 0; j < deployments->len; j++)
        is_deployed |=
            ((CantripDeployment *) g_ptr_array_index (deployments, j))->app_id == app->id;
      if (is_deployed)
        g_ptr_array_add (apps, g_ptr_array_steal_index (archived, i - 1));
    }
  g_ptr_array_sort (apps, compare_slugs_cb);

  return g_steal_pointer (&apps);
}

static JsonObject *
export_app (CantripRepositories *self,
            CantripApp          *app,
            GPtrArray           *deployments,
            GHashTable          *connection_names,
            GError             **error)
{
  g_autoptr (GPtrArray) variants = list_variants (self, app->id, deployments, error);
  JsonObject *object;
  JsonArray  *list;

  if (variants == NULL)
    return NULL;

  object = json_object_new ();
  list = json_array_new ();
  json_object_set_string_member (object, "slug", app->slug);
  json_object_set_string_member (object, "name", app->name);
  json_object_set_array_member (object, "variants", list);
  for (guint i = 0; i < variants->len; i++)
    json_array_add_object_element (list,
                                   export_variant (g_ptr_array_index (variants, i),
                                                   connection_names));

  return object;
}

static gboolean
export_apps (CantripRepositories *self,
             JsonObject          *object,
             GPtrArray           *apps,
             GPtrArray           *deployments,
             GHashTable          *connection_names,
             GError             **error)
{
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "apps", list);
  for (guint i = 0; i < apps->len; i++)
    {
      JsonObject *app =
          export_app (self, g_ptr_array_index (apps, i), deployments, connection_names, error);

      if (app == NULL)
        return FALSE;
      json_array_add_object_element (list, app);
    }

  return TRUE;
}

static JsonObject *
export_deployment (CantripRepositories *self,
                   CantripDeployment   *deployment,
                   GPtrArray           *apps,
                   GError             **error)
{
  g_autoptr (CantripVariant) variant =
      cantrip_variant_repository_get_variant (self->variants, get_variant_id (deployment), error);
  JsonObject *object;

  if (variant == NULL)
    return NULL;

  object = json_object_new ();
  json_object_set_string_member (object, "slug", deployment->slug);
  for (guint i = 0; i < apps->len; i++)
    {
      CantripApp *app = g_ptr_array_index (apps, i);

      if (app->id == variant->app_id)
        json_object_set_string_member (object, "app", app->slug);
    }
  json_object_set_string_member (object, "variant", variant->name);

  return object;
}

static gboolean
export_deployments (CantripRepositories *self,
                    JsonObject          *object,
                    GPtrArray           *apps,
                    GPtrArray           *deployments,
                    GError             **error)
{
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "deployments", list);
  for (guint i = 0; i < deployments->len; i++)
    {
      JsonObject *deployment =
          export_deployment (self, g_ptr_array_index (deployments, i), apps, error);

      if (deployment == NULL)
        return FALSE;
      json_array_add_object_element (list, deployment);
    }

  return TRUE;
}

JsonNode *
cantrip_workspace_file_export (CantripStore *store, GError **error)
{
  g_auto (CantripRepositories) self = { 0 };
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GHashTable) connection_names =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) deployments = NULL;
  g_autoptr (GPtrArray) apps = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  json_node_set_object (root, object);
  if (!cantrip_repositories_open (&self, store, error) ||
      !export_connections (&self, object, connection_names, error) ||
      (deployments = cantrip_deployment_repository_list (self.deployments, error)) == NULL ||
      (apps = list_apps (&self, deployments, error)) == NULL ||
      !export_apps (&self, object, apps, deployments, connection_names, error) ||
      !export_deployments (&self, object, apps, deployments, error))
    return NULL;

  return g_steal_pointer (&root);
}
