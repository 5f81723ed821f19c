/* cantrip-api-key-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-api-key.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The keys of a workspace. Blocks on the database. */
#define CANTRIP_TYPE_API_KEY_REPOSITORY (cantrip_api_key_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripApiKeyRepository,
                      cantrip_api_key_repository,
                      CANTRIP,
                      API_KEY_REPOSITORY,
                      GObject)

CantripApiKeyRepository *
cantrip_api_key_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_api_key_repository_add:
 * @name: 1 to 200 characters on one line, unique among all keys, revoked ones too
 * @kind: what it may do
 * @deployment_ids: (element-type gint64): those it may call; none: all. A cell key needs one
 * @calls_per_minute: at least 1; -1: no limit
 * @expires_at_us: -1: never
 * @error: return location for an error
 *
 * Makes a key. What it returns is shown once: the workspace keeps only its hash.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`; `CANTRIP_ERROR_CONFLICT` (the name is taken).
 *
 * Returns: (transfer full): the secret, or %NULL with @error set
 */
char *cantrip_api_key_repository_add (CantripApiKeyRepository *self,
                                      const char              *name,
                                      CantripApiKeyKind        kind,
                                      GArray                  *deployment_ids,
                                      gint64                   calls_per_minute,
                                      gint64                   expires_at_us,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lets nobody in with it any more. Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest name. */
gboolean
cantrip_api_key_repository_revoke (CantripApiKeyRepository *self, const char *name, GError **error);

/* Returns: (transfer full) (element-type CantripApiKey): oldest first, revoked ones too */
GPtrArray *cantrip_api_key_repository_list (CantripApiKeyRepository *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
