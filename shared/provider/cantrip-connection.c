/* cantrip-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-connection.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"
#include "provider/cantrip-dialect.h"
#include "provider/cantrip-key-reference.h"
#include "provider/cantrip-openai-provider.h"
#include "provider/cantrip-sample-provider.h"

#define MAX_NAME_CHARACTERS 100
#define MAX_URL_BYTES 2000
#define MAX_TIMEOUT_S 3600

/* More than one program works through at once; calls beyond wait for a connection. */
#define MAX_CONNECTIONS 64

static const char *const NAMES[] = { "name",    "protocol",  "base_url", "key",
                                     "dialect", "timeout_s", NULL };

static CantripProvider *
make_openai (const CantripConnection *self,
             const char              *key,
             CantripCatalog          *catalog,
             CantripNetwork          *network,
             GError                 **error)
{
  const CantripDialect *dialect =
      cantrip_dialect_find (cantrip_connection_get_dialect (self), error);
  g_autoptr (CantripHttpClient) client = NULL;

  if (dialect == NULL)
    return NULL;

  client =
      cantrip_http_client_new (network, self->id, self->base_url, self->timeout_s, MAX_CONNECTIONS);

  return cantrip_openai_provider_new (client, key, dialect, catalog);
}

/* What a protocol needs: either an address, and then a key and a dialect too, or nothing. */
typedef struct
{
  const char *name;
  CantripProvider *(*make) (const CantripConnection *,
                            const char *key,
                            CantripCatalog *,
                            CantripNetwork *,
                            GError **);
  CantripProvider *(*make_without_address) (CantripCatalog *); /* (nullable): in place of @make */
} Protocol;

static const Protocol PROTOCOLS[] = {
  { .name = "openai", .make = make_openai },
  { .name = "sample", .make_without_address = cantrip_sample_provider_new },
};

static const Protocol *
find_protocol (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (PROTOCOLS); i++)
    {
      if (g_strcmp0 (PROTOCOLS[i].name, name) == 0)
        return &PROTOCOLS[i];
      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", PROTOCOLS[i].name);
    }

  cantrip_set_error (error,
                     CANTRIP_ERROR_INVALID_INPUT,
                     "A connection needs a “protocol” out of %s",
                     names->str);

  return NULL;
}

static gboolean
check_members (JsonObject *object, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (NAMES, l->data))
      {
        const char *nearest = cantrip_nearest_name (l->data, NAMES);

        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "A connection has no “%s”; did you mean “%s”?",
                                  (const char *) l->data,
                                  nearest != NULL ? nearest : "base_url");
      }

  return TRUE;
}

static gboolean
read_name (CantripConnection *self, JsonObject *object, GError **error)
{
  const char *name = cantrip_json_get_string (object, "name");
  gboolean    good = name != NULL && g_utf8_strlen (name, -1) <= MAX_NAME_CHARACTERS;

  for (const char *c = name; good && *c != '\0'; c++)
    good = !g_ascii_iscntrl (*c);
  if (!good || name[0] == '\0')
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A connection needs a “name” of 1 to %d characters on one line",
                              MAX_NAME_CHARACTERS);

  self->name = g_strdup (name);

  return TRUE;
}

