/* test-run-edited.c: runs over a dataset that people go on working on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-test-run.h"
#include "dataset/cantrip-column-editor.h"
#include "dataset/cantrip-dataset-repository.h"
#include "generation/cantrip-output-export.h"

#define ID CANTRIP_TEST_DATASET_ID
#define N_ROWS CANTRIP_TEST_RUN_N_ROWS

typedef struct
{
  CantripStore         *store;
  CantripDatasetEditor *editor;
} Editing;

static Editing
open_editing (CantripTestRun *fixture)
{
  g_autoptr (GError) error = NULL;
  Editing editing;

  editing.store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  editing.editor = cantrip_dataset_editor_new (editing.store, &error);
  g_assert_no_error (error);

  return editing;
}

static void
close_editing (Editing *editing)
{
  g_assert_finalize_object (editing->editor);
  g_assert_finalize_object (editing->store);
}

static void
delete_row (Editing *editing, gint64 row_id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetEdit) edit = NULL;

  g_array_append_val (ids, row_id);
  edit = cantrip_dataset_editor_delete_rows (editing->editor, ID, ids, &error);
  g_assert_no_error (error);
}

static void
add_row (Editing *editing, const char *name)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  const char *line[] = { name, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetEdit) edit = NULL;

  g_ptr_array_add (lines, line);
  edit = cantrip_dataset_editor_paste (editing->editor, ID, NULL, "name", lines, &error);
  g_assert_no_error (error);
}

/* As many rows as before, but one of them is new. */
static void
test_asks_only_new_rows (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  Editing editing = open_editing (fixture);
  g_autoptr (CantripRunResult) first = cantrip_test_run_do (fixture);
  g_autoptr (CantripRunResult) again = NULL;

  delete_row (&editing, 1000 + N_ROWS);
  add_row (&editing, "Ann");
  close_editing (&editing);

  again = cantrip_test_run_do (fixture);
  g_assert_cmpint (again->run_id, ==, first->run_id);
  g_assert_cmpint (again->progress.settled_now, ==, 1);
  g_assert_cmpint (cantrip_test_run_count (fixture, "text = 'to Hi Ann'"), ==, 1);
  g_assert_cmpint (cantrip_test_run_count (fixture, "text = 'to Hi row 300'"), ==, 1);
}

static void
test_scope_reaches_the_last_row (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  Editing editing = open_editing (fixture);
  g_autoptr (CantripRunResult) result = NULL;

  delete_row (&editing, 1001);
  close_editing (&editing);

  fixture->spec.scope = (CantripScope){ FALSE, N_ROWS, N_ROWS };
  result = cantrip_test_run_do (fixture);
  cantrip_test_run_assert_result (result, CANTRIP_RUN_COMPLETE, 1, 1, 0);
}

static char *
export_first_line (CantripTestRun *fixture, gint64 run_id)
{
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, NULL);
  g_autoptr (CantripDatasetRepository) datasets = cantrip_dataset_repository_new (store, NULL);
  g_autoptr (CantripOutputRepository) outputs = cantrip_output_repository_new (store, NULL);
  g_autoptr (CantripDataset) dataset = cantrip_dataset_repository_get (datasets, ID, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cantrip_output_export (outputs,
                                        dataset,
                                        run_id,
                                        &fixture->spec,
                                        CANTRIP_ROW_FORMAT_JSON_LINES,
                                        stream,
                                        NULL,
                                        NULL,
                                        &error));
  g_assert_no_error (error);

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

/* Prompts and exports see the columns as they are now. */
static void
test_columns_that_moved (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  Editing editing = open_editing (fixture);
  g_autoptr (CantripDatasetEdit) added =
      cantrip_column_editor_add (editing.editor, ID, "note", 0, NULL);
  g_autoptr (CantripDatasetEdit) removed =
      cantrip_column_editor_remove (editing.editor, ID, "size", NULL);
  g_autoptr (CantripRunResult) result = NULL;
  g_autofree char *json = NULL;

  close_editing (&editing);
  fixture->spec.scope = (CantripScope){ FALSE, 1, 1 };
  result = cantrip_test_run_do (fixture);
  g_assert_cmpint (cantrip_test_run_count (fixture, "text = 'to Hi row 1'"), ==, 1);

  json = export_first_line (fixture, result->run_id);
  g_assert_true (
      g_str_has_prefix (json, "{\"note\":null,\"name\":\"row 1\",\"output\":\"to Hi row 1\","));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/run/edited/asks-only-new-rows", test_asks_only_new_rows);
  ADD ("/run/edited/scope-reaches-the-last-row", test_scope_reaches_the_last_row);
  ADD ("/run/edited/columns-that-moved", test_columns_that_moved);

  return g_test_run ();
}
