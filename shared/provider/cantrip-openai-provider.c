/* cantrip-openai-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-openai-provider.h"

#include "provider/cantrip-http-call.h"
#include "provider/cantrip-model-page.h"
#include "provider/cantrip-openai-call.h"
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

/* A list of models that is being read, page by page. */
typedef struct
{
  GPtrArray         *infos; /* (owned) (element-type CantripModelInfo) */
  CantripOpenaiCall *call;  /* (owned): of the page that is awaited */
  guint              n_pages;
  char              *query;       /* (owned) (nullable): of that page */
  GCancellable      *cancellable; /* (owned) (nullable) */
} Listing;

static void
listing_free (Listing *listing)
{
  g_ptr_array_unref (listing->infos);
  g_clear_pointer (&listing->call, cantrip_openai_call_free);
  g_free (listing->query);
  g_clear_object (&listing->cancellable);
  g_free (listing);
}

static void
return_models (GTask *task)
{
  CantripOpenaiProvider *self = g_task_get_source_object (task);
  Listing               *listing = g_task_get_task_data (task);

  for (guint i = 0; i < listing->infos->len; i++)
    {
      CantripModelInfo *info = g_ptr_array_index (listing->infos, i);

      cantrip_model_info_merge (info,
                                cantrip_catalog_find (self->catalog,
                                                      cantrip_dialect_get_name (self->dialect),
                                                      info->id),
                                self->dialect);
    }

  g_task_return_pointer (task,
                         g_ptr_array_ref (listing->infos),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Whether another page is worth asking for; a server that goes round in circles is not. */
static gboolean
goes_on (const Listing *listing, const char *next)
{
  return next != NULL && g_strcmp0 (next, listing->query) != 0 &&
         listing->n_pages < CANTRIP_MODEL_PAGE_MAX_PAGES &&
         listing->infos->len < CANTRIP_MODEL_PAGE_MAX_MODELS;
}

/* Takes @task; @page_came is called with it. */
static void
ask_for_page (GTask *task, GAsyncReadyCallback page_came)
{
  CantripOpenaiProvider *self = g_task_get_source_object (task);
  Listing               *listing = g_task_get_task_data (task);
  g_autoptr (GUri) uri = g_uri_build (g_uri_get_flags (self->models_uri),
                                      g_uri_get_scheme (self->models_uri),
                                      NULL,
                                      g_uri_get_host (self->models_uri),
                                      g_uri_get_port (self->models_uri),
                                      g_uri_get_path (self->models_uri),
                                      listing->query,
                                      NULL);

  listing->n_pages++;
  g_clear_pointer (&listing->call, cantrip_openai_call_free);
  listing->call = make_call (self, SOUP_METHOD_GET, uri, NULL, NULL);
  cantrip_http_call_async (self->client,
                           cantrip_openai_call_get_message (listing->call),
                           CANTRIP_OPENAI_MAX_REPLY_BYTES,
                           NULL,
                           NULL,
                           listing->cancellable,
                           page_came,
                           task);
}

static void
page_came_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantripOpenaiProvider *self = g_task_get_source_object (task);
  Listing               *listing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) body = cantrip_http_call_finish (result, &error);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *next = NULL;

  if (body != NULL)
    root = cantrip_openai_call_read (listing->call, body, &error);
  if (root == NULL || !cantrip_model_page_read (root, self->dialect, listing->infos, &next, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (!goes_on (listing, next))
    {
      return_models (task);
      return;
    }

  g_free (listing->query);
  listing->query = g_steal_pointer (&next);
  ask_for_page (g_steal_pointer (&task), page_came_cb);
}

static void
cantrip_openai_provider_list_models_async (CantripProvider    *provider,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  GTask   *task = make_task (provider,
                           cancellable,
                           callback,
                           user_data,
                           cantrip_openai_provider_list_models_async);
  Listing *listing = g_new0 (Listing, 1);

  listing->infos = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);
  g_set_object (&listing->cancellable, cancellable);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  ask_for_page (task, page_came_cb);
}

static GPtrArray *
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
