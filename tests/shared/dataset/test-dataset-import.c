/* test-dataset-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-import-repository.h"
#include "dataset/cantrip-dataset-import.h"
#include "dataset/cantrip-dataset-repository.h"

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

static CantripDatasetImportResult *
import_text (Fixture        *fixture,
             const char     *name,
             const char     *text,
             CantripOnBroken on_broken,
             GError        **error)
{
  g_autoptr (GInputStream) stream = cantrip_test_trickle_new (text, -1, G_MAXSIZE);
  const CantripDatasetImportOptions options = {
    .name = name,
    .source = "rows.csv",
    .on_broken = on_broken,
    .total_bytes = -1,
  };

  return cantrip_dataset_import (fixture->store, stream, &options, NULL, error);
}

static gint64
count (CantripStore *store, const char *sql)
{
  CantripStatement *statement = cantrip_store_prepare (store, sql, NULL);
  gboolean          has_row;

  g_assert_true (cantrip_statement_next (statement, &has_row, "count", NULL));
  gint64 n = cantrip_statement_get_int (statement, 0);
  cantrip_statement_free (statement);

  return n;
}

static void
assert_nothing_is_left (CantripStore *store)
{
  g_assert_cmpint (count (store, "SELECT count(*) FROM dataset"), ==, 0);
  g_assert_cmpint (count (store, "SELECT count(*) FROM dataset_row"), ==, 0);
}

static void
assert_row (Fixture *fixture, gint64 dataset_id, gint64 position, const char *expected)
{
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (fixture->repository, dataset_id, NULL);
  g_autoptr (GPtrArray) rows =
      cantrip_dataset_repository_read_rows (fixture->repository, dataset, position - 1, 1, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  const CantripDatasetRow *row = rows->pdata[0];
  g_assert_cmpint (row->position, ==, position);
  g_assert_cmpstr (row->values_json, ==, expected);
}

static void
test_makes_a_dataset (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetImportResult) result =
      import_text (fixture, "people", "name;age\nZoë;5\n", CANTRIP_ON_BROKEN_STOP, &error);
  g_autoptr (CantripDataset) dataset = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (result->row_count, ==, 1);
  g_assert_cmpint (result->n_skipped + result->n_padded, ==, 0);
  g_assert_cmpint (result->delimiter, ==, ';');
  g_assert_cmpint (result->encoding, ==, CANTRIP_TEXT_ENCODING_UTF_8);

  dataset = cantrip_dataset_repository_find (fixture->repository, "people", &error);
  g_assert_no_error (error);
  g_assert_cmpint (dataset->id, ==, result->dataset_id);
  g_assert_cmpint (dataset->row_count, ==, 1);
  g_assert_cmpstr (dataset->columns[1], ==, "age");
  g_assert_cmpstr (dataset->source, ==, "rows.csv");
  assert_row (fixture, dataset->id, 1, "[\"Zoë\",\"5\"]");
}

static void
test_header_alone_makes_an_empty_one (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetImportResult) result =
      import_text (fixture, "empty", "a,b\n", CANTRIP_ON_BROKEN_STOP, NULL);

  g_assert_nonnull (result);
  g_assert_cmpint (result->row_count, ==, 0);
}

static const char BROKEN[] = "a,b\n1,2\n3\n4,5,6\n\"7\"x,8\n9,\"10\n11,12\n";

static void
test_stop_keeps_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) hopeless = NULL;

  g_assert_null (import_text (fixture, "x", BROKEN, CANTRIP_ON_BROKEN_STOP, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message,
                   ==,
                   "Nothing was imported, because line 3 is broken: 1 cell for 2 columns; correct "
                   "it, or choose to skip or to pad such lines");
  assert_nothing_is_left (fixture->store);

  g_assert_null (import_text (fixture, "x", "a,b\n1,\"", CANTRIP_ON_BROKEN_STOP, &hopeless));
  g_assert_true (g_str_has_suffix (hopeless->message, "choose to skip such lines"));
}

static void
assert_broken (CantripDatasetImportResult *result, guint index, gint64 line, gboolean was_padded)
{
  const CantripBrokenRecord *broken = result->broken->pdata[index];

  g_assert_cmpint (broken->line, ==, line);
  g_assert_cmpint (broken->was_padded, ==, was_padded);
  g_assert_nonnull (broken->reason);
}

static void
test_skip_leaves_broken_out (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetImportResult) result =
      import_text (fixture, "x", BROKEN, CANTRIP_ON_BROKEN_SKIP, NULL);

  g_assert_nonnull (result);
  g_assert_cmpint (result->row_count, ==, 2);
  g_assert_cmpint (result->n_skipped, ==, 4);
  g_assert_cmpint (result->n_padded, ==, 0);
  g_assert_cmpuint (result->broken->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    assert_broken (result, i, 3 + i, FALSE);
  assert_row (fixture, result->dataset_id, 1, "[\"1\",\"2\"]");
  assert_row (fixture, result->dataset_id, 2, "[\"11\",\"12\"]");
}

static void
test_pad_mends_what_it_can (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetImportResult) result =
      import_text (fixture, "x", BROKEN, CANTRIP_ON_BROKEN_PAD, NULL);

  g_assert_nonnull (result);
  g_assert_cmpint (result->row_count, ==, 5);
  g_assert_cmpint (result->n_skipped, ==, 1);
  g_assert_cmpint (result->n_padded, ==, 3);
  assert_broken (result, 0, 3, TRUE);
  assert_broken (result, 3, 6, FALSE);
  assert_row (fixture, result->dataset_id, 2, "[\"3\",\"\"]");
  assert_row (fixture, result->dataset_id, 3, "[\"4\",\"5,6\"]");
  assert_row (fixture, result->dataset_id, 4, "[\"7x\",\"8\"]");
  assert_row (fixture, result->dataset_id, 5, "[\"11\",\"12\"]");
}

static void
test_describes_twenty (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (CantripDatasetImportResult) result = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append (text, "1\n");
  result = import_text (fixture, "x", text->str, CANTRIP_ON_BROKEN_SKIP, NULL);
  g_assert_cmpint (result->n_skipped, ==, 100);
  g_assert_cmpuint (result->broken->len, ==, CANTRIP_DATASET_IMPORT_MAX_BROKEN);
}

static void
test_name_is_taken_once (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const WRONG[] = { "", " ", "a\nb", "\xff" };
  g_autoptr (CantripDatasetImportResult) first =
      import_text (fixture, "x", "a\n1\n", CANTRIP_ON_BROKEN_STOP, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_null (import_text (fixture, "x", "a\n2\n", CANTRIP_ON_BROKEN_STOP, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“x”"));
  assert_row (fixture, first->dataset_id, 1, "[\"1\"]");
  g_assert_cmpint (count (fixture->store, "SELECT count(*) FROM dataset"), ==, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (GError) wrong = NULL;

      g_assert_null (import_text (fixture, WRONG[i], "a\n2\n", CANTRIP_ON_BROKEN_STOP, &wrong));
      g_assert_error (wrong, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }
}

/* What happens while a long import runs. */
typedef struct
{
  Fixture      *fixture;
  GCancellable *cancellable;
  guint         n_calls;
  gint64        n_bytes;
} Watch;

