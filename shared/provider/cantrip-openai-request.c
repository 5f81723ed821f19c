/* cantrip-openai-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-openai-request.h"

#include <math.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

/* Room for everything but the prompt. */
#define BODY_BYTES 512

static void
append_name (GString *json, const char *name)
{
  g_string_append_c (json, ',');
  cantrip_json_append_string (json, name, -1);
  g_string_append_c (json, ':');
}

static void
append_text (GString *json, const char *name, const char *text)
{
  append_name (json, name);
  cantrip_json_append_string (json, text, -1);
}

static void
append_int (GString *json, const char *name, gint64 value)
{
  append_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

/* With the fewest digits that read back as the same number: 0.7, not 0.69999999999999996. */
static void
append_double (GString *json, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return;

  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.17g", value);
  append_name (json, name);
  g_string_append (json, text);
}

static void
append_stop (GString *json, char **stop)
{
  append_name (json, "stop");
  for (gsize i = 0; stop[i] != NULL; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      cantrip_json_append_string (json, stop[i], -1);
    }
  g_string_append_c (json, ']');
}

static void
append_sampling (GString *json, const CantripParameters *parameters, const CantripModel *model)
{
  if (cantrip_model_accepts_sampling (model, parameters->reasoning_effort))
    {
      append_double (json, "temperature", parameters->temperature);
      append_double (json, "top_p", parameters->top_p);
    }
  if (cantrip_model_accepts_penalties (model))
    {
      append_double (json, "frequency_penalty", parameters->frequency_penalty);
      append_double (json, "presence_penalty", parameters->presence_penalty);
    }
}

/* `strict` is left out: OpenAI then refuses schemas that it would otherwise follow. */
static void
append_schema (GString *json, JsonNode *schema, CantripSchema style)
{
  g_autofree char *text = NULL;

  append_name (json, "response_format");
  if (style == CANTRIP_SCHEMA_JSON_OBJECT)
    {
      g_string_append (json, "{\"type\":\"json_object\"}");
      return;
    }

  text = cantrip_json_to_text (schema);
  g_string_append (json,
                   "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"reply\",\"schema\":");
  g_string_append (json, text);
  g_string_append (json, "}}");
}

static void
append_messages (GString *json, GPtrArray *messages)
{
  append_name (json, "messages");
  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      g_string_append (json, i == 0 ? "[{\"role\":\"" : ",{\"role\":\"");
      g_string_append (json, cantrip_role_to_text (message->role));
      g_string_append (json, "\",\"content\":");
      cantrip_json_append_string (json, message->content, -1);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
append_prompt (GString *json, GPtrArray *messages)
{
  g_autoptr (GString) prompt = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      if (i > 0)
        g_string_append (prompt, "\n\n");
      g_string_append (prompt, message->content);
    }

  append_name (json, "prompt");
  cantrip_json_append_string (json, prompt->str, (gssize) prompt->len);
}

static gboolean
check (const CantripRequest *request, const CantripDialect *dialect, GError **error)
{
  if (request->parameters->json_schema == NULL)
    return TRUE;

  if (request->mode == CANTRIP_MODE_COMPLETION)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The parameter “json_schema” needs a conversation, but this recipe "
                              "continues a text; use the mode “chat”");
  if (cantrip_dialect_get_schema (dialect) == CANTRIP_SCHEMA_NONE)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "%s does not bind a reply to a JSON Schema; leave the parameter "
                              "“json_schema” out",
                              cantrip_dialect_get_title (dialect));

  return TRUE;
}

GBytes *
cantrip_openai_request_write (const CantripRequest *request,
                              const CantripDialect *dialect,
                              const CantripModel   *model,
                              gboolean              streamed,
                              gsize                *ret_prompt_offset,
                              GError              **error)
{
  const CantripParameters *parameters = request->parameters;
  gboolean                 chat = request->mode == CANTRIP_MODE_CHAT;
  const char              *seed_field = cantrip_dialect_get_seed_field (dialect);
  GString                 *json;

  if (!check (request, dialect, error))
    return NULL;

  json = g_string_sized_new (BODY_BYTES);
  g_string_append (json, "{\"model\":");
  cantrip_json_append_string (json, request->model, -1);
  if (parameters->max_tokens >= 0)
    append_int (json,
                chat ? cantrip_dialect_get_max_tokens_field (dialect) : "max_tokens",
                parameters->max_tokens);
  append_sampling (json, parameters, model);
  if (parameters->has_seed && seed_field != NULL)
    append_int (json, seed_field, parameters->seed);
  if (parameters->stop != NULL)
    append_stop (json, parameters->stop);
  if (parameters->reasoning_effort != NULL && chat)
    append_text (json, "reasoning_effort", parameters->reasoning_effort);
  if (parameters->json_schema != NULL)
    append_schema (json, parameters->json_schema, cantrip_dialect_get_schema (dialect));
  if (streamed)
    g_string_append (json, ",\"stream\":true");
  if (streamed && cantrip_dialect_takes_stream_usage (dialect))
    g_string_append (json, ",\"stream_options\":{\"include_usage\":true}");

  *ret_prompt_offset = json->len;
  if (chat)
    append_messages (json, request->messages);
  else
    append_prompt (json, request->messages);
  g_string_append_c (json, '}');

  return g_string_free_to_bytes (json);
}
