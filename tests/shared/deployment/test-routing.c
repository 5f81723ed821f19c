/* test-routing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-data.h"
#include "base/cantrip-time.h"
#include "cantrip-test-workspace.h"
#include "deployment/cantrip-routing.h"

typedef struct
{
  CantripTestWorkspace *workspace;
  CantripCatalog       *catalog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cantrip_data_path ("models.json");

  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->catalog = cantrip_catalog_new (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->catalog);
  cantrip_test_workspace_free (fixture->workspace);
}

static CantripRouting *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CantripRouting *routing =
      cantrip_routing_load (fixture->workspace->store, fixture->catalog, &error);

  g_assert_no_error (error);

  return routing;
}

/* (transfer full): the secret of a new key for @deployment, or for all */
static char *
add_key (Fixture *fixture, const char *name, const CantripDeployment *deployment)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  char *secret;

  if (deployment != NULL)
    g_array_append_val (ids, deployment->id);
  secret = cantrip_api_key_repository_add (fixture->workspace->repositories.api_keys,
                                           name,
                                           CANTRIP_API_KEY_FULL,
                                           ids,
                                           -1,
                                           -1,
                                           &error);
  g_assert_no_error (error);

  return secret;
}

static void
test_load_knows_where_calls_go (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRouting) routing = load (fixture);
  GPtrArray          *routes = cantrip_routing_get_routes (routing);
  const CantripRoute *route = cantrip_routing_find (routing, "copy");

  g_assert_cmpuint (routes->len, ==, 2);
  g_assert_cmpstr (((CantripRoute *) routes->pdata[0])->slug, ==, "copies");
  g_assert_true (routes->pdata[1] == route);

  g_assert_cmpint (route->deployment_id, ==, fixture->workspace->copy->id);
  g_assert_cmpint (route->revision, ==, 1);
  g_assert_cmpint (route->variant->id, ==, fixture->workspace->first->id);
  g_assert_cmpstr (route->connection->name, ==, "sample");
  g_assert_true (route->model ==
                 cantrip_catalog_find (fixture->catalog,
                                       cantrip_connection_get_dialect (route->connection),
                                       "sample-plain"));

  g_assert_null (cantrip_routing_find (routing, "Copy"));
  g_assert_null (cantrip_routing_find (routing, ""));
}

static void
test_load_is_a_snapshot (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRouting) before = load (fixture);
  g_autoptr (CantripRouting) after = NULL;

  g_assert_true (cantrip_deployment_repository_deploy (fixture->workspace->repositories.deployments,
                                                       "copy",
                                                       fixture->workspace->second->app_id,
                                                       fixture->workspace->second->id,
                                                       NULL,
                                                       NULL,
                                                       NULL));
  after = load (fixture);
  g_assert_cmpint (cantrip_routing_find (before, "copy")->revision, ==, 1);
  g_assert_cmpstr (cantrip_routing_find (before, "copy")->variant->name, ==, "first");
  g_assert_cmpint (cantrip_routing_find (after, "copy")->revision, ==, 2);
  g_assert_cmpstr (cantrip_routing_find (after, "copy")->variant->name, ==, "second");
}

static void
test_find_key_by_secret (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *a = add_key (fixture, "a", NULL);
  g_autofree char *b = add_key (fixture, "b", fixture->workspace->copy);
  g_autoptr (CantripRouting) routing = load (fixture);
  const CantripApiKey *key = cantrip_routing_find_key (routing, b);
  g_autofree char     *hash = cantrip_api_key_hash_secret (a);

  g_assert_cmpstr (key->name, ==, "b");
  g_assert_true (cantrip_api_key_may_call (key, fixture->workspace->copy->id));
  g_assert_false (cantrip_api_key_may_call (key, fixture->workspace->copies->id));
  g_assert_cmpstr (cantrip_routing_find_key (routing, a)->name, ==, "a");

  /* What the workspace keeps lets nobody in. */
  g_assert_null (cantrip_routing_find_key (routing, hash));
  g_assert_null (cantrip_routing_find_key (routing, "a"));
  g_assert_null (cantrip_routing_find_key (routing, ""));
  a[45] = a[45] == 'A' ? 'B' : 'A';
  g_assert_null (cantrip_routing_find_key (routing, a));
}

static void
test_find_key_gives_revoked_ones (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *a = add_key (fixture, "a", NULL);
  g_autoptr (CantripRouting) routing = NULL;
  const CantripApiKey *key;

  g_assert_true (
      cantrip_api_key_repository_revoke (fixture->workspace->repositories.api_keys, "a", NULL));
  routing = load (fixture);
  key = cantrip_routing_find_key (routing, a);
  g_assert_nonnull (key);
  g_assert_false (cantrip_api_key_is_valid (key, cantrip_time_now_us ()));
}

static void
test_find_nearest_only_of_what_the_key_may_call (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *all = add_key (fixture, "all", NULL);
  g_autofree char *one = add_key (fixture, "one", fixture->workspace->copies);
  g_autoptr (CantripRouting) routing = load (fixture);
  const CantripApiKey *any_key = cantrip_routing_find_key (routing, all);
  const CantripApiKey *one_key = cantrip_routing_find_key (routing, one);

  g_assert_cmpstr (cantrip_routing_find_nearest (routing, "cpoy", any_key), ==, "copy");
  g_assert_cmpstr (cantrip_routing_find_nearest (routing, "copie", one_key), ==, "copies");
  g_assert_null (cantrip_routing_find_nearest (routing, "cpoy", one_key));
  g_assert_null (cantrip_routing_find_nearest (routing, "zzzzzz", any_key));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/routing/load/knows-where-calls-go", test_load_knows_where_calls_go);
  ADD ("/routing/load/is-a-snapshot", test_load_is_a_snapshot);
  ADD ("/routing/find-key/by-secret", test_find_key_by_secret);
  ADD ("/routing/find-key/gives-revoked-ones", test_find_key_gives_revoked_ones);
  ADD ("/routing/find-nearest/only-of-what-the-key-may-call",
       test_find_nearest_only_of_what_the_key_may_call);
#undef ADD
  return g_test_run ();
}
