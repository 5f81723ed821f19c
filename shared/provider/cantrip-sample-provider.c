/* cantrip-sample-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-sample-provider"

#include "config.h"

#include "provider/cantrip-sample-provider.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-nearest.h"
#include "base/cantrip-text.h"
#include "provider/cantrip-sample-json.h"

#define LABEL "[Built-in sample, not a language model]"
#define TOKEN_CHARACTERS 4
#define MAX_SHOWN 60 /* characters of a name in an error */

static const char *const MODELS[] = { "sample-plain", "sample-careful", NULL };

struct _CantripSampleProvider
{
  GObject parent_instance;

  CantripCatalog *catalog; /* (owned) */
};

/* A reply that is being handed out. */
typedef struct
{
  CantripCompletion *completion; /* (owned) (nullable); NULL once it is returned */
  const char        *rest;       /* (borrowed from completion): what is not streamed yet */
  CantripDeltaFunc   delta;      /* (nullable) */
  gpointer           delta_data; /* (borrowed) */
  gint64             started_us; /* monotonic clock */
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->completion, cantrip_completion_free);
  g_free (call);
}

static void cantrip_sample_provider_provider_init (CantripProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripSampleProvider,
                               cantrip_sample_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CANTRIP_TYPE_PROVIDER,
                                                      cantrip_sample_provider_provider_init))

/* FNV-1a, 64 bits; the final NUL is taken in, so that “a”, “bc” differs from “ab”, “c”. */
static guint64
hash_text (guint64 hash, const char *text)
{
  gsize length = strlen (text) + 1;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

static guint64
hash_request (const CantripRequest *request)
{
  g_autofree char *seed = request->parameters->has_seed
                              ? g_strdup_printf ("%" G_GINT64_FORMAT, request->parameters->seed)
                              : g_strdup ("");
  guint64          hash = hash_text (G_GUINT64_CONSTANT (0xcbf29ce484222325), request->model);

  hash = hash_text (hash, seed);
  for (guint i = 0; i < request->messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (request->messages, i);

      hash = hash_text (hash, cantrip_role_to_text (message->role));
      hash = hash_text (hash, message->content);
    }

  return hash;
}

static gint64
count_tokens (gint64 characters)
{
  return (characters + TOKEN_CHARACTERS - 1) / TOKEN_CHARACTERS;
}

static gint64
count_input_tokens (GPtrArray *messages)
{
  gint64 tokens = 0;

  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      tokens += count_tokens (g_utf8_strlen (message->content, -1));
    }

  return tokens;
}

static CantripSampleBrief *
read_brief (GPtrArray *messages)
{
  g_autoptr (GString) instructions = g_string_new (NULL);
  const char *question = "";

  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      if (message->role == CANTRIP_ROLE_SYSTEM)
        g_string_append_printf (instructions, "%s\n", message->content);
      else if (message->role == CANTRIP_ROLE_USER)
        question = message->content;
    }

  return cantrip_sample_brief_new (instructions->str, question);
}

/* Ends @text before the first of the texts that end a reply. */
static void
apply_stop (char *text, char **stop)
{
  for (gsize i = 0; stop != NULL && stop[i] != NULL; i++)
    {
      char *found = stop[i][0] != '\0' ? strstr (text, stop[i]) : NULL;

      if (found != NULL)
        *found = '\0';
    }
}

static char *
write_reply (const CantripRequest *request)
{
  g_autoptr (CantripSampleBrief) brief = read_brief (request->messages);
  CantripSampleWriter      writer = { .brief = brief,
                                      .careful = g_str_equal (request->model, MODELS[1]),
                                      .state = hash_request (request) };
  const CantripParameters *parameters = request->parameters;
  g_autofree char         *text = NULL;

  if (parameters->json_schema != NULL || brief->wants_json)
    {
      text = cantrip_sample_json_write (&writer, parameters->json_schema, LABEL);
      apply_stop (text, parameters->stop);
      return g_steal_pointer (&text);
    }

  /* The label is ours, not the model's: a text that ends the reply does not end it there. */
  text = cantrip_sample_writer_write (&writer);
  apply_stop (text, parameters->stop);

  return g_strdup_printf ("%s %s", LABEL, text);
}

static CantripCompletion *
complete (const CantripRequest *request)
{
  CantripCompletion *completion = cantrip_completion_new ();
  gint64             max_tokens = request->parameters->max_tokens;
  gint64             characters;

  g_free (completion->text);
  completion->text = write_reply (request);
  completion->finish = CANTRIP_FINISH_STOP;

  characters = g_utf8_strlen (completion->text, -1);
  if (max_tokens >= 0 && count_tokens (characters) > max_tokens)
    {
      characters = max_tokens * TOKEN_CHARACTERS;
      *g_utf8_offset_to_pointer (completion->text, characters) = '\0';
      completion->finish = CANTRIP_FINISH_LENGTH;
    }

  completion->model = g_strdup (request->model);
  completion->input_tokens = count_input_tokens (request->messages);
  completion->cached_input_tokens = 0;
  completion->output_tokens = count_tokens (characters);

  return completion;
}

