/* test-deployment-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "cantrip-test-workspace.h"

typedef struct
{
  CantripTestWorkspace        *workspace;
  CantripDeploymentRepository *deployments; /* (borrowed from workspace) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->deployments = fixture->workspace->repositories.deployments;
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_workspace_free (fixture->workspace);
}

static gint64
deploy (Fixture *fixture, const char *slug, const CantripVariant *variant, const char *note)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  g_assert_true (cantrip_deployment_repository_deploy (fixture->deployments,
                                                       slug,
                                                       variant->app_id,
                                                       variant->id,
                                                       note,
                                                       &revision,
                                                       &error));
  g_assert_no_error (error);

  return revision;
}

static gint64
roll_back (Fixture *fixture, gint64 number)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  g_assert_true (cantrip_deployment_repository_roll_back (fixture->deployments,
                                                          "copy",
                                                          number,
                                                          &revision,
                                                          &error));
  g_assert_no_error (error);

  return revision;
}

static void
assert_live (Fixture *fixture, const char *slug, gint64 revision, const CantripVariant *variant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDeployment) deployment =
      cantrip_deployment_repository_find (fixture->deployments, slug, &error);
  CantripDeploymentTarget *target;

  g_assert_no_error (error);
  g_assert_cmpint (deployment->revision, ==, revision);
  g_assert_cmpint (deployment->app_id, ==, variant->app_id);
  g_assert_cmpuint (deployment->targets->len, ==, 1);
  target = &g_array_index (deployment->targets, CantripDeploymentTarget, 0);
  g_assert_cmpint (target->variant_id, ==, variant->id);
  g_assert_cmpint (target->weight, ==, 1);
}

static void
assert_not_rolled_back (Fixture *fixture, const char *slug, gint64 number, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = -7;

  g_assert_false (cantrip_deployment_repository_roll_back (fixture->deployments,
                                                           slug,
                                                           number,
                                                           &revision,
                                                           &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_cmpint (revision, ==, -7);
}

static void
assert_not_deployed (Fixture              *fixture,
                     const char           *slug,
                     const CantripVariant *variant,
                     CantripError          code,
                     const char           *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cantrip_deployment_repository_deploy (fixture->deployments,
                                                        slug,
                                                        variant->app_id,
                                                        variant->id,
                                                        NULL,
                                                        NULL,
                                                        &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_deploy_makes_revisions (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestWorkspace *workspace = fixture->workspace;

  g_assert_cmpint (deploy (fixture, "new-1", workspace->first, NULL), ==, 1);
  assert_live (fixture, "new-1", 1, workspace->first);
  g_assert_cmpint (deploy (fixture, "new-1", workspace->second, "shorter"), ==, 2);
  assert_live (fixture, "new-1", 2, workspace->second);
  assert_live (fixture, "copy", 1, workspace->first);
}

static void
test_deploy_same_again_changes_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (deploy (fixture, "copy", fixture->workspace->first, "again"), ==, 1);
  g_assert_cmpint (deploy (fixture, "copy", fixture->workspace->second, NULL), ==, 2);
  g_assert_cmpint (deploy (fixture, "copy", fixture->workspace->second, "again"), ==, 2);

  revisions = cantrip_deployment_repository_list_revisions (fixture->deployments,
                                                            fixture->workspace->copy->id,
                                                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  g_assert_cmpstr (((CantripDeploymentRevision *) revisions->pdata[1])->note, ==, "");
}

static void
test_deploy_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestWorkspace *workspace = fixture->workspace;
  CantripVariant        unknown = { .id = 1, .app_id = workspace->first->app_id };
  g_autofree char      *long_slug = g_strnfill (65, 'a');

  assert_not_deployed (fixture,
                       "copy",
                       workspace->foreign,
                       CANTRIP_ERROR_CONFLICT,
                       "belongs to another app");
  assert_not_deployed (fixture, "Copy", workspace->first, CANTRIP_ERROR_INVALID_INPUT, "a-z");
  assert_not_deployed (fixture, "", workspace->first, CANTRIP_ERROR_INVALID_INPUT, "a-z");
  assert_not_deployed (fixture, long_slug, workspace->first, CANTRIP_ERROR_INVALID_INPUT, "64");
  assert_not_deployed (fixture, "new", &unknown, CANTRIP_ERROR_INVALID_INPUT, "target");
  assert_not_deployed (fixture, "copy", &unknown, CANTRIP_ERROR_INVALID_INPUT, "target");

  assert_live (fixture, "copy", 1, workspace->first);
  g_assert_null (cantrip_deployment_repository_find (fixture->deployments, "new", NULL));
}

static void
test_roll_back_to_number (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestWorkspace *workspace = fixture->workspace;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;

  deploy (fixture, "copy", workspace->second, NULL);
  g_assert_cmpint (roll_back (fixture, 1), ==, 3);
  assert_live (fixture, "copy", 3, workspace->first);

  revisions = cantrip_deployment_repository_list_revisions (fixture->deployments,
                                                            workspace->copy->id,
                                                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 3);
  g_assert_cmpstr (((CantripDeploymentRevision *) revisions->pdata[2])->note, ==, "rollback to 1");
}

static void
test_roll_back_to_the_last_that_differs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestWorkspace *workspace = fixture->workspace;

  deploy (fixture, "copy", workspace->second, NULL);
  g_assert_cmpint (roll_back (fixture, 0), ==, 3);
  assert_live (fixture, "copy", 3, workspace->first);
  g_assert_cmpint (roll_back (fixture, 0), ==, 4);
  assert_live (fixture, "copy", 4, workspace->second);
}

static void
test_roll_back_to_the_live_one_changes_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  deploy (fixture, "copy", fixture->workspace->second, NULL);
  g_assert_cmpint (roll_back (fixture, 2), ==, 2);
  g_assert_cmpint (roll_back (fixture, 1), ==, 3);
  g_assert_cmpint (roll_back (fixture, 1), ==, 3);
  assert_live (fixture, "copy", 3, fixture->workspace->first);
}

static void
test_roll_back_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_not_rolled_back (fixture, "copy", 0, "no other revision");
  assert_not_rolled_back (fixture, "copy", 2, "no revision 2; it has 1 to 1");
  assert_not_rolled_back (fixture, "copy", 4294967297, "no revision 4294967297");
  assert_not_rolled_back (fixture, "copy", -1, "no revision -1");
  assert_not_rolled_back (fixture, "cpoy", 1, "did you mean “copy”");
  assert_live (fixture, "copy", 1, fixture->workspace->first);
}

static void
test_find_offers_the_nearest (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_deployment_repository_find (fixture->deployments, "copiess", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "did you mean “copies”"));
  g_clear_error (&error);

  g_assert_null (cantrip_deployment_repository_find (fixture->deployments, "zzzzzzz", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "cantrip-bridge deployments"));
}

static void
test_list_is_in_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) deployments = NULL;
  g_autoptr (GError) error = NULL;

  deploy (fixture, "a", fixture->workspace->foreign, NULL);
  deployments = cantrip_deployment_repository_list (fixture->deployments, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (deployments->len, ==, 3);
  g_assert_cmpstr (((CantripDeployment *) deployments->pdata[0])->slug, ==, "a");
  g_assert_cmpstr (((CantripDeployment *) deployments->pdata[1])->slug, ==, "copies");
  g_assert_cmpstr (((CantripDeployment *) deployments->pdata[2])->slug, ==, "copy");
  g_assert_cmpuint (((CantripDeployment *) deployments->pdata[2])->targets->len, ==, 1);
}

static void
test_list_revisions_says_when_and_why (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestWorkspace *workspace = fixture->workspace;
  gint64                before_us = cantrip_time_now_us ();
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  CantripDeploymentRevision *last;

  deploy (fixture, "copy", workspace->second, "shorter, “warmer”");
  revisions = cantrip_deployment_repository_list_revisions (fixture->deployments,
                                                            workspace->copy->id,
                                                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 2);
  last = revisions->pdata[1];
  g_assert_cmpint (last->number, ==, 2);
  g_assert_cmpstr (last->note, ==, "shorter, “warmer”");
  g_assert_cmpint (last->created_at_us, >=, before_us);
  g_assert_cmpint (last->created_at_us, <=, cantrip_time_now_us ());
  g_assert_cmpint (g_array_index (last->targets, CantripDeploymentTarget, 0).variant_id,
                   ==,
                   workspace->second->id);

  none = cantrip_deployment_repository_list_revisions (fixture->deployments, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/deployment-repository/deploy/makes-revisions", test_deploy_makes_revisions);
  ADD ("/deployment-repository/deploy/same-again-changes-nothing",
       test_deploy_same_again_changes_nothing);
  ADD ("/deployment-repository/deploy/refuses", test_deploy_refuses);
  ADD ("/deployment-repository/roll-back/to-number", test_roll_back_to_number);
  ADD ("/deployment-repository/roll-back/to-the-last-that-differs",
       test_roll_back_to_the_last_that_differs);
  ADD ("/deployment-repository/roll-back/to-the-live-one-changes-nothing",
       test_roll_back_to_the_live_one_changes_nothing);
  ADD ("/deployment-repository/roll-back/refuses", test_roll_back_refuses);
  ADD ("/deployment-repository/find/offers-the-nearest", test_find_offers_the_nearest);
  ADD ("/deployment-repository/list/is-in-order", test_list_is_in_order);
  ADD ("/deployment-repository/list-revisions/says-when-and-why",
       test_list_revisions_says_when_and_why);
#undef ADD
  return g_test_run ();
}
