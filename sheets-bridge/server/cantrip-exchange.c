/* cantrip-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-exchange"

#include "config.h"

#include "server/cantrip-exchange.h"

#include "base/cantrip-json.h"
#include "base/cantrip-text.h"
#include "base/cantrip-time.h"
#include "server/cantrip-client.h"
#include "server/cantrip-service-error.h"

#define JSON_TYPE "application/json; charset=utf-8"
#define MAX_SHOWN 80 /* characters of a name in an error */

struct _CantripExchange
{
  SoupServerMessage *message;  /* (owned) */
  CantripClient     *client;   /* (owned): whom it came from */
  CantripServices   *services; /* (borrowed): outlives the workers */
  CantripCaller     *caller;   /* (owned) */
  CantripRouting    *routing;  /* (owned): as it was on arrival */
  gint64             received_at_us;
  char              *parameter; /* (owned) (nullable) */
  GPtrArray         *query;     /* (owned) (nullable) (element-type CantripQueryField) */
  GCancellable      *hang_up;   /* (owned) (nullable): made by cantrip_exchange_wait() */
  GSource           *watch;     /* (owned) (nullable) */
};

static void
query_field_free (CantripQueryField *field)
{
  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static void
exchange_free (CantripExchange *self)
{
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  g_clear_object (&self->hang_up);
  g_clear_pointer (&self->query, g_ptr_array_unref);
  g_clear_pointer (&self->parameter, g_free);
  g_clear_pointer (&self->routing, cantrip_routing_unref);
  g_clear_object (&self->caller);
  g_clear_object (&self->message);
  cantrip_client_end_request (self->client, g_get_monotonic_time ());
  cantrip_client_unref (self->client);
  g_free (self);
}

/* The reply is out, or its client is gone. */
static void
finished_cb (SoupServerMessage *message, gpointer services)
{
  cantrip_client_end_reply (cantrip_client_from_message (message), g_get_monotonic_time ());
  cantrip_services_add_open (services, -1);
}

CantripExchange *
cantrip_exchange_new (SoupServerMessage *message, CantripServices *services, CantripCaller *caller)
{
  CantripExchange *self = g_new0 (CantripExchange, 1);

  self->message = g_object_ref (message);
  self->client = cantrip_client_ref (cantrip_client_from_message (message));
  cantrip_client_begin_request (self->client);
  self->services = services;
  self->caller = g_object_ref (caller);
  self->routing = cantrip_services_get_routing (services);
  self->received_at_us = cantrip_time_now_us ();
  cantrip_services_add_open (services, 1);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), services);

  return self;
}

CantripServices *
cantrip_exchange_get_services (CantripExchange *self)
{
  return self->services;
}

CantripCaller *
cantrip_exchange_get_caller (CantripExchange *self)
{
  return self->caller;
}

CantripRouting *
cantrip_exchange_get_routing (CantripExchange *self)
{
  return self->routing;
}

gint64
cantrip_exchange_get_received_at_us (CantripExchange *self)
{
  return self->received_at_us;
}

const char *
cantrip_exchange_get_parameter (CantripExchange *self)
{
  return self->parameter;
}

void
cantrip_exchange_set_parameter (CantripExchange *self, const char *parameter)
{
  g_free (self->parameter);
  self->parameter = g_strdup (parameter);
}

/* (nullable): the decoded text, if it is UTF-8 without NUL */
static char *
decode (const char *text, gssize length)
{
  g_autofree char *spaced = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);

  g_strdelimit (spaced, "+", ' ');

  /* %00 is refused: such a text would end there for us, and not for others. */
  return g_uri_unescape_string (spaced, NULL);
}

static CantripQueryField *
parse_field (const char *text)
{
  const char        *equals = strchr (text, '=');
  g_autofree char   *name = decode (text, equals != NULL ? equals - text : -1);
  g_autofree char   *value = decode (equals != NULL ? equals + 1 : "", -1);
  CantripQueryField *field;

  if (name == NULL || value == NULL || !g_utf8_validate (name, -1, NULL) ||
      !g_utf8_validate (value, -1, NULL))
    return NULL;

  field = g_new0 (CantripQueryField, 1);
  field->name = g_steal_pointer (&name);
  field->value = g_steal_pointer (&value);

  return field;
}

