/* cantrip-openai-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-openai-reply.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

struct _CantripOpenaiReply
{
  const CantripDialect *dialect;
  CantripCompletion    *completion; /* (owned): all but its text */
  GString              *text;       /* (owned) */
  gboolean              has_choice;
  gboolean              has_finish;
  gboolean              refused;
};

CantripOpenaiReply *
cantrip_openai_reply_new (const CantripDialect *dialect)
{
  CantripOpenaiReply *self = g_new0 (CantripOpenaiReply, 1);

  self->dialect = dialect;
  self->completion = cantrip_completion_new ();
  self->text = g_string_new (NULL);

  return self;
}

void
cantrip_openai_reply_free (CantripOpenaiReply *self)
{
  g_clear_pointer (&self->completion, cantrip_completion_free);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* A count that nobody can have meant is not known. */
static void
read_count (JsonObject *object, const char *name, gint64 *count)
{
  gint64 value = cantrip_json_get_int (object, name, -1);

  if (value >= 0)
    *count = value;
}

static void
add_usage (CantripCompletion *completion, JsonObject *usage)
{
  read_count (usage, "prompt_tokens", &completion->input_tokens);
  read_count (usage, "completion_tokens", &completion->output_tokens);
  read_count (cantrip_json_get_object (usage, "prompt_tokens_details"),
              "cached_tokens",
              &completion->cached_input_tokens);
}

/* Thinking and other parts are not the reply. */
static void
add_parts (GString *text, JsonArray *parts)
{
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = cantrip_json_element_object (parts, i);
      const char *piece = cantrip_json_get_string (part, "text");

      if (piece != NULL && g_strcmp0 (cantrip_json_get_string (part, "type"), "text") == 0)
        g_string_append (text, piece);
    }
}

static void
add_choice (CantripOpenaiReply *self, JsonObject *choice)
{
  JsonObject *message = cantrip_json_get_object (choice, "message");
  const char *finish = cantrip_json_get_string (choice, "finish_reason");
  const char *text;
  const char *refusal;

  if (message == NULL)
    message = cantrip_json_get_object (choice, "delta");
  text = cantrip_json_get_string (message, "content");
  if (message == NULL)
    text = cantrip_json_get_string (choice, "text");
  refusal = cantrip_json_get_string (message, "refusal");

  self->has_choice |= message != NULL || text != NULL;
  if (text != NULL)
    g_string_append (self->text, text);
  else
    add_parts (self->text, cantrip_json_get_array (message, "content"));
  self->refused |= refusal != NULL && refusal[0] != '\0';
  if (finish != NULL)
    {
      self->has_finish = TRUE;
      self->completion->finish = cantrip_dialect_read_finish (self->dialect, finish);
    }
}

const char *
cantrip_openai_reply_add (CantripOpenaiReply *self, JsonObject *root)
{
  JsonObject *choice = cantrip_json_element_object (cantrip_json_get_array (root, "choices"), 0);
  const char *model = cantrip_json_get_string (root, "model");
  gsize       before = self->text->len;

  if (choice != NULL)
    add_choice (self, choice);
  if (model != NULL && self->completion->model == NULL)
    self->completion->model = g_strdup (model);
  add_usage (self->completion,
             cantrip_json_get_object (cantrip_json_get_object (root, "x_groq"), "usage"));
  add_usage (self->completion, cantrip_json_get_object (root, "usage"));

  return self->text->len > before ? self->text->str + before : NULL;
}

CantripCompletion *
cantrip_openai_reply_end (CantripOpenaiReply *self, gboolean complete, GError **error)
{
  CantripFinish finish = self->completion->finish;

  if (!self->has_choice)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_BAD_REPLY,
                         "The provider’s reply holds no text; check that the base URL is that of "
                         "an API that OpenAI’s clients can use");
      return NULL;
    }
  if (self->text->len == 0 && (self->refused || finish == CANTRIP_FINISH_CONTENT_FILTER))
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_REFUSED,
                         "The model, or a filter before it, declined to answer; change the prompt");
      return NULL;
    }
  if (!complete && !self->has_finish)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_BAD_REPLY,
                         "The provider stopped in the middle of its reply; the rest is lost");
      return NULL;
    }

  g_free (self->completion->text);
  self->completion->text = g_string_free (self->text, FALSE);
  self->text = g_string_new (NULL);

  return g_steal_pointer (&self->completion);
}
