/* cantrip-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "server/cantrip-caller.h"

G_BEGIN_DECLS

/*
 * One request, from its arrival to its one reply. The endpoint that gets it owns it, and ends
 * it with one of the reply functions; before it waits for anything it calls
 * cantrip_exchange_wait().
 */
typedef struct _CantripExchange CantripExchange;

/* Answers one kind of request; takes the exchange. */
typedef void (*CantripEndpoint) (CantripExchange *exchange);

/**
 * cantrip_exchange_new:
 * @message: the request, whole
 * @services: shared by the workers
 * @caller: of the worker that got the request
 *
 * Returns: (transfer full): a new exchange
 */
CantripExchange *cantrip_exchange_new (SoupServerMessage *message,
                                       CantripServices   *services,
                                       CantripCaller     *caller) G_GNUC_WARN_UNUSED_RESULT;

CantripServices *cantrip_exchange_get_services (CantripExchange *self);
CantripCaller   *cantrip_exchange_get_caller (CantripExchange *self);
CantripRouting  *cantrip_exchange_get_routing (CantripExchange *self);
gint64           cantrip_exchange_get_received_at_us (CantripExchange *self);

/* Of the address: what stands for `{slug}`. Set by the router. */
const char *cantrip_exchange_get_parameter (CantripExchange *self);
void        cantrip_exchange_set_parameter (CantripExchange *self, const char *parameter);

/**
 * CantripQueryField:
 * @name: (not nullable) (owned): decoded
 * @value: (not nullable) (owned): decoded
 */
typedef struct
{
  char *name;
  char *value;
} CantripQueryField;

/**
 * cantrip_exchange_get_query:
 *
 * Reads the query of the address: `+` and `%20` are spaces, names may repeat.
 *
 * Errors: `CANTRIP_SERVICE_ERROR_BAD_REQUEST`: it is not UTF-8.
 *
 * Returns: (transfer none) (element-type CantripQueryField): in their order; %NULL on error
 */
GPtrArray *cantrip_exchange_get_query (CantripExchange *self, GError **error);

/* (nullable): the first value called @name; %NULL too for a query that cannot be read */
const char *cantrip_exchange_get_query_value (CantripExchange *self, const char *name);

/**
 * cantrip_exchange_parse_body:
 *
 * Errors: `CANTRIP_SERVICE_ERROR_BAD_REQUEST`: it is not a JSON object.
 *
 * Returns: (transfer full): the root, or %NULL with @error set
 */
JsonNode *
cantrip_exchange_parse_body (CantripExchange *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_exchange_authenticate:
 * @self: an exchange
 * @query_too: whether a cell key in the query (`k`) will do
 * @error: return location for an error
 *
 * Finds the key of the caller, and takes one call from its rate limit.
 *
 * Errors: `CANTRIP_SERVICE_ERROR_BAD_KEY`; `CANTRIP_SERVICE_ERROR_RATE_LIMITED`;
 * `CANTRIP_SERVICE_ERROR_UNAVAILABLE` once the service is stopping, when nobody is let in.
 *
 * Returns: (transfer none): the key, which lives as long as the exchange; %NULL with @error set
 */
const CantripApiKey *
cantrip_exchange_authenticate (CantripExchange *self, gboolean query_too, GError **error);

/**
 * cantrip_exchange_find_route:
 * @self: an exchange whose parameter is a slug
 * @key: who asks
 * @error: return location for an error
 *
 * Errors: `CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT`, with the nearest name that @key may call;
 * so, too, for a deployment that @key may not call: its name is nobody else's business.
 *
 * Returns: (transfer none): the route, which lives as long as the exchange; %NULL on error
 */
const CantripRoute *
cantrip_exchange_find_route (CantripExchange *self, const CantripApiKey *key, GError **error);

/**
 * cantrip_exchange_wait:
 *
 * Keeps the request open until a reply, and watches for the client to hang up.
 *
 * Returns: (transfer none): cancelled when the client hangs up
 */
GCancellable *cantrip_exchange_wait (CantripExchange *self);

/* The replies; each takes the exchange, and is the last thing done with it. */

/* Takes @json. */
void cantrip_exchange_reply_json (CantripExchange *self, guint status, GString *json);

/* Takes @text and @error; the error is of the service and may be %NULL, it sets X-Cantrip-Code. */
void cantrip_exchange_reply_text (CantripExchange *self,
                                  guint            status,
                                  const char      *content_type,
                                  char            *text,
                                  GError          *error);

/* `{"error": {…}}` with the status that goes with @error, which is taken. */
void cantrip_exchange_reply_error (CantripExchange *self, GError *error);

/* No body. */
void cantrip_exchange_reply_empty (CantripExchange *self, guint status, const char *content_type);

G_END_DECLS
