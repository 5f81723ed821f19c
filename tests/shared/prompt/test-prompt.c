/* test-prompt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-prompt.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

static const char MESSAGES[] =
    "[{\"role\":\"system\",\"content\":\"You write for {{audience}}.\"},"
    "{\"role\":\"user\",\"content\":\"{{event}}, {{ audience }}\"},"
    "{\"role\":\"assistant\",\"content\":\"\"},"
    "{\"role\":\"user\",\"content\":\"{\\\"a\\\": {\\\"b\\\": {{event.size}}}}\"}]";

static CantripPrompt *
prompt_new (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);

  return cantrip_prompt_new_from_json (cantrip_json_root_array (node), error);
}

static CantripInputs *
inputs_new (const char *text)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);

  return cantrip_inputs_new_from_object (cantrip_json_root_object (node));
}

static void
test_variables_across_messages (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripPrompt) prompt = prompt_new (MESSAGES, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv ("|", (char **) cantrip_prompt_get_variables (prompt));
  g_assert_cmpstr (joined, ==, "audience|event|event.size");
}

static void
test_render_each_message (void)
{
  static const char *const expected[] = { "You write for {{event}}.",
                                          "{\"size\":7}, {{event}}",
                                          "",
                                          "{\"a\": {\"b\": 7}}" };
  static const CantripRole roles[] = { CANTRIP_ROLE_SYSTEM,
                                       CANTRIP_ROLE_USER,
                                       CANTRIP_ROLE_ASSISTANT,
                                       CANTRIP_ROLE_USER };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripPrompt) prompt = prompt_new (MESSAGES, NULL);
  g_autoptr (CantripInputs) inputs =
      inputs_new ("{\"audience\":\"{{event}}\",\"event\":{\"size\":7}}");
  g_autoptr (GPtrArray) messages = cantrip_prompt_render (prompt, inputs, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      g_assert_cmpint (message->role, ==, roles[i]);
      g_assert_cmpstr (message->content, ==, expected[i]);
    }
}

static void
test_render_refuses_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripPrompt) prompt = prompt_new (MESSAGES, NULL);
  g_autoptr (CantripInputs) inputs = inputs_new ("{\"audience\":\"a\",\"evnet\":\"b\"}");

  g_assert_null (cantrip_prompt_render (prompt, inputs, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message,
                   ==,
                   "The prompt asks for {{event}}, which the row does not have; did you mean "
                   "“evnet”?");
}

static void
test_json_reads_back (void)
{
  g_autoptr (CantripPrompt) prompt = prompt_new (MESSAGES, NULL);
  g_autoptr (CantripPrompt) other = cantrip_prompt_ref (prompt);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_take_array (node, cantrip_prompt_to_json (other));
  text = cantrip_json_to_text (node);
  g_assert_cmpstr (text, ==, MESSAGES);
}

static void
test_json_reads_developer_as_system (void)
{
  g_autoptr (CantripPrompt) prompt =
      prompt_new ("[{\"role\":\"developer\",\"content\":\"\"}]", NULL);
  g_autoptr (JsonArray) messages = cantrip_prompt_to_json (prompt);

  g_assert_cmpstr (cantrip_json_get_string (cantrip_json_element_object (messages, 0), "role"),
                   ==,
                   "system");
}

static void
test_json_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "{}", "between 1 and 200" },
    { "[]", "between 1 and 200" },
    { "[7]", "Message 1" },
    { "[null]", "Message 1" },
    { "[{\"role\":\"user\"}]", "Message 1" },
    { "[{\"role\":\"user\",\"content\":null}]", "“content”" },
    { "[{\"role\":\"user\",\"content\":[\"a\"]}]", "“content”" },
    { "[{\"content\":\"a\"}]", "“role”" },
    { "[{\"role\":\"tool\",\"content\":\"a\"}]", "“role”" },
    { "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"contnt\":\"a\"}]",
      "Message 2 cannot be used: it has “contnt”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (prompt_new (cases[i].text, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
}

/* @count messages of @bytes each. */
static CantripPrompt *
big_prompt_new (guint count, gsize bytes, GError **error)
{
  g_autoptr (JsonArray) messages = json_array_new ();
  g_autofree char *text = g_strnfill (bytes, 'x');

  for (guint i = 0; i < count; i++)
    {
      JsonObject *message = json_object_new ();

      json_object_set_string_member (message, "role", "user");
      json_object_set_string_member (message, "content", text);
      json_array_add_object_element (messages, message);
    }

  return cantrip_prompt_new_from_json (messages, error);
}

static void
test_json_limits (void)
{
  static const struct
  {
    guint    count;
    gsize    bytes;
    gboolean fits;
  } cases[] = {
    { 200, 1, TRUE },         { 201, 1, FALSE },
    { 1, 1024 * 1024, TRUE }, { 1, 1024 * 1024 + 1, FALSE },
    { 2, 1024 * 512, TRUE },  { 2, 1024 * 512 + 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantripPrompt) prompt = big_prompt_new (cases[i].count, cases[i].bytes, &error);

      g_assert_true ((prompt != NULL) == cases[i].fits);
      if (!cases[i].fits)
        g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/prompt/variables/across-messages", test_variables_across_messages);
  g_test_add_func ("/prompt/render/each-message", test_render_each_message);
  g_test_add_func ("/prompt/render/refuses-missing", test_render_refuses_missing);
  g_test_add_func ("/prompt/json/reads-back", test_json_reads_back);
  g_test_add_func ("/prompt/json/reads-developer-as-system", test_json_reads_developer_as_system);
  g_test_add_func ("/prompt/json/refuses", test_json_refuses);
  g_test_add_func ("/prompt/json/limits", test_json_limits);

  return g_test_run ();
}
