/* cantrip-local-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-local-server.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "provider/cantrip-dialect.h"
#include "provider/cantrip-http-call.h"
#include "provider/cantrip-model-page.h"

#define MAX_REPLY_BYTES (1024 * 1024)

static const char *const HOSTS[] = { "127.0.0.1", "[::1]" };

/* All questions of one search. */
typedef struct
{
  GPtrArray    *questions; /* (owned) (element-type Question): in the order of the result */
  guint         n_open;
  GCancellable *end;     /* (owned): cancelled in time, or with the search */
  GSource      *timeout; /* (owned) */
  gulong        handler; /* on the cancellable of the task; 0: none */
} Search;

/* One address that is asked. */
typedef struct
{
  GTask              *task; /* (owned) while it is open */
  guint               port;
  char               *base_url; /* (owned) */
  SoupMessage        *message;  /* (owned) */
  CantripLocalServer *server;   /* (owned) (nullable): who is there */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->task);
  g_free (question->base_url);
  g_clear_object (&question->message);
  g_clear_pointer (&question->server, cantrip_local_server_free);
  g_free (question);
}

static void
search_free (Search *search)
{
  g_clear_pointer (&search->questions, g_ptr_array_unref);
  g_clear_object (&search->end);
  g_source_destroy (search->timeout);
  g_source_unref (search->timeout);
  g_free (search);
}

void
cantrip_local_server_free (CantripLocalServer *self)
{
  if (self == NULL)
    return;

  g_free (self->dialect);
  g_free (self->title);
  g_free (self->base_url);
  g_free (self);
}

CantripConnection *
cantrip_local_server_make_connection (const CantripLocalServer *self)
{
  CantripConnection *connection = g_new0 (CantripConnection, 1);

  connection->name = g_strdup (self->title);
  connection->protocol = g_strdup ("openai");
  connection->base_url = g_strdup (self->base_url);
  connection->dialect = g_strdup (self->dialect);
  connection->timeout_s = CANTRIP_CONNECTION_TIMEOUT_S;

  return connection;
}

/* The port of a dialect whose servers run on the user's own computer; 0: another dialect. */
static guint
get_local_port (const CantripDialect *dialect)
{
  g_autoptr (GUri) uri =
      g_uri_parse (cantrip_dialect_get_base_url (dialect), SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || !cantrip_network_is_loopback (g_uri_get_host (uri)))
    return 0;

  return (guint) MAX (g_uri_get_port (uri), 0);
}

/* Who owns the models of a list: `{"data": [{"owned_by": "vllm"}]}`. */
static gboolean
owns (const CantripDialect *dialect, JsonNode *root)
{
  const char *owner = cantrip_dialect_get_owner (dialect);
  JsonArray  *list = cantrip_json_get_array (cantrip_json_root_object (root), "data");

  return owner != NULL &&
         g_strcmp0 (cantrip_json_get_string (cantrip_json_element_object (list, 0), "owned_by"),
                    owner) == 0;
}

/* Whether the server names itself in its reply, as `Server: llama.cpp` does. */
static gboolean
calls_itself (const CantripDialect *dialect, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *server = soup_message_headers_get_one (headers, "Server");

  return server != NULL && g_str_has_prefix (server, cantrip_dialect_get_name (dialect));
}

/*
 * Who answered. A server that has no model yet, or tells nothing without a key, is taken for the
 * one whose port it is.
 */
static const CantripDialect *
identify (const Question *question, JsonNode *root, guint n_models)
{
  g_autoptr (GPtrArray) dialects = cantrip_dialect_list (NULL);
  const CantripDialect *of_port = NULL;

  for (guint i = 0; dialects != NULL && i < dialects->len; i++)
    {
      const CantripDialect *dialect = g_ptr_array_index (dialects, i);
      guint                 port = get_local_port (dialect);

      if (port == 0)
        continue;
      if (owns (dialect, root) || calls_itself (dialect, question->message))
        return dialect;
      if (of_port == NULL && port == question->port)
        of_port = dialect;
    }

  return n_models == 0 && of_port != NULL ? of_port : cantrip_dialect_find ("generic", NULL);
}

static CantripLocalServer *
server_new (const Question *question, JsonNode *root, guint n_models)
{
  const CantripDialect *dialect = identify (question, root, n_models);
  CantripLocalServer   *server = g_new0 (CantripLocalServer, 1);

  server->dialect = g_strdup (cantrip_dialect_get_name (dialect));
  if (g_str_equal (server->dialect, "generic"))
    server->title = g_strdup_printf ("Server on port %u", question->port);
  else
    server->title = g_strdup (cantrip_dialect_get_title (dialect));
  server->base_url = g_strdup (question->base_url);
  server->n_models = n_models;

  return server;
}

