/* test-network.c
 *
 * What goes out is noted, and nothing goes out that the offline switch forbids.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-network-repository.h"
#include "provider/cantrip-openai-provider.h"

typedef struct
{
  char                     *path; /* of the workspace */
  CantripStore             *store;
  CantripNetworkRepository *repository;
  CantripNetwork           *network;
  CantripFakeModel         *model;
  CantripRequest           *request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new ("network.cantrip", 1);
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->repository = cantrip_network_repository_new (fixture->store, &error);
  g_assert_no_error (error);
  fixture->network = cantrip_network_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->model = cantrip_fake_model_new ();
  fixture->request = cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, "Say hello");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_request_free (fixture->request);
  cantrip_fake_model_free (fixture->model);
  g_clear_object (&fixture->network);
  g_assert_finalize_object (fixture->repository);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->path);
}

static CantripProvider *
make_provider (Fixture *fixture, const char *base_url)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripHttpClient) client =
      cantrip_http_client_new (fixture->network, CANTRIP_TEST_CONNECTION_ID, base_url, 10, 4);

  return cantrip_openai_provider_new (client,
                                      NULL,
                                      cantrip_dialect_find ("generic", NULL),
                                      catalog);
}

static void
ask (Fixture *fixture, CantripProvider *provider)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion =
      cantrip_test_complete (provider, fixture->request, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
assert_refused (Fixture *fixture, const char *base_url)
{
  g_autoptr (CantripProvider) provider = make_provider (fixture, base_url);
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_test_complete (provider, fixture->request, NULL, NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "offline switch"));
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *contacts = cantrip_network_repository_list (fixture->repository, &error);

  g_assert_no_error (error);

  return contacts;
}

static void
test_calls_are_noted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripProvider) provider =
      make_provider (fixture, cantrip_fake_model_get_base_url (fixture->model));
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  const CantripNetworkContact *before;
  const CantripNetworkContact *after;

  ask (fixture, provider);
  cantrip_network_flush (fixture->network);
  first = list (fixture);
  g_assert_cmpuint (first->len, ==, 1);
  before = g_ptr_array_index (first, 0);
  g_assert_cmpstr (before->host, ==, "127.0.0.1");
  g_assert_cmpuint (before->port, >, 0);
  g_assert_cmpint (before->connection_id, ==, CANTRIP_TEST_CONNECTION_ID);
  g_assert_nonnull (before->connection_name);
  g_assert_cmpint (before->n_calls, ==, 1);
  g_assert_cmpint (before->bytes_up, >, 100); /* headers and body */
  g_assert_cmpint (before->bytes_down, >, 100);
  g_assert_cmpint (before->first_at_us, ==, before->last_at_us);

  ask (fixture, provider);
  ask (fixture, provider);
  cantrip_network_flush (fixture->network);
  second = list (fixture);
  g_assert_cmpuint (second->len, ==, 1);
  after = g_ptr_array_index (second, 0);
  g_assert_cmpint (after->n_calls, ==, 3);
  g_assert_cmpint (after->bytes_up, ==, 3 * before->bytes_up);
  g_assert_cmpint (after->first_at_us, ==, before->first_at_us);
  g_assert_cmpint (after->last_at_us, >, before->last_at_us);
}

/* One that was reached, one that was not, one by a connection that is not stored. */
static void
test_each_host_and_connection_is_noted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GUri) other = g_uri_parse ("https://Example.org/v1", SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (CantripProvider) nobody = make_provider (fixture, "http://127.0.0.1:1/v1");
  g_autoptr (GPtrArray) contacts = NULL;
  const CantripNetworkContact *last;

  g_assert_null (cantrip_test_complete (nobody, fixture->request, NULL, NULL, NULL));
  g_assert_true (cantrip_network_begin (fixture->network, other, 0, NULL));
  cantrip_network_end (fixture->network, other, 0, 5, 7);
  g_clear_object (&nobody);
  g_clear_object (&fixture->network); /* which writes what is left */

  contacts = list (fixture);
  g_assert_cmpuint (contacts->len, ==, 2);
  last = g_ptr_array_index (contacts, 0);
  g_assert_cmpstr (last->host, ==, "example.org");
  g_assert_cmpuint (last->port, ==, 443);
  g_assert_null (last->connection_name);
  g_assert_cmpint (last->bytes_up, ==, 5);
  g_assert_cmpint (last->bytes_down, ==, 7);
  g_assert_cmpint (((CantripNetworkContact *) contacts->pdata[1])->n_calls, ==, 1);
}

