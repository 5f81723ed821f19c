/* test-dialect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "provider/cantrip-dialect.h"

static void
test_find_by_host (void)
{
  static const struct
  {
    const char *host;
    const char *name;
  } cases[] = {
    { "api.openai.com", "openai" },
    { "API.OpenAI.com", "openai" },
    { "api.openai.com.example.org", "generic" },
    { "my-resource.openai.azure.com", "azure" },
    { "bedrock-runtime.eu-west-1.amazonaws.com", "bedrock" },
    { "bedrock-mantle.us-east-1.api.aws", "bedrock" },
    { "generativelanguage.googleapis.com", "google" },
    { "api.cohere.ai", "cohere" },
    { "api.ai21.com", "ai21" },
    { "api.mistral.ai", "mistral" },
    { "openrouter.ai", "openrouter" },
    { "api.together.xyz", "together" },
    { "api.groq.com", "groq" },
    { "api.fireworks.ai", "fireworks" },
    { "api.deepseek.com", "deepseek" },
    { "api.x.ai", "xai" },
    { "ollama.com", "ollama" },
    { "127.0.0.1", "generic" },
    { NULL, "generic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (cantrip_dialect_get_name (cantrip_dialect_find_by_host (cases[i].host, NULL)),
                     ==,
                     cases[i].name);
}

static void
test_find_offers_the_nearest (void)
{
  g_autoptr (GError) near = NULL;
  g_autoptr (GError) far = NULL;

  g_assert_null (cantrip_dialect_find ("mistrall", &near));
  g_assert_error (near, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (near->message, "“mistral”"));

  g_assert_null (cantrip_dialect_find ("whatever", &far));
  g_assert_nonnull (strstr (far->message, "“generic”"));
}

static void
test_find_tells_a_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_strdup (g_getenv ("CANTRIP_DATA_DIR"));

  if (g_test_subprocess ())
    {
      g_setenv ("CANTRIP_DATA_DIR", "/nonexistent", TRUE);
      g_assert_null (cantrip_dialect_find ("openai", &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
      g_setenv ("CANTRIP_DATA_DIR", folder, TRUE);
      g_assert_nonnull (cantrip_dialect_find ("openai", NULL));
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_records_differ (void)
{
  const CantripDialect *openai = cantrip_dialect_find ("openai", NULL);
  const CantripDialect *azure = cantrip_dialect_find ("azure", NULL);
  const CantripDialect *mistral = cantrip_dialect_find ("mistral", NULL);
  const CantripDialect *ai21 = cantrip_dialect_find ("ai21", NULL);
  const CantripDialect *tgi = cantrip_dialect_find ("tgi", NULL);

  g_assert_cmpstr (cantrip_dialect_get_title (openai), ==, "OpenAI");
  g_assert_cmpstr (cantrip_dialect_get_base_url (openai), ==, "https://api.openai.com/v1");
  g_assert_cmpint (cantrip_dialect_get_auth (openai), ==, CANTRIP_AUTH_BEARER);
  g_assert_cmpint (cantrip_dialect_get_auth (azure), ==, CANTRIP_AUTH_API_KEY);
  g_assert_cmpstr (cantrip_dialect_get_max_tokens_field (openai), ==, "max_completion_tokens");
  g_assert_cmpstr (cantrip_dialect_get_max_tokens_field (mistral), ==, "max_tokens");
  g_assert_cmpstr (cantrip_dialect_get_seed_field (openai), ==, "seed");
  g_assert_cmpstr (cantrip_dialect_get_seed_field (mistral), ==, "random_seed");
  g_assert_null (cantrip_dialect_get_seed_field (ai21));
  g_assert_cmpint (cantrip_dialect_get_schema (openai), ==, CANTRIP_SCHEMA_JSON_SCHEMA);
  g_assert_cmpint (cantrip_dialect_get_schema (ai21), ==, CANTRIP_SCHEMA_JSON_OBJECT);
  g_assert_cmpint (cantrip_dialect_get_schema (tgi), ==, CANTRIP_SCHEMA_NONE);
  g_assert_true (cantrip_dialect_takes_stream_usage (openai));
  g_assert_false (cantrip_dialect_takes_stream_usage (mistral));
}

static void
test_read_finish (void)
{
  const CantripDialect *openai = cantrip_dialect_find ("openai", NULL);
  const CantripDialect *together = cantrip_dialect_find ("together", NULL);
  const CantripDialect *mistral = cantrip_dialect_find ("mistral", NULL);

  g_assert_cmpint (cantrip_dialect_read_finish (openai, "stop"), ==, CANTRIP_FINISH_STOP);
  g_assert_cmpint (cantrip_dialect_read_finish (openai, "length"), ==, CANTRIP_FINISH_LENGTH);
  g_assert_cmpint (cantrip_dialect_read_finish (openai, "function_call"),
                   ==,
                   CANTRIP_FINISH_TOOL_CALLS);
  g_assert_cmpint (cantrip_dialect_read_finish (openai, "eos"), ==, CANTRIP_FINISH_UNKNOWN);
  g_assert_cmpint (cantrip_dialect_read_finish (openai, NULL), ==, CANTRIP_FINISH_UNKNOWN);
  g_assert_cmpint (cantrip_dialect_read_finish (together, "eos"), ==, CANTRIP_FINISH_STOP);
  g_assert_cmpint (cantrip_dialect_read_finish (mistral, "model_length"),
                   ==,
                   CANTRIP_FINISH_LENGTH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* First, because it must be the one that reads the file. */
  g_test_add_func ("/dialect/find/tells-a-missing-file", test_find_tells_a_missing_file);
  g_test_add_func ("/dialect/find-by-host/knows-providers", test_find_by_host);
  g_test_add_func ("/dialect/find/offers-the-nearest", test_find_offers_the_nearest);
  g_test_add_func ("/dialect/records/differ", test_records_differ);
  g_test_add_func ("/dialect/read-finish/maps", test_read_finish);

  return g_test_run ();
}
