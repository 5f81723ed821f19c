/* cantrip-statement.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One prepared SQL statement. Repositories use only these functions, so that the
 * same repository runs on every driver; <sqlite3.h> is included by the SQLite
 * driver alone.
 */
typedef struct _CantripStatement CantripStatement;

void cantrip_statement_free (CantripStatement *statement);

/*
 * Parameters count from 1; one that is not bound is SQL NULL. Text is borrowed until the
 * statement is reset; %NULL binds SQL NULL.
 */
void cantrip_statement_bind_int (CantripStatement *statement, int index, gint64 value);
void cantrip_statement_bind_text (CantripStatement *statement, int index, const char *value);
void cantrip_statement_bind_text_len (CantripStatement *statement,
                                      int               index,
                                      const char       *value,
                                      gsize             length);
/* A negative number is “unknown” and binds SQL NULL. */
void cantrip_statement_bind_if_known (CantripStatement *statement, int index, gint64 value);

/**
 * cantrip_statement_run:
 * @statement: a statement that returns no rows
 * @doing: what is being attempted, for the message: “log the request”
 * @error: return location for an error
 *
 * Runs @statement to its end. Blocks on the database.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT` when a UNIQUE constraint refused the row;
 * `CANTRIP_ERROR_INVALID_INPUT` when another did, such as an id of nothing that exists;
 * `CANTRIP_ERROR_BUSY` when another program kept the database; `CANTRIP_ERROR_DATABASE`.
 *
 * Returns: %TRUE if it succeeded
 */
gboolean cantrip_statement_run (CantripStatement *statement, const char *doing, GError **error);

/**
 * cantrip_statement_next:
 * @statement: a statement that returns rows
 * @ret_has_row: (out): %FALSE after the last row
 * @doing: what is being attempted, for the message
 * @error: return location for an error
 *
 * Moves to the next row. Blocks on the database.
 *
 * Errors: as cantrip_statement_run().
 *
 * Returns: %TRUE if @ret_has_row was set
 */
gboolean cantrip_statement_next (CantripStatement *statement,
                                 gboolean         *ret_has_row,
                                 const char       *doing,
                                 GError          **error);

/*
 * Columns count from 0. Text is borrowed until the next row or reset; SQL NULL reads as %NULL
 * or 0.
 */
gboolean    cantrip_statement_is_null (CantripStatement *statement, int column);
gint64      cantrip_statement_get_int (CantripStatement *statement, int column);
const char *cantrip_statement_get_text (CantripStatement *statement, int column);
/* Bytes of the text that cantrip_statement_get_text() last gave for @column. */
gsize cantrip_statement_get_length (CantripStatement *statement, int column);
/* SQL NULL reads as -1, “unknown”. */
gint64 cantrip_statement_get_if_known (CantripStatement *statement, int column);

/* How many rows the last run of any statement on this store inserted, updated or deleted. */
gint64 cantrip_statement_get_changes (CantripStatement *statement);

/*
 * Borrows a kept statement for one block; resets it and drops its values at the
 * end of the block, on every path:
 *
 *   g_autoptr (CantripStatementUse) insert = self->insert;
 */
typedef CantripStatement CantripStatementUse;

void cantrip_statement_reset (CantripStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripStatementUse, cantrip_statement_reset)

G_END_DECLS