/* What is wrong with an address; NULL: nothing. */
static const char *
find_problem (const char *url, GUri *uri)
{
  if (uri == NULL || strlen (url) > MAX_URL_BYTES ||
      (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 &&
       g_strcmp0 (g_uri_get_scheme (uri), "https") != 0) ||
      g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
    return "it must be an address such as “https://api.openai.com/v1”";
  if (g_uri_get_userinfo (uri) != NULL)
    return "it must not hold a user or a password; put the key in “key”";
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return "it must not hold “?” or “#”";

  return NULL;
}

/* The message does not repeat the address, which may hold a password. */
static gboolean
read_base_url (CantripConnection *self, JsonObject *object, GError **error)
{
  const char *url = cantrip_json_get_string (object, "base_url");
  g_autoptr (GUri) uri = NULL;
  const char *problem;
  gsize       length;

  uri = g_uri_parse (url != NULL ? url : "", SOUP_HTTP_URI_FLAGS, NULL);
  problem = find_problem (url, uri);
  if (problem != NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The “base_url” of the connection “%s” is not right: %s",
                              self->name,
                              problem);

  length = strlen (url);
  while (url[length - 1] == '/')
    length--;
  self->base_url = g_strndup (url, length);

  return TRUE;
}

static gboolean
read_key (CantripConnection *self, JsonObject *object, GError **error)
{
  const char *key = cantrip_json_get_string (object, "key");

  if (!json_object_has_member (object, "key"))
    return TRUE;
  if (!cantrip_key_reference_check (key != NULL ? key : "", error))
    return FALSE;

  self->key_reference = g_strdup (key);

  return TRUE;
}

static gboolean
read_dialect (CantripConnection *self, JsonObject *object, GError **error)
{
  const char *name = cantrip_json_get_string (object, "dialect");
  g_autoptr (GError) problem = NULL;

  if (!json_object_has_member (object, "dialect"))
    return TRUE;
  if (cantrip_dialect_find (name != NULL ? name : "", &problem) == NULL)
    return cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "%s", problem->message);

  self->dialect = g_strdup (name);

  return TRUE;
}

static gboolean
read_timeout (CantripConnection *self, JsonObject *object, GError **error)
{
  gint64 timeout_s = CANTRIP_CONNECTION_TIMEOUT_S;

  if (json_object_has_member (object, "timeout_s"))
    timeout_s = cantrip_json_get_int (object, "timeout_s", 0);
  if (timeout_s < 1 || timeout_s > MAX_TIMEOUT_S)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "“timeout_s” must be a whole number of seconds from 1 to %d",
                              MAX_TIMEOUT_S);

  self->timeout_s = (guint) timeout_s;

  return TRUE;
}

/* A protocol without addresses has none of what belongs to one. */
static gboolean
read_no_address (CantripConnection *self, JsonObject *object, GError **error)
{
  const char *url = cantrip_json_get_string (object, "base_url");

  if (json_object_has_member (object, "key") || json_object_has_member (object, "dialect") ||
      (json_object_has_member (object, "base_url") && g_strcmp0 (url, "") != 0))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A connection of the protocol “%s” has no base_url, key or dialect",
                              self->protocol);

  self->base_url = g_strdup ("");

  return TRUE;
}

CantripConnection *
cantrip_connection_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (CantripConnection) self = g_new0 (CantripConnection, 1);
  const Protocol *protocol;

  if (object == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "A connection must be an object, {\"name\": …}");
      return NULL;
    }
  if (!check_members (object, error) || !read_name (self, object, error))
    return NULL;

  protocol = find_protocol (cantrip_json_get_string (object, "protocol"), error);
  if (protocol == NULL)
    return NULL;
  self->protocol = g_strdup (protocol->name);

  if (protocol->make_without_address != NULL && !read_no_address (self, object, error))
    return NULL;
  if (protocol->make_without_address == NULL &&
      (!read_base_url (self, object, error) || !read_key (self, object, error) ||
       !read_dialect (self, object, error)))
    return NULL;
  if (!read_timeout (self, object, error))
    return NULL;

  return g_steal_pointer (&self);
}

JsonObject *
cantrip_connection_to_json (const CantripConnection *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, object);

  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "protocol", self->protocol);
  if (self->base_url[0] != '\0')
    json_object_set_string_member (object, "base_url", self->base_url);
  if (self->key_reference != NULL)
    json_object_set_string_member (object, "key", self->key_reference);
  if (self->dialect != NULL)
    json_object_set_string_member (object, "dialect", self->dialect);
  if (self->timeout_s != CANTRIP_CONNECTION_TIMEOUT_S)
    json_object_set_int_member (object, "timeout_s", self->timeout_s);

  return object;
}