GPtrArray *
cantrip_exchange_get_query (CantripExchange *self, GError **error)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (self->message));
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (self->query != NULL)
    return self->query;

  fields = g_ptr_array_new_with_free_func ((GDestroyNotify) query_field_free);
  parts = g_strsplit (query != NULL ? query : "", "&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      CantripQueryField *field;

      if (parts[i][0] == '\0')
        continue;

      field = parse_field (parts[i]);
      if (field == NULL)
        {
          cantrip_service_error_set (error,
                                     CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                     "The address has bytes that are not UTF-8; encode the values");
          return NULL;
        }
      g_ptr_array_add (fields, field);
    }

  self->query = g_steal_pointer (&fields);

  return self->query;
}

const char *
cantrip_exchange_get_query_value (CantripExchange *self, const char *name)
{
  GPtrArray *query = cantrip_exchange_get_query (self, NULL);

  for (guint i = 0; query != NULL && i < query->len; i++)
    {
      CantripQueryField *field = g_ptr_array_index (query, i);

      if (g_str_equal (field->name, name))
        return field->value;
    }

  return NULL;
}

JsonNode *
cantrip_exchange_parse_body (CantripExchange *self, GError **error)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = cantrip_json_parse (body, &local_error);

  if (root == NULL)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "The body cannot be read. %s",
                                 local_error->message);
      return NULL;
    }
  if (cantrip_json_root_object (root) == NULL)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "The body must be a JSON object");
      return NULL;
    }

  return g_steal_pointer (&root);
}

/* (nullable): what the caller presented; sets @ret_in_query */
static const char *
find_secret (CantripExchange *self, gboolean query_too, gboolean *ret_in_query)
{
  const char *header =
      soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                    "Authorization");

  *ret_in_query = FALSE;
  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    return header + 7;

  if (!query_too)
    return NULL;

  *ret_in_query = TRUE;

  return cantrip_exchange_get_query_value (self, "k");
}

static const char *
explain_refusal (const char *secret, gboolean query_too, gboolean wrong_kind)
{
  if (secret == NULL || secret[0] == '\0')
    return query_too ? "A key is missing; end the address in &k= and a cell key"
                     : "A key is missing; send it as “Authorization: Bearer KEY”";

  return wrong_kind ? "This key may not stand in an address, which others see; use a cell key"
                    : "The key was refused";
}

const CantripApiKey *
cantrip_exchange_authenticate (CantripExchange *self, gboolean query_too, GError **error)
{
  gboolean             in_query;
  const char          *secret = find_secret (self, query_too, &in_query);
  const CantripApiKey *key = cantrip_routing_find_key (self->routing, secret != NULL ? secret : "");
  gboolean             valid = key != NULL && cantrip_api_key_is_valid (key, self->received_at_us);
  GError              *refusal;

  if (cantrip_services_is_draining (self->services))
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                 "The service is stopping");
      return NULL;
    }

  if (!valid || (in_query && key->kind != CANTRIP_API_KEY_CELL))
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_KEY,
                                 "%s",
                                 explain_refusal (secret, query_too, valid));
      return NULL;
    }

  refusal = cantrip_services_count_call (self->services, key);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return NULL;
    }

  return key;
}

const CantripRoute *
cantrip_exchange_find_route (CantripExchange *self, const CantripApiKey *key, GError **error)
{
  const CantripRoute *route = cantrip_routing_find (self->routing, self->parameter);
  g_autofree char    *shown = NULL;
  const char         *nearest;

  if (route != NULL && cantrip_api_key_may_call (key, route->deployment_id))
    return route;

  shown = cantrip_text_shorten (self->parameter, MAX_SHOWN);
  nearest = cantrip_routing_find_nearest (self->routing, self->parameter, key);
  if (nearest != NULL)
    cantrip_service_error_set (error,
                               CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT,
                               "No deployment called “%s”. Did you mean “%s”?",
                               shown,
                               nearest);
  else
    cantrip_service_error_set (error,
                               CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT,
                               "No deployment called “%s” that this key may call; ask its owner",
                               shown);

  return NULL;
}

