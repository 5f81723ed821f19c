/* test-connection-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-connection-repository.h"

typedef struct
{
  CantripStore                *store;
  CantripConnectionRepository *connections;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->store = cantrip_test_store_new ();
  fixture->connections = cantrip_connection_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->connections);
  g_assert_finalize_object (fixture->store);
}

static CantripConnection *
make (const char *name)
{
  CantripConnection *connection = g_new0 (CantripConnection, 1);

  connection->name = g_strdup (name);
  connection->protocol = g_strdup ("openai");
  connection->base_url = g_strdup ("http://127.0.0.1:8080/v1");
  connection->timeout_s = 30;

  return connection;
}

static CantripConnection *
add (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  CantripConnection *connection = make (name);

  g_assert_true (cantrip_connection_repository_add (fixture->connections, connection, &error));
  g_assert_no_error (error);
  g_assert_cmpint (connection->id, >, 0);

  return connection;
}

static void
test_add_keeps_all (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) connection = make ("O'Brien; DROP TABLE connection; --");
  g_autoptr (CantripConnection) by_name = NULL;
  g_autoptr (CantripConnection) by_id = NULL;
  g_autoptr (GError) error = NULL;

  connection->key_reference = g_strdup ("env:KEY");
  connection->dialect = g_strdup ("groq");
  g_assert_true (cantrip_connection_repository_add (fixture->connections, connection, &error));

  by_name =
      cantrip_connection_repository_find_by_name (fixture->connections, connection->name, &error);
  g_assert_no_error (error);
  by_id = cantrip_connection_repository_find_by_id (fixture->connections, connection->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (by_name->id, ==, connection->id);
  g_assert_cmpstr (by_id->name, ==, connection->name);
  g_assert_cmpstr (by_id->protocol, ==, "openai");
  g_assert_cmpstr (by_id->base_url, ==, "http://127.0.0.1:8080/v1");
  g_assert_cmpstr (by_id->key_reference, ==, "env:KEY");
  g_assert_cmpstr (by_id->dialect, ==, "groq");
  g_assert_cmpuint (by_id->timeout_s, ==, 30);
}

static void
test_add_refuses_a_taken_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) first = add (fixture, "local");
  g_autoptr (CantripConnection) second = make ("local");
  g_autoptr (GError) error = NULL;

  g_assert_false (cantrip_connection_repository_add (fixture->connections, second, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“local”"));
  g_assert_cmpint (second->id, ==, 0);
}

static void
test_update_changes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) connection = add (fixture, "local");
  g_autoptr (CantripConnection) found = NULL;
  g_autoptr (GError) error = NULL;

  g_free (connection->base_url);
  connection->base_url = g_strdup ("https://x.org/v1");
  connection->key_reference = g_strdup ("file:/k");
  connection->timeout_s = 5;
  g_assert_true (cantrip_connection_repository_update (fixture->connections, connection, &error));
  g_assert_no_error (error);

  found = cantrip_connection_repository_find_by_name (fixture->connections, "local", &error);
  g_assert_cmpint (found->id, ==, connection->id);
  g_assert_cmpstr (found->base_url, ==, "https://x.org/v1");
  g_assert_cmpstr (found->key_reference, ==, "file:/k");
  g_assert_null (found->dialect);
  g_assert_cmpuint (found->timeout_s, ==, 5);
}

static void
test_update_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) first = add (fixture, "first");
  g_autoptr (CantripConnection) second = add (fixture, "second");
  g_autoptr (CantripConnection) missing = make ("missing");
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) not_found = NULL;

  g_free (second->name);
  second->name = g_strdup ("first");
  g_assert_false (cantrip_connection_repository_update (fixture->connections, second, &taken));
  g_assert_error (taken, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);

  missing->id = 42;
  g_assert_false (cantrip_connection_repository_update (fixture->connections, missing, &not_found));
  g_assert_error (not_found, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_find_offers_the_nearest (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) connection = add (fixture, "openai-team");
  g_autoptr (GError) near = NULL;
  g_autoptr (GError) far = NULL;
  g_autoptr (GError) id = NULL;

  g_assert_null (
      cantrip_connection_repository_find_by_name (fixture->connections, "openai-teem", &near));
  g_assert_error (near, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (near->message, "“openai-team”"));

  g_assert_null (cantrip_connection_repository_find_by_name (fixture->connections, "x", &far));
  g_assert_error (far, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);

  g_assert_null (cantrip_connection_repository_find_by_id (fixture->connections, 42, &id));
  g_assert_error (id, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_list_is_sorted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) none = cantrip_connection_repository_list (fixture->connections, NULL);
  g_autoptr (CantripConnection) b = add (fixture, "b");
  g_autoptr (CantripConnection) a = add (fixture, "a");
  g_autoptr (GPtrArray) both = cantrip_connection_repository_list (fixture->connections, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (((CantripConnection *) both->pdata[0])->name, ==, "a");
  g_assert_cmpstr (((CantripConnection *) both->pdata[1])->name, ==, "b");
}

static void
test_archive_can_be_undone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) kept = add (fixture, "kept");
  g_autoptr (CantripConnection) removed = add (fixture, "removed");
  g_autoptr (CantripConnection) found = NULL;
  g_autoptr (GPtrArray) in_use = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;

  g_assert_true (cantrip_connection_repository_archive (fixture->connections, removed->id, &error));
  g_assert_no_error (error);
  in_use = cantrip_connection_repository_list (fixture->connections, NULL);
  g_assert_cmpuint (in_use->len, ==, 1);
  all = cantrip_connection_repository_list_all (fixture->connections, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((CantripConnection *) all->pdata[1])->archived_at_us, >, 0);
  found = cantrip_connection_repository_find_by_id (fixture->connections, removed->id, &error);
  g_assert_cmpint (found->archived_at_us, >, 0); /* variants still find it */

  g_assert_false (
      cantrip_connection_repository_archive (fixture->connections, removed->id, &twice));
  g_assert_error (twice, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);

  g_assert_true (cantrip_connection_repository_restore (fixture->connections, removed->id, &error));
  g_assert_no_error (error);
  again = cantrip_connection_repository_list (fixture->connections, NULL);
  g_assert_cmpuint (again->len, ==, 2);
}

static void
test_archive_frees_the_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripConnection) old = add (fixture, "local");
  g_autoptr (CantripConnection) new = NULL;
  g_autoptr (CantripConnection) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cantrip_connection_repository_archive (fixture->connections, old->id, NULL));
  new = add (fixture, "local");
  found = cantrip_connection_repository_find_by_name (fixture->connections, "local", NULL);
  g_assert_cmpint (found->id, ==, new->id);

  g_assert_false (cantrip_connection_repository_restore (fixture->connections, old->id, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/connection-repository/add/keeps-all", test_add_keeps_all);
  ADD ("/connection-repository/add/refuses-a-taken-name", test_add_refuses_a_taken_name);
  ADD ("/connection-repository/update/changes", test_update_changes);
  ADD ("/connection-repository/update/refuses", test_update_refuses);
  ADD ("/connection-repository/archive/can-be-undone", test_archive_can_be_undone);
  ADD ("/connection-repository/archive/frees-the-name", test_archive_frees_the_name);
  ADD ("/connection-repository/find/offers-the-nearest", test_find_offers_the_nearest);
  ADD ("/connection-repository/list/is-sorted", test_list_is_sorted);

  return g_test_run ();
}
