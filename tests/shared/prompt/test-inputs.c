/* test-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "prompt/cantrip-inputs.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = cantrip_json_parse_text (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

static CantripInputs *
inputs_new (const char *text)
{
  g_autoptr (JsonNode) node = parse (text);

  return cantrip_inputs_new_from_object (json_node_get_object (node));
}

static void
test_object_keeps_order (void)
{
  g_autoptr (CantripInputs) inputs = inputs_new ("{\"size\":40,\"event\":\"Fête\",\" x \":null}");
  const char *const *names = cantrip_inputs_get_names (inputs);

  g_assert_cmpstr (names[0], ==, "size");
  g_assert_cmpstr (names[1], ==, "event");
  g_assert_cmpstr (names[2], ==, " x ");
  g_assert_null (names[3]);
  g_assert_cmpint (json_node_get_int (cantrip_inputs_get (inputs, "size")), ==, 40);
  g_assert_true (JSON_NODE_HOLDS_NULL (cantrip_inputs_get (inputs, " x ")));
  g_assert_null (cantrip_inputs_get (inputs, "x"));
  g_assert_null (cantrip_inputs_get (inputs, ""));
}

static void
test_object_is_copied (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (CantripInputs) inputs = NULL;
  JsonArray *array = json_array_new ();

  json_array_add_int_element (array, 1);
  json_object_set_array_member (object, "list", array);
  inputs = cantrip_inputs_new_from_object (object);
  json_array_add_int_element (array, 2);
  json_object_set_int_member (object, "more", 3);

  g_assert_null (cantrip_inputs_get (inputs, "more"));
  array = json_node_get_array (cantrip_inputs_get (inputs, "list"));
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
}

static void
test_row_fits_columns (void)
{
  static const char *const columns[] = { "a", "b", "a", "c", NULL };
  g_autoptr (JsonNode) few = parse ("[1,{\"x\":2}]");
  g_autoptr (JsonNode) many = parse ("[1,2,3,4,5]");
  g_autoptr (CantripInputs) short_row =
      cantrip_inputs_new_from_row (columns, json_node_get_array (few));
  g_autoptr (CantripInputs) long_row =
      cantrip_inputs_new_from_row (columns, json_node_get_array (many));
  g_autofree char *short_text = cantrip_inputs_to_canonical_json (short_row);
  g_autofree char *long_text = cantrip_inputs_to_canonical_json (long_row);

  g_assert_cmpstr (short_text, ==, "{\"a\":1,\"b\":{\"x\":2},\"c\":null}");
  g_assert_cmpstr (long_text, ==, "{\"a\":1,\"b\":2,\"c\":4}");
}

static void
test_canonical_is_equal_for_equal_inputs (void)
{
  g_autoptr (CantripInputs) a = inputs_new ("{\"b\":1,\"a\":{\"d\":[],\"c\":\"é\"}}");
  g_autoptr (CantripInputs) b = inputs_new ("{\"a\":{\"c\":\"\\u00e9\",\"d\":[]},\"b\":1}");
  g_autoptr (CantripInputs) empty = inputs_new ("{}");
  g_autofree char *text_a = cantrip_inputs_to_canonical_json (a);
  g_autofree char *text_b = cantrip_inputs_to_canonical_json (b);
  g_autofree char *text_empty = cantrip_inputs_to_canonical_json (empty);

  g_assert_cmpstr (text_a, ==, "{\"a\":{\"c\":\"é\",\"d\":[]},\"b\":1}");
  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_cmpstr (text_empty, ==, "{}");
}

static void
test_variable_takes_longest_name (void)
{
  g_autoptr (CantripInputs) inputs = inputs_new ("{\"a\":1,\"a.b\":2,\"größe\":3,\"\":4}");
  static const struct
  {
    const char *variable;
    int         value; /* 0: there is none */
    gsize       name_bytes;
  } cases[] = {
    { "a", 1, 1 },      { "a.c", 1, 1 }, { "a.b", 2, 3 }, { "a.b.c", 2, 3 }, { "größe.x", 3, 7 },
    { "größer", 0, 0 }, { "b", 0, 0 },   { ".a", 0, 0 },  { "ab.c", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize     bytes = 0;
      JsonNode *value = cantrip_inputs_get_for_variable (inputs, cases[i].variable, &bytes);

      g_test_message ("%s", cases[i].variable);
      g_assert_cmpint (value != NULL ? json_node_get_int (value) : 0, ==, cases[i].value);
      g_assert_cmpuint (bytes, ==, cases[i].name_bytes);
    }
}

static void
test_nearest (void)
{
  g_autoptr (CantripInputs) inputs = inputs_new ("{\"event\":1,\"data\":2}");
  static const struct
  {
    const char *variable;
    const char *nearest;
  } cases[] = {
    { "evnt", "event" },  { "dta.city", "data.city" }, { "Event.a.b", "event.a.b" },
    { "audience", NULL }, { "audience.x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *nearest = cantrip_inputs_dup_nearest (inputs, cases[i].variable);

      g_assert_cmpstr (nearest, ==, cases[i].nearest);
    }
}

static gpointer
use_thread (gpointer data)
{
  CantripInputs *inputs = data;

  g_assert_nonnull (cantrip_inputs_get (inputs, "a"));
  cantrip_inputs_unref (inputs);

  return NULL;
}

static void
test_crosses_threads (void)
{
  g_autoptr (CantripInputs) inputs = inputs_new ("{\"a\":[1]}");
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", use_thread, cantrip_inputs_ref (inputs));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/inputs/object/keeps-order", test_object_keeps_order);
  g_test_add_func ("/inputs/object/is-copied", test_object_is_copied);
  g_test_add_func ("/inputs/row/fits-columns", test_row_fits_columns);
  g_test_add_func ("/inputs/canonical/is-equal-for-equal-inputs",
                   test_canonical_is_equal_for_equal_inputs);
  g_test_add_func ("/inputs/variable/takes-longest-name", test_variable_takes_longest_name);
  g_test_add_func ("/inputs/nearest", test_nearest);
  g_test_add_func ("/inputs/crosses-threads", test_crosses_threads);

  return g_test_run ();
}