static void
watch_cb (gint64 n_rows, gint64 n_bytes, gint64 total_bytes, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GPtrArray) datasets =
      cantrip_dataset_repository_list (watch->fixture->repository, NULL);

  g_assert_cmpuint (datasets->len, ==, 0); /* nobody sees it yet */
  g_assert_cmpint (count (watch->fixture->store, "SELECT count(*) FROM dataset_row"), ==, n_rows);
  g_assert_cmpint (n_bytes, >=, watch->n_bytes);
  g_assert_cmpint (n_bytes, <=, total_bytes);
  watch->n_bytes = n_bytes;
  if (++watch->n_calls == 2)
    g_cancellable_cancel (watch->cancellable);
}

static GString *
make_table (guint n_rows)
{
  GString *text = g_string_new ("number,text\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%u,some text of a row that fills a batch before long\n", i);

  return text;
}

static CantripDatasetImportResult *
import_watched (Fixture *fixture, GString *text, Watch *watch, GError **error)
{
  g_autoptr (GInputStream) stream =
      cantrip_test_trickle_new (text->str, (gssize) text->len, G_MAXSIZE);
  const CantripDatasetImportOptions options = {
    .name = "x",
    .source = "rows.csv",
    .total_bytes = (gint64) text->len,
    .progress = watch_cb,
    .progress_data = watch,
  };

  return cantrip_dataset_import (fixture->store, stream, &options, watch->cancellable, error);
}

