/* test-openai-request.c
 *
 * Compares bodies byte for byte with the files of tests/fixtures/provider/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-openai-request.h"

#define ALL                                                                             \
  "{\"max_tokens\":400,\"temperature\":0.7,\"top_p\":0.95,\"frequency_penalty\":-0.5,"  \
  "\"presence_penalty\":1,\"seed\":7,\"stop\":[\"\\n\\n\",\"END\"],"                    \
  "\"json_schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}," \
  "\"reasoning_effort\":\"low\"}"

static const struct
{
  const char *fixture;
  const char *dialect;
  const char *model;
  CantripMode mode;
  gboolean    streamed;
  const char *parameters;
} CASES[] = {
  { "openai-all", "openai", "gpt-4o-mini", CANTRIP_MODE_CHAT, FALSE, ALL },
  { "openai-reasoning", "openai", "gpt-6.1-sol", CANTRIP_MODE_CHAT, TRUE, ALL },
  { "openai-effort-none",
    "openai",
    "gpt-6-luna",
    CANTRIP_MODE_CHAT,
    FALSE,
    "{\"temperature\":0,\"presence_penalty\":1,\"reasoning_effort\":\"none\"}" },
  { "mistral-stream", "mistral", "mistral-small-latest", CANTRIP_MODE_CHAT, TRUE, ALL },
  { "ai21", "ai21", "jamba-mini", CANTRIP_MODE_CHAT, FALSE, ALL },
  { "groq-stream", "groq", "openai/gpt-oss-20b", CANTRIP_MODE_CHAT, TRUE, ALL },
  { "generic", "generic", "any", CANTRIP_MODE_CHAT, FALSE, NULL },
  { "generic-stream", "generic", "any", CANTRIP_MODE_CHAT, TRUE, "{\"max_tokens\":1}" },
  { "completion",
    "openai",
    "any",
    CANTRIP_MODE_COMPLETION,
    FALSE,
    "{\"max_tokens\":5,\"temperature\":0.1,\"seed\":-1}" },
};

static CantripRequest *
make_request (const char *model, CantripMode mode, const char *parameters)
{
  CantripRequest *request = cantrip_test_request_new (mode, parameters, "Say “hi”\tto \"Köln\"\n😀");

  request->model = model;
  g_ptr_array_insert (request->messages,
                      0,
                      cantrip_message_new (CANTRIP_ROLE_SYSTEM, "Be C:\\brief\x01"));
  g_ptr_array_add (request->messages, cantrip_message_new (CANTRIP_ROLE_ASSISTANT, ""));

  return request;
}

static void
test_body (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripRequest) request =
      make_request (CASES[i].model, CASES[i].mode, CASES[i].parameters);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("provider/%s.json", CASES[i].fixture);
  g_autofree char *path = cantrip_test_fixture (name);
  g_autofree char *expected = NULL;
  g_autofree char *written = NULL;
  gsize            prompt_offset = 0;

  body = cantrip_openai_request_write (request,
                                       cantrip_dialect_find (CASES[i].dialect, NULL),
                                       cantrip_catalog_find (catalog,
                                                             CASES[i].dialect,
                                                             CASES[i].model),
                                       CASES[i].streamed,
                                       &prompt_offset,
                                       &error);
  g_assert_no_error (error);
  node = cantrip_json_parse (body, &error);
  g_assert_no_error (error);

  written = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_assert_true (g_str_has_prefix (written + prompt_offset,
                                   CASES[i].mode == CANTRIP_MODE_CHAT ? ",\"messages\":[{"
                                                                      : ",\"prompt\":\""));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (written, ==, g_strchomp (expected));
}

static void
assert_refused (const char *dialect, CantripMode mode)
{
  g_autoptr (CantripRequest) request = make_request ("any", mode, "{\"json_schema\":{}}");
  g_autoptr (GError) error = NULL;
  gsize prompt_offset = 0;

  g_assert_null (cantrip_openai_request_write (request,
                                               cantrip_dialect_find (dialect, NULL),
                                               NULL,
                                               FALSE,
                                               &prompt_offset,
                                               &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "json_schema"));
}

/* To leave a schema out would give replies of another form, and they are paid for. */
static void
test_refuses_a_lost_schema (void)
{
  assert_refused ("tgi", CANTRIP_MODE_CHAT);
  assert_refused ("openai", CANTRIP_MODE_COMPLETION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strconcat ("/openai-request/write/equals-", CASES[i].fixture, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_body);
    }
  g_test_add_func ("/openai-request/write/refuses-a-lost-schema", test_refuses_a_lost_schema);

  return g_test_run ();
}
