/* test-xlsx-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "cantrip-test-zip.h"
#include "dataset/cantrip-xlsx-source.h"
#include "dataset/cantrip-xlsx-strings.h"

#define HEADER                                               \
  "<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c>" \
  "<c r='B1' t='inlineStr'><is><t>b</t></is></c></row>"

static void
assert_zip (GBytes *zip, const char *expected)
{
  const CantripRecordFormat format = { 0 };
  gsize                     length;
  const char               *bytes = g_bytes_get_data (zip, &length);
  g_autofree char *written = cantrip_test_read_records (bytes, (gssize) length, &format, 4096);

  g_assert_cmpstr (written, ==, expected);
}

static void
assert_rows (const char *rows, const char *strings, const char *formats, const char *expected)
{
  g_autofree char *all = g_strconcat (HEADER, rows, NULL);
  g_autofree char *lines = /* a first row that fails, fails with the header */
      g_strconcat (g_str_has_prefix (expected, "error") ? "" : "columns a|b\n", expected, NULL);
  g_autoptr (GBytes) zip = cantrip_test_xlsx_new (all, strings, formats);

  assert_zip (zip, lines);
}

static void
test_shares_texts (void)
{
  assert_rows ("<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' t='s'><v>0</v></c></row>",
               "<si><t xml:space='preserve'> x_x000D_\n_x00e9_ _x12 </t></si>"
               "<si><r><t>one</t></r><r><rPr/><t> two</t></r><rPh sb='0' "
               "eb='1'><t>no</t></rPh></si>",
               NULL,
               "2 [\"one two\",\" x\\r\\né _x12 \"]\n");
}

static void
test_refuses_a_text_that_is_not_there (void)
{
  assert_rows ("<row r='2'><c r='A2' t='s'><v>7</v></c></row>",
               NULL,
               NULL,
               "error Row 2 refers to a text that is not in the file; open it in a spreadsheet "
               "program, and save it anew\n");
}

static void
test_reads_each_type (void)
{
  assert_rows (
      "<row r='2'><c r='A2' t='b'><v>1</v></c><c r='B2' t='e'><v>#N/A</v></c></row>"
      "<row r='3'><c r='A3' t='str'><f>x</f><v>x_x0041_</v></c><c r='B3'><v>1.50</v></c></row>"
      "<row r='4'><c r='A4' t='d'><v>2026-11-23</v></c><c r='B4' t='n'><v>1e3</v></c></row>"
      "<row r='5'><c r='A5' t='b'/><c r='B5'><v>?</v></c></row>",
      NULL,
      NULL,
      "2 [true,\"#N/A\"]\n3 [\"xA\",1.5]\n4 [\"2026-11-23\",1000]\n5 [null,\"?\"]\n");
}

static void
test_knows_dates_by_their_format (void)
{
  assert_rows ("<row r='2'><c r='A2' s='1'><v>46349</v></c><c r='B2' s='2'><v>46349.5</v></c></row>"
               "<row r='3'><c r='A3' s='0'><v>46349</v></c><c r='B3' s='3'><v>1.5</v></c></row>"
               "<row r='4'><c r='A4' s='1'><v>-3</v></c><c r='B4' s='99'><v>4</v></c></row>",
               NULL,
               "<numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd hh:mm'/>"
               "<numFmt numFmtId='165' formatCode='0.0'/></numFmts>"
               "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
               "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
               "<xf numFmtId='165'/></cellXfs>",
               "2 [\"2026-11-23\",\"2026-11-23T12:00:00\"]\n3 [46349,1.5]\n4 [-3,4]\n");
}

static void
test_rows_and_cells_may_be_sparse (void)
{
  assert_rows ("<row r='4'><c r='B4'><v>1</v></c></row><row/>"
               "<row><c><v>2</v></c><c><v>3</v></c></row>"
               "<row r='9'><c r='B9'><v>5</v></c><c r='A9'><v>4</v></c></row>",
               NULL,
               NULL,
               "4 [null,1]\n6 [2,3]\n9 [4,5]\n");
}

