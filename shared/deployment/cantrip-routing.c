/* cantrip-routing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-routing"

#include "config.h"

#include "deployment/cantrip-routing.h"

#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"
#include "deployment/cantrip-repositories.h"

struct _CantripRouting
{
  gatomicrefcount ref_count;

  CantripCatalog *catalog; /* (owned): the models of the routes are its */
  GPtrArray      *routes;  /* (owned) (element-type CantripRoute) */
  GHashTable     *by_slug; /* (owned): slug → CantripRoute, both borrowed from @routes */
  GPtrArray      *keys;    /* (owned) (element-type CantripApiKey) */
  GHashTable     *by_hash; /* (owned): hash → CantripApiKey, both borrowed from @keys */
};

static void
route_free (CantripRoute *route)
{
  g_free (route->slug);
  g_clear_pointer (&route->variant, cantrip_variant_free);
  g_clear_pointer (&route->connection, cantrip_connection_free);
  g_free (route->account);
  g_free (route);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRoute, route_free)

CantripRouting *
cantrip_routing_ref (CantripRouting *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_routing_unref (CantripRouting *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->by_slug, g_hash_table_unref);
  g_clear_pointer (&self->by_hash, g_hash_table_unref);
  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_object (&self->catalog);
  g_free (self);
}

static char *
describe_account (const CantripConnection *connection)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, cantrip_connection_to_json (connection));

  return cantrip_json_to_canonical_text (node);
}

static CantripRoute *
load_route (CantripRouting      *self,
            CantripRepositories *sources,
            CantripDeployment   *deployment,
            GError             **error)
{
  g_autoptr (CantripRoute) route = g_new0 (CantripRoute, 1);
  CantripDeploymentTarget *target =
      &g_array_index (deployment->targets, CantripDeploymentTarget, 0);

  route->deployment_id = deployment->id;
  route->slug = g_strdup (deployment->slug);
  route->revision = deployment->revision;

  if ((route->variant =
           cantrip_variant_repository_get_variant (sources->variants, target->variant_id, error)) ==
          NULL ||
      (route->connection = cantrip_connection_repository_find_by_id (sources->connections,
                                                                     route->variant->connection_id,
                                                                     error)) == NULL)
    return NULL;

  route->account = describe_account (route->connection);
  route->model = cantrip_catalog_find (self->catalog,
                                       cantrip_connection_get_dialect (route->connection),
                                       cantrip_recipe_get_model (route->variant->recipe));

  return g_steal_pointer (&route);
}

static gboolean
load_routes (CantripRouting *self, CantripRepositories *sources, GError **error)
{
  g_autoptr (GPtrArray) deployments =
      cantrip_deployment_repository_list (sources->deployments, error);

  if (deployments == NULL)
    return FALSE;

  for (guint i = 0; i < deployments->len; i++)
    {
      CantripDeployment *deployment = g_ptr_array_index (deployments, i);
      g_autoptr (GError) local_error = NULL;
      CantripRoute *route = load_route (self, sources, deployment, &local_error);

      /* One that a newer version wrote must not keep the others, and the keys, as they were. */
      if (route == NULL)
        {
          g_warning ("The deployment “%s” cannot be served: %s",
                     deployment->slug,
                     local_error->message);
          continue;
        }

      g_ptr_array_add (self->routes, route);
      g_hash_table_insert (self->by_slug, route->slug, route);
    }

  return TRUE;
}

static gboolean
load_keys (CantripRouting *self, CantripRepositories *sources, GError **error)
{
  self->keys = cantrip_api_key_repository_list (sources->api_keys, error);
  if (self->keys == NULL)
    return FALSE;

  for (guint i = 0; i < self->keys->len; i++)
    {
      CantripApiKey *key = g_ptr_array_index (self->keys, i);

      g_hash_table_insert (self->by_hash, key->secret_sha256, key);
    }

  return TRUE;
}

CantripRouting *
cantrip_routing_load (CantripStore *store, CantripCatalog *catalog, GError **error)
{
  g_auto (CantripRepositories) sources = { 0 };
  g_autoptr (CantripRouting) self = g_new0 (CantripRouting, 1);

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);
  g_return_val_if_fail (CANTRIP_IS_CATALOG (catalog), NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->catalog = g_object_ref (catalog);
  self->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) route_free);
  self->by_slug = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_hash = g_hash_table_new (g_str_hash, g_str_equal);

  if (!cantrip_repositories_open (&sources, store, error) || !load_routes (self, &sources, error) ||
      !load_keys (self, &sources, error))
    return NULL;

  return g_steal_pointer (&self);
}

const CantripRoute *
cantrip_routing_find (CantripRouting *self, const char *slug)
{
  return g_hash_table_lookup (self->by_slug, slug);
}

const char *
cantrip_routing_find_nearest (CantripRouting *self, const char *slug, const CantripApiKey *key)
{
  g_autoptr (GPtrArray) slugs = g_ptr_array_new ();

  for (guint i = 0; i < self->routes->len; i++)
    {
      CantripRoute *route = g_ptr_array_index (self->routes, i);

      if (cantrip_api_key_may_call (key, route->deployment_id))
        g_ptr_array_add (slugs, route->slug);
    }
  g_ptr_array_add (slugs, NULL);

  return cantrip_nearest_name (slug, (const char *const *) slugs->pdata);
}

GPtrArray *
cantrip_routing_get_routes (CantripRouting *self)
{
  return self->routes;
}

gboolean
cantrip_routing_is_key_valid (CantripRouting *self, gint64 key_id, gint64 now_us)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const CantripApiKey *key = g_ptr_array_index (self->keys, i);

      if (key->id == key_id)
        return cantrip_api_key_is_valid (key, now_us);
    }

  return FALSE;
}

const CantripApiKey *
cantrip_routing_find_key (CantripRouting *self, const char *secret)
{
  g_autofree char *hash = cantrip_api_key_hash_secret (secret);

  return g_hash_table_lookup (self->by_hash, hash);
}
