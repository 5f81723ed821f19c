/* cantrip-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-store"

#include "config.h"

#include "store/cantrip-store.h"

#include "base/cantrip-error.h"
#include "store/cantrip-statement-private.h"
#include "store/cantrip-store-private.h"

#define BUSY_TIMEOUT_MS 10000

struct _CantripStore
{
  GObject parent_instance;

  char             *uri;          /* (owned) */
  sqlite3          *db;           /* (owned) */
  CantripStatement *begin;        /* (owned) */
  CantripStatement *commit;       /* (owned) */
  CantripStatement *roll_back;    /* (owned) */
  CantripStatement *data_version; /* (owned) */
  guint             depth;        /* of transactions within transactions */
  gboolean          doomed;       /* an inner one was undone, so the outermost must be too */
};

G_DEFINE_FINAL_TYPE (CantripStore, cantrip_store, G_TYPE_OBJECT)

/*
 * WAL: readers never wait for the writer. NORMAL: a commit survives the end of the program
 * at any moment; a power cut may take the last moments before it, never the file.
 */
static const char WRITER_SETTINGS[] = "PRAGMA journal_mode = WAL;"
                                      "PRAGMA synchronous = NORMAL;"
                                      "PRAGMA foreign_keys = ON";

static gboolean
check_uri (const char *uri, CantripStoreMode mode, GError **error)
{
  if (g_str_has_prefix (uri, "postgresql://") || g_str_has_prefix (uri, "postgres://"))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "This version opens workspace files only, not PostgreSQL; give the "
                              "path of a .cantrip file");

  if (mode != CANTRIP_STORE_CREATE && !g_str_equal (uri, ":memory:") &&
      !g_file_test (uri, G_FILE_TEST_EXISTS))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "There is no workspace at “%s”; make one with “cantrip-bridge init”",
                              uri);

  return TRUE;
}

static gboolean
open_database (CantripStore *self, CantripStoreMode mode, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX |
              (mode == CANTRIP_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);

  if (mode == CANTRIP_STORE_CREATE)
    flags |= SQLITE_OPEN_CREATE;

  if (sqlite3_open_v2 (self->uri, &self->db, flags, NULL) != SQLITE_OK)
    return _cantrip_database_error (self->db, "open the workspace", error);

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);

  if (mode == CANTRIP_STORE_READ)
    return _cantrip_store_execute (self->db,
                                   "PRAGMA query_only = ON",
                                   "open the workspace",
                                   error) &&
           _cantrip_store_migrate (self->db, error);

  /* The check comes first: turning WAL on would already change a file of somebody else. */
  return _cantrip_store_migrate (self->db, error) &&
         _cantrip_store_execute (self->db, WRITER_SETTINGS, "open the workspace", error);
}

static void
cantrip_store_finalize (GObject *object)
{
  CantripStore *self = CANTRIP_STORE (object);

  g_clear_pointer (&self->begin, cantrip_statement_free);
  g_clear_pointer (&self->commit, cantrip_statement_free);
  g_clear_pointer (&self->roll_back, cantrip_statement_free);
  g_clear_pointer (&self->data_version, cantrip_statement_free);

  /* Fails when a repository forgot to finalize a statement. */
  if (sqlite3_close (self->db) != SQLITE_OK)
    g_critical ("Closed the database with statements still open");
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (cantrip_store_parent_class)->finalize (object);
}

static void
cantrip_store_class_init (CantripStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_store_finalize;
}

static void
cantrip_store_init (CantripStore *self G_GNUC_UNUSED)
{
}

CantripStore *
cantrip_store_open (const char *uri, CantripStoreMode mode, GError **error)
{
  g_autoptr (CantripStore) self = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!check_uri (uri, mode, error))
    return NULL;

  self = g_object_new (CANTRIP_TYPE_STORE, NULL);
  self->uri = g_strdup (uri);

  const CantripStorePlan plans[] = {
    { &self->begin, "BEGIN IMMEDIATE" },
    { &self->commit, "COMMIT" },
    { &self->roll_back, "ROLLBACK" },
    { &self->data_version, "PRAGMA data_version" },
  };

  if (!open_database (self, mode, error) ||
      !cantrip_store_prepare_all (self, plans, G_N_ELEMENTS (plans), error))
    {
      g_prefix_error (error, "%s: ", uri);
      return NULL;
    }

  return g_steal_pointer (&self);
}

const char *
cantrip_store_get_uri (CantripStore *self)
{
  g_return_val_if_fail (CANTRIP_IS_STORE (self), NULL);

  return self->uri;
}

void
cantrip_store_set_patience_ms (CantripStore *self, guint patience_ms)
{
  g_return_if_fail (CANTRIP_IS_STORE (self));

  sqlite3_busy_timeout (self->db, (int) patience_ms);
}

CantripStatement *
cantrip_store_prepare (CantripStore *self, const char *sql, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_STORE (self), NULL);

  return _cantrip_statement_new (self->db, sql, error);
}

gboolean
cantrip_store_prepare_all (CantripStore           *self,
                           const CantripStorePlan *plans,
                           gsize                   n_plans,
                           GError                **error)
{
  for (gsize i = 0; i < n_plans; i++)
    {
      *plans[i].field = cantrip_store_prepare (self, plans[i].sql, error);
      if (*plans[i].field == NULL)
        return FALSE;
    }

  return TRUE;
}

gboolean
cantrip_store_get_data_version (CantripStore *self, gint64 *ret_version, GError **error)
{
  g_autoptr (CantripStatementUse) data_version = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_STORE (self), FALSE);

  data_version = self->data_version;
  if (!cantrip_statement_next (data_version, &has_row, "look for changes", error))
    return FALSE;

  *ret_version = cantrip_statement_get_int (data_version, 0);

  return TRUE;
}

/* A transaction is its store, seen while one is open. */
CantripTransaction *
cantrip_store_begin (CantripStore *self, GError **error)
{
  g_autoptr (CantripStatementUse) begin = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (self), NULL);

  begin = self->begin;
  if (self->depth == 0 && !cantrip_statement_run (begin, "start to write to the workspace", error))
    return NULL;

  self->depth++;

  return (CantripTransaction *) self;
}

gboolean
cantrip_transaction_commit (CantripTransaction **transaction, GError **error)
{
  g_autoptr (CantripStatementUse) commit = NULL;
  CantripStore *self = (CantripStore *) *transaction;

  if (self->depth == 1)
    {
      if (self->doomed)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_DATABASE,
                                  "Could not write to the workspace: a part of the change failed");

      commit = self->commit;
      if (!cantrip_statement_run (commit, "write to the workspace", error))
        return FALSE; /* the scope guard rolls back */
    }

  self->depth--;
  *transaction = NULL;

  return TRUE;
}

void
cantrip_transaction_roll_back (CantripTransaction *transaction)
{
  CantripStore *self = (CantripStore *) transaction;
  g_autoptr (CantripStatementUse) roll_back = self->roll_back;

  self->depth--;
  self->doomed = self->depth > 0;
  if (self->doomed)
    return;

  /* SQLite has rolled back by itself after some errors, a full disk among them. */
  if (!sqlite3_get_autocommit (self->db))
    (void) cantrip_statement_run (roll_back, "undo a change", NULL);
}
