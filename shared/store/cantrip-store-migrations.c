/* cantrip-store-migrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-store"

#include "config.h"

#include "store/cantrip-store-private.h"

#include <gio/gio.h>

#include "base/cantrip-error.h"
#include "store/cantrip-statement-private.h"
#include "store/cantrip-store-resources.h" /* generated */

/*
 * File N brings `PRAGMA user_version` from N - 1 to N. A released file never changes: append
 * a new one, here and in cantrip-store.gresource.xml.
 */
static const char *const MIGRATIONS[] = {
  "0001-core.sql",
};

guint
_cantrip_store_schema_version (void)
{
  return G_N_ELEMENTS (MIGRATIONS);
}

gboolean
_cantrip_store_execute (sqlite3 *db, const char *sql, const char *doing, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return _cantrip_database_error (db, doing, error);

  return TRUE;
}

static gboolean
read_number (sqlite3 *db, const char *sql, gint64 *ret_number, GError **error)
{
  CantripStatement *statement = _cantrip_statement_new (db, sql, error);
  gboolean          has_row = FALSE;

  if (statement == NULL)
    return FALSE;

  if (cantrip_statement_next (statement, &has_row, "read the workspace", error))
    *ret_number = cantrip_statement_get_int (statement, 0);
  cantrip_statement_free (statement);

  return has_row;
}

static gboolean
migrate_one (sqlite3 *db, guint version, GError **error)
{
  g_autofree char *path = g_strconcat ("/cantrip/store/migrations/", MIGRATIONS[version], NULL);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d",
                                           version + 1,
                                           CANTRIP_STORE_APPLICATION_ID);
  g_autoptr (GBytes) sql = g_resource_lookup_data (cantrip_store_get_resource (), path, 0, error);

  return sql != NULL &&
         _cantrip_store_execute (db,
                                 g_bytes_get_data (sql, NULL),
                                 "bring the workspace up to date",
                                 error) &&
         _cantrip_store_execute (db, mark, "mark the workspace as up to date", error);
}

/* Inside the write lock, so that of two programs that start together one does the work. */
static gboolean
migrate_locked (sqlite3 *db, GError **error)
{
  gint64 version = 0;

  if (!read_number (db, "PRAGMA user_version", &version, error))
    return FALSE;

  for (; version < (gint64) G_N_ELEMENTS (MIGRATIONS); version++)
    {
      if (!migrate_one (db, (guint) version, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_is_workspace (sqlite3 *db, gint64 version, GError **error)
{
  gint64 application_id = 0;
  gint64 n_tables = 0;

  if (!read_number (db, "PRAGMA application_id", &application_id, error) ||
      !read_number (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  if (n_tables > 0 && application_id != CANTRIP_STORE_APPLICATION_ID)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The file is a database of another program, not a workspace; "
                              "choose another file");

  if (version > (gint64) G_N_ELEMENTS (MIGRATIONS))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "A newer version of Cantrip wrote this workspace (schema %d, this "
                              "version knows %d); update Cantrip to open it",
                              (int) version,
                              (int) G_N_ELEMENTS (MIGRATIONS));

  return TRUE;
}

gboolean
_cantrip_store_migrate (sqlite3 *db, GError **error)
{
  gint64 version = 0;

  if (!read_number (db, "PRAGMA user_version", &version, error) ||
      !check_is_workspace (db, version, error))
    return FALSE;

  if (version == (gint64) G_N_ELEMENTS (MIGRATIONS))
    return TRUE;

  if (!_cantrip_store_execute (db, "BEGIN IMMEDIATE", "bring the workspace up to date", error))
    return FALSE;

  if (migrate_locked (db, error) &&
      _cantrip_store_execute (db, "COMMIT", "bring the workspace up to date", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}
