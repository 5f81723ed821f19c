/* cantrip-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-statement"

#include "config.h"

#include "store/cantrip-statement-private.h"

#include "base/cantrip-error.h"

struct _CantripStatement
{
  sqlite3_stmt *handle; /* (owned) */
  GArray       *places; /* (owned) (element-type int); where SQLite keeps $1, $2, … */
};

/* What the person can do about it; %NULL when SQLite's own words must do. */
static const char *
remedy_for (int status)
{
  switch (status)
    {
    case SQLITE_FULL:
      return "the disk is full; free some space and try again, nothing was lost";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "the file is read-only; change its permissions or copy it to a folder of your own";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the file is damaged or is not a workspace; restore it from a backup, or recover "
             "what is left with “sqlite3 FILE .recover”";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program keeps the workspace busy; try again in a moment";
    case SQLITE_CANTOPEN:
      return "the file cannot be opened; check that its folder exists and is yours";
    case SQLITE_IOERR:
      return "the disk does not answer; check it, what was committed is safe";
    default:
      return NULL;
    }
}

static CantripError
code_for (sqlite3 *db)
{
  switch (sqlite3_extended_errcode (db))
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return CANTRIP_ERROR_CONFLICT;
    default:
      break;
    }

  switch (sqlite3_errcode (db) & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CANTRIP_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return CANTRIP_ERROR_INVALID_INPUT;
    default:
      return CANTRIP_ERROR_DATABASE;
    }
}

gboolean
_cantrip_database_error (sqlite3 *db, const char *doing, GError **error)
{
  const char *remedy = remedy_for (sqlite3_errcode (db) & 0xff);

  return cantrip_set_error (error,
                            code_for (db),
                            "Could not %s: %s",
                            doing,
                            remedy != NULL ? remedy : sqlite3_errmsg (db));
}

/*
 * To SQLite $2 is a name, numbered by its first appearance in the text, so that in
 * “SET name = $2 WHERE id = $1” it is the first. Here it is the second, as for PostgreSQL.
 */
static GArray *
find_places (sqlite3_stmt *handle)
{
  int     n_places = sqlite3_bind_parameter_count (handle);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (int));

  for (int place = 1; place <= n_places; place++)
    {
      const char *name = sqlite3_bind_parameter_name (handle, place);
      guint64     index;

      if (name == NULL || *name != '$' ||
          !g_ascii_string_to_unsigned (name + 1, 10, 1, G_MAXINT16, &index, NULL))
        g_error ("Values of a statement are $1, $2, …, in: %s", sqlite3_sql (handle));

      if (index >= places->len)
        g_array_set_size (places, (guint) index + 1);
      g_array_index (places, int, index) = place;
    }

  return places;
}

CantripStatement *
_cantrip_statement_new (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt     *handle = NULL;
  CantripStatement *self;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK)
    {
      _cantrip_database_error (db, "prepare a statement", error);
      return NULL;
    }

  self = g_new0 (CantripStatement, 1);
  self->handle = handle;
  self->places = find_places (handle);

  return self;
}

void
cantrip_statement_free (CantripStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_array_unref (statement->places);
  g_free (statement);
}

void
cantrip_statement_reset (CantripStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
}

static int
get_place (CantripStatement *statement, int index)
{
  g_assert (index >= 1 && (guint) index < statement->places->len);

  return g_array_index (statement->places, int, index);
}

void
cantrip_statement_bind_int (CantripStatement *statement, int index, gint64 value)
{
  sqlite3_bind_int64 (statement->handle, get_place (statement, index), value);
}

void
cantrip_statement_bind_if_known (CantripStatement *statement, int index, gint64 value)
{
  if (value >= 0)
    sqlite3_bind_int64 (statement->handle, get_place (statement, index), value);
}

void
cantrip_statement_bind_text (CantripStatement *statement, int index, const char *value)
{
  sqlite3_bind_text (statement->handle, get_place (statement, index), value, -1, SQLITE_STATIC);
}

void
cantrip_statement_bind_text_len (CantripStatement *statement,
                                 int               index,
                                 const char       *value,
                                 gsize             length)
{
  sqlite3_bind_text64 (statement->handle,
                       get_place (statement, index),
                       value,
                       length,
                       SQLITE_STATIC,
                       SQLITE_UTF8);
}

gboolean
cantrip_statement_run (CantripStatement *statement, const char *doing, GError **error)
{
  if (sqlite3_step (statement->handle) != SQLITE_DONE)
    return _cantrip_database_error (sqlite3_db_handle (statement->handle), doing, error);

  return TRUE;
}

gboolean
cantrip_statement_next (CantripStatement *statement,
                        gboolean         *ret_has_row,
                        const char       *doing,
                        GError          **error)
{
  int status = sqlite3_step (statement->handle);

  if (status != SQLITE_ROW && status != SQLITE_DONE)
    return _cantrip_database_error (sqlite3_db_handle (statement->handle), doing, error);

  *ret_has_row = status == SQLITE_ROW;

  return TRUE;
}

gboolean
cantrip_statement_is_null (CantripStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

gint64
cantrip_statement_get_int (CantripStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

gint64
cantrip_statement_get_if_known (CantripStatement *statement, int column)
{
  return cantrip_statement_is_null (statement, column)
             ? -1
             : cantrip_statement_get_int (statement, column);
}

const char *
cantrip_statement_get_text (CantripStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

gsize
cantrip_statement_get_length (CantripStatement *statement, int column)
{
  return (gsize) sqlite3_column_bytes (statement->handle, column);
}

gint64
cantrip_statement_get_changes (CantripStatement *statement)
{
  return sqlite3_changes64 (sqlite3_db_handle (statement->handle));
}
