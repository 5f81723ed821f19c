/* test-feedback-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"
#include "request-log/cantrip-request-log.h"

typedef struct
{
  CantripTestService *service;    /* (owned) */
  char               *request_id; /* (owned): of a call of copy */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;

  fixture->service = cantrip_test_service_new (1);
  call = cantrip_test_call_copy (fixture->service, "x");
  fixture->request_id = g_strdup (cantrip_test_call_get_text (call, "request_id"));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->request_id, g_free);
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

static CantripTestCall *
post (Fixture *fixture, const char *request_id, const char *key, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/v1/requests/%s/feedback", request_id);

  return cantrip_test_call_new (fixture->service, "POST", path, key, body);
}

static void
keep_rating (const CantripLogEntry *entry, gpointer user_data)
{
  *(const char **) user_data = g_intern_string (entry->rating);
}

/* (nullable) */
static const char *
find_rating (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRequestLog) log = cantrip_request_log_new (fixture->service->store, &error);
  const char *rating = NULL;

  g_assert_no_error (error);
  cantrip_request_log_for_each (log, NULL, 0, keep_rating, &rating, &error);
  g_assert_no_error (error);

  return rating;
}

static void
test_is_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *key = fixture->service->full_key;
  g_autoptr (CantripTestCall) up = post (fixture, fixture->request_id, key, "{'rating': 'up'}");
  g_autoptr (CantripTestCall) down = NULL;

  g_assert_cmpuint (up->status, ==, 200);
  g_assert_cmpstr (cantrip_test_call_get_text (up, "status"), ==, "kept");
  g_assert_cmpstr (find_rating (fixture), ==, "up");

  down = post (fixture, fixture->request_id, key, "{'rating': 'down', 'comment': 'Too long'}");
  g_assert_cmpuint (down->status, ==, 200);
  g_assert_cmpstr (find_rating (fixture), ==, "down");
}

static void
test_wrong_bodies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BODIES[] = {
    "{}",
    "{'rating': 'UP'}",
    "{'rating': 1}",
    "{'rating': null}",
    "{'rating': ['up']}",
    "{'comment': 'fine'}",
    "{'rating': 'up', 'comment': 1}",
    "{'rating': 'up', 'comment': {}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (CantripTestCall) call =
          post (fixture, fixture->request_id, fixture->service->full_key, BODIES[i]);

      cantrip_test_call_assert_error (call, 400, "BAD_REQUEST");
    }
  g_assert_null (find_rating (fixture));
}

static void
test_long_comment (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *longest = g_strnfill (4096, 'x');
  g_autofree char *fits = g_strdup_printf ("{'rating': 'up', 'comment': '%s'}", longest);
  g_autofree char *too_long = g_strdup_printf ("{'rating': 'up', 'comment': '%sx'}", longest);
  const char      *key = fixture->service->full_key;
  g_autoptr (CantripTestCall) refused = post (fixture, fixture->request_id, key, too_long);
  g_autoptr (CantripTestCall) kept = post (fixture, fixture->request_id, key, fits);

  cantrip_test_call_assert_error (refused, 413, "TOO_LONG");
  g_assert_cmpuint (kept->status, ==, 200);
}

static void
test_unknown_requests (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const IDS[] = { "x", "0000000000001", "zzzzzzzzzzzzz", "1", "%F0%9F%98%80" };

  for (gsize i = 0; i < G_N_ELEMENTS (IDS); i++)
    {
      g_autoptr (CantripTestCall) call =
          post (fixture, IDS[i], fixture->service->full_key, "{'rating': 'up'}");

      cantrip_test_call_assert_error (call, 404, "NOT_FOUND");
    }
}

/* A request that the key could not have made is one that does not exist. */
static void
test_request_of_another_deployment (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key =
      cantrip_test_service_add_key (fixture->service, "only", CANTRIP_API_KEY_FULL, "mail", -1, -1);
  g_autoptr (CantripTestCall) call = NULL;

  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);
  call = post (fixture, fixture->request_id, key, "{'rating': 'up'}");
  cantrip_test_call_assert_error (call, 404, "NOT_FOUND");
  g_assert_null (find_rating (fixture));
}

static void
test_cell_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      post (fixture, fixture->request_id, fixture->service->cell_key, "{'rating': 'up'}");

  cantrip_test_call_assert_error (call, 403, "NOT_ALLOWED");
  g_assert_null (find_rating (fixture));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/feedback-endpoint/rating/is-kept", test_is_kept);
  ADD ("/feedback-endpoint/body/wrong", test_wrong_bodies);
  ADD ("/feedback-endpoint/body/long-comment", test_long_comment);
  ADD ("/feedback-endpoint/request/unknown", test_unknown_requests);
  ADD ("/feedback-endpoint/request/of-another-deployment", test_request_of_another_deployment);
  ADD ("/feedback-endpoint/key/of-a-cell", test_cell_key);

  return g_test_run ();
}
