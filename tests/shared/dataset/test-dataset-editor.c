/* test-dataset-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-editor.h"
#include "dataset/cantrip-dataset-repository.h"

#define ID CANTRIP_TEST_DATASET_ID

typedef struct
{
  char                     *path;
  CantripStore             *store;
  CantripDatasetRepository *datasets;
  CantripDatasetEditor     *editor;
} Fixture;

/* Rows “row 1”, 1 to “row 3”, 3, with the ids 1001 to 1003. */
static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_table_new ("editor.cantrip", 3);
  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->datasets = cantrip_dataset_repository_new (fixture->store, &error);
  g_assert_no_error (error);
  fixture->editor = cantrip_dataset_editor_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->datasets);
  g_assert_finalize_object (fixture->store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
}

/* All current rows, as “1:["row 1",1] 2:…”; their number is checked on the way. */
static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDataset) dataset = cantrip_dataset_repository_get (fixture->datasets, ID, NULL);
  g_autoptr (GPtrArray) rows =
      cantrip_dataset_repository_read_rows (fixture->datasets, dataset, 0, 100, &error);
  g_autoptr (GString) list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CantripDatasetRow *row = rows->pdata[i];

      g_string_append_printf (list,
                              "%s%d:%s",
                              i > 0 ? " " : "",
                              (int) row->position,
                              row->values_json);
    }
  g_assert_cmpstr (list->str, ==, expected);
  g_assert_cmpint (dataset->row_count, ==, rows->len);
}

static const CantripRowChange *
get_change (const CantripDatasetEdit *edit, guint index)
{
  return &g_array_index (edit->rows, CantripRowChange, index);
}

static CantripDatasetEdit *
set_cell (Fixture *fixture, gint64 row_id, const char *column, const char *text)
{
  g_autoptr (GError) error = NULL;
  CantripDatasetEdit *edit =
      cantrip_dataset_editor_set_cell (fixture->editor, ID, row_id, column, text, &error);

  g_assert_no_error (error);

  return edit;
}

static void
apply_inverted (Fixture *fixture, CantripDatasetEdit *edit)
{
  g_autoptr (GError) error = NULL;

  cantrip_dataset_edit_invert (edit);
  g_assert_true (cantrip_dataset_editor_apply (fixture->editor, edit, &error));
  g_assert_no_error (error);
}

static void
test_set_cell (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) text = set_cell (fixture, 1001, "name", "Ann");
  g_autoptr (CantripDatasetEdit) number =
      set_cell (fixture, get_change (text, 0)->after_id, "size", "1.50");

  assert_rows (fixture, "1:[\"Ann\",1.50] 2:[\"row 2\",2] 3:[\"row 3\",3]");
  g_assert_cmpint (get_change (text, 0)->before_id, ==, 1001);
  g_assert_cmpint (get_change (number, 0)->position, ==, 1);

  /* What outputs saw is there as it was, and the chain of versions can be followed. */
  g_assert_cmpint (cantrip_test_table_get_number (fixture->path,
                                                  "SELECT count(*) FROM dataset_row WHERE id = 1001"
                                                  " AND values_json = '[\"row 1\",1]'"
                                                  " AND superseded_at_us IS NOT NULL"),
                   ==,
                   1);
  g_assert_cmpint (cantrip_test_table_get_number (fixture->path,
                                                  "SELECT count(*) FROM dataset_row"
                                                  " WHERE supersedes_id = 1001"),
                   ==,
                   1);
}

static void
test_same_text_is_no_edit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit = set_cell (fixture, 1002, "size", "2");

  g_assert_true (cantrip_dataset_edit_is_empty (edit));
  g_assert_cmpint (cantrip_test_table_get_number (fixture->path,
                                                  "SELECT count(*) FROM dataset_row"),
                   ==,
                   3);
}

static void
test_undo_brings_the_same_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit = set_cell (fixture, 1001, "name", "Ann");
  gint64 new_id = get_change (edit, 0)->after_id;

  apply_inverted (fixture, edit);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
  g_assert_cmpint (get_change (edit, 0)->after_id, ==, 1001);

  apply_inverted (fixture, edit);
  assert_rows (fixture, "1:[\"Ann\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
  g_assert_cmpint (get_change (edit, 0)->after_id, ==, new_id);
  g_assert_cmpint (cantrip_test_table_get_number (fixture->path,
                                                  "SELECT count(*) FROM dataset_row"),
                   ==,
                   4);
}

