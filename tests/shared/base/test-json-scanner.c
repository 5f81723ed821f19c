/* test-json-scanner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json-scanner.h"
#include "base/cantrip-json.h"

static CantripJsonScanner
scan (const char *text)
{
  return (CantripJsonScanner){ .position = text, .end = text + strlen (text) };
}

static void
test_copy_value_keeps_what_was_written (void)
{
  static const char *const CASES[][2] = {
    { " 1.10 ", "1.10" },
    { "-0", "-0" },
    { "9223372036854775807", "9223372036854775807" },
    { "1E+2", "1E+2" },
    { "\"a\\u00e9\\ud83d\\ude00\\n /\"", "\"a\\u00e9\\ud83d\\ude00\\n /\"" },
    { "[ ]", "[]" },
    { "{ }", "{}" },
    { "[1 , [ true,\n null ] ,{\"a b\" : false}]", "[1,[true,null],{\"a b\":false}]" },
    { "[\"[\",{}]", "[\"[\",{}]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      CantripJsonScanner scanner = scan (CASES[i][0]);
      g_autoptr (GString) json = g_string_new (NULL);

      g_assert_true (cantrip_json_scanner_copy_value (&scanner, json));
      g_assert_true (cantrip_json_scanner_is_done (&scanner));
      g_assert_cmpstr (json->str, ==, CASES[i][1]);
    }
}

static void
test_copy_value_refuses (void)
{
  static const char *const CASES[] = {
    "",
    "tru",
    "nul",
    "01",
    "-",
    "1.",
    ".5",
    "1e",
    "+1",
    "NaN",
    "0x1f",
    "9223372036854775808",
    "1e400",
    "\"a",
    "\"a\tb\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\ude00\"",
    "\"\\ud800\\u0041\"",
    "[1,]",
    "[1",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{a:1}",
    "{\"a\":1",
    "[1 2]",
    "/*x*/1",
    "'a'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      CantripJsonScanner scanner = scan (CASES[i]);
      g_autoptr (GString) json = g_string_new (NULL);

      if (cantrip_json_scanner_copy_value (&scanner, json))
        g_assert_false (cantrip_json_scanner_is_done (&scanner)); /* 0x1f: a zero, then more */
      else
        g_assert_nonnull (scanner.problem);
    }
}

static void
test_copy_value_stops_at_every_end (void)
{
  static const char TEXT[] = "{\"a\":[1.5e3,\"\\ud83d\\ude00\",true,{\"b\":null}]}";

  for (gsize length = 0; length < strlen (TEXT); length++)
    {
      g_autofree char   *piece = g_memdup2 (TEXT, MAX (length, 1)); /* no byte after the end */
      CantripJsonScanner scanner = { .position = piece, .end = piece + length };
      g_autoptr (GString) json = g_string_new (NULL);

      g_assert_false (cantrip_json_scanner_copy_value (&scanner, json));
    }
}

static void
test_copy_value_limits_depth (void)
{
  for (guint depth = CANTRIP_JSON_MAX_DEPTH; depth <= CANTRIP_JSON_MAX_DEPTH + 1; depth++)
    {
      g_autofree char   *open = g_strnfill (depth, '[');
      g_autofree char   *close = g_strnfill (depth, ']');
      g_autofree char   *text = g_strconcat (open, close, NULL);
      CantripJsonScanner scanner = scan (text);
      g_autoptr (GString) json = g_string_new (NULL);

      g_assert_cmpint (cantrip_json_scanner_copy_value (&scanner, json),
                       ==,
                       depth == CANTRIP_JSON_MAX_DEPTH);
    }
}

static void
test_read_string_decodes (void)
{
  CantripJsonScanner scanner = scan (" \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é\" :1");
  CantripJsonScanner number = scan ("1");
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (cantrip_json_scanner_read_string (&scanner, text));
  g_assert_cmpstr (text->str, ==, "\"\\/\b\f\n\r\té😀é");
  g_assert_true (cantrip_json_scanner_take (&scanner, ':'));
  g_assert_false (cantrip_json_scanner_take (&scanner, ':'));
  g_assert_false (cantrip_json_scanner_is_done (&scanner));
  g_assert_false (cantrip_json_scanner_read_string (&number, text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json-scanner/copy-value/keeps-what-was-written",
                   test_copy_value_keeps_what_was_written);
  g_test_add_func ("/json-scanner/copy-value/refuses", test_copy_value_refuses);
  g_test_add_func ("/json-scanner/copy-value/stops-at-every-end",
                   test_copy_value_stops_at_every_end);
  g_test_add_func ("/json-scanner/copy-value/limits-depth", test_copy_value_limits_depth);
  g_test_add_func ("/json-scanner/read-string/decodes", test_read_string_decodes);

  return g_test_run ();
}
