/* cantrip-dialect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-completion.h"

G_BEGIN_DECLS

/* In which header the key goes. */
typedef enum
{
  CANTRIP_AUTH_BEARER,  /* `Authorization: Bearer KEY` */
  CANTRIP_AUTH_API_KEY, /* `api-key: KEY` */
} CantripAuth;

/* How a reply is bound to a JSON Schema. */
typedef enum
{
  CANTRIP_SCHEMA_NONE,        /* it cannot be */
  CANTRIP_SCHEMA_JSON_OBJECT, /* only to be JSON: `{"type": "json_object"}` */
  CANTRIP_SCHEMA_JSON_SCHEMA, /* `{"type": "json_schema", "json_schema": {…}}` */
} CantripSchema;

/*
 * How one provider speaks the protocol `openai`: a record of data/dialects.json. Records live
 * until the program ends and are immutable, so they may cross threads.
 */
typedef struct _CantripDialect CantripDialect;

/**
 * cantrip_dialect_find:
 * @name: (not nullable): `openai`, `groq`, …, or `generic`
 * @error: return location for an error
 *
 * Finds a dialect. The first call of any function here reads `$CANTRIP_DATA_DIR/dialects.json`,
 * else the installed one, and blocks on disk.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, offering the nearest name, or when the file is missing;
 * `CANTRIP_ERROR_INVALID_INPUT` when the file is broken.
 *
 * Returns: (transfer none): the dialect, or %NULL with @error set
 */
const CantripDialect *cantrip_dialect_find (const char *name, GError **error);

/**
 * cantrip_dialect_find_by_host:
 * @host: (nullable): host of a base URL, in any case
 * @error: return location for an error
 *
 * Errors: as cantrip_dialect_find().
 *
 * Returns: (transfer none): the first dialect that claims @host, at last `generic`; %NULL with
 * @error set
 */
const CantripDialect *cantrip_dialect_find_by_host (const char *host, GError **error);

/**
 * cantrip_dialect_list:
 * @error: return location for an error
 *
 * What a new connection may begin with.
 *
 * Errors: as cantrip_dialect_find().
 *
 * Returns: (transfer container) (element-type CantripDialect): all, `generic` last, or %NULL
 */
GPtrArray *cantrip_dialect_list (GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *cantrip_dialect_get_name (const CantripDialect *self);
const char *cantrip_dialect_get_title (const CantripDialect *self);
/* A proposal for a new connection; words in capitals are to be replaced; may be empty. */
const char *cantrip_dialect_get_base_url (const CantripDialect *self);
CantripAuth cantrip_dialect_get_auth (const CantripDialect *self);
/* (nullable): the page on which an account makes a key; %NULL: such servers need none. */
const char *cantrip_dialect_get_key_url (const CantripDialect *self);
/* (nullable): the environment variable in which people keep its key. */
const char *cantrip_dialect_get_key_variable (const CantripDialect *self);
/* (nullable): who owns the models in its list, by which such a server is known. */
const char *cantrip_dialect_get_owner (const CantripDialect *self);
/* (nullable): what its list puts before the names of models, and requests do not. */
const char *cantrip_dialect_get_model_prefix (const CantripDialect *self);
/* The field for the most tokens of a chat reply: `max_tokens` or `max_completion_tokens`. */
const char *cantrip_dialect_get_max_tokens_field (const CantripDialect *self);
/* (nullable): the field for a seed; %NULL: there is none. */
const char   *cantrip_dialect_get_seed_field (const CantripDialect *self);
CantripSchema cantrip_dialect_get_schema (const CantripDialect *self);
/* Whether `stream_options.include_usage` may be sent; else usage comes unasked or never. */
gboolean cantrip_dialect_takes_stream_usage (const CantripDialect *self);

/**
 * cantrip_dialect_read_finish:
 * @self: a dialect
 * @reason: (nullable): its `finish_reason`
 *
 * Returns: what it means; `unknown` for a word that nobody told us of
 */
CantripFinish cantrip_dialect_read_finish (const CantripDialect *self, const char *reason);

G_END_DECLS
