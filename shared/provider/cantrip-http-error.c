/* cantrip-http-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-http-error.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "provider/cantrip-reason.h"
#include "provider/cantrip-retry-after.h"

/* What was read of a failure; the texts are borrowed from @root. */
typedef struct
{
  JsonNode   *root;   /* (owned) (nullable) */
  JsonObject *error;  /* (borrowed) (nullable): the object that holds code and type */
  const char *reason; /* (nullable) */
  gint64      code;   /* where it is a number; 0: none */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->root, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/*
 * What `code`, `type` or `status` of the error say. A strong word holds whatever the HTTP
 * status is; the others only where there is no failing status.
 */
static const struct
{
  const char  *word;
  CantripError code;
  gboolean     strong;
} WORDS[] = {
  { "insufficient_quota", CANTRIP_ERROR_BUDGET, TRUE },
  { "billing_hard_limit_reached", CANTRIP_ERROR_BUDGET, TRUE },
  { "enforced_spend_limit_reached", CANTRIP_ERROR_BUDGET, TRUE },
  { "contract_spend_limit_reached", CANTRIP_ERROR_BUDGET, TRUE },
  { "billing_error", CANTRIP_ERROR_BUDGET, TRUE },
  { "context_length_exceeded", CANTRIP_ERROR_TOO_LARGE, TRUE },
  { "exceed_context_size_error", CANTRIP_ERROR_TOO_LARGE, TRUE },
  { "request_too_large", CANTRIP_ERROR_TOO_LARGE, TRUE },
  { "content_filter", CANTRIP_ERROR_REFUSED, TRUE },
  { "content_policy_violation", CANTRIP_ERROR_REFUSED, TRUE },
  { "invalid_api_key", CANTRIP_ERROR_UNAUTHORIZED, TRUE },
  { "authentication_error", CANTRIP_ERROR_UNAUTHORIZED, TRUE },
  { "model_not_found", CANTRIP_ERROR_NOT_FOUND, TRUE },
  { "permission_error", CANTRIP_ERROR_UNAUTHORIZED, FALSE },
  { "not_found_error", CANTRIP_ERROR_NOT_FOUND, FALSE },
  { "rate_limit_exceeded", CANTRIP_ERROR_RATE_LIMITED, FALSE },
  { "rate_limit_error", CANTRIP_ERROR_RATE_LIMITED, FALSE },
  { "RESOURCE_EXHAUSTED", CANTRIP_ERROR_RATE_LIMITED, FALSE },
  { "overloaded_error", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "overloaded", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "server_error", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "api_error", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "timeout_error", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "UNAVAILABLE", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "INTERNAL", CANTRIP_ERROR_OVERLOADED, FALSE },
  { "invalid_request_error", CANTRIP_ERROR_INVALID_INPUT, FALSE },
  { "INVALID_ARGUMENT", CANTRIP_ERROR_INVALID_INPUT, FALSE },
};

/* What some say only in words, under HTTP 400 or, of the last, 429. */
static const struct
{
  const char  *phrase; /* in lower case */
  CantripError code;
} PHRASES[] = {
  { "maximum context length", CANTRIP_ERROR_TOO_LARGE },
  { "context window", CANTRIP_ERROR_TOO_LARGE },
  { "context size", CANTRIP_ERROR_TOO_LARGE },
  { "prompt is too long", CANTRIP_ERROR_TOO_LARGE },
  { "api key not valid", CANTRIP_ERROR_UNAUTHORIZED },
  { "missing authentication", CANTRIP_ERROR_UNAUTHORIZED },
  { "limit: 0", CANTRIP_ERROR_BUDGET },
};

static const char *
read_detail (JsonObject *root)
{
  const char *text = cantrip_json_get_string (root, "detail");
  JsonArray  *list = cantrip_json_get_array (root, "detail");

  if (text == NULL)
    text = cantrip_json_get_string (cantrip_json_element_object (list, 0), "msg");

  return text;
}

static void
read_failure (Reading *reading, const CantripHttpFailure *failure)
{
  JsonObject *root;

  if (failure->body != NULL)
    reading->root = cantrip_json_parse_text (failure->body, (gssize) failure->length, NULL);

  root = cantrip_json_root_object (reading->root);
  if (root == NULL) /* Google sometimes wraps the object in a list */
    root = cantrip_json_element_object (cantrip_json_root_array (reading->root), 0);

  reading->error = cantrip_json_get_object (root, "error");
  reading->reason = cantrip_json_get_string (root, "error");
  if (reading->reason == NULL)
    reading->reason = cantrip_json_get_string (reading->error, "message");
  if (reading->reason == NULL)
    reading->reason = cantrip_json_get_string (root, "message");
  if (reading->reason == NULL)
    reading->reason = read_detail (root);
  if (reading->error == NULL)
    reading->error = root;
  reading->code = cantrip_json_get_int (reading->error, "code", 0);
}

static gboolean
says (const Reading *reading, const char *word)
{
  JsonObject *details = cantrip_json_get_object (reading->error, "details");

  return g_strcmp0 (cantrip_json_get_string (reading->error, "code"), word) == 0 ||
         g_strcmp0 (cantrip_json_get_string (reading->error, "type"), word) == 0 ||
         g_strcmp0 (cantrip_json_get_string (reading->error, "status"), word) == 0 ||
         g_strcmp0 (cantrip_json_get_string (details, "error_code"), word) == 0;
}

static CantripError
code_of_status (guint status)
{
  switch (status)
    {
    case 401:
    case 403:
    case 498: /* Cohere: invalid token */
      return CANTRIP_ERROR_UNAUTHORIZED;
    case 402:
      return CANTRIP_ERROR_BUDGET;
    case 404:
      return CANTRIP_ERROR_NOT_FOUND;
    case 408:
    case 409:
    case 424: /* a model that failed behind Bedrock or TGI */
      return CANTRIP_ERROR_OVERLOADED;
    case 413:
      return CANTRIP_ERROR_TOO_LARGE;
    case 429:
      return CANTRIP_ERROR_RATE_LIMITED;
    default:
      return status >= 500 ? CANTRIP_ERROR_OVERLOADED : CANTRIP_ERROR_INVALID_INPUT;
    }
}

static CantripError
classify (const Reading *reading, guint status)
{
  gboolean         failing = status >= 400;
  g_autofree char *reason = g_ascii_strdown (reading->reason != NULL ? reading->reason : "", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if ((WORDS[i].strong ? status < 500 : !failing) && says (reading, WORDS[i].word))
      return WORDS[i].code;
  for (gsize i = 0; i < G_N_ELEMENTS (PHRASES); i++)
    if ((status == 400 || status == 429) && strstr (reason, PHRASES[i].phrase) != NULL)
      return PHRASES[i].code;

  return failing ? code_of_status (status) : CANTRIP_ERROR_BAD_REPLY;
}

/* `x-should-retry: false` is an order, whatever the status. */
static CantripError
obey_should_retry (CantripError code, SoupMessageHeaders *headers)
{
  const char *should =
      headers != NULL ? soup_message_headers_get_one (headers, "x-should-retry") : NULL;

  if (g_strcmp0 (should, "false") != 0)
    return code;
  if (code == CANTRIP_ERROR_RATE_LIMITED)
    return CANTRIP_ERROR_BUDGET;

  return code == CANTRIP_ERROR_OVERLOADED ? CANTRIP_ERROR_BAD_REPLY : code;
}

/* What happened, for the start of the sentence. */
static const char *
describe (CantripError code)
{
  static const char *const TEXTS[] = {
    [CANTRIP_ERROR_INVALID_INPUT] = "The provider refused the request",
    [CANTRIP_ERROR_TOO_LARGE] =
        "The prompt is larger than the model takes; shorten it or lower max_tokens",
    [CANTRIP_ERROR_NOT_FOUND] =
        "The provider has no such model or address; check the model’s name and the base URL",
    [CANTRIP_ERROR_UNAUTHORIZED] =
        "The provider rejected the key; check the key that the connection refers to",
    [CANTRIP_ERROR_RATE_LIMITED] = "The provider asks for fewer requests; try again later",
    [CANTRIP_ERROR_OVERLOADED] = "The provider failed for now; try again later",
    [CANTRIP_ERROR_BUDGET] = "The account’s quota or credit is used up; raise it at the provider",
    [CANTRIP_ERROR_REFUSED] = "The provider’s filter declined the prompt; change it",
    [CANTRIP_ERROR_BAD_REPLY] = "The provider answered with an error",
  };

  return TEXTS[code];
}

/* A redirect could carry the prompt and the key to somebody else, so it is not followed. */
static GError *
redirect_error (const CantripHttpFailure *failure)
{
  const char *location =
      failure->headers != NULL ? soup_message_headers_get_one (failure->headers, "Location") : NULL;
  g_auto (GStrv) parts = g_strsplit_set (location != NULL ? location : "", "?#", 2);
  g_autofree char *shown = cantrip_reason_clean (parts[0] != NULL ? parts[0] : "",
                                                 failure->key,
                                                 failure->prompt,
                                                 failure->prompt_length);

  return g_error_new (CANTRIP_ERROR,
                      CANTRIP_ERROR_INVALID_INPUT,
                      "The provider wants to be asked at another address (HTTP %u): change the "
                      "base URL of the connection to that of “%s”",
                      failure->status,
                      shown);
}

GError *
cantrip_http_error_new (const CantripHttpFailure *failure, gint64 now_us)
{
  g_auto (Reading) reading = { 0 };
  g_autofree char *reason = NULL;
  guint            status = failure->status;
  CantripError     code;
  GError          *error;

  if (status >= 300 && status < 400)
    return redirect_error (failure);

  read_failure (&reading, failure);
  if (status < 400 && reading.code >= 400 && reading.code < 600)
    status = (guint) reading.code;
  code = obey_should_retry (classify (&reading, status), failure->headers);

  reason = cantrip_reason_clean (reading.reason != NULL ? reading.reason : "",
                                 failure->key,
                                 failure->prompt,
                                 failure->prompt_length);
  error = g_error_new (CANTRIP_ERROR,
                       (int) code,
                       "%s (HTTP %u)%s%s",
                       describe (code),
                       status,
                       reason[0] != '\0' ? ": " : "",
                       reason);
  if (cantrip_error_is_retryable (error))
    cantrip_error_set_retry_after_ms (error,
                                      cantrip_retry_after_ms (failure->headers,
                                                              reading.error,
                                                              now_us));

  return error;
}