/* Another program was faster: the second one is told, and nothing changes. */
static void
test_tells_the_second (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripStore) other_store =
      cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, NULL);
  g_autoptr (CantripDatasetEditor) other = cantrip_dataset_editor_new (other_store, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) undo_error = NULL;
  g_autoptr (CantripDatasetEdit) mine = set_cell (fixture, 1001, "name", "mine");
  g_autoptr (CantripDatasetEdit) theirs = NULL;

  g_assert_null (cantrip_dataset_editor_set_cell (other, ID, 1001, "name", "theirs", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  assert_rows (fixture, "1:[\"mine\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");

  theirs = cantrip_dataset_editor_set_cell (other,
                                            ID,
                                            get_change (mine, 0)->after_id,
                                            "name",
                                            "theirs",
                                            NULL);
  cantrip_dataset_edit_invert (mine);
  g_assert_false (cantrip_dataset_editor_apply (fixture->editor, mine, &undo_error));
  g_assert_error (undo_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  assert_rows (fixture, "1:[\"theirs\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
}

static GPtrArray *
make_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *block = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (block, g_strsplit (lines[i], "\t", -1));

  return block;
}

static GArray *
make_ids (gint64 first, guint n_ids)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_ids; i++)
    {
      gint64 id = first + i;

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
test_paste_changes_and_adds (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) lines = make_lines ("b\t20\nc\nd\tmany\ne\t50");
  g_autoptr (GArray) ids = make_ids (1002, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetEdit) edit =
      cantrip_dataset_editor_paste (fixture->editor, ID, ids, NULL, lines, &error);

  g_assert_no_error (error);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"b\",20] 3:[\"c\",3] 4:[\"d\",\"many\"] 5:[\"e\",50]");

  apply_inverted (fixture, edit);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
  apply_inverted (fixture, edit);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"b\",20] 3:[\"c\",3] 4:[\"d\",\"many\"] 5:[\"e\",50]");
}

static void
test_paste_refuses_what_does_not_fit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) wide = make_lines ("9\n9\t9");
  g_autoptr (GPtrArray) broken = make_lines ("a\n\xff");
  g_autoptr (GPtrArray) many = g_ptr_array_new ();
  g_autoptr (GError) wide_error = NULL;
  g_autoptr (GError) broken_error = NULL;
  g_autoptr (GError) many_error = NULL;
  char *empty[] = { NULL };

  for (guint i = 0; i <= CANTRIP_PASTE_MAX_ROWS; i++)
    g_ptr_array_add (many, empty);

  g_assert_null (
      cantrip_dataset_editor_paste (fixture->editor, ID, NULL, "size", wide, &wide_error));
  g_assert_error (wide_error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (wide_error->message, "Row 2 of the block has 2 cells"));
  g_assert_null (
      cantrip_dataset_editor_paste (fixture->editor, ID, NULL, NULL, broken, &broken_error));
  g_assert_error (broken_error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_null (cantrip_dataset_editor_paste (fixture->editor, ID, NULL, NULL, many, &many_error));
  g_assert_error (many_error, CANTRIP_ERROR, CANTRIP_ERROR_TOO_LARGE);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
}

static void
test_delete_keeps_places (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) ids = make_ids (1002, 2);
  g_autoptr (GPtrArray) lines = make_lines ("new");
  g_autoptr (CantripDatasetEdit) deleted =
      cantrip_dataset_editor_delete_rows (fixture->editor, ID, ids, NULL);
  g_autoptr (CantripDatasetEdit) added = NULL;
  g_autoptr (GError) error = NULL;

  assert_rows (fixture, "1:[\"row 1\",1]");

  /* Outputs of row 3 must not be taken for those of the new one. */
  added = cantrip_dataset_editor_paste (fixture->editor, ID, NULL, NULL, lines, NULL);
  assert_rows (fixture, "1:[\"row 1\",1] 4:[\"new\"]");

  g_assert_null (cantrip_dataset_editor_delete_rows (fixture->editor, ID, ids, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);

  apply_inverted (fixture, deleted);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"row 2\",2] 3:[\"row 3\",3] 4:[\"new\"]");
}

