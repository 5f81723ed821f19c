/* cantrip-openai-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-openai-provider.h"

#include "provider/cantrip-http-call.h"
#include "provider/cantrip-openai-call.h"
#include "provider/cantrip-openai-reply.h"
#include "provider/cantrip-openai-request.h"

struct _CantripOpenaiProvider
{
  GObject parent_instance;

  CantripHttpClient    *client;  /* (owned) */
  CantripCatalog       *catalog; /* (owned) */
  const CantripDialect *dialect;
  char                 *key;            /* (owned) (nullable) (secret) */
  char                 *key_value;      /* (owned) (nullable) (secret): of its header */
  GUri                 *chat_uri;       /* (owned) */
  GUri                 *completion_uri; /* (owned) */
  GUri                 *models_uri;     /* (owned) */
};

static void cantrip_openai_provider_provider_init (CantripProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripOpenaiProvider,
                               cantrip_openai_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CANTRIP_TYPE_PROVIDER,
                                                      cantrip_openai_provider_provider_init))

static CantripOpenaiCall *
make_call (CantripOpenaiProvider *self,
           const char            *method,
           GUri                  *uri,
           CantripDeltaFunc       delta,
           gpointer               delta_data)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);
  const char  *header = cantrip_dialect_get_auth (self->dialect) == CANTRIP_AUTH_API_KEY
                            ? "api-key"
                            : "Authorization";

  if (self->key_value != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message),
                                 header,
                                 self->key_value);

  return cantrip_openai_call_new (message, self->dialect, self->key, delta, delta_data);
}

static void
completed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) body = cantrip_http_call_finish (result, &error);
  CantripCompletion *completion = NULL;

  if (body != NULL)
    completion = cantrip_openai_call_complete (g_task_get_task_data (task), body, &error);
  if (completion == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, completion, (GDestroyNotify) cantrip_completion_free);
}

/* A reply that came is paid for: a cancellation that comes too late does not take it away. */
static GTask *
make_task (gpointer            self,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data,
           gpointer            tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

static void
cantrip_openai_provider_complete_async (CantripProvider      *provider,
                                        const CantripRequest *request,
                                        CantripDeltaFunc      delta,
                                        gpointer              delta_data,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data)
{
  CantripOpenaiProvider *self = CANTRIP_OPENAI_PROVIDER (provider);
  g_autoptr (GTask) task =
      make_task (self, cancellable, callback, user_data, cantrip_openai_provider_complete_async);
  const CantripModel *model = cantrip_catalog_find (self->catalog,
                                                    cantrip_dialect_get_name (self->dialect),
                                                    request->model);
  gsize               prompt_offset = 0;
  GError             *error = NULL;
  g_autoptr (GBytes) body = cantrip_openai_request_write (request,
                                                          self->dialect,
                                                          model,
                                                          delta != NULL,
                                                          &prompt_offset,
                                                          &error);
  CantripOpenaiCall *call;

  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  call = make_call (self,
                    SOUP_METHOD_POST,
                    request->mode == CANTRIP_MODE_CHAT ? self->chat_uri : self->completion_uri,
                    delta,
                    delta_data);
  cantrip_openai_call_set_body (call, body, prompt_offset);
  g_task_set_task_data (task, call, (GDestroyNotify) cantrip_openai_call_free);
  cantrip_http_call_async (self->client,
                           cantrip_openai_call_get_message (call),
                           delta != NULL ? CANTRIP_OPENAI_MAX_STREAM_BYTES
                                         : CANTRIP_OPENAI_MAX_REPLY_BYTES,
                           delta != NULL ? cantrip_openai_call_chunk_cb : NULL,
                           call,
                           cancellable,
                           completed_cb,
                           g_steal_pointer (&task));
}

static CantripCompletion *
cantrip_openai_provider_complete_finish (CantripProvider *provider,
                                         GAsyncResult    *result,
                                         GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_openai_provider_complete_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
models_listed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) body = cantrip_http_call_finish (result, &error);
  g_autoptr (JsonNode) root = NULL;
  char **ids = NULL;

  if (body != NULL)
    root = cantrip_openai_call_read (g_task_get_task_data (task), body, &error);
  if (root != NULL)
    ids = cantrip_openai_reply_read_models (root, &error);
  if (ids == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, ids, (GDestroyNotify) g_strfreev);
}

