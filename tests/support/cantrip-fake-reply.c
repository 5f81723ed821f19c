/* cantrip-fake-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-reply.h"

#include "base/cantrip-json.h"

/* How many characters one event of a streamed reply carries. */
#define PIECE_CHARACTERS 4

static gint64
count_words (const char *text)
{
  gint64   n = 0;
  gboolean in_word = FALSE;

  for (; *text != '\0'; text++)
    {
      n += !in_word && !g_ascii_isspace (*text);
      in_word = !g_ascii_isspace (*text);
    }

  return n;
}

CantripFakeRequest *
cantrip_fake_request_new (const char *path, const char *body, gsize length)
{
  CantripFakeRequest *self = g_new0 (CantripFakeRequest, 1);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (body, (gssize) length, NULL);
  JsonObject *root = cantrip_json_root_object (node);
  JsonArray  *messages = cantrip_json_get_array (root, "messages");
  const char *last = cantrip_json_get_string (root, "prompt");

  self->n_words = last != NULL ? count_words (last) : 0;
  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);
      const char *content = cantrip_json_get_string (message, "content");

      if (content == NULL)
        continue;
      self->n_words += count_words (content);
      if (g_strcmp0 (cantrip_json_get_string (message, "role"), "user") == 0)
        last = content;
    }

  self->model = g_strdup (cantrip_json_get_string (root, "model"));
  self->last_user_message = g_strdup (last != NULL ? last : "");
  self->streamed = cantrip_json_get_boolean (root, "stream", FALSE);
  self->chat = g_str_has_suffix (path, "/chat/completions");

  return self;
}

void
cantrip_fake_request_free (CantripFakeRequest *self)
{
  g_free (self->model);
  g_free (self->last_user_message);
  g_free (self);
}

static void
append_head (GString *json, const CantripFakeRequest *self)
{
  g_string_append (json, "{\"id\":\"fake\",\"model\":");
  cantrip_json_append_string (json, self->model != NULL ? self->model : "fake", -1);
}

static void
append_usage (GString *json, const CantripFakeRequest *self, const char *text)
{
  gint64 n = count_words (text);

  g_string_append_printf (json,
                          ",\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,"
                          "\"total_tokens\":%d}}",
                          (int) self->n_words,
                          (int) n,
                          (int) (self->n_words + n));
}

/* `,"choices":[…]` with @length bytes of @text. */
static void
append_choice (GString                  *json,
               const CantripFakeRequest *self,
               const char               *text,
               gsize                     length,
               const char               *finish)
{
  const char *holder = self->streamed ? "\"delta\":{" : "\"message\":{\"role\":\"assistant\",";

  g_string_append (json, ",\"choices\":[{\"index\":0,");
  if (self->chat)
    g_string_append (json, holder);
  g_string_append (json, self->chat ? "\"content\":" : "\"text\":");
  cantrip_json_append_string (json, text, (gssize) length);
  g_string_append_printf (json, "%s,\"finish_reason\":%s}]", self->chat ? "}" : "", finish);
}

char *
cantrip_fake_request_make_reply (const CantripFakeRequest *self, const char *text)
{
  GString *json = g_string_new (self->streamed ? "data: " : NULL);

  append_head (json, self);
  if (!self->streamed)
    {
      append_choice (json, self, text, strlen (text), "\"stop\"");
      append_usage (json, self, text);

      return g_string_free (json, FALSE);
    }

  for (const char *piece = text; *piece != '\0';)
    {
      const char *end = piece;

      for (int i = 0; i < PIECE_CHARACTERS && *end != '\0'; i++)
        end = g_utf8_next_char (end);
      append_choice (json, self, piece, (gsize) (end - piece), "null");
      g_string_append (json, "}\n\ndata: ");
      append_head (json, self);
      piece = end;
    }
  append_choice (json, self, "", 0, "\"stop\"");
  g_string_append (json, "}\n\ndata: ");
  append_head (json, self);
  g_string_append (json, ",\"choices\":[]");
  append_usage (json, self, text);
  g_string_append (json, "\n\ndata: [DONE]\n\n");

  return g_string_free (json, FALSE);
}
