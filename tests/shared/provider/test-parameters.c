/* test-parameters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "provider/cantrip-parameters.h"

static CantripParameters *
read_text (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);

  g_assert_nonnull (cantrip_json_root_object (node));

  return cantrip_parameters_new_from_json (cantrip_json_root_object (node), error);
}

static void
test_reads_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripParameters) parameters =
      read_text ("{\"max_tokens\":400,\"temperature\":0.7,\"top_p\":1,\"frequency_penalty\":-2,"
                 "\"presence_penalty\":0.5,\"seed\":-7,\"stop\":[\"\\n\",\"END\"],"
                 "\"json_schema\":{\"type\":\"object\"},\"reasoning_effort\":\"low\"}",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpint (parameters->max_tokens, ==, 400);
  g_assert_cmpfloat (parameters->temperature, ==, 0.7);
  g_assert_cmpfloat (parameters->top_p, ==, 1);
  g_assert_cmpfloat (parameters->frequency_penalty, ==, -2);
  g_assert_cmpfloat (parameters->presence_penalty, ==, 0.5);
  g_assert_true (parameters->has_seed);
  g_assert_cmpint (parameters->seed, ==, -7);
  g_assert_cmpuint (g_strv_length (parameters->stop), ==, 2);
  g_assert_cmpstr (parameters->stop[1], ==, "END");
  g_assert_nonnull (cantrip_json_root_object (parameters->json_schema));
  g_assert_cmpstr (parameters->reasoning_effort, ==, "low");
}

static void
test_reads_nothing (void)
{
  g_autoptr (CantripParameters) none = cantrip_parameters_new_from_json (NULL, NULL);
  g_autoptr (CantripParameters) empty = read_text ("{\"stop\":[]}", NULL);
  g_autoptr (JsonObject) written = cantrip_parameters_to_json (empty);

  g_assert_cmpint (none->max_tokens, ==, -1);
  g_assert_true (isnan (none->temperature) && isnan (none->presence_penalty));
  g_assert_false (none->has_seed);
  g_assert_null (empty->stop);
  g_assert_cmpuint (json_object_get_size (written), ==, 0);
}

static void
test_writes_what_it_reads (void)
{
  static const char text[] = "{\"max_tokens\":1,\"temperature\":0.5,\"seed\":0,\"stop\":[\"a\"],"
                             "\"json_schema\":{\"type\":\"object\"},\"reasoning_effort\":\"none\"}";
  g_autoptr (CantripParameters) parameters = read_text (text, NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *written = NULL;

  json_node_take_object (node, cantrip_parameters_to_json (parameters));
  written = cantrip_json_to_text (node);
  g_assert_cmpstr (written, ==, text);
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", text);
  g_assert_null (read_text (text, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refuses_unknown_names (void)
{
  assert_refused ("{\"temprature\":1}", "did you mean “temperature”");
  assert_refused ("{\"max_token\":1}", "did you mean “max_tokens”");
  assert_refused ("{\"whatever_this_is\":1}", "there are max_tokens");
}

static void
test_refuses_wrong_values (void)
{
  static const char *const values[][2] = {
    { "max_tokens", "0" },
    { "max_tokens", "10000001" },
    { "max_tokens", "1.5" },
    { "max_tokens", "null" },
    { "temperature", "-0.1" },
    { "temperature", "2.1" },
    { "temperature", "\"1\"" },
    { "top_p", "1.01" },
    { "frequency_penalty", "-2.5" },
    { "presence_penalty", "true" },
    { "seed", "1.5" },
    { "seed", "\"7\"" },
    { "stop", "\"a\"" },
    { "stop", "[\"\"]" },
    { "stop", "[7]" },
    { "json_schema", "[]" },
    { "json_schema", "null" },
    { "reasoning_effort", "\"\"" },
    { "reasoning_effort", "3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"%s\":%s}", values[i][0], values[i][1]);

      assert_refused (text, values[i][0]);
    }
}

static void
test_limits_stops (void)
{
  g_autoptr (GString) text = g_string_new ("{\"stop\":[\"a\"");
  g_autoptr (CantripParameters) enough = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *most = NULL;

  for (int i = 1; i < 16; i++)
    g_string_append (text, ",\"a\"");
  most = g_strconcat (text->str, "]}", NULL);
  enough = read_text (most, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (enough->stop), ==, 16);

  g_string_append (text, ",\"a\"]}");
  assert_refused (text->str, "at most 16");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/parameters/from-json/reads-all", test_reads_all);
  g_test_add_func ("/parameters/from-json/reads-nothing", test_reads_nothing);
  g_test_add_func ("/parameters/to-json/writes-what-it-reads", test_writes_what_it_reads);
  g_test_add_func ("/parameters/from-json/refuses-unknown-names", test_refuses_unknown_names);
  g_test_add_func ("/parameters/from-json/refuses-wrong-values", test_refuses_wrong_values);
  g_test_add_func ("/parameters/from-json/limits-stops", test_limits_stops);

  return g_test_run ();
}