static void
test_unknown_column (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_dataset_editor_set_cell (fixture->editor, ID, 1001, "nam", "x", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "did you mean “name”?"));
}

static void
test_rename (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BAD[] = { "", " \t", "two\nlines" };
  g_autoptr (CantripDatasetEdit) edit =
      cantrip_dataset_editor_rename (fixture->editor, ID, "folk", NULL);
  g_autoptr (CantripDataset) renamed = NULL;
  g_autoptr (CantripDataset) undone = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cantrip_dataset_editor_rename (fixture->editor, ID, BAD[i], &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }

  renamed = cantrip_dataset_repository_find (fixture->datasets, "folk", NULL);
  g_assert_cmpint (renamed->id, ==, ID);
  apply_inverted (fixture, edit);
  undone = cantrip_dataset_repository_find (fixture->datasets, "people", NULL);
  g_assert_cmpint (undone->id, ==, ID);
}

static void
add_other_dataset (Fixture *fixture, const char *name)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO dataset (id, name, columns_json, row_count, source, state,"
                       " created_at_us, touched_at_us)"
                       " VALUES (99, '%s', '[\"a\"]', 0, '', 'ready', 0, 0)",
                       name);

  cantrip_test_table_execute (fixture->path, sql);
}

static void
test_rename_refuses_a_taken_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_other_dataset (fixture, "folk");
  g_assert_null (cantrip_dataset_editor_rename (fixture->editor, ID, "folk", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

static void
test_archive (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit = cantrip_dataset_editor_archive (fixture->editor, ID, NULL);
  g_autoptr (GPtrArray) datasets = cantrip_dataset_repository_list (fixture->datasets, NULL);
  g_autoptr (CantripDataset) archived =
      cantrip_dataset_repository_get (fixture->datasets, ID, NULL);
  g_autoptr (GError) find_error = NULL;
  g_autoptr (GError) edit_error = NULL;
  g_autoptr (GError) again_error = NULL;

  g_assert_cmpuint (datasets->len, ==, 0);
  g_assert_null (cantrip_dataset_repository_find (fixture->datasets, "people", &find_error));
  g_assert_cmpint (archived->archived_at_us, >, 0);
  g_assert_null (cantrip_dataset_editor_archive (fixture->editor, ID, &again_error));
  g_assert_error (again_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_null (
      cantrip_dataset_editor_set_cell (fixture->editor, ID, 1001, "name", "x", &edit_error));
  g_assert_error (edit_error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);

  apply_inverted (fixture, edit);
  assert_rows (fixture, "1:[\"row 1\",1] 2:[\"row 2\",2] 3:[\"row 3\",3]");
}

static void
test_restore_refuses_a_taken_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDatasetEdit) edit = cantrip_dataset_editor_archive (fixture->editor, ID, NULL);
  g_autoptr (GError) error = NULL;

  add_other_dataset (fixture, "people"); /* its name is free */
  cantrip_dataset_edit_invert (edit);
  g_assert_false (cantrip_dataset_editor_apply (fixture->editor, edit, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/dataset-editor/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("set-cell", test_set_cell);
  ADD ("set-cell/same-text-is-no-edit", test_same_text_is_no_edit);
  ADD ("apply/undo-brings-the-same-rows", test_undo_brings_the_same_rows);
  ADD ("set-cell/tells-the-second", test_tells_the_second);
  ADD ("paste/changes-and-adds", test_paste_changes_and_adds);
  ADD ("paste/refuses-what-does-not-fit", test_paste_refuses_what_does_not_fit);
  ADD ("delete-rows/keeps-places", test_delete_keeps_places);
  ADD ("set-cell/unknown-column", test_unknown_column);
  ADD ("rename", test_rename);
  ADD ("rename/refuses-a-taken-name", test_rename_refuses_a_taken_name);
  ADD ("archive", test_archive);
  ADD ("archive/restore-refuses-a-taken-name", test_restore_refuses_a_taken_name);

  return g_test_run ();
}
