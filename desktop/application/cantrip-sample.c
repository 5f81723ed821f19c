/* cantrip-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "application/cantrip-sample.h"

#include "base/cantrip-data.h"
#include "base/cantrip-error.h"
#include "dataset/cantrip-dataset-import.h"
#include "deployment/cantrip-workspace-file.h"

char *
cantrip_sample_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "cantrip", "sample.cantrip", NULL);
}

static gboolean
import_table (CantripStore *store, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = cantrip_data_path ("sample/marketing.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (CantripDatasetImportResult) result = NULL;
  const CantripDatasetImportOptions options = {
    .name = "marketing",
    .source = "marketing.csv",
    .total_bytes = -1,
  };

  if (stream == NULL)
    return FALSE;

  result = cantrip_dataset_import (store, G_INPUT_STREAM (stream), &options, cancellable, error);

  return result != NULL;
}

static gboolean
apply_file (CantripStore *store, GError **error)
{
  g_autofree char *path = cantrip_data_path ("sample/sample-workspace.json");
  g_autoptr (JsonNode) root = cantrip_data_read_json (path, error);

  return root != NULL && cantrip_workspace_file_apply (store, root, NULL, error);
}

static gboolean
fill (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (CantripStore) store = cantrip_store_open (path, CANTRIP_STORE_CREATE, error);

  return store != NULL && import_table (store, cancellable, error) && apply_file (store, error);
}

/* The side files of SQLite belong to the file and go with it. */
static void
remove_files (const char *path)
{
  const char *const ENDS[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    {
      g_autofree char *file = g_strconcat (path, ENDS[i], NULL);

      (void) g_unlink (file);
    }
}

static gboolean
make (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The folder “%s” cannot be made; see to its permissions",
                              folder);

  remove_files (part);
  if (!fill (part, cancellable, error))
    {
      remove_files (part);
      return FALSE;
    }

  /* Closing the last store has written all of the log back into the file. */
  if (g_rename (part, path) != 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The file “%s” cannot be made; see to the permissions of its folder",
                              path);

  return TRUE;
}

static void
make_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  GError     *error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || make (path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cantrip_sample_make_async (const char         *path,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cantrip_sample_make_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, make_thread);
}

gboolean
cantrip_sample_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_sample_make_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
