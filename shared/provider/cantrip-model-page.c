/* cantrip-model-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-model-page.h"

#include <math.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

#define MAX_ID_BYTES 200
#define MAX_TITLE_CHARACTERS 100
#define MAX_CURSOR_BYTES 1000
#define MAX_USD_PER_MILLION 1000.0

/* The words of servers for the same thing; the first that is there counts. */
static const char *const CONTEXT_NAMES[] = { "context_length",     "context_window",
                                             "max_context_length", "max_model_len",
                                             "max_input_tokens",   "inputTokenLimit" };
static const char *const OUTPUT_NAMES[] = { "max_completion_tokens",
                                            "max_tokens",
                                            "outputTokenLimit" };
static const char *const TITLE_NAMES[] = { "display_name", "displayName", "name" };
static const char *const END_NAMES[] = { "shutdown_date",
                                         "retires_at",
                                         "deprecation",
                                         "expiration_date" };

/* What a “type” says that is no writer of text. */
static const char *const OTHER_KINDS[] = { "embedding",  "embeddings", "image",
                                           "moderation", "rerank",     "audio",
                                           "video",      "transcribe", "transcription" };

static gint64
read_count (JsonObject *object, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      gint64 count = cantrip_json_get_int (object, names[i], 0);

      if (count > 0)
        return count;
    }

  return 0;
}

static const char *
read_text (JsonObject *object, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      const char *text = cantrip_json_get_string (object, names[i]);

      if (text != NULL && text[0] != '\0')
        return text;
    }

  return NULL;
}

static gboolean
is_plain (const char *text, gsize max_bytes)
{
  if (text == NULL || text[0] == '\0' || strlen (text) > max_bytes)
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;

  return TRUE;
}

/* A model, without what such lists put before its name; %NULL: nobody could name it. */
static const char *
read_id (JsonObject *object, const CantripDialect *dialect)
{
  const char *id = cantrip_json_get_string (object, "id");
  const char *prefix = cantrip_dialect_get_model_prefix (dialect);

  if (id == NULL)
    id = cantrip_json_get_string (object, "name");
  if (id != NULL && prefix != NULL && g_str_has_prefix (id, prefix))
    id += strlen (prefix);

  return is_plain (id, MAX_ID_BYTES) ? id : NULL;
}

/* `"0.0000025"`: dollars for one token, as a text. */
static gint64
read_price (JsonObject *pricing, const char *name)
{
  const char *text = cantrip_json_get_string (pricing, name);
  char       *end = NULL;
  double      usd_per_million;

  if (text == NULL || !g_ascii_isdigit (text[0]))
    return -1;

  usd_per_million = g_ascii_strtod (text, &end) * 1e6;
  if (*end != '\0' || !isfinite (usd_per_million) || usd_per_million > MAX_USD_PER_MILLION)
    return -1;

  return llround (usd_per_million * 1e9);
}

