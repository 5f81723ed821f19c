/* cantrip-test-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-table.h"

#include "cantrip-test-util.h"
#include "store/cantrip-store.h"

static const char CONNECTION_SQL[] =
    "INSERT INTO connection (id, name, protocol, base_url, settings_json, created_at_us)"
    " VALUES (7, 'local', 'sample', '', '{}', 0)";

static const char DATASET_SQL[] =
    "INSERT INTO dataset"
    " (id, name, columns_json, row_count, source, state, created_at_us, touched_at_us)"
    " VALUES (8, 'people', '[\"name\",\"size\"]', $1, 'people.csv', 'ready', 0, 0)";

static const char ROWS_SQL[] =
    "INSERT INTO dataset_row (id, dataset_id, position, values_json)"
    " WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < $1)"
    " SELECT 1000 + n, 8, n, '[\"row ' || n || '\",' || n || ']' FROM counter";

static const char MODELS[] =
    "[{\"provider\":\"openai\",\"id\":\"m\",\"name\":\"M\",\"type\":\"chat\",\"context\":100000,"
    "\"max_output\":1000,\"input\":1,\"output\":10}]";

static void
execute (CantripStore *store, const char *sql, gint64 value)
{
  g_autoptr (GError) error = NULL;
  CantripStatement *statement = cantrip_store_prepare (store, sql, &error);

  g_assert_no_error (error);
  if (value != 0)
    cantrip_statement_bind_int (statement, 1, value);
  cantrip_statement_run (statement, "prepare a test", &error);
  g_assert_no_error (error);
  cantrip_statement_free (statement);
}

static CantripStore *
open_store (const char *path, CantripStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  CantripStore *store = cantrip_store_open (path, mode, &error);

  g_assert_no_error (error);

  return store;
}

char *
cantrip_test_table_new (const char *name, guint n_rows)
{
  char *path = cantrip_test_path (name);
  g_autoptr (CantripStore) store = open_store (path, CANTRIP_STORE_CREATE);
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (store, NULL);

  execute (store, CONNECTION_SQL, 0);
  execute (store, DATASET_SQL, n_rows);
  execute (store, ROWS_SQL, n_rows);
  g_assert_true (cantrip_transaction_commit (&transaction, NULL));

  return path;
}

void
cantrip_test_table_execute (const char *path, const char *sql)
{
  g_autoptr (CantripStore) store = open_store (path, CANTRIP_STORE_WRITE);

  execute (store, sql, 0);
}

gint64
cantrip_test_table_get_number (const char *path, const char *sql)
{
  g_autoptr (CantripStore) store = open_store (path, CANTRIP_STORE_READ);
  g_autoptr (GError) error = NULL;
  CantripStatement *statement = cantrip_store_prepare (store, sql, &error);
  gboolean          has_row = FALSE;
  gint64            number;

  g_assert_no_error (error);
  g_assert_true (cantrip_statement_next (statement, &has_row, "look", &error));
  g_assert_true (has_row);
  number = cantrip_statement_get_int (statement, 0);
  cantrip_statement_free (statement);

  return number;
}

CantripRecipe *
cantrip_test_recipe_new (const char *content)
{
  g_autofree char *text = g_strdup_printf ("{\"model\":\"m\",\"parameters\":{\"max_tokens\":10},"
                                           "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                                           content);
  g_autoptr (GError) error = NULL;
  CantripRecipe *recipe = cantrip_recipe_new_from_text (text, &error);

  g_assert_no_error (error);

  return recipe;
}

CantripCatalog *
cantrip_test_catalog_new (void)
{
  g_autofree char *path = cantrip_test_write_file ("models.json", MODELS, -1);
  g_autoptr (GError) error = NULL;
  CantripCatalog *catalog = cantrip_catalog_new (path, &error);

  g_assert_no_error (error);

  return catalog;
}
