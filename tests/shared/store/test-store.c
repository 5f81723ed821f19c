/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "store/cantrip-store.h"

static const char INSERT_SQL[] =
    "INSERT INTO app (id, slug, name, created_at_us) VALUES ($1, $2, $2, 0)";

static CantripStore *
open_store (const char *path, CantripStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  CantripStore *store = cantrip_store_open (path, mode, &error);

  g_assert_no_error (error);

  return store;
}

static gboolean
insert_app (CantripStore *store, gint64 id, const char *slug, GError **error)
{
  CantripStatement *insert = cantrip_store_prepare (store, INSERT_SQL, NULL);
  gboolean          done;

  cantrip_statement_bind_int (insert, 1, id);
  cantrip_statement_bind_text (insert, 2, slug);
  done = cantrip_statement_run (insert, "add the app", error);
  cantrip_statement_free (insert);

  return done;
}

static gint64
count_apps (CantripStore *store)
{
  CantripStatement *count = cantrip_store_prepare (store, "SELECT count(*) FROM app", NULL);
  gboolean          has_row = FALSE;
  gint64            n;

  g_assert_true (cantrip_statement_next (count, &has_row, "count", NULL));
  n = cantrip_statement_get_int (count, 0);
  cantrip_statement_free (count);

  return n;
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_refused (const char *path, CantripStoreMode mode, CantripError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_store_open (path, mode, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_open_refuses_what_is_no_workspace (void)
{
  g_autofree char *missing = cantrip_test_path ("missing.cantrip");
  g_autofree char *text = cantrip_test_write_file ("text.cantrip", "not a database, but long", -1);
  g_autofree char *other = cantrip_test_path ("other.db");
  g_autofree char *newer = cantrip_test_path ("newer.cantrip");

  assert_refused (missing, CANTRIP_STORE_WRITE, CANTRIP_ERROR_NOT_FOUND, "init");
  assert_refused (text, CANTRIP_STORE_CREATE, CANTRIP_ERROR_DATABASE, "damaged");
  assert_refused ("postgresql://x/y", CANTRIP_STORE_WRITE, CANTRIP_ERROR_INVALID_INPUT, ".cantrip");

  run_sql (other, "CREATE TABLE t (a)");
  assert_refused (other, CANTRIP_STORE_CREATE, CANTRIP_ERROR_INVALID_INPUT, "another program");

  g_object_unref (open_store (newer, CANTRIP_STORE_CREATE));
  run_sql (newer, "PRAGMA user_version = 9999");
  assert_refused (newer, CANTRIP_STORE_WRITE, CANTRIP_ERROR_CONFLICT, "update Cantrip");
}

static void
test_open_does_not_touch_other_databases (void)
{
  g_autofree char *path = cantrip_test_path ("foreign.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize            before_length, after_length;

  run_sql (path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  assert_refused (path, CANTRIP_STORE_WRITE, CANTRIP_ERROR_INVALID_INPUT, "another program");
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_transaction_rolls_back_at_scope_end (void)
{
  g_autoptr (CantripStore) store = cantrip_test_store_new ();
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (CantripTransaction) transaction = cantrip_store_begin (store, NULL);

    g_assert_true (insert_app (store, 1, "a", NULL));
  }
  g_assert_cmpint (count_apps (store), ==, 0);

  {
    g_autoptr (CantripTransaction) transaction = cantrip_store_begin (store, NULL);

    g_assert_true (insert_app (store, 1, "a", NULL));
    g_assert_true (cantrip_transaction_commit (&transaction, &error));
    g_assert_no_error (error);
  }
  g_assert_cmpint (count_apps (store), ==, 1);
}

static void
test_transaction_nests (void)
{
  g_autoptr (CantripStore) store = cantrip_test_store_new ();
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (CantripTransaction) outer = cantrip_store_begin (store, NULL);

    {
      g_autoptr (CantripTransaction) inner = cantrip_store_begin (store, NULL);

      g_assert_true (insert_app (store, 1, "a", NULL));
      g_assert_true (cantrip_transaction_commit (&inner, NULL));
    }
    /* not committed */
  }
  g_assert_cmpint (count_apps (store), ==, 0);

  {
    g_autoptr (CantripTransaction) outer = cantrip_store_begin (store, NULL);

    g_assert_true (insert_app (store, 1, "a", NULL));
    {
      g_autoptr (CantripTransaction) inner = cantrip_store_begin (store, NULL);

      g_assert_true (insert_app (store, 2, "b", NULL));
      /* undone */
    }
    g_assert_false (cantrip_transaction_commit (&outer, &error));
    g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
  }
  g_assert_cmpint (count_apps (store), ==, 0);

  {
    g_autoptr (CantripTransaction) outer = cantrip_store_begin (store, NULL);
    g_autoptr (CantripTransaction) inner = cantrip_store_begin (store, NULL);

    g_assert_true (insert_app (store, 1, "a", NULL));
    g_assert_true (cantrip_transaction_commit (&inner, NULL));
    g_assert_true (cantrip_transaction_commit (&outer, NULL));
  }
  g_assert_cmpint (count_apps (store), ==, 1);
}

static void
test_run_names_a_conflict (void)
{
  g_autoptr (CantripStore) store = cantrip_test_store_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (insert_app (store, 1, "a", NULL));
  g_assert_false (insert_app (store, 2, "a", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, "Could not add the app: "));
}

static void
test_run_tells_bad_values (void)
{
  g_autoptr (CantripStore) store = cantrip_test_store_new ();
  g_autoptr (GError) error = NULL;
  CantripStatement *orphan;

  g_assert_false (insert_app (store, 1, "", &error)); /* a CHECK */
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_clear_error (&error);

  orphan = cantrip_store_prepare (store,
                                  "INSERT INTO deployment (id, slug, app_id, revision,"
                                  " created_at_us) VALUES (1, 'a', 1, 1, 0)",
                                  NULL);
  g_assert_false (cantrip_statement_run (orphan, "add the deployment", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  cantrip_statement_free (orphan);
}

static void
test_two_stores_see_each_other (void)
{
  g_autofree char *path = cantrip_test_path ("two.cantrip");
  g_autoptr (CantripStore) a = open_store (path, CANTRIP_STORE_CREATE);
  g_autoptr (CantripStore) b = open_store (path, CANTRIP_STORE_WRITE);
  g_autoptr (CantripStore) reader = open_store (path, CANTRIP_STORE_READ);
  g_autoptr (GError) error = NULL;
  gint64 before = 0;
  gint64 after = 0;

  g_assert_true (cantrip_store_get_data_version (b, &before, NULL));
  g_assert_true (insert_app (a, 1, "a", NULL));
  g_assert_true (cantrip_store_get_data_version (b, &after, NULL));
  g_assert_cmpint (before, !=, after);
  g_assert_cmpint (count_apps (b), ==, 1);
  g_assert_cmpint (count_apps (reader), ==, 1);

  g_assert_true (insert_app (b, 2, "b", NULL));
  g_assert_cmpint (count_apps (reader), ==, 2);

  g_assert_false (insert_app (reader, 3, "c", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
}

/* The child writes forever; the parent kills it and counts what it was told. */
static void
test_commits_survive_kill_9 (void)
{
  g_autofree char *path = cantrip_test_path ("killed.cantrip");
  g_autoptr (CantripStore) store = NULL;
  gint64 told = 0;
  int    pipe_fds[2];
  pid_t  child;

  g_object_unref (open_store (path, CANTRIP_STORE_CREATE));
  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  if (child == 0)
    {
      CantripStore *mine = open_store (path, CANTRIP_STORE_WRITE);

      for (gint64 id = 1;; id++)
        {
          g_autofree char *slug = g_strdup_printf ("s%d", (int) id);

          if (!insert_app (mine, id, slug, NULL) ||
              write (pipe_fds[1], &id, sizeof id) != sizeof id)
            _exit (1);
        }
    }

  close (pipe_fds[1]);
  while (told < 200)
    g_assert_cmpint (read (pipe_fds[0], &told, sizeof told), ==, sizeof told);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read (pipe_fds[0], &told, sizeof told) == sizeof told)
    ;
  close (pipe_fds[0]);
  g_spawn_close_pid (child);

  store = open_store (path, CANTRIP_STORE_WRITE);
  g_assert_cmpint (count_apps (store), >=, told);
}

/* `PRAGMA max_page_count` makes SQLite say what it says on a full disk. */
static void
test_full_disk_loses_nothing (void)
{
  g_autofree char *path = cantrip_test_path ("full.cantrip");
  g_autoptr (CantripStore) store = open_store (path, CANTRIP_STORE_CREATE);
  g_autoptr (GError) error = NULL;
  g_autofree char  *big = g_strnfill (20000, 'x');
  CantripStatement *limit;
  gboolean          has_row;

  g_assert_true (insert_app (store, 1, "small", NULL));
  limit = cantrip_store_prepare (store, "PRAGMA max_page_count = 1", NULL);
  g_assert_true (cantrip_statement_next (limit, &has_row, "limit", NULL));
  cantrip_statement_free (limit);

  {
    g_autoptr (CantripTransaction) transaction = cantrip_store_begin (store, NULL);

    g_assert_false (insert_app (store, 2, big, &error));
  }
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
  g_assert_nonnull (strstr (error->message, "disk is full"));
  g_assert_cmpint (count_apps (store), ==, 1);
}

static void
test_binds_by_number (void)
{
  g_autoptr (CantripStore) store = cantrip_test_store_new ();
  CantripStatement *select = cantrip_store_prepare (store, "SELECT $2, $1, $2", NULL);
  gboolean          has_row = FALSE;

  cantrip_statement_bind_text (select, 1, "one");
  cantrip_statement_bind_int (select, 2, 2);
  g_assert_true (cantrip_statement_next (select, &has_row, "look", NULL));
  g_assert_cmpint (cantrip_statement_get_int (select, 0), ==, 2);
  g_assert_cmpstr (cantrip_statement_get_text (select, 1), ==, "one");
  g_assert_cmpint (cantrip_statement_get_int (select, 2), ==, 2);
  cantrip_statement_free (select);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/open/refuses-what-is-no-workspace",
                   test_open_refuses_what_is_no_workspace);
  g_test_add_func ("/store/open/does-not-touch-other-databases",
                   test_open_does_not_touch_other_databases);
  g_test_add_func ("/store/transaction/rolls-back-at-scope-end",
                   test_transaction_rolls_back_at_scope_end);
  g_test_add_func ("/store/transaction/nests", test_transaction_nests);
  g_test_add_func ("/store/run/names-a-conflict", test_run_names_a_conflict);
  g_test_add_func ("/store/run/tells-bad-values", test_run_tells_bad_values);
  g_test_add_func ("/store/bind/goes-by-number", test_binds_by_number);
  g_test_add_func ("/store/two-stores/see-each-other", test_two_stores_see_each_other);
  g_test_add_func ("/store/commit/survives-kill-9", test_commits_survive_kill_9);
  g_test_add_func ("/store/commit/full-disk-loses-nothing", test_full_disk_loses_nothing);

  return g_test_run ();
}
