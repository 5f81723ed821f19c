/* cantrip-store-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include <glib.h>

/* `PRAGMA application_id` of a workspace: "Cant". The MIME type is recognized by it. */
#define CANTRIP_STORE_APPLICATION_ID 0x43616e74

/* The schema this version writes; equals the number of files in migrations/. */
guint _cantrip_store_schema_version (void);

/*
 * Checks that @db is a workspace of this version or an older one, and steps it up. Refuses
 * files of newer versions and databases that are something else.
 */
gboolean _cantrip_store_migrate (sqlite3 *db, GError **error);

/* Runs SQL that returns nothing. */
gboolean _cantrip_store_execute (sqlite3 *db, const char *sql, const char *doing, GError **error);
