/* test-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-connection.h"

#define MINIMAL \
  "\"name\":\"local\",\"protocol\":\"openai\",\"base_url\":\"http://127.0.0.1:8080/v1\""

static CantripConnection *
read_text (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);

  g_assert_nonnull (node);

  return cantrip_connection_new_from_json (cantrip_json_root_object (node), error);
}

static char *
write_text (const CantripConnection *connection)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, cantrip_connection_to_json (connection));

  return cantrip_json_to_text (node);
}

static void
test_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) connection = read_text ("{" MINIMAL "}", &error);
  g_autoptr (CantripConnection) full =
      read_text ("{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"https://x.org/v1//\","
                 "\"key\":\"env:KEY\",\"dialect\":\"groq\",\"timeout_s\":30}",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpint (connection->id, ==, 0);
  g_assert_cmpstr (connection->name, ==, "local");
  g_assert_cmpstr (connection->base_url, ==, "http://127.0.0.1:8080/v1");
  g_assert_null (connection->key_reference);
  g_assert_null (connection->dialect);
  g_assert_cmpuint (connection->timeout_s, ==, CANTRIP_CONNECTION_TIMEOUT_S);
  g_assert_cmpstr (full->base_url, ==, "https://x.org/v1");
  g_assert_cmpstr (full->key_reference, ==, "env:KEY");
  g_assert_cmpstr (full->dialect, ==, "groq");
  g_assert_cmpuint (full->timeout_s, ==, 30);
}

static void
test_writes_what_it_reads (void)
{
  static const char *const texts[] = {
    "{" MINIMAL "}",
    "{" MINIMAL ",\"key\":\"file:/k\",\"dialect\":\"vllm\",\"timeout_s\":30}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CantripConnection) connection = read_text (texts[i], NULL);
      g_autoptr (CantripConnection) copy = cantrip_connection_copy (connection);
      g_autofree char *written = write_text (connection);
      g_autofree char *copied = write_text (copy);

      g_assert_cmpstr (written, ==, texts[i]);
      g_assert_cmpstr (copied, ==, texts[i]);
    }
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "[]", "object" },
    { "{}", "“name”" },
    { "{\"name\":\"\"}", "“name”" },
    { "{\"name\":\"a\\nb\"}", "“name”" },
    { "{" MINIMAL ",\"base_uri\":1}", "did you mean “base_url”" },
    { "{\"name\":\"n\"}", "“openai”" },
    { "{\"name\":\"n\",\"protocol\":\"opnai\"}", "“openai”" },
    { "{\"name\":\"n\",\"protocol\":\"openai\"}", "https://api.openai.com/v1" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"x.org/v1\"}", "https://api" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"ftp://x.org\"}", "https://api" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http://\"}", "https://api" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http:///v1\"}", "https://api" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http://u:SECRET@x.org\"}",
      "password" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http://SECRET@x.org\"}", "password" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http://x.org?k=SECRET\"}", "“?”" },
    { "{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"http://x.org/#SECRET\"}", "“#”" },
    { "{" MINIMAL ",\"key\":\"sk-SECRET\"}", "env:NAME" },
    { "{" MINIMAL ",\"key\":null}", "env:NAME" },
    { "{" MINIMAL ",\"dialect\":\"grok\"}", "“groq”" },
    { "{" MINIMAL ",\"dialect\":7}", "dialect" },
    { "{" MINIMAL ",\"timeout_s\":0}", "timeout_s" },
    { "{" MINIMAL ",\"timeout_s\":3601}", "timeout_s" },
    { "{" MINIMAL ",\"timeout_s\":\"5\"}", "timeout_s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (read_text (cases[i].text, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_null (strstr (error->message, "SECRET"));
    }
}

static void
test_dialect_by_host_or_name (void)
{
  g_autoptr (CantripConnection) local = read_text ("{" MINIMAL "}", NULL);
  g_autoptr (CantripConnection) named = read_text ("{" MINIMAL ",\"dialect\":\"vllm\"}", NULL);
  g_autoptr (CantripConnection) hosted =
      read_text ("{\"name\":\"n\",\"protocol\":\"openai\",\"base_url\":\"https://API.Groq.com:443/"
                 "openai/v1\"}",
                 NULL);

  g_assert_cmpstr (cantrip_connection_get_dialect (local), ==, "generic");
  g_assert_cmpstr (cantrip_connection_get_dialect (named), ==, "vllm");
  g_assert_cmpstr (cantrip_connection_get_dialect (hosted), ==, "groq");
}

static void
test_make_provider_sends_the_key (void)
{
  g_autoptr (CantripFakeModel) model = cantrip_fake_model_new ();
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripNetwork) network = cantrip_network_new ();
  g_autoptr (CantripConnection) connection =
      read_text ("{" MINIMAL ",\"key\":\"env:TEST_KEY\"}", NULL);
  g_autoptr (CantripRequest) request = cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, "Hi");
  g_autoptr (CantripCompletion) completion = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;
  CantripProvider *provider;

  g_free (connection->base_url);
  connection->base_url = g_strdup (cantrip_fake_model_get_base_url (model));
  g_setenv ("TEST_KEY", "k-123", TRUE);
  provider = cantrip_connection_make_provider (connection, catalog, network, &error);
  g_assert_no_error (error);
  completion = cantrip_test_complete (provider, request, NULL, NULL, &error);
  g_assert_no_error (error);
  sent = cantrip_fake_model_dup_last_header (model, "Authorization");
  g_assert_cmpstr (sent, ==, "Bearer k-123");
  g_assert_finalize_object (provider);
}

static void
assert_makes_none (CantripConnection *connection, CantripError code, const char *words)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripNetwork) network = cantrip_network_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_connection_make_provider (connection, catalog, network, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_make_provider_refuses (void)
{
  g_autoptr (CantripConnection) keyless =
      read_text ("{" MINIMAL ",\"key\":\"env:CANTRIP_TEST_UNSET\"}", NULL);
  g_autoptr (CantripConnection) newer = read_text ("{" MINIMAL "}", NULL);
  g_autoptr (CantripConnection) stranger = read_text ("{" MINIMAL "}", NULL);

  assert_makes_none (keyless, CANTRIP_ERROR_UNAUTHORIZED, "CANTRIP_TEST_UNSET");

  g_free (newer->protocol);
  newer->protocol = g_strdup ("telepathy");
  assert_makes_none (newer, CANTRIP_ERROR_INVALID_INPUT, "“openai”");

  stranger->dialect = g_strdup ("klingon");
  assert_makes_none (stranger, CANTRIP_ERROR_NOT_FOUND, "klingon");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/connection/from-json/reads", test_reads);
  g_test_add_func ("/connection/to-json/writes-what-it-reads", test_writes_what_it_reads);
  g_test_add_func ("/connection/from-json/refuses", test_refuses);
  g_test_add_func ("/connection/dialect/by-host-or-name", test_dialect_by_host_or_name);
  g_test_add_func ("/connection/make-provider/sends-the-key", test_make_provider_sends_the_key);
  g_test_add_func ("/connection/make-provider/refuses", test_make_provider_refuses);

  return g_test_run ();
}
