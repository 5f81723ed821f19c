/* test-deployments-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"

#define COPY "{\"slug\":\"copy\",\"variant\":\"first\",\"revision\":1,\"inputs\":[\"event\"]}"
#define HASTY "{\"slug\":\"hasty\",\"variant\":\"hasty\",\"revision\":1,\"inputs\":[\"event\"]}"
#define MAIL \
  "{\"slug\":\"mail\",\"variant\":\"first\",\"revision\":1,\"inputs\":[\"name\",\"event\"]}"
#define SECRET "{\"slug\":\"secret\",\"variant\":\"first\",\"revision\":1,\"inputs\":[\"event\"]}"

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

static void
assert_lists (Fixture *fixture, const char *key, const char *json)
{
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "GET", "/v1/deployments", key, NULL);

  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpstr (call->text, ==, json);
}

static void
test_those_of_the_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *only =
      cantrip_test_service_add_key (fixture->service, "only", CANTRIP_API_KEY_FULL, "mail", -1, -1);

  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);
  assert_lists (fixture,
                fixture->service->full_key,
                "{\"deployments\":[" COPY "," HASTY "," MAIL "," SECRET "]}");
  assert_lists (fixture, fixture->service->cell_key, "{\"deployments\":[" COPY "," MAIL "]}");
  assert_lists (fixture, only, "{\"deployments\":[" MAIL "]}");
}

static void
assert_status (Fixture *fixture, const char *path, const char *status)
{
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "GET", path, NULL, NULL);

  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpstr (cantrip_test_call_get_text (call, "status"), ==, status);
}

static void
test_health (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_status (fixture, "/healthz", "ok");
  assert_status (fixture, "/readyz", "ready");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/deployments-endpoint/list/those-of-the-key", test_those_of_the_key);
  ADD ("/health-endpoint/healthy-and-ready", test_health);

  return g_test_run ();
}
