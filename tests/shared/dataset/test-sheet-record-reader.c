/* test-sheet-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "cantrip-test-util.h"
#include "cantrip-test-zip.h"
#include "dataset/cantrip-sheet-record-reader.h"

#define TEXT(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
#define ROW(cells) "<row>" cells "</row>"

static const CantripRecordFormat NOTHING = { 0 };
static const CantripRecordFormat NO_HEADER = { .no_header = TRUE };

static void
assert_fixture (const char *name, const char *sheet, const char *expected)
{
  const CantripRecordFormat format = { .sheet = sheet };
  g_autofree char          *path = cantrip_test_fixture (name);
  g_autofree char          *bytes = NULL;
  g_autofree char          *written = NULL;
  gsize                     length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  written = cantrip_test_read_records (bytes, (gssize) length, &format, 1000);
  g_assert_cmpstr (written, ==, expected);
}

static void
assert_rows (const char *rows, const CantripRecordFormat *format, const char *expected)
{
  g_autoptr (GBytes) zip = cantrip_test_xlsx_new (rows, NULL, NULL);
  gsize            length;
  const char      *bytes = g_bytes_get_data (zip, &length);
  g_autofree char *written = cantrip_test_read_records (bytes, (gssize) length, format, 1000);

  g_assert_cmpstr (written, ==, expected);
}

static void
test_reads_what_libreoffice_writes (void)
{
  static const char *const NAMES[] = {
    "spreadsheets/workbook.xlsx",
    "spreadsheets/workbook.ods",
    "spreadsheets/workbook-1904.xlsx",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      assert_fixture (NAMES[i],
                      NULL,
                      "columns event|day|moment|duration|share|done|total\n"
                      "4 [\"Spring sale\\ntwo  lines\",\"2026-11-23\",\"2026-11-23T14:30:00\","
                      "\"36:05:07\",0.125,true,0.3]\n"
                      "6 [\"merged\",null,null,null,1234567890,false,\"#DIV/0!\"]\n"
                      "7 [\"merged\",null,null,null,1234567890,false,null]\n"
                      "8 [\"=1+2\",\"1999-12-31\",null,null,null,null,\"ab\"]\n");
      assert_fixture (NAMES[i], "Prices", "columns price\n2 [12.5]\n");
      assert_fixture (NAMES[i],
                      "Empty",
                      "error The sheet “Empty” is empty; choose another sheet, or another file\n");
    }
}

static void
test_lists_the_sheets_of_libreoffice (void)
{
  g_autofree char *path = cantrip_test_fixture ("spreadsheets/workbook.xlsx");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (CantripRecordReader) reader =
      cantrip_record_format_open (&NOTHING, G_INPUT_STREAM (stream), NULL, NULL, NULL);
  CantripSheetSource *source =
      cantrip_sheet_record_reader_get_source (CANTRIP_SHEET_RECORD_READER (reader));
  g_autoptr (GPtrArray) sheets = cantrip_sheet_source_list_sheets (source, NULL, NULL);
  const CantripSheet *events = g_ptr_array_index (sheets, 0);
  const CantripSheet *prices = g_ptr_array_index (sheets, 1);

  g_assert_cmpuint (sheets->len, ==, 3);
  g_assert_cmpstr (events->name, ==, "Events");
  g_assert_cmpint (events->n_rows, ==, 8);
  g_assert_cmpint (events->n_columns, ==, 8);
  g_assert_false (events->is_hidden);
  g_assert_true (prices->is_hidden);
  g_assert_cmpstr (cantrip_sheet_source_get_sheet_name (source), ==, "Events");
}

static void
test_the_header_may_be_missing (void)
{
  assert_rows (ROW () ROW (TEXT ("x") "<c><v>1</v></c>") ROW ("<c/><c><v>2</v></c>"),
               &NO_HEADER,
               "columns Column 1|Column 2\n2 [\"x\",1]\n3 [null,2]\n");
}

static void
test_names_of_any_type (void)
{
  assert_rows (ROW ("<c><v>2026</v></c><c t='b'><v>1</v></c><c/>" TEXT ("x")),
               &NOTHING,
               "columns 2026|true|Column 3|x\n"
               "note Column 3 has no name and is called “Column 3”.\n");
}

static void
test_finds_the_first_column (void)
{
  assert_rows (ROW ("<c/>" TEXT ("a")) ROW ("<c/>" TEXT ("b")), &NOTHING, "columns a\n2 [\"b\"]\n");
  assert_rows (ROW ("<c/>" TEXT ("a")) ROW ("<c><v>0</v></c>" TEXT ("b")),
               &NOTHING,
               "columns Column 1|a\n"
               "note Column 1 has no name and is called “Column 1”.\n"
               "2 [0,\"b\"]\n");
}

static void
test_values_beside_the_table_are_broken (void)
{
  assert_rows (ROW (TEXT ("a")) ROW (TEXT ("x") "<c/>" TEXT ("aside")) ROW (TEXT ("y")),
               &NOTHING,
               "columns a\n2 [\"x\"] (a value in column C, which has no name)\n3 [\"y\"]\n");
  assert_rows (ROW ("<c/>" TEXT ("a")) ROW ("<c/>" TEXT ("x")) ROW (TEXT ("aside") TEXT ("y")),
               &NOTHING,
               "columns a\n2 [\"x\"]\n3 [\"y\"] (a value in column A, which has no name)\n");
}

static void
test_old_workbooks_are_explained (void)
{
  g_autofree char *written =
      cantrip_test_read_records ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, &NOTHING, 3);

  g_assert_cmpstr (written,
                   ==,
                   "error It is a workbook of an old Excel (.xls), or one with a password; save it "
                   "as .xlsx without a password\n");
}

static void
test_can_be_cancelled (void)
{
  g_autofree char *path = cantrip_test_fixture ("spreadsheets/workbook.ods");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantripRecordReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  reader =
      cantrip_record_format_open (&NOTHING, G_INPUT_STREAM (stream), NULL, cancellable, &error);
  g_assert_null (reader);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/sheet-record-reader/" name, function)
  ADD ("reads-what-libreoffice-writes", test_reads_what_libreoffice_writes);
  ADD ("lists-the-sheets-of-libreoffice", test_lists_the_sheets_of_libreoffice);
  ADD ("the-header-may-be-missing", test_the_header_may_be_missing);
  ADD ("names-of-any-type", test_names_of_any_type);
  ADD ("finds-the-first-column", test_finds_the_first_column);
  ADD ("values-beside-the-table-are-broken", test_values_beside_the_table_are_broken);
  ADD ("old-workbooks-are-explained", test_old_workbooks_are_explained);
  ADD ("can-be-cancelled", test_can_be_cancelled);

  return g_test_run ();
}