static void
test_cancel_half_way_leaves_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = make_table (60000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) before = NULL;
  Watch watch = { .fixture = fixture, .cancellable = cancellable };

  g_assert_null (import_watched (fixture, text, &watch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_calls, ==, 2);
  assert_nothing_is_left (fixture->store);

  g_assert_null (import_watched (fixture, text, &watch, &before)); /* cancelled already */
  g_assert_error (before, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_is_left (fixture->store);
}

static void
test_batches_are_complete (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = make_table (60000);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetImportResult) result = NULL;
  Watch  watch = { .fixture = fixture };
  gint64 n_rows;

  watch.cancellable = NULL;
  watch.n_calls = 100; /* past the call that cancels */
  result = import_watched (fixture, text, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_calls, >, 102);
  g_assert_cmpint (watch.n_bytes, ==, text->len);
  g_assert_cmpint (result->row_count, ==, 60000);
  g_assert_true (cantrip_dataset_repository_count_rows (fixture->repository,
                                                        result->dataset_id,
                                                        &n_rows,
                                                        NULL));
  g_assert_cmpint (n_rows, ==, 60000);
  assert_row (fixture,
              result->dataset_id,
              60000,
              "[\"59999\",\"some text of a row that fills a batch before long\"]");
}

static void
test_full_disk_leaves_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = make_table (60000);
  g_autoptr (GError) error = NULL;

  count (fixture->store, "PRAGMA max_page_count = 400");
  g_assert_null (import_text (fixture, "x", text->str, CANTRIP_ON_BROKEN_STOP, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_DATABASE);
  g_assert_nonnull (strstr (error->message, "disk is full"));
  assert_nothing_is_left (fixture->store);
}

static void
execute (CantripStore *store, const char *sql)
{
  CantripStatement *statement = cantrip_store_prepare (store, sql, NULL);

  g_assert_true (cantrip_statement_run (statement, "change", NULL));
  cantrip_statement_free (statement);
}