/* The day alone of `2027-01-14` or `2027-01-14T00:00:00Z`; %NULL: no date. */
static char *
read_day (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *midnight = NULL;

  if (text == NULL || strlen (text) < 10)
    return NULL;

  day = g_strndup (text, 10);
  midnight = g_strconcat (day, "T00:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (midnight, NULL);

  return date != NULL ? g_steal_pointer (&day) : NULL;
}

static gboolean
has_text (JsonArray *modalities)
{
  for (guint i = 0; i < json_array_get_length (modalities); i++)
    if (g_strcmp0 (cantrip_json_element_string (modalities, i), "text") == 0)
      return TRUE;

  return FALSE;
}

static gboolean
generates_text (JsonObject *object)
{
  const char *kind = cantrip_json_get_string (object, "type");
  JsonObject *capabilities = cantrip_json_get_object (object, "capabilities");
  JsonArray  *modalities = cantrip_json_get_array (cantrip_json_get_object (object, "architecture"),
                                                  "output_modalities");

  for (gsize i = 0; i < G_N_ELEMENTS (OTHER_KINDS); i++)
    if (g_strcmp0 (kind, OTHER_KINDS[i]) == 0)
      return FALSE;

  return cantrip_json_get_boolean (capabilities, "completion_chat", TRUE) &&
         (modalities == NULL || has_text (modalities));
}

static CantripModelInfo *
read_model (JsonObject *object, const char *id)
{
  CantripModelInfo *info = cantrip_model_info_new (id);
  const char       *title = read_text (object, TITLE_NAMES, G_N_ELEMENTS (TITLE_NAMES));
  JsonObject       *pricing = cantrip_json_get_object (object, "pricing");

  if (is_plain (title, 4 * MAX_TITLE_CHARACTERS) && !g_str_equal (title, id))
    info->title =
        g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_TITLE_CHARACTERS));
  info->context_tokens = read_count (object, CONTEXT_NAMES, G_N_ELEMENTS (CONTEXT_NAMES));
  if (info->context_tokens == 0) /* of llama.cpp */
    info->context_tokens =
        MAX (0, cantrip_json_get_int (cantrip_json_get_object (object, "meta"), "n_ctx_train", 0));
  info->max_output_tokens = read_count (object, OUTPUT_NAMES, G_N_ELEMENTS (OUTPUT_NAMES));
  if (info->max_output_tokens == 0)
    info->max_output_tokens = read_count (cantrip_json_get_object (object, "top_provider"),
                                          OUTPUT_NAMES,
                                          G_N_ELEMENTS (OUTPUT_NAMES));
  info->input_usd_nanos = read_price (pricing, "prompt");
  info->output_usd_nanos = read_price (pricing, "completion");
  info->retires_on = read_day (read_text (object, END_NAMES, G_N_ELEMENTS (END_NAMES)));
  info->generates_text = generates_text (object);

  return info;
}

static char *
make_query (const char *name, const char *cursor)
{
  g_autofree char *escaped = NULL;

  if (!is_plain (cursor, MAX_CURSOR_BYTES))
    return NULL;

  escaped = g_uri_escape_string (cursor, NULL, FALSE);

  return g_strconcat (name, "=", escaped, NULL);
}

/* (transfer full) (nullable): how the next page is asked for */
static char *
read_next (JsonObject *root)
{
  const char *token = cantrip_json_get_string (root, "next_page_token");
  const char *camel = cantrip_json_get_string (root, "nextPageToken");

  if (token != NULL)
    return make_query ("page_token", token);
  if (camel != NULL)
    return make_query ("pageToken", camel);
  if (cantrip_json_get_boolean (root, "has_more", FALSE))
    return make_query ("after", cantrip_json_get_string (root, "last_id"));

  return NULL;
}

/* (nullable): the list in whatever shape; a server without a model may say `"data": null` */
static JsonArray *
find_list (JsonNode *node, gboolean *ret_is_list)
{
  JsonObject *root = cantrip_json_root_object (node);
  JsonArray  *array = cantrip_json_get_array (root, "data");

  if (array == NULL)
    array = cantrip_json_get_array (root, "models");
  if (array == NULL)
    array = cantrip_json_root_array (node);
  *ret_is_list = array != NULL || g_strcmp0 (cantrip_json_get_string (root, "object"), "list") == 0;

  return array;
}

gboolean
cantrip_model_page_read (JsonNode             *root,
                         const CantripDialect *dialect,
                         GPtrArray            *infos,
                         char                **ret_query,
                         GError              **error)
{
  gboolean   is_list = FALSE;
  JsonArray *array = find_list (root, &is_list);

  g_return_val_if_fail (dialect != NULL && infos != NULL && ret_query != NULL, FALSE);

  if (!is_list)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_BAD_REPLY,
                              "The provider did not answer with a list of models; check the base "
                              "URL");

  for (guint i = 0; array != NULL && i < json_array_get_length (array) &&
                    infos->len < CANTRIP_MODEL_PAGE_MAX_MODELS;
       i++)
    {
      JsonObject *object = cantrip_json_element_object (array, i);
      const char *id = read_id (object, dialect);

      if (id != NULL)
        g_ptr_array_add (infos, read_model (object, id));
    }
  *ret_query = read_next (cantrip_json_root_object (root));

  return TRUE;
}
