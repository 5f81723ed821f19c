/* test-ods-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-records.h"
#include "cantrip-test-zip.h"
#include "dataset/cantrip-ods-cell.h"
#include "dataset/cantrip-ods-source.h"

#define TEXT(text) \
  "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define HEADER ROW (TEXT ("a") TEXT ("b"))

static void
assert_zip (GBytes *zip, const char *sheet, const char *expected)
{
  const CantripRecordFormat format = { .sheet = sheet };
  gsize                     length;
  const char               *bytes = g_bytes_get_data (zip, &length);
  g_autofree char *written = cantrip_test_read_records (bytes, (gssize) length, &format, 4096);

  g_assert_cmpstr (written, ==, expected);
}

static void
assert_rows (const char *rows, const char *expected)
{
  g_autofree char *table =
      g_strconcat ("<table:table table:name='T'>" HEADER, rows, "</table:table>", NULL);
  g_autofree char *lines =
      g_strconcat (g_str_has_prefix (expected, "error") ? "" : "columns a|b\n", expected, NULL);
  g_autoptr (GBytes) zip = cantrip_test_ods_new ("", table);

  assert_zip (zip, NULL, lines);
}

static void
test_repeats_rows_and_cells (void)
{
  assert_rows ("<table:table-row table:number-rows-repeated='2'>"
               "<table:table-cell table:number-columns-repeated='2' office:value-type='float' "
               "office:value='7'/><table:table-cell table:number-columns-repeated='16000'/>"
               "</table:table-row>"
               "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/>"
               "</table:table-row>" ROW (TEXT ("x")),
               "2 [7,7]\n3 [7,7]\n1000004 [\"x\",null]\n");
}

static void
test_reads_each_type (void)
{
  assert_rows (
      ROW ("<table:table-cell office:value-type='currency' office:value='1.50'><text:p>$1.50"
           "</text:p></table:table-cell>"
           "<table:table-cell office:value-type='boolean' office:boolean-value='false'/>")
          ROW ("<table:table-cell office:value-type='date' office:date-value='2026-11-23'>"
               "<text:p>23 Nov</text:p></table:table-cell>"
               "<table:table-cell office:value-type='time' office:time-value='PT1H2M3S'/>")
              ROW ("<table:table-cell office:value-type='string' office:string-value=''>"
                   "<text:p>#N/A</text:p></table:table-cell>"
                   "<table:table-cell office:value-type='string' office:string-value='kept'/>"),
      "2 [1.5,false]\n3 [\"2026-11-23\",\"01:02:03\"]\n4 [\"#N/A\",\"kept\"]\n");
}

static void
test_joins_paragraphs (void)
{
  assert_rows (ROW ("<table:table-cell><office:annotation><text:p>note</text:p></office:annotation>"
                    "<text:p>one <text:span>two</text:span><text:tab/>x<text:s "
                    "text:c='3'/>y</text:p>"
                    "<text:p/><text:p>three<text:line-break/>four</text:p></table:table-cell>"),
               "2 [\"one two\\tx   y\\n\\nthree\\nfour\",null]\n");
}

static void
test_passes_what_is_covered (void)
{
  assert_rows (ROW ("<table:covered-table-cell><text:p>hidden</text:p></"
                    "table:covered-table-cell>" TEXT ("b")) "<table:table-row-group><table:table-"
                                                            "rows>" ROW (TEXT (
                                                                "c")) "</table:table-rows></"
                                                                      "table:table-row-group>",
               "2 [null,\"b\"]\n3 [\"c\",null]\n");
}

static void
test_chooses_a_sheet (void)
{
  static const char STYLES[] = "<style:style style:name='h'>"
                               "<style:table-properties table:display='false'/></style:style>";
  static const char TABLES[] = "<table:table table:name='H' table:style-name='h'>" ROW (
      TEXT ("h")) "</table:table>"
                  "<table:table table:name='One'><table:shapes><table:table "
                  "table:name='no'/></table:shapes>" ROW (TEXT (
                      "one")) "</table:table>"
                              "<table:table table:name='Two'>" ROW (TEXT ("two")) "</table:table>";
  g_autoptr (GBytes) zip = cantrip_test_ods_new (STYLES, TABLES);
  g_autoptr (GBytes) hidden =
      cantrip_test_ods_new (STYLES,
                            "<table:table table:name='H' table:style-name='h'>" ROW (
                                TEXT ("h")) "</table:table>");
  g_autoptr (GBytes) none = cantrip_test_ods_new ("", "");

  assert_zip (zip, NULL, "columns one\n");
  assert_zip (zip, "Two", "columns two\n");
  assert_zip (zip, "H", "columns h\n");
  assert_zip (zip, "no", "error There is no sheet “no”; there are “H”, “One”, “Two”\n");
  assert_zip (hidden, NULL, "columns h\n");
  assert_zip (none, NULL, "error There is no sheet with rows in the file; choose another file\n");
}

static void
test_lists_sheets (void)
{
  g_autoptr (GBytes) zip = cantrip_test_ods_new (
      "",
      "<table:table table:name='One'>" ROW ("<table:table-cell/>" TEXT (
          "x")) "<table:table-row table:number-rows-repeated='3'>" TEXT ("y") "</table:table-row></"
                                                                              "table:table><table:"
                                                                              "table "
                                                                              "table:name='Two'/>");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (zip);
  g_autoptr (CantripSheetSource) source = cantrip_ods_source_open (stream, "Two", NULL, NULL);
  g_autoptr (GPtrArray) sheets = cantrip_sheet_source_list_sheets (source, NULL, NULL);
  const CantripSheet *one = g_ptr_array_index (sheets, 0);
  const CantripSheet *two = g_ptr_array_index (sheets, 1);

  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpint (one->n_rows, ==, 4);
  g_assert_cmpint (one->n_columns, ==, 2);
  g_assert_cmpint (two->n_rows, ==, 0);
}

static void
test_refuses_a_document_type (void)
{
  g_autoptr (GBytes) zip =
      cantrip_test_zip_new ("content.xml",
                            "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                            NULL);

  assert_zip (zip,
              NULL,
              "error Its part “content.xml” declares a document type, which no spreadsheet program "
              "writes; save it anew\n");
}

static void
test_limits_repetition (void)
{
  assert_rows ("<table:table-row><table:table-cell table:number-columns-repeated='20000' "
               "office:value-type='float' office:value='7'/></table:table-row>",
               "error Row 2 has more than 10000 columns; leave some out\n");
  assert_rows ("<table:table-row table:number-rows-repeated='1048575'><table:table-cell/>"
               "</table:table-row>" ROW (TEXT ("x")),
               "error The sheet has more than 1048576 rows; split it, or save it as CSV\n");
}

static void
test_append_duration (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  cantrip_ods_append_duration (text, "PT36H05M07.5S");
  g_string_append_c (text, ' ');
  cantrip_ods_append_duration (text, "PT5M");
  g_string_append_c (text, ' ');
  cantrip_ods_append_duration (text, "-P1D");
  g_assert_cmpstr (text->str, ==, "36:05:07 00:05:00 -P1D");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/ods-source/" name, function)
  ADD ("repeats-rows-and-cells", test_repeats_rows_and_cells);
  ADD ("reads-each-type", test_reads_each_type);
  ADD ("joins-paragraphs", test_joins_paragraphs);
  ADD ("passes-what-is-covered", test_passes_what_is_covered);
  ADD ("chooses-a-sheet", test_chooses_a_sheet);
  ADD ("lists-sheets", test_lists_sheets);
  ADD ("refuses-a-document-type", test_refuses_a_document_type);
  ADD ("limits-repetition", test_limits_repetition);
  ADD ("append-duration", test_append_duration);

  return g_test_run ();
}
