/* test-bridge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"
#include "cantrip-test-util.h"

/* What somebody else changes is in force about a second later. */
#define FOLLOW_US (2 * (gint64) G_USEC_PER_SEC)

#define TWENTY_ROWS                                                                              \
  "{\"rows\":[[1],[2],[3],[4],[5],[6],[7],[8],[9],[10],[11],[12],[13],[14],[15],[16],[17],[18]," \
  "[19],[20]]}"

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (2);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Asks until the status is @status and the text holds @words; fails if that takes too long. */
static void
ask_until (Fixture *fixture, const char *key, guint status, const char *words)
{
  gint64 deadline_us = g_get_monotonic_time () + FOLLOW_US;

  for (;;)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_new (fixture->service,
                                                                "POST",
                                                                "/v1/deployments/copy/call",
                                                                key,
                                                                "{'inputs': {'event': 'x'}}");

      if (call->status == status && strstr (call->text, words) != NULL)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
    }
}

static void
test_follows_a_deploy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  ask_until (fixture, fixture->service->full_key, 200, "\"output\":\"About x\"");
  cantrip_test_service_deploy (fixture->service, "copy", "copy/second");
  ask_until (fixture, fixture->service->full_key, 200, "\"output\":\"More about x\"");

  cantrip_deployment_repository_roll_back (fixture->service->repositories.deployments,
                                           "copy",
                                           0,
                                           NULL,
                                           &error);
  g_assert_no_error (error);
  ask_until (fixture, fixture->service->full_key, 200, "\"output\":\"About x\"");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 2);
}

static void
test_follows_keys (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key =
      cantrip_test_service_add_key (fixture->service, "new", CANTRIP_API_KEY_FULL, NULL, -1, -1);
  g_autoptr (GError) error = NULL;

  ask_until (fixture, key, 200, "About x");
  cantrip_api_key_repository_revoke (fixture->service->repositories.api_keys, "new", &error);
  g_assert_no_error (error);
  ask_until (fixture, key, 401, "BAD_KEY");
  ask_until (fixture, fixture->service->full_key, 200, "About x");
}

/* A call keeps what it began with: the variant in its reply is the one that answered. */
static void
test_call_under_way_keeps_its_variant (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) held = NULL;
  g_autoptr (CantripTestCall) cell = NULL;

  cantrip_fake_model_hold (fixture->service->model);
  held = cantrip_test_call_start_copy (fixture->service, "held");
  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);

  cantrip_test_service_deploy (fixture->service, "copy", "copy/second");
  cantrip_fake_model_release (fixture->service->model);
  ask_until (fixture, fixture->service->full_key, 200, "More about x");

  cantrip_test_call_wait (held);
  cantrip_test_call_assert_output (held, "About held", FALSE);
  g_assert_cmpstr (cantrip_test_call_get_text (held, "variant"), ==, "first");
}

/* Opens connections that stay: a bridge that stops takes no new ones. */
static void
open_connections (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) calls =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_test_call_free);

  cantrip_fake_model_hold (fixture->service->model);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *event = g_strdup_printf ("opener %u", i);

      g_ptr_array_add (calls, cantrip_test_call_start_copy (fixture->service, event));
    }
  cantrip_fake_model_wait_for_calls (fixture->service->model, n);
  cantrip_fake_model_release (fixture->service->model);
  for (guint i = 0; i < n; i++)
    cantrip_test_call_wait (g_ptr_array_index (calls, i));
}

static CantripTestCall *
start_held_call (Fixture *fixture)
{
  guint            n_before = cantrip_fake_model_get_n_calls (fixture->service->model);
  CantripTestCall *held;

  cantrip_fake_model_hold (fixture->service->model);
  held = cantrip_test_call_start_copy (fixture->service, "held");
  cantrip_fake_model_wait_for_calls (fixture->service->model, n_before + 1);

  return held;
}

static void
assert_closing (CantripTestCall *call)
{
  g_assert_cmpstr (cantrip_test_call_get_header (call, "Connection"), ==, "close");
}

static void
assert_refuses_new_calls (Fixture *fixture)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_copy (fixture->service, "new");
  g_autoptr (CantripTestCall) cell =
      cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=new");
  g_autoptr (CantripTestCall) ready =
      cantrip_test_call_new (fixture->service, "GET", "/readyz", NULL, NULL);
  g_autoptr (CantripTestCall) health =
      cantrip_test_call_new (fixture->service, "GET", "/healthz", NULL, NULL);

  cantrip_test_call_assert_error (call, 503, "UNAVAILABLE");
  assert_closing (call);
  cantrip_test_call_assert_cell_error (cell, "UNAVAILABLE");
  assert_closing (cell);
  cantrip_test_call_assert_error (ready, 503, "UNAVAILABLE");
  g_assert_cmpuint (health->status, ==, 200);
}