static void
test_leftovers_of_a_crash_are_removed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const COLUMNS[] = { "a", NULL };
  g_autoptr (CantripDatasetImportRepository) imports =
      cantrip_dataset_import_repository_new (fixture->store, NULL);
  g_autoptr (GString) values = g_string_new ("[1][2]");
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) finish_error = NULL;
  const gsize places[] = { 3, 6 };
  gint64      dead = 0, alive = 0;

  g_array_append_vals (ends, places, 2);
  g_assert_true (cantrip_dataset_import_repository_begin (imports, COLUMNS, "a", &dead, NULL));
  g_assert_true (cantrip_dataset_import_repository_append (imports, dead, 1, values, ends, NULL));
  execute (fixture->store, "UPDATE dataset SET touched_at_us = touched_at_us - 61000000");

  g_assert_true (cantrip_dataset_import_repository_begin (imports, COLUMNS, "b", &alive, NULL));
  g_assert_cmpint (count (fixture->store, "SELECT count(*) FROM dataset_row"), ==, 0);
  g_assert_cmpint (count (fixture->store, "SELECT count(*) FROM dataset"), ==, 1);

  /* The dead one was only slow: it learns what happened. */
  g_assert_false (
      cantrip_dataset_import_repository_append (imports, dead, 3, values, ends, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_false (cantrip_dataset_import_repository_finish (imports, dead, "x", 2, &finish_error));
  g_assert_error (finish_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_true (cantrip_dataset_import_repository_append (imports, alive, 1, values, ends, NULL));
  g_assert_true (cantrip_dataset_import_repository_finish (imports, alive, "x", 2, NULL));
}

static gpointer
import_thread (gpointer data)
{
  const char *const *names = data; /* path of the workspace, name of the dataset */
  g_autoptr (GString) text = make_table (40000);
  g_autoptr (GError) error = NULL;
  Fixture fixture = { .store = cantrip_store_open (names[0], CANTRIP_STORE_WRITE, &error) };
  g_autoptr (CantripDatasetImportResult) result = NULL;

  g_assert_no_error (error);
  result = import_text (&fixture, names[1], text->str, CANTRIP_ON_BROKEN_STOP, &error);
  g_object_unref (fixture.store);

  if (error != NULL)
    return GINT_TO_POINTER (error->code);
  g_assert_cmpint (result->row_count, ==, 40000);

  return GINT_TO_POINTER (-1);
}

static void
test_two_at_once (void)
{
  g_autofree char  *path = cantrip_test_path ("two.cantrip");
  const char *const names[][2] = { { path, "a" }, { path, "b" }, { path, "c" }, { path, "c" } };
  g_autoptr (CantripStore) store = cantrip_store_open (path, CANTRIP_STORE_CREATE, NULL);
  GThread *threads[4];
  int      n_done = 0, n_conflicts = 0;

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("import", import_thread, (gpointer) names[i]);
  for (int i = 0; i < 4; i++)
    {
      int outcome = GPOINTER_TO_INT (g_thread_join (threads[i]));

      n_done += outcome == -1;
      n_conflicts += outcome == CANTRIP_ERROR_CONFLICT;
    }

  g_assert_cmpint (n_done, ==, 3);
  g_assert_cmpint (n_conflicts, ==, 1); /* two wanted the same name */
  g_assert_cmpint (count (store, "SELECT count(*) FROM dataset"), ==, 3);
  g_assert_cmpint (count (store, "SELECT count(*) FROM dataset_row"), ==, 120000);
}

static gint64
import_fixture (Fixture *fixture, const char *file_name)
{
  g_autofree char *path = cantrip_test_fixture (file_name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  const CantripDatasetImportOptions options = {
    .name = file_name,
    .source = file_name,
    .total_bytes = -1,
  };
  g_autoptr (CantripDatasetImportResult) result = NULL;

  g_assert_no_error (error);
  result = cantrip_dataset_import (fixture->store, G_INPUT_STREAM (stream), &options, NULL, &error);
  g_assert_no_error (error);

  return result->row_count;
}

/* The numbers were counted with another reader; see the README of the fixtures. */
static void
test_real_tables (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDataset) castle = NULL;
  g_autoptr (CantripDataset) school = NULL;

  g_assert_cmpint (import_fixture (fixture, "castle-solutions.csv"), ==, 1349);
  g_assert_cmpint (import_fixture (fixture, "gsm8k-test.jsonl"), ==, 1319);

  castle = cantrip_dataset_repository_find (fixture->repository, "castle-solutions.csv", NULL);
  school = cantrip_dataset_repository_find (fixture->repository, "gsm8k-test.jsonl", NULL);
  g_assert_cmpuint (g_strv_length (castle->columns), ==, 11);
  g_assert_cmpstr (castle->columns[10], ==, "Why did you choose your troop deployment?");
  g_assert_cmpstr (school->columns[1], ==, "answer");
  assert_row (fixture,
              castle->id,
              1,
              "[\"100\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"because, I am "
              "number one!\"]");
}

static void
test_on_broken_names (void)
{
  g_autoptr (GError) error = NULL;
  CantripOnBroken on_broken;

  g_assert_true (cantrip_on_broken_from_name ("pad", &on_broken, NULL));
  g_assert_cmpint (on_broken, ==, CANTRIP_ON_BROKEN_PAD);
  g_assert_false (cantrip_on_broken_from_name ("ignore", &on_broken, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/dataset-import/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("makes-a-dataset", test_makes_a_dataset);
  ADD ("header-alone-makes-an-empty-one", test_header_alone_makes_an_empty_one);
  ADD ("stop/keeps-nothing", test_stop_keeps_nothing);
  ADD ("skip/leaves-broken-out", test_skip_leaves_broken_out);
  ADD ("pad/mends-what-it-can", test_pad_mends_what_it_can);
  ADD ("result/describes-twenty", test_describes_twenty);
  ADD ("name/is-taken-once", test_name_is_taken_once);
  ADD ("cancel/half-way-leaves-nothing", test_cancel_half_way_leaves_nothing);
  ADD ("batches/are-complete", test_batches_are_complete);
  ADD ("full-disk/leaves-nothing", test_full_disk_leaves_nothing);
  ADD ("leftovers/of-a-crash-are-removed", test_leftovers_of_a_crash_are_removed);
  ADD ("real-tables", test_real_tables);
  g_test_add_func ("/dataset-import/two-at-once", test_two_at_once);
  g_test_add_func ("/dataset-import/on-broken/names", test_on_broken_names);

  return g_test_run ();
}