static void
cantrip_openai_provider_list_models_async (CantripProvider    *provider,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  CantripOpenaiProvider *self = CANTRIP_OPENAI_PROVIDER (provider);
  g_autoptr (GTask) task =
      make_task (self, cancellable, callback, user_data, cantrip_openai_provider_list_models_async);
  CantripOpenaiCall *call = make_call (self, SOUP_METHOD_GET, self->models_uri, NULL, NULL);

  g_task_set_task_data (task, call, (GDestroyNotify) cantrip_openai_call_free);
  cantrip_http_call_async (self->client,
                           cantrip_openai_call_get_message (call),
                           CANTRIP_OPENAI_MAX_REPLY_BYTES,
                           NULL,
                           NULL,
                           cancellable,
                           models_listed_cb,
                           g_steal_pointer (&task));
}

static char **
cantrip_openai_provider_list_models_finish (CantripProvider *provider,
                                            GAsyncResult    *result,
                                            GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result,
                                                  cantrip_openai_provider_list_models_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cantrip_openai_provider_finalize (GObject *object)
{
  CantripOpenaiProvider *self = CANTRIP_OPENAI_PROVIDER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->key_value, g_free);
  g_clear_pointer (&self->chat_uri, g_uri_unref);
  g_clear_pointer (&self->completion_uri, g_uri_unref);
  g_clear_pointer (&self->models_uri, g_uri_unref);

  G_OBJECT_CLASS (cantrip_openai_provider_parent_class)->finalize (object);
}

static void
cantrip_openai_provider_class_init (CantripOpenaiProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_openai_provider_finalize;
}

static void
cantrip_openai_provider_provider_init (CantripProviderInterface *iface)
{
  iface->complete_async = cantrip_openai_provider_complete_async;
  iface->complete_finish = cantrip_openai_provider_complete_finish;
  iface->list_models_async = cantrip_openai_provider_list_models_async;
  iface->list_models_finish = cantrip_openai_provider_list_models_finish;
}

static void
cantrip_openai_provider_init (CantripOpenaiProvider *self G_GNUC_UNUSED)
{
}

static GUri *
make_uri (const char *base_url, const char *path)
{
  g_autofree char *url = g_strconcat (base_url, path, NULL);

  return g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
}

CantripProvider *
cantrip_openai_provider_new (CantripHttpClient    *client,
                             const char           *key,
                             const CantripDialect *dialect,
                             CantripCatalog       *catalog)
{
  CantripOpenaiProvider *self;
  const char            *base_url;
  gboolean               bare;

  g_return_val_if_fail (CANTRIP_IS_HTTP_CLIENT (client) && dialect != NULL, NULL);
  g_return_val_if_fail (CANTRIP_IS_CATALOG (catalog), NULL);

  self = g_object_new (CANTRIP_TYPE_OPENAI_PROVIDER, NULL);
  self->client = g_object_ref (client);
  self->catalog = g_object_ref (catalog);
  self->dialect = dialect;
  base_url = cantrip_http_client_get_base_url (client);
  self->chat_uri = make_uri (base_url, "/chat/completions");
  self->completion_uri = make_uri (base_url, "/completions");
  self->models_uri = make_uri (base_url, "/models");
  bare = cantrip_dialect_get_auth (dialect) == CANTRIP_AUTH_API_KEY;
  if (key != NULL)
    {
      self->key = g_strdup (key);
      self->key_value = g_strconcat (bare ? "" : "Bearer ", key, NULL);
    }

  return CANTRIP_PROVIDER (self);
}
