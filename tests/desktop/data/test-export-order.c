/* test-export-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "data/cantrip-export-order.h"

typedef struct
{
  CantripWorkspace *workspace;
  CantripDataset   *dataset;
  GFile            *file;
  GCancellable     *cancellable;
} Fixture;

static gpointer
find_dataset (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_dataset_repository_find (session->datasets, "marketing", error);
}

static const CantripWork FIND_DATASET = {
  .lane = CANTRIP_LANE_READ,
  .run = find_dataset,
  .free_result = (GDestroyNotify) cantrip_dataset_free,
};

static gpointer
run (Fixture *fixture, const CantripWork *work, gpointer data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_workspace_run_async (fixture->workspace,
                               work,
                               data,
                               fixture->cancellable,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);

  return cantrip_workspace_run_finish (fixture->workspace, result, error);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = cantrip_test_write_file ("out.csv", "before", -1);

  fixture->workspace = cantrip_test_open_sample ("export.cantrip");
  fixture->file = g_file_new_for_path (path);
  fixture->cancellable = g_cancellable_new ();
  fixture->dataset = run (fixture, &FIND_DATASET, NULL, NULL);
  g_assert_nonnull (fixture->dataset);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->dataset, cantrip_dataset_free);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->file);
  cantrip_test_close_workspace (fixture->workspace);
}

static void
assert_content (Fixture *fixture, const char *beginning)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_load_contents (fixture->file, NULL, &content, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, beginning));
}

static void
test_replaces_the_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree CantripExportResult *result =
      run (fixture,
           &cantrip_export_order_work,
           cantrip_export_order_new (fixture->dataset->id, CANTRIP_ROW_FORMAT_CSV, fixture->file),
           &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->n_rows, ==, fixture->dataset->row_count);
  g_assert_cmpint (result->n_cut, ==, 0);
  assert_content (fixture, "event,demographic,size\r\n");
}

static void
test_writes_a_workbook (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree CantripExportResult *result =
      run (fixture,
           &cantrip_export_order_work,
           cantrip_export_order_new (fixture->dataset->id, CANTRIP_ROW_FORMAT_XLSX, fixture->file),
           &error);

  g_assert_no_error (error);
  assert_content (fixture, "PK\x03\x04");
}

static void
test_failing_leaves_the_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run (fixture,
                      &cantrip_export_order_work,
                      cantrip_export_order_new (1, CANTRIP_ROW_FORMAT_CSV, fixture->file),
                      &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  assert_content (fixture, "before");
}

static void
test_cancelling_leaves_the_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (
      run (fixture,
           &cantrip_export_order_work,
           cantrip_export_order_new (fixture->dataset->id, CANTRIP_ROW_FORMAT_CSV, fixture->file),
           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (fixture, "before");
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/export-order/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("replaces-the-file", test_replaces_the_file);
  ADD ("writes-a-workbook", test_writes_a_workbook);
  ADD ("failing-leaves-the-file", test_failing_leaves_the_file);
  ADD ("cancelling-leaves-the-file", test_cancelling_leaves_the_file);

  return g_test_run ();
}
