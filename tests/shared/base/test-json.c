/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = cantrip_json_parse_text (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_parse_refuses (void)
{
  g_autofree char *deep = g_strnfill (CANTRIP_JSON_MAX_DEPTH + 1, '[');
  const char      *cases[] = { "", "{", "{\"a\":}", "\xff\xfe", "[\"a\\u0000b\"]", "[\"\\u", deep };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i], strlen (cases[i]));

      g_assert_null (cantrip_json_parse (bytes, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }
}

static void
test_parse_counts_depth_outside_strings (void)
{
  g_autofree char *brackets = g_strnfill (200, '[');
  g_autofree char *text = g_strconcat ("[\"\\\"", brackets, "\"]", NULL);
  g_autoptr (JsonNode) node = parse (text);

  g_assert_nonnull (node);
}

static void
test_parse_knows_an_escaped_backslash (void)
{
  g_autoptr (JsonNode) node = parse ("[\"\\\\u0000\"]");

  g_assert_cmpstr (cantrip_json_element_string (cantrip_json_root_array (node), 0), ==, "\\u0000");
}

static void
test_get_accepts_wrong_kinds (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"n\":null,\"s\":\"x\",\"i\":7,\"d\":1.5,\"o\":{},\"b\":true}");
  JsonObject              *object = cantrip_json_root_object (node);
  static const char *const names[] = { "n", "s", "i", "d", "o", "b", "missing" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      (void) cantrip_json_get_string (object, names[i]);
      (void) cantrip_json_get_int (object, names[i], 0);
      (void) cantrip_json_get_double (object, names[i], 0);
      (void) cantrip_json_get_boolean (object, names[i], FALSE);
      (void) cantrip_json_get_array (object, names[i]);
    }

  g_assert_cmpstr (cantrip_json_get_string (object, "s"), ==, "x");
  g_assert_null (cantrip_json_get_string (object, "i"));
  g_assert_cmpint (cantrip_json_get_int (object, "i", 0), ==, 7);
  g_assert_cmpint (cantrip_json_get_int (object, "d", 3), ==, 3);
  g_assert_cmpfloat (cantrip_json_get_double (object, "i", 0), ==, 7);
  g_assert_true (cantrip_json_get_boolean (object, "b", FALSE));
  g_assert_null (cantrip_json_get_string (NULL, "s"));
}

static void
test_canonical_sorts_members (void)
{
  g_autoptr (JsonNode) a = parse ("{\"b\":[1,{\"z\":null,\"y\":true}],\"a\":\"\\u00e9\\n\"}");
  g_autoptr (JsonNode) b = parse (" {\"a\":\"é\\n\", \"b\":[1, {\"y\":true,\"z\":null}]}");
  g_autofree char *text_a = cantrip_json_to_canonical_text (a);
  g_autofree char *text_b = cantrip_json_to_canonical_text (b);

  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_cmpstr (text_a, ==, "{\"a\":\"é\\n\",\"b\":[1,{\"y\":true,\"z\":null}]}");
}

static void
test_append_string_reads_back (void)
{
  static const char text[] = "a\"b\\c\n\t\r\x01 é 😀";
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  cantrip_json_append_string (json, text, -1);
  node = parse (json->str);
  g_assert_cmpstr (cantrip_json_node_string (node), ==, text);
}

static void
test_value_text (void)
{
  g_autoptr (JsonNode) node = parse ("[\"x\",12,null,{\"a\":1},1.5,true,0.1]");
  JsonArray               *array = cantrip_json_root_array (node);
  static const char *const expected[] = { "x", "12", "", "{\"a\":1}", "1.5", "true", "0.1" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = cantrip_json_dup_value_text (json_array_get_element (array, i));

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_parse_reads_every_kind (void)
{
  static const char TEXT[] =
      " {\"text\": \"a\\u00e9\\ud83d\\ude00\\n\", \"whole\": -7, \"huge\": 18446744073709551616, "
      "\"part\": 2.5e1, \"yes\": true, \"no\": false, \"none\": null, \"list\": [1, [], {}], "
      "\"twice\": 1, \"twice\": 2} ";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = cantrip_json_parse_text (TEXT, -1, &error);
  JsonObject *object = cantrip_json_root_object (root);

  g_assert_no_error (error);
  g_assert_true (json_node_is_immutable (root));
  g_assert_cmpstr (cantrip_json_get_string (object, "text"), ==, "aé😀\n");
  g_assert_cmpint (cantrip_json_get_int (object, "whole", 0), ==, -7);
  g_assert_cmpfloat (cantrip_json_get_double (object, "huge", 0), ==, 18446744073709551616.0);
  g_assert_cmpfloat (cantrip_json_get_double (object, "part", 0), ==, 25);
  g_assert_true (cantrip_json_get_boolean (object, "yes", FALSE));
  g_assert_false (cantrip_json_get_boolean (object, "no", TRUE));
  g_assert_true (json_node_is_null (cantrip_json_get_node (object, "none")));
  g_assert_cmpuint (json_array_get_length (cantrip_json_get_array (object, "list")), ==, 3);
  g_assert_cmpint (cantrip_json_get_int (object, "twice", 0), ==, 2);
}

static void
test_parse_names_the_place (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } CASES[] = {
    { "", "Not JSON: there is nothing" },
    { " \n", "Not JSON: there is nothing" },
    { "{\"a\": 1,\n \"é\" 2}", "Not JSON: line 2, column 6: a name without a colon" },
    { "[1,]", "Not JSON: line 1, column 4: something that is no value" },
    { "[1] 2", "Not JSON: line 1, column 5: something after the end" },
    { "[1", "Not JSON: line 1, column 3: an array that is not closed" },
    { "[1e999]", "Not JSON: line 1, column 7: a number that is too large" },
    { "[\"\\ud83d\"]", "Not JSON: line 1, column 9: half of a surrogate pair" },
    { "// no\n[1]", "Not JSON: line 1, column 1: something that is no value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cantrip_json_parse_text (CASES[i].text, -1, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_cmpstr (error->message, ==, CASES[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json/parse/refuses", test_parse_refuses);
  g_test_add_func ("/json/parse/counts-depth-outside-strings",
                   test_parse_counts_depth_outside_strings);
  g_test_add_func ("/json/parse/knows-an-escaped-backslash", test_parse_knows_an_escaped_backslash);
  g_test_add_func ("/json/get/accepts-wrong-kinds", test_get_accepts_wrong_kinds);
  g_test_add_func ("/json/canonical/sorts-members", test_canonical_sorts_members);
  g_test_add_func ("/json/append-string/reads-back", test_append_string_reads_back);
  g_test_add_func ("/json/value-text", test_value_text);
  g_test_add_func ("/json/parse/reads-every-kind", test_parse_reads_every_kind);
  g_test_add_func ("/json/parse/names-the-place", test_parse_names_the_place);

  return g_test_run ();
}