CantripConnection *
cantrip_connection_copy (const CantripConnection *self)
{
  CantripConnection *copy = g_new0 (CantripConnection, 1);

  g_return_val_if_fail (self != NULL, copy);

  copy->id = self->id;
  copy->name = g_strdup (self->name);
  copy->protocol = g_strdup (self->protocol);
  copy->base_url = g_strdup (self->base_url);
  copy->key_reference = g_strdup (self->key_reference);
  copy->dialect = g_strdup (self->dialect);
  copy->timeout_s = self->timeout_s;
  copy->archived_at_us = self->archived_at_us;

  return copy;
}

void
cantrip_connection_free (CantripConnection *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->protocol);
  g_free (self->base_url);
  g_free (self->key_reference);
  g_free (self->dialect);
  g_free (self);
}

const char *
cantrip_connection_get_dialect (const CantripConnection *self)
{
  g_autoptr (GUri) uri = NULL;
  const CantripDialect *dialect;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->dialect != NULL)
    return self->dialect;
  if (self->base_url[0] == '\0')
    return self->protocol;

  uri = g_uri_parse (self->base_url, SOUP_HTTP_URI_FLAGS, NULL);
  dialect = cantrip_dialect_find_by_host (uri != NULL ? g_uri_get_host (uri) : NULL, NULL);

  return dialect != NULL ? cantrip_dialect_get_name (dialect) : "generic";
}

/* @key: (nullable) (secret) */
static CantripProvider *
make_provider (const CantripConnection *self,
               const char              *key,
               CantripCatalog          *catalog,
               CantripNetwork          *network,
               GError                 **error)
{
  const Protocol *protocol = find_protocol (self->protocol, error);

  if (protocol == NULL)
    return NULL;
  if (protocol->make_without_address != NULL)
    return protocol->make_without_address (catalog);

  return protocol->make (self, key, catalog, network, error);
}

CantripProvider *
cantrip_connection_make_provider (const CantripConnection *self,
                                  CantripCatalog          *catalog,
                                  CantripNetwork          *network,
                                  GError                 **error)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL && CANTRIP_IS_CATALOG (catalog), NULL);
  g_return_val_if_fail (CANTRIP_IS_NETWORK (network), NULL);

  if (self->key_reference != NULL)
    {
      key = cantrip_key_reference_read (self->key_reference, error);
      if (key == NULL)
        return NULL;
    }

  return make_provider (self, key, catalog, network, error);
}

/* A provider that waits for its key. */
typedef struct
{
  CantripConnection *connection; /* (owned) */
  CantripCatalog    *catalog;    /* (owned) */
  CantripNetwork    *network;    /* (owned) */
} Wait;

static void
wait_free (Wait *wait)
{
  cantrip_connection_free (wait->connection);
  g_object_unref (wait->catalog);
  g_object_unref (wait->network);
  g_free (wait);
}

static void
return_provider (GTask *task, const char *key)
{
  Wait            *wait = g_task_get_task_data (task);
  GError          *error = NULL;
  CantripProvider *provider =
      make_provider (wait->connection, key, wait->catalog, wait->network, &error);

  if (provider == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, provider, g_object_unref);
}

static void
key_read_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  g_autofree char *key = cantrip_key_reference_read_finish (result, &error);

  if (key == NULL)
    g_task_return_error (task, error);
  else
    return_provider (task, key);
}

void
cantrip_connection_make_provider_async (const CantripConnection *self,
                                        const char              *key,
                                        CantripCatalog          *catalog,
                                        CantripNetwork          *network,
                                        GCancellable            *cancellable,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wait *wait = g_new0 (Wait, 1);

  g_return_if_fail (self != NULL && CANTRIP_IS_CATALOG (catalog) && CANTRIP_IS_NETWORK (network));

  wait->connection = cantrip_connection_copy (self);
  wait->catalog = g_object_ref (catalog);
  wait->network = g_object_ref (network);
  g_task_set_source_tag (task, cantrip_connection_make_provider_async);
  g_task_set_task_data (task, wait, (GDestroyNotify) wait_free);

  if (key != NULL || self->key_reference == NULL)
    return_provider (task, key);
  else
    cantrip_key_reference_read_async (self->key_reference,
                                      cancellable,
                                      key_read_cb,
                                      g_steal_pointer (&task));
}

CantripProvider *
cantrip_connection_make_provider_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_connection_make_provider_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
