/* test-http-error.c
 *
 * What each provider says, in its own words, and what it means here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "provider/cantrip-http-error.h"

#define KEY "sk-test-0123456789abcdef"
#define PROMPT "\"messages\":[{\"content\":\"Write about the spring sale in Berlin\"}]}"

static GError *
make_error (guint status, const char *header, const char *body)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_auto (GStrv) pair = g_strsplit (header != NULL ? header : "", ": ", 2);
  CantripHttpFailure failure = {
    .status = status,
    .headers = headers,
    .body = body,
    .length = body != NULL ? strlen (body) : 0,
    .key = KEY,
    .prompt = PROMPT,
    .prompt_length = strlen (PROMPT),
  };
  GError *error;

  if (header != NULL)
    soup_message_headers_append (headers, pair[0], pair[1]);
  error = cantrip_http_error_new (&failure, 0);
  soup_message_headers_unref (headers);

  return error;
}

/* Each with its status, what came and what it means. */
static const struct
{
  guint        status;
  const char  *body;
  CantripError code;
  const char  *words; /* NULL: whatever */
} CASES[] = {
  /* by status alone */
  { 400, "", CANTRIP_ERROR_INVALID_INPUT, "HTTP 400" },
  { 401, "", CANTRIP_ERROR_UNAUTHORIZED, "key" },
  { 402, "", CANTRIP_ERROR_BUDGET, "credit" },
  { 403, "", CANTRIP_ERROR_UNAUTHORIZED, "key" },
  { 404, "", CANTRIP_ERROR_NOT_FOUND, "base URL" },
  { 408, "", CANTRIP_ERROR_OVERLOADED, "later" },
  { 409, "", CANTRIP_ERROR_OVERLOADED, "later" },
  { 413, "", CANTRIP_ERROR_TOO_LARGE, "shorten" },
  { 418, "", CANTRIP_ERROR_INVALID_INPUT, "HTTP 418" },
  { 422, "", CANTRIP_ERROR_INVALID_INPUT, NULL },
  { 424, "", CANTRIP_ERROR_OVERLOADED, NULL },
  { 429, "", CANTRIP_ERROR_RATE_LIMITED, NULL },
  { 498, "", CANTRIP_ERROR_UNAUTHORIZED, NULL },
  { 500, "", CANTRIP_ERROR_OVERLOADED, NULL },
  { 501, "", CANTRIP_ERROR_OVERLOADED, NULL },
  { 503, "<html><h1>503</h1></html>", CANTRIP_ERROR_OVERLOADED, "(HTTP 503)" },
  { 529, "", CANTRIP_ERROR_OVERLOADED, NULL },
  /* OpenAI */
  { 401,
    "{\"error\":{\"message\":\"Incorrect API key provided: " KEY ".\","
    "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}",
    CANTRIP_ERROR_UNAUTHORIZED,
    "Incorrect API key provided: …" },
  { 429,
    "{\"error\":{\"message\":\"You exceeded your current "
    "quota.\",\"type\":\"insufficient_quota\","
    "\"code\":\"insufficient_quota\"}}",
    CANTRIP_ERROR_BUDGET,
    "You exceeded your current quota" },
  { 400,
    "{\"error\":{\"message\":\"Too long.\",\"type\":\"invalid_request_error\","
    "\"code\":\"context_length_exceeded\"}}",
    CANTRIP_ERROR_TOO_LARGE,
    "Too long" },
  { 404,
    "{\"error\":{\"message\":\"No model x\",\"code\":\"model_not_found\"}}",
    CANTRIP_ERROR_NOT_FOUND,
    "No model x" },
  /* Azure */
  { 400,
    "{\"error\":{\"message\":\"Filtered\",\"code\":\"content_filter\"}}",
    CANTRIP_ERROR_REFUSED,
    "Filtered" },
  /* Google, wrapped in a list */
  { 400,
    "[{\"error\":{\"code\":400,\"message\":\"API key not "
    "valid.\",\"status\":\"INVALID_ARGUMENT\"}}]",
    CANTRIP_ERROR_UNAUTHORIZED,
    "API key not valid" },
  { 429,
    "{\"error\":{\"code\":429,\"message\":\"Quota, limit: "
    "0\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
    CANTRIP_ERROR_BUDGET,
    "limit: 0" },
  /* Anthropic, behind a compatible route */
  { 429,
    "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\","
    "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}",
    CANTRIP_ERROR_BUDGET,
    NULL },
  /* Cohere, Mistral, Bedrock */
  { 404, "{\"message\":\"model 'x' not found\"}", CANTRIP_ERROR_NOT_FOUND, "model 'x' not found" },
  { 401,
    "{\"object\":\"error\",\"message\":\"no\",\"type\":1}",
    CANTRIP_ERROR_UNAUTHORIZED,
    ": no" },
  /* AI21; FastAPI */
  { 400,
    "{\"detail\":\"Bad request: bad or missing authentication.\"}",
    CANTRIP_ERROR_UNAUTHORIZED,
    "missing authentication" },
  { 422,
    "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"field required\",\"input\":\"SECRET "
    "ROW\"}]}",
    CANTRIP_ERROR_INVALID_INPUT,
    "field required" },
  /* OpenRouter: the code is a number, also under HTTP 200 */
  { 402, "{\"error\":{\"code\":402,\"message\":\"credits\"}}", CANTRIP_ERROR_BUDGET, "credits" },
  { 200, "{\"error\":{\"code\":502,\"message\":\"x\"}}", CANTRIP_ERROR_OVERLOADED, "HTTP 502" },
  { 200, "{\"error\":{\"code\":429,\"message\":\"x\"}}", CANTRIP_ERROR_RATE_LIMITED, "HTTP 429" },
  { 200, "{\"error\":{\"type\":\"overloaded_error\"}}", CANTRIP_ERROR_OVERLOADED, NULL },
  { 200, "{\"error\":\"something\"}", CANTRIP_ERROR_BAD_REPLY, "something" },
  /* Fireworks, Ollama */
  { 404, "{\"error\":\"model \\\"x\\\" not found\"}", CANTRIP_ERROR_NOT_FOUND, "not found" },
  /* llama.cpp, vLLM */
  { 400,
    "{\"error\":{\"code\":400,\"message\":\"request (1502 tokens) exceeds the available context "
    "size (1024 tokens)\",\"type\":\"exceed_context_size_error\",\"n_ctx\":1024}}",
    CANTRIP_ERROR_TOO_LARGE,
    "1502 tokens" },
  { 400,
    "{\"object\":\"error\",\"message\":\"This model's maximum context length is 8192 tokens.\","
    "\"type\":\"BadRequestError\",\"code\":400}",
    CANTRIP_ERROR_TOO_LARGE,
    "8192" },
  /* Text Generation Inference */
  { 429,
    "{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}",
    CANTRIP_ERROR_RATE_LIMITED,
    NULL },
  /* of nobody */
  { 400, "{\"error\":null}", CANTRIP_ERROR_INVALID_INPUT, NULL },
  { 400, "{\"error\":{\"message\":7,\"code\":[]}}", CANTRIP_ERROR_INVALID_INPUT, NULL },
  { 400, "[]", CANTRIP_ERROR_INVALID_INPUT, NULL },
  { 400, "\xff\xfe", CANTRIP_ERROR_INVALID_INPUT, NULL },
  { 400,
    "{\"message\":\"Cannot parse: Write about the spring sale in Berlin\"}",
    CANTRIP_ERROR_INVALID_INPUT,
    "Cannot parse: …" },
};

