/* test-dataset-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-preview.h"

static CantripDatasetPreview *
preview (const char *text, const CantripRecordFormat *format, guint max_rows, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return cantrip_dataset_preview_read (stream, NULL, format, max_rows, NULL, error);
}

static void
assert_columns (CantripDatasetPreview *self, const char *expected)
{
  g_autofree char *columns = g_strjoinv ("|", self->columns);

  g_assert_cmpstr (columns, ==, expected);
}

static void
test_tells_what_was_found (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (CantripDatasetPreview) self = preview ("a;b\n1;2\n3;4\n5;6\n", &format, 2, NULL);

  g_assert_cmpint (self->layout, ==, CANTRIP_RECORD_LAYOUT_CSV);
  g_assert_cmpint (self->encoding, ==, CANTRIP_TEXT_ENCODING_UTF_8);
  g_assert_cmpint (self->delimiter, ==, ';');
  g_assert_null (self->sheets);
  assert_columns (self, "a|b");
  g_assert_cmpuint (self->rows->len, ==, 2);
  g_assert_cmpstr (self->rows->pdata[1], ==, "[\"3\",\"4\"]");
  g_assert_cmpint (self->n_records, ==, 3);
  g_assert_cmpint (self->n_broken, ==, 0);
  g_assert_true (self->is_complete);
  g_assert_false (self->looks_headerless);
}

static void
test_obeys_the_format (void)
{
  const CantripRecordFormat format = {
    .layout = CANTRIP_RECORD_LAYOUT_CSV,
    .delimiter = ',',
    .encoding = CANTRIP_TEXT_ENCODING_WINDOWS_1252,
    .no_header = TRUE,
  };
  g_autoptr (CantripDatasetPreview) self = preview ("a;b\n1,5;2\n", &format, 9, NULL);

  g_assert_cmpint (self->encoding, ==, CANTRIP_TEXT_ENCODING_WINDOWS_1252);
  assert_columns (self, "Column 1");
  g_assert_cmpstr (self->rows->pdata[0], ==, "[\"a;b\"]");
}

static void
test_lists_broken_lines (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (CantripDatasetPreview) self = preview ("a,b\n1\n2,3\n4,\"\n", &format, 9, NULL);
  const CantripBrokenRecord *first = self->broken->pdata[0];
  const CantripBrokenRecord *second = self->broken->pdata[1];

  g_assert_cmpint (self->n_records, ==, 3);
  g_assert_cmpint (self->n_broken, ==, 2);
  g_assert_cmpuint (self->rows->len, ==, 2);
  g_assert_cmpint (first->line, ==, 2);
  g_assert_true (first->was_padded);
  g_assert_cmpstr (first->reason, ==, "1 cell for 2 columns");
  g_assert_cmpint (second->line, ==, 4);
  g_assert_false (second->was_padded);
}

static void
test_reads_what_spreadsheets_copy (void)
{
  const CantripRecordFormat format = {
    .layout = CANTRIP_RECORD_LAYOUT_CSV,
    .delimiter = '\t',
    .encoding = CANTRIP_TEXT_ENCODING_UTF_8,
  };
  g_autoptr (CantripDatasetPreview) self =
      preview ("event\tnote\nFair, spring\t\"two\nlines \"\"x\"\"\"\n", &format, 9, NULL);

  assert_columns (self, "event|note");
  g_assert_cmpstr (self->rows->pdata[0], ==, "[\"Fair, spring\",\"two\\nlines \\\"x\\\"\"]");
}

static void
test_guesses_that_the_header_is_missing (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (CantripDatasetPreview) csv = preview ("x,1\ny,2\n", &format, 9, NULL);
  g_autoptr (CantripDatasetPreview) json = preview ("{\"1\":2}\n", &format, 9, NULL);

  g_assert_true (csv->looks_headerless);
  g_assert_false (json->looks_headerless);
  g_assert_cmpint (json->layout, ==, CANTRIP_RECORD_LAYOUT_JSON_LINES);
}

static void
test_tells_the_sheets (void)
{
  const CantripRecordFormat format = { .sheet = "Prices" };
  g_autofree char          *path = cantrip_test_fixture ("spreadsheets/workbook.ods");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (CantripDatasetPreview) self =
      cantrip_dataset_preview_read (G_INPUT_STREAM (stream), "x.csv", &format, 9, NULL, NULL);

  g_assert_cmpint (self->layout, ==, CANTRIP_RECORD_LAYOUT_ODS);
  g_assert_cmpstr (self->sheet, ==, "Prices");
  g_assert_cmpuint (self->sheets->len, ==, 3);
  g_assert_cmpstr (self->rows->pdata[0], ==, "[12.5]");
}

static void
test_looks_at_the_first_part_of_large_files (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (CantripDatasetPreview) self = NULL;

  for (int i = 0; i < CANTRIP_DATASET_PREVIEW_BYTES / 1000; i++)
    g_string_append_printf (text, "%01000d\n", i);
  self = preview (text->str, &format, 5, NULL);

  g_assert_false (self->is_complete);
  g_assert_cmpint (self->n_records, <, CANTRIP_DATASET_PREVIEW_BYTES / 1000);
  g_assert_cmpuint (self->rows->len, ==, 5);
}

static void
test_fails_and_stops (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("a\n1\n", 4, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) cancelled = NULL;

  g_assert_null (preview ("", &format, 9, &empty));
  g_assert_error (empty, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);

  g_cancellable_cancel (cancellable);
  g_assert_null (cantrip_dataset_preview_read (stream, NULL, &format, 9, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add_func ("/dataset-preview/" name, function)
  ADD ("tells-what-was-found", test_tells_what_was_found);
  ADD ("obeys-the-format", test_obeys_the_format);
  ADD ("lists-broken-lines", test_lists_broken_lines);
  ADD ("reads-what-spreadsheets-copy", test_reads_what_spreadsheets_copy);
  ADD ("guesses-that-the-header-is-missing", test_guesses_that_the_header_is_missing);
  ADD ("tells-the-sheets", test_tells_the_sheets);
  ADD ("looks-at-the-first-part-of-large-files", test_looks_at_the_first_part_of_large_files);
  ADD ("fails-and-stops", test_fails_and_stops);

  return g_test_run ();
}