static void
test_offline_lets_only_this_computer_through (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripProvider) local =
      make_provider (fixture, cantrip_fake_model_get_base_url (fixture->model));
  g_autoptr (GPtrArray) contacts = NULL;

  cantrip_network_set_offline (fixture->network, TRUE);
  assert_refused (fixture, "https://no-such-host.invalid/v1");
  assert_refused (fixture, "http://192.0.2.1/v1");
  assert_refused (fixture, "http://localhost.example/v1");
  ask (fixture, local);

  cantrip_network_flush (fixture->network);
  contacts = list (fixture);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpstr (((CantripNetworkContact *) contacts->pdata[0])->host, ==, "127.0.0.1");

  cantrip_network_set_offline (fixture->network, FALSE);
  g_assert_false (cantrip_network_is_offline (fixture->network));
}

/* A server on this computer must not lead out of it. */
static void
test_offline_holds_for_redirects (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripProvider) local =
      make_provider (fixture, cantrip_fake_model_get_base_url (fixture->model));
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GError) error = NULL;

  cantrip_network_set_offline (fixture->network, TRUE);
  cantrip_fake_model_fail_next (fixture->model, 307, "", "Location: http://example.org/v1", 1);
  g_assert_null (cantrip_test_complete (local, fixture->request, NULL, NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);

  cantrip_network_flush (fixture->network);
  contacts = list (fixture);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpstr (((CantripNetworkContact *) contacts->pdata[0])->host, ==, "127.0.0.1");
}

/* Wakes the main context: the switch is watched in another thread, which wakes nobody. */
static gboolean
tick_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_offline (gpointer network)
{
  return cantrip_network_is_offline (network);
}

/* @fixture->network stands for another program: it sees what was turned in the workspace. */
static void
test_switch_reaches_other_programs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripNetwork) later = NULL;
  g_autoptr (CantripNetwork) reader = NULL;
  g_autoptr (GError) error = NULL;
  gboolean offline = TRUE;
  guint    tick = g_timeout_add (10, tick_cb, NULL);

  g_assert_false (cantrip_network_is_offline (fixture->network));
  g_assert_true (cantrip_network_repository_is_offline (fixture->repository, &offline, &error));
  g_assert_false (offline);

  g_assert_true (cantrip_network_repository_set_offline (fixture->repository, TRUE, &error));
  g_assert_no_error (error);
  cantrip_test_wait_until (is_offline, fixture->network);
  g_source_remove (tick);

  later = cantrip_network_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_true (cantrip_network_is_offline (later));
  reader = cantrip_network_open (fixture->path, CANTRIP_STORE_READ, &error);
  g_assert_true (cantrip_network_is_offline (reader));
}

static void
test_loopback (void)
{
  static const char *const here[] = { "localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "::1" };
  static const char *const elsewhere[] = {
    NULL,
    "",
    "localhost.",
    "localhost.example",
    "example.org",
    "0.0.0.0",
    "::",
    "127.0.0.1.nip",
    "127.1",
    "2130706433",
    "10.0.0.1",
    "[::1]",
    "::ffff:10.0.0.1",
    "ip6-localhost",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (here); i++)
    g_assert_true (cantrip_network_is_loopback (here[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_assert_false (cantrip_network_is_loopback (elsewhere[i]));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/network/ledger/notes-calls", test_calls_are_noted);
  ADD ("/network/ledger/notes-each-host-and-connection", test_each_host_and_connection_is_noted);
  ADD ("/network/offline/lets-only-this-computer-through",
       test_offline_lets_only_this_computer_through);
  ADD ("/network/offline/holds-for-redirects", test_offline_holds_for_redirects);
  ADD ("/network/offline/reaches-other-programs", test_switch_reaches_other_programs);
  g_test_add_func ("/network/is-loopback", test_loopback);

  return g_test_run ();
}
