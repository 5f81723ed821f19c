/* cantrip-connection-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-connection.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The connections of a workspace. Blocks on the database, like every repository. All errors
 * below may also be `CANTRIP_ERROR_BUSY` or `CANTRIP_ERROR_DATABASE`.
 */
#define CANTRIP_TYPE_CONNECTION_REPOSITORY (cantrip_connection_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionRepository,
                      cantrip_connection_repository,
                      CANTRIP,
                      CONNECTION_REPOSITORY,
                      GObject)

CantripConnectionRepository *
cantrip_connection_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_connection_repository_add:
 * @self: a repository
 * @connection: with the id 0; gets its id on success
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_CONFLICT` when one of that name is in use.
 *
 * Returns: %TRUE if it was added
 */
gboolean cantrip_connection_repository_add (CantripConnectionRepository *self,
                                            CantripConnection           *connection,
                                            GError                     **error);

/**
 * cantrip_connection_repository_update:
 * @self: a repository
 * @connection: with its id; everything else is stored
 * @error: return location for an error
 *
 * Changes a connection. It is an account, not a recipe: variants ask the changed one.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`; `CANTRIP_ERROR_CONFLICT` when another has that name.
 *
 * Returns: %TRUE if it was changed
 */
gboolean cantrip_connection_repository_update (CantripConnectionRepository *self,
                                               const CantripConnection     *connection,
                                               GError                     **error);

/**
 * cantrip_connection_repository_archive:
 * @self: a repository
 * @id: of a connection
 * @error: return location for an error
 *
 * Removes a connection from what people choose from. Variants and runs that use it keep it.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, also when it is removed already.
 *
 * Returns: %TRUE if it was removed
 */
gboolean cantrip_connection_repository_archive (CantripConnectionRepository *self,
                                                gint64                       id,
                                                GError                     **error);

/*
 * Undoes that. Errors: `CANTRIP_ERROR_NOT_FOUND`; `CANTRIP_ERROR_CONFLICT` when another has taken
 * its name meanwhile.
 */
gboolean cantrip_connection_repository_restore (CantripConnectionRepository *self,
                                                gint64                       id,
                                                GError                     **error);

/* One in use, else one that was removed. Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest name.
 */
CantripConnection *
cantrip_connection_repository_find_by_name (CantripConnectionRepository *self,
                                            const char                  *name,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* In use or removed. Errors: `CANTRIP_ERROR_NOT_FOUND`. */
CantripConnection *
cantrip_connection_repository_find_by_id (CantripConnectionRepository *self,
                                          gint64                       id,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripConnection): those in use, in order of names */
GPtrArray *cantrip_connection_repository_list (CantripConnectionRepository *self,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, followed by those that were removed, the last one first. */
GPtrArray *cantrip_connection_repository_list_all (CantripConnectionRepository *self,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
