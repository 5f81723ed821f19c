/* test-json-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-records.h"

static const CantripRecordFormat LINES = { .layout = CANTRIP_RECORD_LAYOUT_JSON_LINES };
static const CantripRecordFormat ARRAY = { .layout = CANTRIP_RECORD_LAYOUT_JSON_ARRAY };

static void
assert_lines (const char *text, const char *expected)
{
  cantrip_test_assert_records (text, -1, &LINES, expected);
}

static void
assert_array (const char *text, const char *expected)
{
  cantrip_test_assert_records (text, -1, &ARRAY, expected);
}

static void
test_lines_keep_values (void)
{
  assert_lines ("{\"a\": 1.10, \"b\": \"x\\u00e9\\n\"}\r\n"
                "\n"
                "  {\"b\":[1, {\"c\": null}] , \"a\":true}  \n"
                "{}",
                "columns a|b\n"
                "1 [1.10,\"x\\u00e9\\n\"]\n"
                "3 [true,[1,{\"c\":null}]]\n"
                "4 [null,null]\n");
}

static void
test_columns_are_the_union (void)
{
  assert_lines ("{\"a\":1}\n{\"b\":2,\"a\":3}\n{\"c\\u0041\":4}\n",
                "columns a|b|cA\n1 [1,null,null]\n2 [3,2,null]\n3 [null,null,4]\n");
  assert_lines ("{\"\":1,\" a\":2,\"a\":3}\n",
                "columns Column 1|a|a 2\n"
                "note Column 1 has no name and is called “Column 1”.\n"
                "note Column 3, “a”, is called “a 2”.\n"
                "1 [1,2,3]\n");
}

static void
test_lines_report_broken (void)
{
  assert_lines ("{\"a\":1}\n"
                "[1]\n"
                "{\"a\":1,\"b\":2\n"
                "{\"a\":1,\"a\":2}\n"
                "{\"a\":01}\n"
                "{\"a\":1} x\n"
                "{\"a\" 1}\n"
                "{\"a\":9223372036854775808}\n"
                "{\"a\":\"\\u0000\"}\n"
                "\x81\n"
                "{\"a\":2}\n",
                "columns a\n"
                "1 [1]\n"
                "2 (something that is no JSON object)\n"
                "3 (the member “b”, which no object at the beginning of the file has)\n"
                "4 (“a” twice)\n"
                "5 (a number that is not written as JSON writes it)\n"
                "6 (something after the object)\n"
                "7 (a name without a colon)\n"
                "8 (a number that is too large to be kept exactly)\n"
                "9 (the character U+0000, which a text cannot hold)\n"
                "10 (bytes that are not valid in windows-1252 (another encoding can be chosen))\n"
                "11 [2]\n");
}

static void
test_array_is_split (void)
{
  assert_array ("\n [\n {\"a\": \"],[{\\\"\\\\\", \"b\": [[1], {\"c\": \"\\ud83d\\ude00\"}]}\n"
                " ,\n{\"a\":\n 2}\n]\n ",
                "columns a|b\n"
                "3 [\"],[{\\\"\\\\\",[[1],{\"c\":\"\\ud83d\\ude00\"}]]\n"
                "5 [2,null]\n");
  assert_array ("[{\"a\":1}]", "columns a\n1 [1]\n");
}

static void
test_array_reports_broken (void)
{
  assert_array ("[{\"a\":1},\n7,\n,{\"a\" 2},\n{\"a\":3}]\nx",
                "columns a\n"
                "1 [1]\n"
                "2 (something that is no JSON object)\n"
                "3 (nothing where an object belongs)\n"
                "3 (a name without a colon)\n"
                "4 [3]\n"
                "5 (something after the end of the array)\n");
  assert_array ("[{\"a\":1},]", "columns a\n1 [1]\n1 (nothing where an object belongs)\n");
  assert_array ("[{\"a\":1},\n{\"a\":2", "columns a\n1 [1]\n2 (an array that is not closed)\n");
  assert_array ("[{\"a\":1},", "columns a\n1 [1]\n1 (an array that is not closed)\n");
}

static void
test_empty (void)
{
  static const char nothing[] =
      "error There are no columns in it; the file is empty, or is not a table\n";

  assert_lines ("", nothing);
  assert_lines ("\n", nothing);
  assert_lines ("{}\n", nothing);
  assert_lines ("x\n", nothing);
  assert_array ("", nothing);
  assert_array ("[]", nothing);
  assert_array ("[1,2]", nothing);
  assert_array ("{\"a\":1}", nothing);
}

/* A column that comes too late is reported, not lost. */
static void
test_late_column_is_reported (void)
{
  g_autofree char *value = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *written = NULL;

  for (int i = 0; i < 5; i++)
    g_string_append_printf (text, "{\"a\":\"%s\"}\n", value);
  g_string_append (text, "{\"a\":1,\"late\":2}\n{\"a\":3}\n");

  written = cantrip_test_read_records (text->str, (gssize) text->len, &LINES, G_MAXSIZE);
  g_assert_true (g_str_has_prefix (written, "columns a\n1 [\"x"));
  g_assert_true (g_str_has_suffix (written,
                                   "\"]\n6 (the member “late”, which no object at the beginning of "
                                   "the file has)\n7 [3]\n"));
}

static void
test_first_object_may_be_large (void)
{
  g_autofree char *value = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("{\"a\":\"", value, "\"}\n{\"a\":1}\n", NULL);
  g_autofree char *written = cantrip_test_read_records (text, -1, &LINES, 65536);
  g_autofree char *expected = g_strconcat ("columns a\n1 [\"", value, "\"]\n2 [1]\n", NULL);

  g_assert_true (g_str_equal (written, expected));
}

static void
test_refuses_a_larger_record (void)
{
  g_autofree char *value = g_strnfill (CANTRIP_RECORD_MAX_BYTES + 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("[{\"a\":1},\n{\"a\":\"", value, "\"}]", NULL);
  g_autofree char *written = cantrip_test_read_records (text, -1, &ARRAY, G_MAXSIZE);

  g_assert_true (g_str_has_prefix (written,
                                   "columns a\n1 [1]\nerror The record at line 2 is larger than "
                                   "16 MiB"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/json-record-reader/" name, function)
  ADD ("lines/keep-values", test_lines_keep_values);
  ADD ("lines/report-broken", test_lines_report_broken);
  ADD ("array/is-split", test_array_is_split);
  ADD ("array/reports-broken", test_array_reports_broken);
  ADD ("columns/are-the-union", test_columns_are_the_union);
  ADD ("columns/late-one-is-reported", test_late_column_is_reported);
  ADD ("open/empty", test_empty);
  ADD ("open/first-object-may-be-large", test_first_object_may_be_large);
  ADD ("next/refuses-a-larger-record", test_refuses_a_larger_record);

  return g_test_run ();
}
