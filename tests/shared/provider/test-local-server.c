/* test-local-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-local-server.h"

typedef struct
{
  CantripFakeModel *model;
  CantripNetwork   *network;
  GCancellable     *cancellable;
  guint             ports[3]; /* of @model, and one where nobody is; ended by 0 */
} Fixture;

static guint
get_port (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  fixture->model = cantrip_fake_model_new ();
  fixture->network = cantrip_network_new ();
  cantrip_network_set_offline (fixture->network,
                               TRUE); /* this computer may be asked all the same */
  fixture->cancellable = g_cancellable_new ();
  fixture->ports[0] = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  fixture->ports[1] = get_port (cantrip_fake_model_get_base_url (fixture->model));
  g_socket_listener_close (listener);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->cancellable);
  g_assert_finalize_object (fixture->network);
  cantrip_fake_model_free (fixture->model);
}

static GPtrArray *
find (Fixture *fixture, const guint *ports, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_local_server_find_async (ports,
                                   fixture->network,
                                   fixture->cancellable,
                                   cantrip_test_keep_result,
                                   &result);
  g_assert_null (result);
  cantrip_test_wait_for (&result);

  return cantrip_local_server_find_finish (result, error);
}

static void
test_identifies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *body;
    const char *dialect;
    guint       n_models;
  } cases[] = {
    { "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"owned_by\":\"library\"}]}", "ollama", 1 },
    { "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"owned_by\":\"vllm\"}]}", "vllm", 1 },
    { "{\"data\":[{\"id\":\"a\",\"owned_by\":\"llamacpp\"},{\"id\":\"b\"}]}", "llama.cpp", 2 },
    { "{\"data\":[{\"id\":\"a\",\"owned_by\":\"organization_owner\"}]}", "lm-studio", 1 },
    { "{\"data\":[{\"id\":\"a\",\"owned_by\":\"me\"}]}", "generic", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) servers = NULL;
      g_autoptr (CantripConnection) connection = NULL;
      const CantripLocalServer *server;

      cantrip_fake_model_set_body (fixture->model, cases[i].body);
      servers = find (fixture, fixture->ports, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (servers->len, ==, 1);
      server = g_ptr_array_index (servers, 0);
      g_assert_cmpstr (server->dialect, ==, cases[i].dialect);
      g_assert_cmpuint (server->n_models, ==, cases[i].n_models);
      g_assert_cmpstr (server->base_url, ==, cantrip_fake_model_get_base_url (fixture->model));
      g_assert_false (server->needs_key);

      connection = cantrip_local_server_make_connection (server);
      g_assert_cmpstr (cantrip_connection_get_dialect (connection), ==, cases[i].dialect);
    }
}

static void
test_leaves_out_what_is_something_else (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const bodies[] = { "<html></html>", "{}", "{\"status\":\"ok\"}", "7", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GPtrArray) servers = NULL;

      cantrip_fake_model_set_body (fixture->model, bodies[i]);
      servers = find (fixture, fixture->ports, NULL);
      g_assert_cmpuint (servers->len, ==, 0);
    }
}

static void
test_finds_one_with_a_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) servers = NULL;
  g_autoptr (GPtrArray) others = NULL;

  cantrip_fake_model_fail_next (fixture->model,
                                401,
                                "{\"error\":{\"type\":\"authentication_error\"}}",
                                "Server: llama.cpp",
                                1);
  servers = find (fixture, fixture->ports, NULL);
  g_assert_cmpuint (servers->len, ==, 1);
  g_assert_true (((CantripLocalServer *) servers->pdata[0])->needs_key);
  g_assert_cmpstr (((CantripLocalServer *) servers->pdata[0])->dialect, ==, "llama.cpp");

  cantrip_fake_model_fail_next (fixture->model, 401, "<html>", NULL, 1);
  others = find (fixture, fixture->ports, NULL);
  g_assert_cmpuint (others->len, ==, 0);
}

static void
test_does_not_wait_for_ever (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) servers = NULL;
  gint64 started_us = g_get_monotonic_time ();

  cantrip_fake_model_hold (fixture->model);
  servers = find (fixture, fixture->ports, NULL);
  g_assert_cmpuint (servers->len, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 10 * G_USEC_PER_SEC);
  cantrip_fake_model_release (fixture->model);
}

static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  gboolean during = GPOINTER_TO_INT (data);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cantrip_fake_model_hold (fixture->model);
  if (!during)
    g_cancellable_cancel (fixture->cancellable);
  cantrip_local_server_find_async (fixture->ports,
                                   fixture->network,
                                   fixture->cancellable,
                                   cantrip_test_keep_result,
                                   &result);
  if (during)
    cantrip_fake_model_wait_for_calls (fixture->model, 1);
  g_cancellable_cancel (fixture->cancellable);
  cantrip_test_wait_for (&result);
  g_assert_null (cantrip_local_server_find_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cantrip_fake_model_release (fixture->model);
}

static void
test_none (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const guint nowhere[] = { 0 };
  g_autoptr (GPtrArray) servers = find (fixture, nowhere, NULL);

  g_assert_cmpuint (servers->len, ==, 0);
}

#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/local-server/find/identifies", test_identifies, NULL);
  ADD ("/local-server/find/leaves-out-others", test_leaves_out_what_is_something_else, NULL);
  ADD ("/local-server/find/finds-one-with-a-key", test_finds_one_with_a_key, NULL);
  ADD ("/local-server/find/does-not-wait-for-ever", test_does_not_wait_for_ever, NULL);
  ADD ("/local-server/find/cancelled-before", test_can_be_cancelled, GINT_TO_POINTER (FALSE));
  ADD ("/local-server/find/cancelled-during", test_can_be_cancelled, GINT_TO_POINTER (TRUE));
  ADD ("/local-server/find/none", test_none, NULL);

  return g_test_run ();
}
