/* cantrip-statement-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "store/cantrip-statement.h"

/* Between the store and its statements; repositories do not include this. */
CantripStatement *_cantrip_statement_new (sqlite3 *db, const char *sql, GError **error);

/*
 * Says what was attempted, why SQLite refused, and what to do about it. The code is
 * `CANTRIP_ERROR_BUSY`, `_CONFLICT` (a row with that name or number exists) or `_DATABASE`.
 * Returns %FALSE.
 */
gboolean _cantrip_database_error (sqlite3 *db, const char *doing, GError **error);