static void
test_notes_formulas_without_results (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (GBytes) zip =
      cantrip_test_xlsx_new (HEADER
                             "<row r='2'><c r='A2'><f>1+1</f></c><c r='B2'><v>1</v></c></row>",
                             NULL,
                             NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (zip);
  g_autoptr (CantripRecordReader) reader =
      cantrip_record_format_open (&format, stream, NULL, NULL, NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  CantripRecord record;
  gboolean      has_record = TRUE;
  GPtrArray    *notes;

  while (has_record)
    g_assert_true (cantrip_record_reader_next (reader, values, &record, &has_record, NULL, NULL));

  notes = cantrip_record_reader_get_notes (reader);
  g_assert_cmpstr (values->str, ==, "[null,1]");
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (notes->pdata[0], "formulas"));
}

static void
test_limits_columns_and_rows (void)
{
  assert_rows ("<row r='2'><c r='ZZZZZZZ2'><v>1</v></c></row>",
               NULL,
               NULL,
               "error Row 2 has more than 10000 columns; leave some out\n");
  assert_rows ("<row r='1048577'><c r='A1048577'><v>1</v></c></row>",
               NULL,
               NULL,
               "error The sheet has more than 1048576 rows; split it, or save it as CSV\n");
}

static void
test_limits_shared_texts (void)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GBytes) zip = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (CantripXlsxStrings) strings = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (items, "<si><t>0123456789</t></si>");
  zip = cantrip_test_xlsx_new ("", items->str, NULL);
  stream = g_memory_input_stream_new_from_bytes (zip);
  strings = cantrip_xlsx_strings_read (stream, "xl/sharedStrings.xml", 1 << 20, NULL, &error);
  g_assert_null (strings);
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "1 MiB of different texts"));
}

static void
test_refuses_broken_parts (void)
{
  g_autoptr (GBytes) missing = cantrip_test_zip_new ("_rels/.rels",
                                                     "<Relationships><Relationship Id='a' "
                                                     "Type='x/officeDocument' Target='xl/w.xml'/>"
                                                     "</Relationships>",
                                                     NULL);
  g_autoptr (GBytes) other = cantrip_test_zip_new ("readme.txt", "x", NULL);

  assert_zip (missing,
              "error Its part “xl/_rels/w.xml.rels” is missing; open it in a spreadsheet program, "
              "and save it anew\n");
  assert_zip (other, "error It is no workbook; save the table as .xlsx, .ods or CSV\n");
  assert_rows ("<row r='2'><c>\n</row>",
               NULL,
               NULL,
               "error Its part “xl/worksheets/sheet1.xml” is damaged at line 2; open it in a "
               "spreadsheet program, and save it anew\n");
  assert_rows ("<row r='2'><c r='A2' t='inlineStr'><is><t>&xxe;</t></is></c></row>",
               NULL,
               NULL,
               "error Its part “xl/worksheets/sheet1.xml” is damaged at line 1; open it in a "
               "spreadsheet program, and save it anew\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/xlsx-source/" name, function)
  ADD ("shares-texts", test_shares_texts);
  ADD ("refuses-a-text-that-is-not-there", test_refuses_a_text_that_is_not_there);
  ADD ("reads-each-type", test_reads_each_type);
  ADD ("knows-dates-by-their-format", test_knows_dates_by_their_format);
  ADD ("rows-and-cells-may-be-sparse", test_rows_and_cells_may_be_sparse);
  ADD ("notes-formulas-without-results", test_notes_formulas_without_results);
  ADD ("limits-columns-and-rows", test_limits_columns_and_rows);
  ADD ("limits-shared-texts", test_limits_shared_texts);
  ADD ("refuses-broken-parts", test_refuses_broken_parts);

  return g_test_run ();
}