/* Sets @question->server if it is a model server that answered. */
static void
read_reply (Question *question, GByteArray *body)
{
  guint status = soup_message_get_status (question->message);
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);
  g_autoptr (JsonNode) root =
      cantrip_json_parse_text ((const char *) body->data, (gssize) body->len, NULL);
  g_autofree char *query = NULL;
  gboolean needs_key = status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN;

  /* Much on such ports asks for a password; only an API says so in JSON, as an error. */
  if (needs_key && cantrip_json_get_node (cantrip_json_root_object (root), "error") != NULL)
    question->server = server_new (question, root, 0);
  else if (SOUP_STATUS_IS_SUCCESSFUL (status) && root != NULL &&
           cantrip_model_page_read (root,
                                    cantrip_dialect_find ("generic", NULL),
                                    infos,
                                    &query,
                                    NULL))
    question->server = server_new (question, root, infos->len);

  if (question->server != NULL)
    question->server->needs_key = needs_key;
}

/* (transfer full): who was found, each port once: on 127.0.0.1 before ::1 */
static GPtrArray *
take_servers (Search *search)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_local_server_free);
  guint      last_port = 0;

  for (guint i = 0; i < search->questions->len; i++)
    {
      Question *question = g_ptr_array_index (search->questions, i);

      if (question->server == NULL || question->port == last_port)
        continue;
      g_ptr_array_add (servers, g_steal_pointer (&question->server));
      last_port = question->port;
    }

  return servers;
}

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&question->task);
  Search *search = g_task_get_task_data (task);
  g_autoptr (GByteArray) body = cantrip_http_call_finish (result, NULL);

  if (body != NULL && body->len > 0)
    read_reply (question, body);

  search->n_open--;
  if (search->n_open > 0)
    return;

  if (search->handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), search->handler);
  g_source_destroy (search->timeout);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, take_servers (search), (GDestroyNotify) g_ptr_array_unref);
}

static void
ask (GTask *task, const char *host, guint port, CantripNetwork *network)
{
  Search          *search = g_task_get_task_data (task);
  Question        *question = g_new0 (Question, 1);
  g_autofree char *url = NULL;
  g_autoptr (CantripHttpClient) client = NULL;

  question->task = g_object_ref (task);
  question->port = port;
  question->base_url = g_strdup_printf ("http://%s:%u/v1", host, port);
  url = g_strconcat (question->base_url, "/models", NULL);
  question->message = soup_message_new (SOUP_METHOD_GET, url);
  g_ptr_array_add (search->questions, question);
  search->n_open++;

  client = cantrip_http_client_new (network,
                                    0,
                                    question->base_url,
                                    CANTRIP_LOCAL_SERVER_TIMEOUT_MS / 1000 + 1,
                                    1);
  cantrip_http_call_async (client,
                           question->message,
                           MAX_REPLY_BYTES,
                           NULL,
                           NULL,
                           search->end,
                           answered_cb,
                           question);
}

static gboolean
timeout_cb (gpointer end)
{
  g_cancellable_cancel (end);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *outer G_GNUC_UNUSED, gpointer end)
{
  g_cancellable_cancel (end);
}

static Search *
search_new (GCancellable *cancellable)
{
  Search *search = g_new0 (Search, 1);

  search->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  search->end = g_cancellable_new ();
  search->timeout = g_timeout_source_new (CANTRIP_LOCAL_SERVER_TIMEOUT_MS);
  g_source_set_callback (search->timeout, timeout_cb, g_object_ref (search->end), g_object_unref);
  g_source_attach (search->timeout, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    search->handler = g_cancellable_connect (cancellable,
                                             G_CALLBACK (cancelled_cb),
                                             g_object_ref (search->end),
                                             g_object_unref);

  return search;
}

/* (transfer full) (nullable): the ports of the table, each once, ended by 0 */
static guint *
list_ports (GError **error)
{
  g_autoptr (GPtrArray) dialects = cantrip_dialect_list (error);
  g_autoptr (GArray) ports = g_array_new (TRUE, TRUE, sizeof (guint));

  if (dialects == NULL)
    return NULL;

  for (guint i = 0; i < dialects->len; i++)
    {
      guint    port = get_local_port (g_ptr_array_index (dialects, i));
      gboolean is_new = port != 0;

      for (guint j = 0; j < ports->len; j++)
        is_new = is_new && g_array_index (ports, guint, j) != port;
      if (is_new)
        g_array_append_val (ports, port);
    }

  return (guint *) (gpointer) g_array_free (g_steal_pointer (&ports), FALSE);
}

void
cantrip_local_server_find_async (const guint        *ports,
                                 CantripNetwork     *network,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree guint *known = NULL;
  GError           *error = NULL;

  g_return_if_fail (CANTRIP_IS_NETWORK (network));

  g_task_set_source_tag (task, cantrip_local_server_find_async);
  if (ports == NULL)
    ports = known = list_ports (&error);
  if (ports == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (ports[0] == 0)
    {
      g_task_return_pointer (task,
                             g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) cantrip_local_server_free),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  g_task_set_task_data (task, search_new (cancellable), (GDestroyNotify) search_free);
  for (const guint *port = ports; *port != 0; port++)
    for (gsize i = 0; i < G_N_ELEMENTS (HOSTS); i++)
      ask (task, HOSTS[i], *port, network);
}

GPtrArray *
cantrip_local_server_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_local_server_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