/* Hands the next word, with the spaces after it, to the one who listens. */
static void
stream_word (Call *call)
{
  gsize            length = strcspn (call->rest, " \n");
  g_autofree char *word = NULL;

  length += strspn (call->rest + length, " \n");
  word = g_strndup (call->rest, length);
  call->rest += length;

  if (call->completion->first_token_us < 0)
    call->completion->first_token_us = g_get_monotonic_time () - call->started_us;
  call->delta (word, call->delta_data);
}

static gboolean
continue_cb (gpointer data)
{
  GTask *task = G_TASK (data);
  Call  *call = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (call->delta != NULL && *call->rest != '\0')
    {
      stream_word (call);
      return G_SOURCE_CONTINUE;
    }

  call->completion->latency_us = g_get_monotonic_time () - call->started_us;
  g_task_return_pointer (task,
                         g_steal_pointer (&call->completion),
                         (GDestroyNotify) cantrip_completion_free);

  return G_SOURCE_REMOVE;
}

static void
return_unknown_model (GTask *task, const char *model)
{
  g_autofree char *shown = cantrip_text_shorten (model, MAX_SHOWN);
  const char      *nearest = cantrip_nearest_name (model, MODELS);

  g_task_return_new_error (task,
                           CANTRIP_ERROR,
                           CANTRIP_ERROR_NOT_FOUND,
                           nearest != NULL
                               ? "There is no sample model “%s”; did you mean “%s”?"
                               : "There is no sample model “%s”; choose “%s” or “sample-careful”",
                           shown,
                           nearest != NULL ? nearest : MODELS[0]);
}

static void
cantrip_sample_provider_complete_async (CantripProvider      *provider,
                                        const CantripRequest *request,
                                        CantripDeltaFunc      delta,
                                        gpointer              delta_data,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (GSource) source = NULL;
  Call *call;

  g_task_set_source_tag (task, cantrip_sample_provider_complete_async);

  if (!g_strv_contains (MODELS, request->model))
    {
      return_unknown_model (task, request->model);
      return;
    }

  call = g_new0 (Call, 1);
  call->started_us = g_get_monotonic_time ();
  call->completion = complete (request);
  call->rest = call->completion->text;
  call->delta = delta;
  call->delta_data = delta_data;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  source = g_idle_source_new ();
  g_task_attach_source (task, source, continue_cb);
}

static CantripCompletion *
cantrip_sample_provider_complete_finish (CantripProvider *provider,
                                         GAsyncResult    *result,
                                         GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_sample_provider_complete_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
describe_models (CantripSampleProvider *self)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);

  for (gsize i = 0; MODELS[i] != NULL; i++)
    {
      CantripModelInfo *info = cantrip_model_info_new (MODELS[i]);

      cantrip_model_info_merge (info,
                                cantrip_catalog_find (self->catalog, "sample", MODELS[i]),
                                NULL);
      info->accepts_sampling = FALSE;
      info->accepts_penalties = FALSE;
      g_ptr_array_add (infos, info);
    }

  return infos;
}

static void
cantrip_sample_provider_list_models_async (CantripProvider    *provider,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, cantrip_sample_provider_list_models_async);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task,
                           describe_models (CANTRIP_SAMPLE_PROVIDER (provider)),
                           (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
cantrip_sample_provider_list_models_finish (CantripProvider *provider,
                                            GAsyncResult    *result,
                                            GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result,
                                                  cantrip_sample_provider_list_models_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cantrip_sample_provider_finalize (GObject *object)
{
  g_clear_object (&CANTRIP_SAMPLE_PROVIDER (object)->catalog);

  G_OBJECT_CLASS (cantrip_sample_provider_parent_class)->finalize (object);
}

static void
cantrip_sample_provider_class_init (CantripSampleProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_sample_provider_finalize;
}

static void
cantrip_sample_provider_provider_init (CantripProviderInterface *iface)
{
  iface->complete_async = cantrip_sample_provider_complete_async;
  iface->complete_finish = cantrip_sample_provider_complete_finish;
  iface->list_models_async = cantrip_sample_provider_list_models_async;
  iface->list_models_finish = cantrip_sample_provider_list_models_finish;
}

static void
cantrip_sample_provider_init (CantripSampleProvider *self G_GNUC_UNUSED)
{
}

CantripProvider *
cantrip_sample_provider_new (CantripCatalog *catalog)
{
  CantripSampleProvider *self;

  g_return_val_if_fail (CANTRIP_IS_CATALOG (catalog), NULL);

  self = g_object_new (CANTRIP_TYPE_SAMPLE_PROVIDER, NULL);
  self->catalog = g_object_ref (catalog);

  return CANTRIP_PROVIDER (self);
}
