/* cantrip-connection.h
 *
 * provider/ asks models. Before it: prompt/ (messages). After it: variant/ and generation/.
 * A connection is the account, a provider speaks its protocol, the catalog knows its models.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-catalog.h"
#include "provider/cantrip-network.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/**
 * CantripConnection:
 * @id: id in the workspace; 0 before it is stored
 * @name: (not nullable) (owned): how variants and people call it
 * @protocol: (not nullable) (owned): `openai` or `sample`
 * @base_url: (not nullable) (owned): such as `https://api.openai.com/v1`, no final slash;
 *   empty for `sample`
 * @key_reference: (nullable) (owned): `env:NAME`, `file:PATH`, `credential:NAME` or `keyring:ID`;
 *   never the key itself
 * @dialect: (nullable) (owned): name of a dialect; %NULL: found by the host of @base_url
 * @timeout_s: seconds without any progress before giving up
 * @archived_at_us: when somebody removed it; 0: it is in use. Variants of it still answer
 *
 * An account or server that offers models.
 */
typedef struct
{
  gint64 id;
  char  *name;
  char  *protocol;
  char  *base_url;
  char  *key_reference;
  char  *dialect;
  guint  timeout_s;
  gint64 archived_at_us;
} CantripConnection;

/**
 * cantrip_connection_new_from_json:
 * @object: (nullable): `{"name": "local", "protocol": "openai", "base_url": "http://…/v1",
 *   "key": "env:LOCAL_KEY"?, "dialect": "openai"?, "timeout_s": 120?}`
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`: an unknown member or protocol, a base URL that is not
 * http or https or that carries a user, password, query or fragment, or a "key" that is not a
 * reference (the message tells how to refer to one and does not repeat what was there).
 *
 * Returns: (transfer full): the connection, with id 0, or %NULL with @error set
 */
CantripConnection *
cantrip_connection_new_from_json (JsonObject *object, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What holds where “timeout_s” is not said. */
#define CANTRIP_CONNECTION_TIMEOUT_S 120

/* (transfer full): what cantrip_connection_new_from_json() reads; defaults are left out. */
JsonObject *cantrip_connection_to_json (const CantripConnection *self) G_GNUC_WARN_UNUSED_RESULT;

CantripConnection      *
cantrip_connection_copy (const CantripConnection *self) G_GNUC_WARN_UNUSED_RESULT;
void cantrip_connection_free (CantripConnection *self);

/*
 * The dialect that holds for it, whether named or found by host: `openai`, `groq`, `generic`.
 * A protocol without addresses has the dialect of its own name.
 */
const char *cantrip_connection_get_dialect (const CantripConnection *self);

/**
 * cantrip_connection_make_provider:
 * @self: a connection
 * @catalog: what is known of models: decides which parameters may be sent
 * @network: what its calls go through
 * @error: return location for an error
 *
 * Makes the provider that speaks its protocol; reads the key from where it is kept, which blocks
 * on disk.
 *
 * Errors: `CANTRIP_ERROR_UNAUTHORIZED` when the key is not where the reference points, naming
 * the place and the remedy; `CANTRIP_ERROR_NOT_FOUND` when there is no such dialect;
 * `CANTRIP_ERROR_INVALID_INPUT` when a newer version of the program stored a protocol that this
 * one does not speak.
 *
 * Returns: (transfer full): a provider of the calling thread, or %NULL with @error set
 */
CantripProvider *cantrip_connection_make_provider (const CantripConnection *self,
                                                   CantripCatalog          *catalog,
                                                   CantripNetwork          *network,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_connection_make_provider_async:
 * @self: a connection; copied
 * @key: (nullable) (secret): a key that is kept nowhere yet; %NULL: the one that @self refers to
 * @catalog: as above
 * @network: as above
 * @cancellable: (nullable): ends the wait for the key
 * @callback: (scope async): called once, in the thread-default main context of the caller
 * @user_data: data for @callback
 *
 * The same for a program with a window: reads the key in another thread, and may have a person
 * asked to unlock the key ring.
 */
void cantrip_connection_make_provider_async (const CantripConnection *self,
                                             const char              *key,
                                             CantripCatalog          *catalog,
                                             CantripNetwork          *network,
                                             GCancellable            *cancellable,
                                             GAsyncReadyCallback      callback,
                                             gpointer                 user_data);

/* Returns: (transfer full): a provider of the calling thread; errors as above */
CantripProvider *cantrip_connection_make_provider_finish (GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripConnection, cantrip_connection_free)

G_END_DECLS
