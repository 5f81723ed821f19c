/* test-job-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "cantrip-test-workspace.h"
#include "deployment/cantrip-job-repository.h"

#define NOW_US G_GINT64_CONSTANT (1790000000000000)
#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)
#define REQUEST "{\"rows\":[[\"a fair\",40]]}"

typedef struct
{
  CantripTestWorkspace *workspace;
  CantripJobRepository *jobs;
  gint64                key_id;
  gint64                other_key_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->jobs = cantrip_job_repository_new (fixture->workspace->store, &error);
  g_assert_no_error (error);
  fixture->key_id = cantrip_test_workspace_add_key (fixture->workspace, "a");
  fixture->other_key_id = cantrip_test_workspace_add_key (fixture->workspace, "b");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->jobs);
  cantrip_test_workspace_free (fixture->workspace);
}

static gint64
add (Fixture *fixture, const char *token, gint64 now_us)
{
  g_autoptr (GError) error = NULL;
  char       request[] = REQUEST;
  CantripJob job = {
    .id = cantrip_id_new (),
    .api_key_id = fixture->key_id,
    .deployment_id = fixture->workspace->copy->id,
    .request_json = request,
  };

  cantrip_job_repository_add (fixture->jobs, &job, 1, token, now_us, &error);
  g_assert_no_error (error);

  return job.id;
}

static void
assert_not_found (Fixture *fixture, const char *token, gint64 key_id, gint64 now_us)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_job_repository_find (fixture->jobs, token, key_id, now_us, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
assert_found (Fixture *fixture, const char *token, gint64 now_us, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripJob) job =
      cantrip_job_repository_find (fixture->jobs, token, fixture->key_id, now_us, &error);

  g_assert_no_error (error);
  g_assert_cmpint (job->id, ==, id);
  g_assert_cmpint (job->api_key_id, ==, fixture->key_id);
  g_assert_cmpint (job->deployment_id, ==, fixture->workspace->copy->id);
  g_assert_cmpstr (job->request_json, ==, REQUEST);
}

static gint64
count_rows (Fixture *fixture)
{
  CantripStatement *count = cantrip_store_prepare (fixture->workspace->store,
                                                   "SELECT count(*), sum(token_sha256 = 'one')"
                                                   " FROM job",
                                                   NULL);
  gboolean          has_row;
  gint64            n;

  g_assert_true (cantrip_statement_next (count, &has_row, "count", NULL));
  n = cantrip_statement_get_int (count, 0);
  g_assert_cmpint (cantrip_statement_get_int (count, 1), ==, 0); /* only hashes are kept */
  cantrip_statement_free (count);

  return n;
}

static void
test_find_only_for_the_key_that_asked (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 id = add (fixture, "one", NOW_US);

  assert_found (fixture, "one", NOW_US, id);
  assert_not_found (fixture, "one", fixture->other_key_id, NOW_US);
  assert_not_found (fixture, "two", fixture->key_id, NOW_US);
  assert_not_found (fixture, "", fixture->key_id, NOW_US);
}

static void
test_find_for_a_day (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 id = add (fixture, "one", NOW_US);

  assert_found (fixture, "one", NOW_US + DAY_US - 1, id);
  assert_not_found (fixture, "one", fixture->key_id, NOW_US + DAY_US);
}

static void
test_add_removes_what_expired (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 later;

  add (fixture, "one", NOW_US);
  g_assert_cmpint (count_rows (fixture), ==, 1);
  later = add (fixture, "two", NOW_US + DAY_US - 1);
  g_assert_cmpint (count_rows (fixture), ==, 2);
  add (fixture, "three", NOW_US + DAY_US);
  g_assert_cmpint (count_rows (fixture), ==, 2);
  assert_found (fixture, "two", NOW_US + DAY_US, later);
}

static void
test_add_refuses_a_token_twice (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  gint64     id = add (fixture, "one", NOW_US);
  char       request[] = "{}";
  CantripJob job = {
    .id = cantrip_id_new (),
    .api_key_id = fixture->other_key_id,
    .deployment_id = fixture->workspace->copy->id,
    .request_json = request,
  };

  g_assert_false (cantrip_job_repository_add (fixture->jobs, &job, 1, "one", NOW_US, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  assert_found (fixture, "one", NOW_US, id);
}

static void
test_cancelled_is_not_found (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  gint64 one = add (fixture, "one", NOW_US);
  gint64 two = add (fixture, "two", NOW_US);

  g_assert_true (cantrip_job_repository_cancel (fixture->jobs, one, NOW_US, &error));
  g_assert_no_error (error);
  assert_not_found (fixture, "one", fixture->key_id, NOW_US);
  assert_found (fixture, "two", NOW_US, two);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/job-repository/find/only-for-the-key-that-asked", test_find_only_for_the_key_that_asked);
  ADD ("/job-repository/find/for-a-day", test_find_for_a_day);
  ADD ("/job-repository/add/removes-what-expired", test_add_removes_what_expired);
  ADD ("/job-repository/add/refuses-a-token-twice", test_add_refuses_a_token_twice);
  ADD ("/job-repository/cancel/is-not-found", test_cancelled_is_not_found);
#undef ADD
  return g_test_run ();
}
