/* cantrip-store.h
 *
 * store/ keeps a workspace: the store opens it and brings its schema up to date, a statement
 * is one piece of SQL. Repositories in the other folders stand on these two and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-statement.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_STORE (cantrip_store_get_type ())

G_DECLARE_FINAL_TYPE (CantripStore, cantrip_store, CANTRIP, STORE, GObject)

/**
 * CantripStoreMode:
 * @CANTRIP_STORE_CREATE: read and write; make the workspace if it is missing
 * @CANTRIP_STORE_WRITE: read and write a workspace that exists
 * @CANTRIP_STORE_READ: only read; never waits for a writer
 */
typedef enum
{
  CANTRIP_STORE_CREATE,
  CANTRIP_STORE_WRITE,
  CANTRIP_STORE_READ,
} CantripStoreMode;

/**
 * cantrip_store_open:
 * @uri: (not nullable): the path of a workspace file, or `:memory:` in tests
 * @mode: what it is opened for
 * @error: return location for an error
 *
 * Opens a workspace and brings its schema up to date.
 *
 * Blocks on disk. The store, its statements and the repositories on top of it
 * belong to the thread that called this, and to no other.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`; `CANTRIP_ERROR_INVALID_INPUT` (not a workspace, or a kind
 * of address that this version does not open); `CANTRIP_ERROR_CONFLICT` (written by a newer
 * version); `CANTRIP_ERROR_BUSY`; `CANTRIP_ERROR_DATABASE`.
 *
 * Returns: (transfer full): the store, or %NULL with @error set
 */
CantripStore *cantrip_store_open (const char      *uri,
                                  CantripStoreMode mode,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* What it was opened with. */
const char *cantrip_store_get_uri (CantripStore *self);

/*
 * How long a write waits while another program writes, in milliseconds: 10 seconds unless told
 * otherwise. 0: it fails with `CANTRIP_ERROR_BUSY` at once.
 */
void cantrip_store_set_patience_ms (CantripStore *self, guint patience_ms);

/**
 * cantrip_store_prepare:
 * @self: a store
 * @sql: (not nullable): exactly one statement, with `$1`, `$2`, … for values, in
 *   the part of SQL that SQLite and PostgreSQL share
 * @error: return location for an error
 *
 * Compiles @sql. Keep the statement in the repository that uses it, and free it
 * before the store goes away.
 *
 * Errors: `CANTRIP_ERROR_DATABASE`.
 *
 * Returns: (transfer full): the statement, or %NULL with @error set
 */
CantripStatement *cantrip_store_prepare (CantripStore *self,
                                         const char   *sql,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CantripStorePlan:
 * @field: (out): where the statement goes
 * @sql: its text
 *
 * What a repository wants prepared: one entry for each of its statements.
 */
typedef struct
{
  CantripStatement **field;
  const char        *sql;
} CantripStorePlan;

/* Prepares @n_plans statements; on failure the fields filled so far stay for finalize. */
gboolean cantrip_store_prepare_all (CantripStore           *self,
                                    const CantripStorePlan *plans,
                                    gsize                   n_plans,
                                    GError                **error);

/**
 * cantrip_store_get_data_version:
 * @self: a store
 * @ret_version: (out): set on success; differs from the last one if somebody else, in this
 *   program or another, has committed since
 * @error: return location for an error
 *
 * Cheap enough to ask once a second.
 *
 * Errors: `CANTRIP_ERROR_DATABASE`.
 *
 * Returns: %TRUE if @ret_version was set
 */
gboolean cantrip_store_get_data_version (CantripStore *self, gint64 *ret_version, GError **error);

/*
 * Changes that belong together. Undone at the end of the block unless committed:
 *
 *   g_autoptr (CantripTransaction) transaction = cantrip_store_begin (store, error);
 *
 *   if (transaction == NULL || !insert (…))
 *     return FALSE;
 *
 *   return cantrip_transaction_commit (&transaction, error);
 *
 * A transaction takes the write lock at once, so that it cannot fail half way for having read
 * first; keep it short, and never wait for the network in one. One inside another is part of
 * it: nothing is kept before the outermost is committed, and if one is undone, all are.
 */
typedef struct _CantripTransaction CantripTransaction;

CantripTransaction *
cantrip_store_begin (CantripStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Commits and clears @transaction. On failure nothing of it is kept. */
gboolean cantrip_transaction_commit (CantripTransaction **transaction, GError **error);

void cantrip_transaction_roll_back (CantripTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTransaction, cantrip_transaction_roll_back)

G_END_DECLS
