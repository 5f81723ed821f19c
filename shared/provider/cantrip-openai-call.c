/* cantrip-openai-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-openai-call.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "provider/cantrip-http-error.h"
#include "provider/cantrip-openai-reply.h"
#include "provider/cantrip-sse-reader.h"

#define MAX_EVENT_BYTES (1024 * 1024)

struct _CantripOpenaiCall
{
  SoupMessage        *message; /* (owned) */
  GBytes             *body;    /* (owned) (nullable) */
  gsize               prompt_offset;
  const char         *key;        /* (borrowed from the provider) (nullable) (secret) */
  CantripOpenaiReply *reply;      /* (owned) */
  CantripSseReader   *events;     /* (owned) (nullable): of a streamed reply */
  GByteArray         *unstreamed; /* (owned) (nullable): came whole although asked to stream */
  CantripDeltaFunc    delta;      /* (nullable) */
  gpointer            delta_data;
  gboolean            done;       /* the stream has said that it is over */
  gint64              started_us; /* monotonic clock */
  gint64              first_token_us;
  gint64              latency_us; /* -1: not over */
};

static GError *
make_error (CantripOpenaiCall *self, const char *reply, gsize length)
{
  gsize              sent_length = 0;
  const char        *sent = NULL;
  CantripHttpFailure failure = {
    .status = soup_message_get_status (self->message),
    .headers = soup_message_get_response_headers (self->message),
    .body = reply,
    .length = length,
    .key = self->key,
  };

  if (self->body != NULL)
    {
      sent = g_bytes_get_data (self->body, &sent_length);
      failure.prompt = sent + self->prompt_offset;
      failure.prompt_length = sent_length - self->prompt_offset;
    }

  return cantrip_http_error_new (&failure, cantrip_time_now_us ());
}

/* Reads one JSON value, which may say that something went wrong after all. */
static JsonNode *
parse (CantripOpenaiCall *self, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = cantrip_json_parse_text (text, (gssize) length, NULL);
  JsonNode *failure = cantrip_json_get_node (cantrip_json_root_object (root), "error");

  if (root == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_BAD_REPLY,
                         "“%s” did not answer in JSON; check that the base URL is that of an API",
                         g_uri_get_host (soup_message_get_uri (self->message)));
      return NULL;
    }
  if (failure != NULL && !JSON_NODE_HOLDS_NULL (failure))
    {
      g_propagate_error (error, make_error (self, text, length));
      return NULL;
    }

  return g_steal_pointer (&root);
}

/* Adds a reply, or a piece of one, and hands what was added to whoever listens. */
static gboolean
add (CantripOpenaiCall *self, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = parse (self, text, length, error);
  const char *added;

  if (root == NULL)
    return FALSE;

  added = cantrip_openai_reply_add (self->reply, cantrip_json_root_object (root));
  if (added != NULL && self->delta != NULL)
    {
      if (self->first_token_us < 0)
        self->first_token_us = g_get_monotonic_time () - self->started_us;
      self->delta (added, self->delta_data);
    }

  return TRUE;
}

static gboolean
event_cb (const char *event G_GNUC_UNUSED,
          const char *data,
          gsize       length,
          gpointer    user_data,
          GError    **error)
{
  CantripOpenaiCall *self = user_data;

  if (self->done)
    return TRUE;
  if (g_strcmp0 (data, "[DONE]") != 0)
    return add (self, data, length, error);

  self->done = TRUE;
  self->latency_us = g_get_monotonic_time () - self->started_us;

  return TRUE;
}

CantripOpenaiCall *
cantrip_openai_call_new (SoupMessage          *message,
                         const CantripDialect *dialect,
                         const char           *key,
                         CantripDeltaFunc      delta,
                         gpointer              delta_data)
{
  CantripOpenaiCall *self = g_new0 (CantripOpenaiCall, 1);

  self->message = message;
  self->key = key;
  self->reply = cantrip_openai_reply_new (dialect);
  self->delta = delta;
  self->delta_data = delta_data;
  if (delta != NULL)
    self->events = cantrip_sse_reader_new (MAX_EVENT_BYTES, event_cb, self);
  self->started_us = g_get_monotonic_time ();
  self->first_token_us = -1;
  self->latency_us = -1;

  return self;
}

void
cantrip_openai_call_free (CantripOpenaiCall *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->reply, cantrip_openai_reply_free);
  g_clear_pointer (&self->events, cantrip_sse_reader_free);
  g_clear_pointer (&self->unstreamed, g_byte_array_unref);
  g_free (self);
}

SoupMessage *
cantrip_openai_call_get_message (CantripOpenaiCall *self)
{
  return self->message;
}

void
cantrip_openai_call_set_body (CantripOpenaiCall *self, GBytes *body, gsize prompt_offset)
{
  g_return_if_fail (self->body == NULL && prompt_offset <= g_bytes_get_size (body));

  self->body = g_bytes_ref (body);
  self->prompt_offset = prompt_offset;
  soup_message_set_request_body_from_bytes (self->message, "application/json", body);
}

/* Some servers answer whole although they were asked to stream. */
static gboolean
is_unstreamed (CantripOpenaiCall *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/json") == 0;
}

static gboolean
take_unstreamed (CantripOpenaiCall *self, const char *data, gsize length, GError **error)
{
  if (self->unstreamed == NULL)
    self->unstreamed = g_byte_array_new ();
  if (self->unstreamed->len + length > CANTRIP_OPENAI_MAX_REPLY_BYTES)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_BAD_REPLY,
                              "The provider’s reply is larger than %d MiB",
                              CANTRIP_OPENAI_MAX_REPLY_BYTES / (1024 * 1024));

  g_byte_array_append (self->unstreamed, (const guint8 *) data, (guint) length);

  return TRUE;
}

gboolean
cantrip_openai_call_chunk_cb (const char *data,
                              gsize       length,
                              gboolean   *ret_enough,
                              gpointer    user_data,
                              GError    **error)
{
  CantripOpenaiCall *self = user_data;

  if (is_unstreamed (self))
    return take_unstreamed (self, data, length, error);
  if (!cantrip_sse_reader_push (self->events, data, length, error))
    return FALSE;
  *ret_enough = self->done;

  return TRUE;
}

JsonNode *
cantrip_openai_call_read (CantripOpenaiCall *self, GByteArray *body, GError **error)
{
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    {
      g_propagate_error (error, make_error (self, (const char *) body->data, body->len));
      return NULL;
    }

  return parse (self, (const char *) body->data, body->len, error);
}

/* What has come of a 2xx reply, put together. */
static gboolean
add_rest (CantripOpenaiCall *self, GByteArray *body, GError **error)
{
  if (self->unstreamed != NULL)
    body = self->unstreamed;
  else if (self->events != NULL)
    return cantrip_sse_reader_end (self->events, error);

  return add (self, (const char *) body->data, body->len, error);
}

CantripCompletion *
cantrip_openai_call_complete (CantripOpenaiCall *self, GByteArray *body, GError **error)
{
  gboolean           streamed;
  CantripCompletion *completion;

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    {
      g_propagate_error (error, make_error (self, (const char *) body->data, body->len));
      return NULL;
    }

  if (self->latency_us < 0)
    self->latency_us = g_get_monotonic_time () - self->started_us;
  if (!add_rest (self, body, error))
    return NULL;

  streamed = self->events != NULL && self->unstreamed == NULL;
  completion = cantrip_openai_reply_end (self->reply, !streamed || self->done, error);
  if (completion != NULL)
    {
      completion->latency_us = self->latency_us;
      completion->first_token_us = self->first_token_us;
    }

  return completion;
}