static void
test_stop_lets_calls_end (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantripTestCall) held = NULL;

  open_connections (fixture, 5);
  held = start_held_call (fixture);
  cantrip_bridge_stop_async (fixture->service->bridge, 20, cantrip_test_keep_result, &result);
  assert_refuses_new_calls (fixture);
  g_assert_null (result);

  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_call_wait (held);
  cantrip_test_call_assert_output (held, "About held", FALSE);
  assert_closing (held);
  cantrip_test_wait_for (&result);
  g_assert_true (cantrip_bridge_stop_finish (fixture->service->bridge, result));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 5 + 1);
}

/* Runs the main context for a while, in which nothing should happen. */
static void
run_for_ms (guint ms)
{
  gint64 deadline_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < deadline_us)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* More than the kernel takes off the bridge's hands. */
static void
test_stop_lets_replies_go_out (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *output = g_strnfill (1000 * 1000, 'x');
  g_autofree char *request =
      g_strdup_printf ("POST /v1/deployments/copy/rows HTTP/1.1\r\nHost: h\r\n"
                       "Authorization: Bearer %s\r\nContent-Length: %zu\r\n\r\n%s",
                       fixture->service->full_key,
                       strlen (TWENTY_ROWS),
                       TWENTY_ROWS);
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *reply = NULL;

  cantrip_fake_model_set_reply (fixture->service->model, output);
  cantrip_test_socket_write (connection, request);
  cantrip_fake_model_wait_for_calls (fixture->service->model, 20);
  cantrip_bridge_stop_async (fixture->service->bridge, 20, cantrip_test_keep_result, &result);
  run_for_ms (1000); /* the client takes its time */
  g_assert_null (result);

  reply = cantrip_test_socket_read_reply (connection);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
  g_assert_cmpuint (strlen (reply), >, 20 * strlen (output));
  cantrip_test_wait_for (&result);
  g_assert_true (cantrip_bridge_stop_finish (fixture->service->bridge, result));
}

static void
test_stop_gives_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantripTestCall) held = start_held_call (fixture);

  cantrip_bridge_stop_async (fixture->service->bridge, 1, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  g_assert_false (cantrip_bridge_stop_finish (fixture->service->bridge, result));

  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_call_wait (held);
  cantrip_test_call_assert_output (held, "About held", FALSE);
}

/* What was sent may cost something: that it was is in the log, though nobody knows what came. */
static void
test_stop_logs_what_it_gives_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantripTestCall) held = start_held_call (fixture);
  g_autoptr (GPtrArray) receipts = NULL;
  const CantripReceipt *receipt;

  cantrip_bridge_stop_async (fixture->service->bridge, 0, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&fixture->service->bridge));
  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_call_wait (held);

  receipts = cantrip_test_service_list_receipts (fixture->service);
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = g_ptr_array_index (receipts, 0);
  g_assert_cmpstr (receipt->error_code, ==, "UNAVAILABLE");
  g_assert_cmpstr (receipt->error_message, ==, "Stopped before the model answered");
  g_assert_cmpint (receipt->cost_usd_nanos, ==, -1);
  g_assert_cmpuint (receipt->attempts, ==, 1);
}

static void
test_stop_idle (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;

  open_connections (fixture, 2);
  cantrip_bridge_stop_async (fixture->service->bridge, 0, cantrip_test_keep_result, &result);
  g_assert_null (result); /* never before it returns */
  cantrip_test_wait_for (&result);
  g_assert_true (cantrip_bridge_stop_finish (fixture->service->bridge, result));
}

static void
test_missing_workspace (void)
{
  g_autofree char *path = cantrip_test_path ("none.cantrip");
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_bridge_new (path, "127.0.0.1:0", 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/bridge/follow/a-deploy-and-a-rollback", test_follows_a_deploy);
  ADD ("/bridge/follow/new-and-revoked-keys", test_follows_keys);
  ADD ("/bridge/follow/call-under-way-keeps-its-variant", test_call_under_way_keeps_its_variant);
  ADD ("/bridge/stop/lets-calls-end", test_stop_lets_calls_end);
  ADD ("/bridge/stop/lets-replies-go-out", test_stop_lets_replies_go_out);
  ADD ("/bridge/stop/gives-up", test_stop_gives_up);
  ADD ("/bridge/stop/logs-what-it-gives-up", test_stop_logs_what_it_gives_up);
  ADD ("/bridge/stop/idle", test_stop_idle);
  g_test_add_func ("/bridge/new/missing-workspace", test_missing_workspace);

  return g_test_run ();
}