/* Readable with nothing to read: the client is gone. Something to read: an early next request. */
static gboolean
hang_up_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  if (g_socket_get_available_bytes (socket) <= 0)
    g_cancellable_cancel (G_CANCELLABLE (user_data));

  return G_SOURCE_REMOVE;
}

/* Watches from now on, in place of the source that this was called by. */
static gboolean
start_watch_cb (gpointer user_data)
{
  CantripExchange *self = user_data;
  g_autoptr (GSocket) socket = cantrip_client_dup_socket (self->client);

  g_clear_pointer (&self->watch, g_source_unref);
  if (socket == NULL)
    {
      g_cancellable_cancel (self->hang_up);
      return G_SOURCE_REMOVE;
    }

  self->watch = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (hang_up_cb), self->hang_up, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());

  return G_SOURCE_REMOVE;
}

/*
 * libsoup 3.2 does not look at the socket of a paused message, so we do; but only once there is
 * nothing else to do, since most answers are there before that, and a watch has its price.
 */
GCancellable *
cantrip_exchange_wait (CantripExchange *self)
{
  g_return_val_if_fail (self->hang_up == NULL, self->hang_up);

  self->hang_up = g_cancellable_new ();
  soup_server_message_pause (self->message);
  self->watch = g_idle_source_new ();
  g_source_set_priority (self->watch, G_PRIORITY_LOW);
  g_source_set_callback (self->watch, start_watch_cb, self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());

  return self->hang_up;
}

/* Sends what was set, and ends the exchange. */
static void
send_reply (CantripExchange *self, guint status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (cantrip_services_is_draining (self->services))
    soup_message_headers_replace (headers, "Connection", "close");

  soup_server_message_set_status (self->message, status, NULL);
  if (self->hang_up != NULL)
    soup_server_message_unpause (self->message);

  exchange_free (self);
}

static void
set_body (CantripExchange *self, const char *content_type, char *text, gsize length)
{
  soup_server_message_set_response (self->message, content_type, SOUP_MEMORY_TAKE, text, length);
}

void
cantrip_exchange_reply_json (CantripExchange *self, guint status, GString *json)
{
  gsize length = json->len;

  set_body (self, JSON_TYPE, g_string_free (json, FALSE), length);
  send_reply (self, status);
}

void
cantrip_exchange_reply_text (CantripExchange *self,
                             guint            status,
                             const char      *content_type,
                             char            *text,
                             GError          *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GError) owned_error = error;
  gboolean pending = g_error_matches (error, CANTRIP_SERVICE_ERROR, CANTRIP_SERVICE_ERROR_PENDING);

  soup_message_headers_replace (headers,
                                "X-Cantrip-Status",
                                error == NULL ? "ok"
                                : pending     ? "pending"
                                              : "error");
  if (error != NULL)
    soup_message_headers_replace (headers,
                                  "X-Cantrip-Code",
                                  cantrip_service_error_get_name (error));

  set_body (self, content_type, text, strlen (text));
  send_reply (self, status);
}

void
cantrip_exchange_reply_error (CantripExchange *self, GError *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GError) owned_error = error;
  gint64   retry_after_ms = cantrip_service_error_get_retry_after_ms (error);
  GString *json = g_string_new ("{\"error\":");

  cantrip_service_error_append_json (error, json);
  g_string_append_c (json, '}');

  if (retry_after_ms >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", (int) ((retry_after_ms + 999) / 1000));

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }

  cantrip_exchange_reply_json (self, cantrip_service_error_get_status (error), json);
}

/*
 * libsoup 3.2 takes a reply with neither length nor encoding to last until the connection is
 * closed, a 204 too, and then closes it. What it writes it has decided before this.
 */
static void
keep_connection_cb (SoupServerMessage *message, gpointer user_data G_GNUC_UNUSED)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

void
cantrip_exchange_reply_empty (CantripExchange *self, guint status, const char *content_type)
{
  if (content_type != NULL)
    soup_server_message_set_response (self->message, content_type, SOUP_MEMORY_STATIC, "", 0);
  else
    g_signal_connect (self->message, "wrote-headers", G_CALLBACK (keep_connection_cb), NULL);
  send_reply (self, status);
}
