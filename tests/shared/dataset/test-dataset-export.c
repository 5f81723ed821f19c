/* test-dataset-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-export.h"
#include "dataset/cantrip-dataset-import.h"

typedef struct
{
  CantripStore             *store;
  CantripDatasetRepository *repository;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->store = cantrip_test_store_new ();
  fixture->repository = cantrip_dataset_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->repository);
  g_assert_finalize_object (fixture->store);
}

static void
import_text (Fixture *fixture, const char *name, const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = cantrip_test_trickle_new (text, (gssize) length, G_MAXSIZE);
  g_autoptr (GError) error = NULL;
  const CantripDatasetImportOptions options = { .name = name, .source = "x", .total_bytes = -1 };
  g_autoptr (CantripDatasetImportResult) result =
      cantrip_dataset_import (fixture->store, stream, &options, NULL, &error);

  g_assert_no_error (error);
}

static char *
export_text (Fixture *fixture, const char *name, CantripRowFormat format)
{
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_find (fixture->repository, name, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  const CantripDatasetExportOptions options = { .format = format };
  g_autoptr (GError) error = NULL;

  g_assert_true (
      cantrip_dataset_export (fixture->repository, dataset, &options, stream, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_export (Fixture *fixture, const char *text, CantripRowFormat format, const char *expected)
{
  g_autofree char *written = NULL;

  import_text (fixture, "x", text, strlen (text));
  written = export_text (fixture, "x", format);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_csv_is_rfc_4180 (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_export (fixture,
                 "a b;\"c,\"\"d\"\nx;\"1\n2\"\n\"\";é\n",
                 CANTRIP_ROW_FORMAT_CSV,
                 "a b,\"c,\"\"d\"\r\nx,\"1\n2\"\r\n,é\r\n");
}

static void
test_csv_writes_json_values (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_export (fixture,
                 "{\"a\":1.10,\"b\":{\"c\":[true,null]}}\n{\"a\":\"\\u00e9\\n\"}\n",
                 CANTRIP_ROW_FORMAT_CSV,
                 "a,b\r\n1.10,\"{\"\"c\"\":[true,null]}\"\r\n\"é\n\",\r\n");
}

static void
test_csv_keeps_empty_lines_of_one_column (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_export (fixture, "a\n\"\"\nx\n", CANTRIP_ROW_FORMAT_CSV, "a\r\n\"\"\r\nx\r\n");
}

static void
test_json_lines_are_as_stored (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_export (fixture,
                 "[{\"a\": 1.10,\n \"b\\\"\": [1,\n2]}, {\"a\": \"\\u00e9\"}]",
                 CANTRIP_ROW_FORMAT_JSON_LINES,
                 "{\"a\":1.10,\"b\\\"\":[1,2]}\n{\"a\":\"\\u00e9\",\"b\\\"\":null}\n");
}

static void
assert_round_trip (Fixture *fixture, const char *file_name, CantripRowFormat format)
{
  g_autofree char *path = cantrip_test_fixture (file_name);
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_rows = NULL;
  g_autofree char *second_rows = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  import_text (fixture, "first", text, length);
  first = export_text (fixture, "first", format);
  import_text (fixture, "second", first, strlen (first));
  second = export_text (fixture, "second", format);
  first_rows = export_text (fixture, "first", CANTRIP_ROW_FORMAT_JSON_LINES);
  second_rows = export_text (fixture, "second", CANTRIP_ROW_FORMAT_JSON_LINES);

  g_assert_cmpuint (strlen (first), >, 300000);
  g_assert_true (g_str_equal (first, second));
  g_assert_true (g_str_equal (first_rows, second_rows));
}

static void
test_csv_round_trip (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_round_trip (fixture, "castle-solutions.csv", CANTRIP_ROW_FORMAT_CSV);
}

static void
test_json_round_trip (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_round_trip (fixture, "gsm8k-test.jsonl", CANTRIP_ROW_FORMAT_JSON_LINES);
}

/* What comes back when the workbook that was written is imported. */
static void
assert_workbook (Fixture *fixture, const char *text, const char *expected)
{
  const CantripDatasetExportOptions options = { .format = CANTRIP_ROW_FORMAT_XLSX };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CantripDataset) dataset = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;
  gint64           n_cut = -1;

  import_text (fixture, "x", text, strlen (text));
  dataset = cantrip_dataset_repository_find (fixture->repository, "x", NULL);
  g_assert_true (
      cantrip_dataset_export (fixture->repository, dataset, &options, stream, &n_cut, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_assert_cmpint (n_cut, ==, 0);

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  import_text (fixture, "y", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  written = export_text (fixture, "y", CANTRIP_ROW_FORMAT_JSON_LINES);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_xlsx_keeps_texts_and_numbers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_workbook (fixture,
                   "{\"a\":\"=1+2\",\"b\":1.50}\n{\"a\":\"007\",\"b\":true}\n"
                   "{\"a\":\"42\",\"b\":12345678901234567}\n{\"b\":[1,{\"c\":\"d\"}]}\n"
                   "{\"a\":\" x\\n\\ty \",\"b\":\"http://x\"}\n{\"a\":\"+1\",\"b\":\"@x\"}\n",
                   "{\"a\":\"=1+2\",\"b\":1.5}\n{\"a\":\"007\",\"b\":true}\n"
                   "{\"a\":42,\"b\":\"12345678901234567\"}\n"
                   "{\"a\":null,\"b\":\"[1,{\\\"c\\\":\\\"d\\\"}]\"}\n"
                   "{\"a\":\" x\\n\\ty \",\"b\":\"http://x\"}\n{\"a\":\"+1\",\"b\":\"@x\"}\n");
}

static void
test_xlsx_cuts_long_texts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripDatasetExportOptions options = { .format = CANTRIP_ROW_FORMAT_XLSX };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *fits = g_strnfill (32767, 'x');
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (CantripDataset) dataset = NULL;
  gint64 n_cut;

  g_string_append_printf (text, "%s\n%sx\n", fits, fits);
  fits[32765] = '\0';
  g_string_append_printf (text, "%s\U0001f600\n%sx\U0001f600\n", fits, fits); /* of two units */
  import_text (fixture, "x", text->str, text->len);
  dataset = cantrip_dataset_repository_find (fixture->repository, "x", NULL);
  g_assert_true (
      cantrip_dataset_export (fixture->repository, dataset, &options, stream, &n_cut, NULL, NULL));
  g_assert_cmpint (n_cut, ==, 2);
}

static void
test_xlsx_refuses_too_many_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripDatasetExportOptions options = { .format = CANTRIP_ROW_FORMAT_XLSX };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CantripDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "x", "a\n1\n", 4);
  dataset = cantrip_dataset_repository_find (fixture->repository, "x", NULL);
  dataset->row_count = 1048576;
  g_assert_false (
      cantrip_dataset_export (fixture->repository, dataset, &options, stream, NULL, NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_TOO_LARGE);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

static void
count_cb (gint64 n_rows, gpointer user_data)
{
  *(gint64 *) user_data = n_rows;
}

static void
test_tells_progress (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64                            n_rows = -1;
  const CantripDatasetExportOptions options = { .progress = count_cb, .progress_data = &n_rows };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CantripDataset) dataset = NULL;

  import_text (fixture, "x", "a\n1\n2\n", 6);
  dataset = cantrip_dataset_repository_find (fixture->repository, "x", NULL);
  g_assert_true (
      cantrip_dataset_export (fixture->repository, dataset, &options, stream, NULL, NULL, NULL));
  g_assert_cmpint (n_rows, ==, 2);
}

