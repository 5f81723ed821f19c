/* test-csv-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-test-records.h"

static const CantripRecordFormat CSV = { .layout = CANTRIP_RECORD_LAYOUT_CSV };
static const CantripRecordFormat NO_HEADER = {
  .layout = CANTRIP_RECORD_LAYOUT_CSV,
  .no_header = TRUE,
};

static void
assert_csv (const char *text, const char *expected)
{
  cantrip_test_assert_records (text, -1, &CSV, expected);
}

static void
test_finds_each_delimiter (void)
{
  assert_csv ("a,b\n1;2,3\n", "columns a|b\n2 [\"1;2\",\"3\"]\n");
  assert_csv ("a;b\n1,5;2,5\n", "columns a|b\n2 [\"1,5\",\"2,5\"]\n");
  assert_csv ("a\tb\n1, 2\t3\n", "columns a|b\n2 [\"1, 2\",\"3\"]\n");
  assert_csv ("a|b\n1|\n", "columns a|b\n2 [\"1\",\"\"]\n");
  assert_csv ("a;b,c\n\"1,2\";3,4\n", "columns a|b,c\n2 [\"1,2\",\"3,4\"]\n");
}

static void
test_obeys_the_delimiter (void)
{
  const CantripRecordFormat format = { .layout = CANTRIP_RECORD_LAYOUT_CSV, .delimiter = ':' };

  cantrip_test_assert_records ("a:b,c\n1:2\n", -1, &format, "columns a|b,c\n2 [\"1\",\"2\"]\n");
}

static void
test_reads_quotes (void)
{
  assert_csv ("a,b\r\n\"x\"\"y\",\"1,2\"\r\n\"\",\"\"\"\"\r\n5\" disk,a\"\"b\r\n",
              "columns a|b\n"
              "2 [\"x\\\"y\",\"1,2\"]\n"
              "3 [\"\",\"\\\"\"]\n"
              "4 [\"5\\\" disk\",\"a\\\"\\\"b\"]\n");
}

static void
test_counts_lines_in_cells (void)
{
  assert_csv ("a,b\n\"1\n2\r\n3\r4\",x\ny,z\n",
              "columns a|b\n2 [\"1\\n2\\r\\n3\\r4\",\"x\"]\n6 [\"y\",\"z\"]\n");
}

static void
test_reads_each_line_end (void)
{
  static const char expected[] = "columns a|b\n2 [\"1\",\"2\"]\n4 [\"3\",\"\"]\n";

  assert_csv ("a,b\n1,2\n\n3,\n", expected);
  assert_csv ("a,b\r\n1,2\r\n\r\n3,\r\n", expected);
  assert_csv ("a,b\r1,2\r\r3,\r", expected);
  assert_csv ("a,b\n1,2\n\n3,", expected);
}

static void
test_escapes_json (void)
{
  assert_csv ("a,b\n\\n,\x01\x7f\té\n", "columns a|b\n2 [\"\\\\n\",\"\\u0001\x7f\\té\"]\n");
}

static void
test_one_column (void)
{
  assert_csv ("a\nx\n\"\"\n\n y \n", "columns a\n2 [\"x\"]\n3 [\"\"]\n5 [\" y \"]\n");
}

static void
test_empty (void)
{
  static const char nothing[] =
      "error There are no columns in it; the file is empty, or is not a table\n";

  assert_csv ("", nothing);
  assert_csv ("\n\r\n", nothing);
  assert_csv ("\xef\xbb\xbf", nothing);
  assert_csv ("a,b", "columns a|b\n");
  assert_csv ("a,b\n", "columns a|b\n");
}

static void
test_without_header (void)
{
  cantrip_test_assert_records ("1,2\n3,4\n",
                               -1,
                               &NO_HEADER,
                               "columns Column 1|Column 2\n1 [\"1\",\"2\"]\n2 [\"3\",\"4\"]\n");
  cantrip_test_assert_records ("\n1,2\n3\n",
                               -1,
                               &NO_HEADER,
                               "columns Column 1|Column 2\n2 [\"1\",\"2\"]\n"
                               "3 [\"3\",\"\"] (1 cell for 2 columns)\n");
}

static void
test_renames_columns (void)
{
  assert_csv ("a,, a ,a,{b},\"c\nd\"\n",
              "columns a|Column 2|a 2|a 3|(b)|c d\n"
              "note Column 2 has no name and is called “Column 2”.\n"
              "note Column 3, “a”, is called “a 2”.\n"
              "note Column 4, “a”, is called “a 3”.\n"
              "note Column 5, “{b}”, is called “(b)”.\n"
              "note Column 6, “c\nd”, is called “c d”.\n");
}

static void
test_reports_ragged (void)
{
  assert_csv ("a,b\n1\n1,2\n1,2,\"3,4\"\n,\n",
              "columns a|b\n"
              "2 [\"1\",\"\"] (1 cell for 2 columns)\n"
              "3 [\"1\",\"2\"]\n"
              "4 [\"1\",\"2,3,4\"] (3 cells for 2 columns)\n"
              "5 [\"\",\"\"]\n");
  assert_csv ("a\tb\n1\t2\t3\n", "columns a|b\n2 [\"1\",\"2\\t3\"] (3 cells for 2 columns)\n");
}

static void
test_reports_broken_quotes (void)
{
  assert_csv ("a,b\n\"1\" x,2\n\"1\"\"\"y,2,3\n3,4\n",
              "columns a|b\n"
              "2 [\"1 x\",\"2\"] (text after a closing quote)\n"
              "3 [\"1\\\"y\",\"2,3\"] (text after a closing quote)\n"
              "4 [\"3\",\"4\"]\n");
  assert_csv ("a,b\n1,\"2\r\n3,4\r\n\"5\n6\",7",
              "columns a|b\n"
              "2 [\"1\",\"2\\r\\n3,4\\r\\n5\"] (text after a closing quote)\n"
              "5 [\"6\\\"\",\"7\"]\n");
}

static void
test_loses_one_line_to_an_open_quote (void)
{
  assert_csv ("a,b\r\n1,\"2\r\n3,4\r\n5,6",
              "columns a|b\n"
              "2 (a quote that is never closed)\n"
              "3 [\"3\",\"4\"]\n"
              "4 [\"5\",\"6\"]\n");
  assert_csv ("a,b\n1,\"", "columns a|b\n2 (a quote that is never closed)\n");
  assert_csv ("a,b\n1,\"2\n\x81,x\n3,4\n",
              "columns a|b\n"
              "2 (a quote that is never closed)\n"
              "3 (bytes that are not valid in windows-1252 (another encoding can be chosen))\n"
              "4 [\"3\",\"4\"]\n");
}

static void
test_reports_a_broken_header (void)
{
  assert_csv ("a,\"b\n1,2\n",
              "error The column names, at line 1, hold a quote that is never closed; correct the "
              "line first\n");
  assert_csv ("\n\"a\"x,b\n1,2\n",
              "error The column names, at line 2, hold text after a closing quote; correct the "
              "line first\n");
}

static void
test_reports_wrong_bytes (void)
{
  static const char   nul[] = "a,b\n1,\0002\n3,4\n";
  CantripRecordFormat utf_8 = CSV;

  utf_8.encoding = CANTRIP_TEXT_ENCODING_UTF_8;
  cantrip_test_assert_records ("a,b\n1,\xff\n3,\xc3\n\xe9\xe9,4\n5,é\n",
                               -1,
                               &utf_8,
                               "columns a|b\n"
                               "2 (bytes that are not valid in utf-8 (another encoding can be "
                               "chosen))\n"
                               "3 (bytes that are not valid in utf-8 (another encoding can be "
                               "chosen))\n"
                               "4 (bytes that are not valid in utf-8 (another encoding can be "
                               "chosen))\n"
                               "5 [\"5\",\"é\"]\n");
  cantrip_test_assert_records (nul,
                               sizeof nul - 1,
                               &CSV,
                               "columns a|b\n2 (a NUL byte, which a text cannot hold)\n"
                               "3 [\"3\",\"4\"]\n");
}

/* The sample is plain ASCII; the text after it is not UTF-8. */
static void
test_reports_what_the_sample_did_not_show (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autofree char *written = NULL;

  for (int i = 0; i < 40000; i++)
    g_string_append (text, "1,2\n");
  g_string_append (text, "caf\xe9,1\n");

  written = cantrip_test_read_records (text->str, (gssize) text->len, &CSV, G_MAXSIZE);
  g_assert_true (g_str_has_suffix (written,
                                   "\n40001 [\"1\",\"2\"]\n40002 (bytes that are not valid in "
                                   "utf-8 (another encoding can be chosen))\n"));
}

