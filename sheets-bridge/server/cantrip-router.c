/* cantrip-router.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-router"

#include "config.h"

#include "server/cantrip-router.h"

#include "base/cantrip-json.h"
#include "endpoint/cantrip-endpoints.h"
#include "server/cantrip-refusal.h"
#include "server/cantrip-service-error.h"

#define MAX_BODY_BYTES (1024 * 1024)

struct _CantripRouter
{
  CantripServices *services;   /* (borrowed): outlives the workers */
  CantripCaller   *caller;     /* (owned) */
  GPtrArray       *operations; /* (owned) (element-type Operation) */
};

/* One method of one address. `/v1/cell/{slug}` is the prefix `/v1/cell/` and the suffix ``. */
typedef struct
{
  char           *method; /* (owned): `GET` */
  char           *prefix; /* (owned): up to the parameter, or the whole path */
  char           *suffix; /* (owned) (nullable): after the parameter; %NULL: there is none */
  CantripEndpoint endpoint;
} Operation;

static void
operation_free (Operation *operation)
{
  g_free (operation->method);
  g_free (operation->prefix);
  g_free (operation->suffix);
  g_free (operation);
}

static void
add_operation (CantripRouter *self, const char *path, const char *method, const char *name)
{
  const char *open = strchr (path, '{');
  Operation  *operation = g_new0 (Operation, 1);

  operation->method = g_ascii_strup (method, -1);
  operation->prefix = open != NULL ? g_strndup (path, (gsize) (open - path)) : g_strdup (path);
  operation->suffix = open != NULL ? g_strdup (strchr (open, '}') + 1) : NULL;
  operation->endpoint = cantrip_endpoint_find (name);
  if (operation->endpoint == NULL)
    g_error ("openapi.json names the operation “%s”, which has no endpoint", name);

  g_ptr_array_add (self->operations, operation);
}

static void
add_operations (CantripRouter *self)
{
  g_autoptr (GBytes) text = cantrip_endpoint_get_openapi ();
  g_autoptr (JsonNode) root = cantrip_json_parse (text, NULL);
  JsonObject *paths = cantrip_json_get_object (cantrip_json_root_object (root), "paths");
  g_autoptr (GList) names = json_object_get_members (paths);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *path = cantrip_json_get_object (paths, l->data);
      g_autoptr (GList) methods = json_object_get_members (path);

      for (GList *m = methods; m != NULL; m = m->next)
        {
          const char *name =
              cantrip_json_get_string (cantrip_json_get_object (path, m->data), "operationId");

          if (name != NULL)
            add_operation (self, l->data, m->data, name);
        }
    }

  if (self->operations->len != cantrip_endpoint_get_n ())
    g_error ("There are endpoints that openapi.json does not describe");
}

CantripRouter *
cantrip_router_new (CantripServices *services, GError **error)
{
  CantripCaller *caller = cantrip_caller_new (services, error);
  CantripRouter *self;

  if (caller == NULL)
    return NULL;

  self = g_new0 (CantripRouter, 1);
  self->services = services;
  self->caller = caller;
  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) operation_free);
  add_operations (self);

  return self;
}

void
cantrip_router_free (CantripRouter *self)
{
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_clear_object (&self->caller);
  g_free (self);
}

/* Sets @ret_parameter to what stands for the parameter, not empty and without a slash. */
static gboolean
matches_path (const Operation *operation, const char *path, char **ret_parameter)
{
  gsize            path_length = strlen (path);
  gsize            prefix_length = strlen (operation->prefix);
  gsize            suffix_length;
  g_autofree char *parameter = NULL;

  if (operation->suffix == NULL)
    return g_str_equal (path, operation->prefix);

  suffix_length = strlen (operation->suffix);
  if (path_length <= prefix_length + suffix_length || !g_str_has_prefix (path, operation->prefix) ||
      !g_str_has_suffix (path, operation->suffix))
    return FALSE;

  parameter = g_strndup (path + prefix_length, path_length - prefix_length - suffix_length);
  if (strchr (parameter, '/') != NULL || !g_utf8_validate (parameter, -1, NULL))
    return FALSE;

  *ret_parameter = g_steal_pointer (&parameter);

  return TRUE;
}