static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantripDataset) dataset = NULL;
  const CantripDatasetExportOptions options = { .format = CANTRIP_ROW_FORMAT_CSV };
  g_autoptr (GError) error = NULL;

  import_text (fixture, "x", "a\n1\n", 4);
  dataset = cantrip_dataset_repository_find (fixture->repository, "x", NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (cantrip_dataset_export (fixture->repository,
                                          dataset,
                                          &options,
                                          stream,
                                          NULL,
                                          cancellable,
                                          &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/dataset-export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("csv/is-rfc-4180", test_csv_is_rfc_4180);
  ADD ("csv/writes-json-values", test_csv_writes_json_values);
  ADD ("csv/keeps-empty-lines-of-one-column", test_csv_keeps_empty_lines_of_one_column);
  ADD ("csv/round-trip", test_csv_round_trip);
  ADD ("json-lines/are-as-stored", test_json_lines_are_as_stored);
  ADD ("json-lines/round-trip", test_json_round_trip);
  ADD ("xlsx/keeps-texts-and-numbers", test_xlsx_keeps_texts_and_numbers);
  ADD ("xlsx/cuts-long-texts", test_xlsx_cuts_long_texts);
  ADD ("xlsx/refuses-too-many-rows", test_xlsx_refuses_too_many_rows);
  ADD ("tells-progress", test_tells_progress);
  ADD ("can-be-cancelled", test_can_be_cancelled);

  return g_test_run ();
}