static void
test_reads_a_large_cell (void)
{
  g_autofree char *cell = g_strnfill (10 * 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("a,b\n\"", cell, "\",1\n2,3\n", NULL);
  g_autofree char *written = cantrip_test_read_records (text, -1, &CSV, 65536);
  g_autofree char *expected =
      g_strconcat ("columns a|b\n2 [\"", cell, "\",\"1\"]\n3 [\"2\",\"3\"]\n", NULL);

  g_assert_true (g_str_equal (written, expected)); /* not cmpstr: it would print them */
}

/* However much is read at a time, and whether or not its end was seen. */
static void
test_refuses_a_larger_record (void)
{
  for (gsize megabytes = 17; megabytes <= 40; megabytes += 23)
    {
      g_autofree char *cell = g_strnfill (megabytes * 1024 * 1024, 'x');
      g_autofree char *text = g_strconcat ("a,b\n1,2\n\"", cell, "\",1\n", NULL);
      g_autofree char *written = cantrip_test_read_records (text, -1, &CSV, G_MAXSIZE);

      g_assert_true (g_str_has_prefix (written,
                                       "columns a|b\n2 [\"1\",\"2\"]\n"
                                       "error The record at line 3 is larger than 16 MiB; look for "
                                       "a quote that is never closed"));
    }
}

static void
test_refuses_too_many_columns (void)
{
  g_autofree char *text = g_strnfill (20000, ',');
  g_autofree char *written = cantrip_test_read_records (text, -1, &CSV, G_MAXSIZE);

  g_assert_true (g_str_has_prefix (written, "error It has more than 10000 columns"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/csv-record-reader/" name, function)
  ADD ("delimiter/finds-each", test_finds_each_delimiter);
  ADD ("delimiter/is-obeyed", test_obeys_the_delimiter);
  ADD ("next/reads-quotes", test_reads_quotes);
  ADD ("next/counts-lines-in-cells", test_counts_lines_in_cells);
  ADD ("next/reads-each-line-end", test_reads_each_line_end);
  ADD ("next/escapes-json", test_escapes_json);
  ADD ("next/one-column", test_one_column);
  ADD ("open/empty", test_empty);
  ADD ("open/without-header", test_without_header);
  ADD ("open/renames-columns", test_renames_columns);
  ADD ("open/reports-a-broken-header", test_reports_a_broken_header);
  ADD ("open/refuses-too-many-columns", test_refuses_too_many_columns);
  ADD ("next/reports-ragged", test_reports_ragged);
  ADD ("next/reports-broken-quotes", test_reports_broken_quotes);
  ADD ("next/loses-one-line-to-an-open-quote", test_loses_one_line_to_an_open_quote);
  ADD ("next/reports-wrong-bytes", test_reports_wrong_bytes);
  ADD ("next/reports-what-the-sample-did-not-show", test_reports_what_the_sample_did_not_show);
  ADD ("next/reads-a-large-cell", test_reads_a_large_cell);
  ADD ("next/refuses-a-larger-record", test_refuses_a_larger_record);

  return g_test_run ();
}