/* Sets @ret_found_path if the path is known, whatever the method. */
static const Operation *
find_operation (CantripRouter *self,
                const char    *method,
                const char    *path,
                char         **ret_parameter,
                gboolean      *ret_found_path)
{
  *ret_found_path = FALSE;

  for (guint i = 0; i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);
      g_autofree char *parameter = NULL;

      if (!matches_path (operation, path, &parameter))
        continue;

      *ret_found_path = TRUE;
      if (g_str_equal (operation->method, method))
        {
          *ret_parameter = g_steal_pointer (&parameter);
          return operation;
        }
    }

  return NULL;
}

/*
 * Spreadsheets ask OPTIONS and HEAD before each GET; neither needs a key or does any work. What
 * OPTIONS answers must not hold a DAV header, or LibreOffice asks on for seconds.
 */
static gboolean
answer_probe (CantripExchange *exchange, SoupServerMessage *message, gboolean found_path)
{
  const char *method = soup_server_message_get_method (message);

  if (method == SOUP_METHOD_OPTIONS)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Allow",
                                    "GET, HEAD, POST, DELETE, OPTIONS");
      cantrip_exchange_reply_empty (exchange, SOUP_STATUS_NO_CONTENT, NULL);
      return TRUE;
    }

  if (method == SOUP_METHOD_HEAD && found_path)
    {
      cantrip_exchange_reply_empty (exchange, SOUP_STATUS_OK, "text/plain; charset=utf-8");
      return TRUE;
    }

  return FALSE;
}

static void
answer_no_operation (CantripExchange *exchange, gboolean found_path)
{
  cantrip_exchange_reply_error (
      exchange,
      found_path ? cantrip_service_error_new (CANTRIP_SERVICE_ERROR_METHOD,
                                              -1,
                                              "This address does not take this method; see "
                                              "/openapi.json")
                 : cantrip_service_error_new (CANTRIP_SERVICE_ERROR_NOT_FOUND,
                                              -1,
                                              "There is nothing at this address; see "
                                              "/openapi.json"));
}

static void
request_cb (SoupServer        *server G_GNUC_UNUSED,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query G_GNUC_UNUSED,
            gpointer           user_data)
{
  CantripRouter   *self = user_data;
  CantripExchange *exchange;
  const Operation *operation;
  g_autofree char *parameter = NULL;
  gboolean         found_path;

  exchange = cantrip_exchange_new (message, self->services, self->caller);
  operation = find_operation (self,
                              soup_server_message_get_method (message),
                              path,
                              &parameter,
                              &found_path);
  if (operation != NULL)
    {
      cantrip_exchange_set_parameter (exchange, parameter);
      operation->endpoint (exchange);
    }
  else if (!answer_probe (exchange, message, found_path))
    answer_no_operation (exchange, found_path);
}

/*
 * Runs before the body is read, which is the only moment to refuse one for its size. Not an early
 * handler of libsoup: it runs none for a request that it has found wrong, and reads its body.
 */
static void
got_headers_cb (SoupServerMessage *message, gpointer user_data G_GNUC_UNUSED)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding        encoding = soup_message_headers_get_encoding (headers);
  goffset             length = soup_message_headers_get_content_length (headers);

  if (encoding == SOUP_ENCODING_NONE)
    return;

  if (encoding != SOUP_ENCODING_CONTENT_LENGTH || length < 0)
    cantrip_refusal_send (message,
                          SOUP_STATUS_LENGTH_REQUIRED,
                          cantrip_service_error_new (CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                                     -1,
                                                     "Send a Content-Length"));
  else if (length > MAX_BODY_BYTES)
    cantrip_refusal_send (message,
                          SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                          cantrip_service_error_new (CANTRIP_SERVICE_ERROR_TOO_LONG,
                                                     -1,
                                                     "The body is larger than 1 MiB"));
}

static void
request_started_cb (SoupServer        *server G_GNUC_UNUSED,
                    SoupServerMessage *message,
                    gpointer           user_data G_GNUC_UNUSED)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), NULL);
}

void
cantrip_router_attach (CantripRouter *self, SoupServer *server)
{
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
}

void
cantrip_router_give_up (CantripRouter *self)
{
  cantrip_caller_give_up (self->caller);
}
