/* test-column-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-column-editor.h"
#include "dataset/cantrip-dataset-export.h"

#define ID CANTRIP_TEST_DATASET_ID

typedef struct
{
  char                 *path;
  CantripStore         *store;
  CantripDatasetEditor *editor;
} Fixture;

/* Rows “row 1”, 1 and “row 2”, 2. */
static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new ("columns.cantrip", 2);
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->editor = cantrip_dataset_editor_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
}

/* What an export writes: names and values, as everybody who reads the dataset sees them. */
static void
assert_table (Fixture *fixture, const char *expected)
{
  g_autoptr (CantripDatasetRepository) datasets =
      cantrip_dataset_repository_new (fixture->store, NULL);
  g_autoptr (CantripDataset) dataset = cantrip_dataset_repository_get (datasets, ID, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  const CantripDatasetExportOptions options = { .format = CANTRIP_ROW_FORMAT_CSV };

  g_assert_true (cantrip_dataset_export (datasets, dataset, &options, stream, NULL, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==, expected);
}

static void
apply_inverted (Fixture *fixture, CantripDatasetEdit *edit)
{
  g_autoptr (GError) error = NULL;

  cantrip_dataset_edit_invert (edit);
  g_assert_true (cantrip_dataset_editor_apply (fixture->editor, edit, &error));
  g_assert_no_error (error);
}

#define TABLE "name,size\r\nrow 1,1\r\nrow 2,2\r\n"

static void
test_add (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetEdit) edit =
      cantrip_column_editor_add (fixture->editor, ID, "note", 1, &error);
  g_autoptr (CantripDatasetEdit) cell = NULL;

  g_assert_no_error (error);
  assert_table (fixture, "name,note,size\r\nrow 1,,1\r\nrow 2,,2\r\n");

  cell = cantrip_dataset_editor_set_cell (fixture->editor, ID, 1001, "note", "good", &error);
  g_assert_no_error (error);
  assert_table (fixture, "name,note,size\r\nrow 1,good,1\r\nrow 2,,2\r\n");

  apply_inverted (fixture, cell);
  apply_inverted (fixture, edit);
  assert_table (fixture, TABLE);
  apply_inverted (fixture, edit);
  apply_inverted (fixture, cell);
  assert_table (fixture, "name,note,size\r\nrow 1,good,1\r\nrow 2,,2\r\n");
}

static void
test_remove (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit =
      cantrip_column_editor_remove (fixture->editor, ID, "size", NULL);
  g_autoptr (CantripDatasetEdit) added = NULL;
  g_autoptr (GError) error = NULL;

  assert_table (fixture, "name\r\nrow 1\r\nrow 2\r\n");
  g_assert_null (cantrip_column_editor_remove (fixture->editor, ID, "name", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);

  /* A new column of the same name has nothing of the old one. */
  added = cantrip_column_editor_add (fixture->editor, ID, "size", 1, NULL);
  assert_table (fixture, "name,size\r\nrow 1,\r\nrow 2,\r\n");

  apply_inverted (fixture, added);
  apply_inverted (fixture, edit);
  assert_table (fixture, TABLE);
  g_assert_cmpint (cantrip_test_table_get_number (fixture->path,
                                                  "SELECT count(*) FROM dataset_row"),
                   ==,
                   2);
}

static void
test_rename_and_move (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) renamed =
      cantrip_column_editor_rename (fixture->editor, ID, "name", "who", NULL);
  g_autoptr (CantripDatasetEdit) moved =
      cantrip_column_editor_move (fixture->editor, ID, "who", G_MAXUINT, NULL);
  g_autoptr (CantripDatasetEdit) same =
      cantrip_column_editor_move (fixture->editor, ID, "who", 1, NULL);

  assert_table (fixture, "size,who\r\n1,row 1\r\n2,row 2\r\n");
  g_assert_true (cantrip_dataset_edit_is_empty (same));

  apply_inverted (fixture, moved);
  apply_inverted (fixture, renamed);
  assert_table (fixture, TABLE);
}

static void
test_refuses_bad_names (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *name;
    int         code;
  } CASES[] = {
    { "", CANTRIP_ERROR_INVALID_INPUT },      { "  ", CANTRIP_ERROR_INVALID_INPUT },
    { " name", CANTRIP_ERROR_INVALID_INPUT }, { "a\nb", CANTRIP_ERROR_INVALID_INPUT },
    { "{{x}}", CANTRIP_ERROR_INVALID_INPUT }, { "\xff", CANTRIP_ERROR_INVALID_INPUT },
    { "size", CANTRIP_ERROR_CONFLICT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) add_error = NULL;
      g_autoptr (GError) rename_error = NULL;

      g_assert_null (cantrip_column_editor_add (fixture->editor, ID, CASES[i].name, 0, &add_error));
      g_assert_error (add_error, CANTRIP_ERROR, CASES[i].code);
      g_assert_null (
          cantrip_column_editor_rename (fixture->editor, ID, "name", CASES[i].name, &rename_error));
      g_assert_error (rename_error, CANTRIP_ERROR, CASES[i].code);
    }
  assert_table (fixture, TABLE);
}

/* Somebody else changed the columns in between. */
static void
test_undo_tells_of_conflicts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit =
      cantrip_column_editor_rename (fixture->editor, ID, "name", "who", NULL);
  g_autoptr (CantripDatasetEdit) other =
      cantrip_column_editor_add (fixture->editor, ID, "note", 0, NULL);
  g_autoptr (GError) error = NULL;

  cantrip_dataset_edit_invert (edit);
  g_assert_false (cantrip_dataset_editor_apply (fixture->editor, edit, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

static void
test_has_an_end (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  cantrip_test_table_execute (fixture->path, "UPDATE dataset SET next_slot = 10000");
  g_assert_null (cantrip_column_editor_add (fixture->editor, ID, "note", 0, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/column-editor/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("add", test_add);
  ADD ("remove", test_remove);
  ADD ("rename-and-move", test_rename_and_move);
  ADD ("refuses-bad-names", test_refuses_bad_names);
  ADD ("apply/tells-of-conflicts", test_undo_tells_of_conflicts);
  ADD ("add/has-an-end", test_has_an_end);

  return g_test_run ();
}