static void
test_maps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = make_error (CASES[i].status, NULL, CASES[i].body);

      g_test_message ("case %d: %s", (int) i, error->message);
      g_assert_error (error, CANTRIP_ERROR, (int) CASES[i].code);
      g_assert_null (strstr (error->message, KEY));
      g_assert_null (strstr (error->message, "spring sale"));
      g_assert_null (strstr (error->message, "SECRET"));
      if (CASES[i].words != NULL)
        g_assert_nonnull (strstr (error->message, CASES[i].words));
    }
}

static void
test_redirects_name_the_address (void)
{
  g_autoptr (GError) error =
      make_error (308, "Location: https://new.example.org/v1/chat/completions?k=" KEY, "");
  g_autoptr (GError) nowhere = make_error (302, NULL, "");

  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "“https://new.example.org/v1/chat/completions”"));
  g_assert_null (strstr (error->message, KEY));
  g_assert_error (nowhere, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

static void
test_retry_after (void)
{
  g_autoptr (GError) limited = make_error (429, "Retry-After: 3", "{}");
  g_autoptr (GError) overloaded = make_error (503, "Retry-After-Ms: 20", "{}");
  g_autoptr (GError) body =
      make_error (429, NULL, "{\"error\":{\"details\":[{\"retryDelay\":\"46s\"}]}}");
  g_autoptr (GError) budget = make_error (402, "Retry-After: 3", "{}");

  g_assert_cmpint (cantrip_error_get_retry_after_ms (limited), ==, 3000);
  g_assert_cmpint (cantrip_error_get_retry_after_ms (overloaded), ==, 20);
  g_assert_cmpint (cantrip_error_get_retry_after_ms (body), ==, 46000);
  g_assert_cmpint (cantrip_error_get_retry_after_ms (budget), ==, -1);
}

static void
test_should_retry_is_obeyed (void)
{
  g_autoptr (GError) limited = make_error (429, "x-should-retry: false", "{}");
  g_autoptr (GError) failed = make_error (500, "x-should-retry: false", "{}");
  g_autoptr (GError) passing = make_error (500, "x-should-retry: true", "{}");

  g_assert_false (cantrip_error_is_retryable (limited));
  g_assert_false (cantrip_error_is_retryable (failed));
  g_assert_true (cantrip_error_is_retryable (passing));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/http-error/new/maps", test_maps);
  g_test_add_func ("/http-error/new/redirects-name-the-address", test_redirects_name_the_address);
  g_test_add_func ("/http-error/new/retry-after", test_retry_after);
  g_test_add_func ("/http-error/new/should-retry-is-obeyed", test_should_retry_is_obeyed);

  return g_test_run ();
}
