/* cantrip-workspace-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-workspace-file"

#include "config.h"

#include "deployment/cantrip-workspace-file.h"

#include "base/cantrip-json.h"
#include "deployment/cantrip-repositories.h"

static gboolean
export_connections (CantripRepositories *self,
                    JsonObject          *object,
                    GHashTable          *names,
                    GError             **error)
{
  g_autoptr (GPtrArray) connections = cantrip_connection_repository_list (self->connections, error);
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "connections", list);
  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      CantripConnection *connection = g_ptr_array_index (connections, i);

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

static JsonObject *
export_app (CantripRepositories *self,
            CantripApp          *app,
            GHashTable          *connection_names,
            GError             **error)
{
  g_autoptr (GPtrArray) variants =
      cantrip_variant_repository_list_variants (self->variants, app->id, error);
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
             GHashTable          *connection_names,
             GError             **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (self->variants, error);
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "apps", list);
  for (guint i = 0; apps != NULL && i < apps->len; i++)
    {
      JsonObject *app = export_app (self, g_ptr_array_index (apps, i), connection_names, error);

      if (app == NULL)
        return FALSE;
      json_array_add_object_element (list, app);
    }

  return apps != NULL;
}

static JsonObject *
export_deployment (CantripRepositories *self,
                   CantripDeployment   *deployment,
                   GPtrArray           *apps,
                   GError             **error)
{
  gint64 variant_id = g_array_index (deployment->targets, CantripDeploymentTarget, 0).variant_id;
  g_autoptr (CantripVariant) variant =
      cantrip_variant_repository_get_variant (self->variants, variant_id, error);
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
export_deployments (CantripRepositories *self, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (self->variants, error);
  g_autoptr (GPtrArray) deployments = NULL;
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, "deployments", list);
  if (apps == NULL ||
      (deployments = cantrip_deployment_repository_list (self->deployments, error)) == NULL)
    return FALSE;

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

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  json_node_set_object (root, object);
  if (!cantrip_repositories_open (&self, store, error) ||
      !export_connections (&self, object, connection_names, error) ||
      !export_apps (&self, object, connection_names, error) ||
      !export_deployments (&self, object, error))
    return NULL;

  return g_steal_pointer (&root);
}
