/* cantrip-build-page-table.c: the example table of a template becomes a dataset.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-build-page-private.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "dataset/cantrip-dataset-import.h"
#include "window/cantrip-shell.h"

#define MAX_NUMBER 1000

/* A table to be imported. */
typedef struct
{
  char   *name;  /* (owned) */
  GBytes *lines; /* (owned): one JSON object per row */
} TableWork;

static void
table_work_free (TableWork *work)
{
  g_free (work->name);
  g_bytes_unref (work->lines);
  g_free (work);
}

static GBytes *
write_lines (const CantripGalleryItem *item)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (item->rows); i++)
    {
      JsonArray *row = json_array_get_array_element (item->rows, i);

      g_string_append_c (lines, '{');
      for (guint j = 0; item->columns[j] != NULL && j < json_array_get_length (row); j++)
        {
          g_autofree char *value = json_to_string (json_array_get_element (row, j), FALSE);

          if (j > 0)
            g_string_append_c (lines, ',');
          cantrip_json_append_string (lines, item->columns[j], -1);
          g_string_append_printf (lines, ":%s", value);
        }
      g_string_append (lines, "}\n");
    }

  return g_string_free_to_bytes (lines);
}

/* The title, or with a number behind it if there is such a dataset. */
static char *
find_name (CantripSession *session, const char *title, GError **error)
{
  for (guint i = 1; i <= MAX_NUMBER; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (title) : g_strdup_printf ("%s %u", title, i);
      g_autoptr (GError) taken = NULL;

      if (cantrip_dataset_repository_check_name (session->datasets, name, &taken))
        return g_steal_pointer (&name);
      if (!g_error_matches (taken, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT) || i == MAX_NUMBER)
        {
          g_propagate_error (error, g_steal_pointer (&taken));
          return NULL;
        }
    }

  return NULL;
}

static gpointer
import_table (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const TableWork *work = data;
  g_autofree char *name = find_name (session, work->name, error);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (work->lines);
  const CantripDatasetImportOptions options = {
    .name = name,
    .source = "template.jsonl",
    .total_bytes = (gint64) g_bytes_get_size (work->lines),
  };

  return name != NULL
             ? cantrip_dataset_import (session->store, stream, &options, cancellable, error)
             : NULL;
}

static const CantripWork IMPORT_TABLE = {
  .lane = CANTRIP_LANE_OWN,
  .run = import_table,
  .free_data = (GDestroyNotify) table_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_import_result_free,
};

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetImportResult) table =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (table == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  /* It is shown by the next load, which the import has caused. */
  self->dataset_id = table->dataset_id;
  if (!g_cancellable_is_cancelled (self->cancellable))
    cantrip_build_page_edited (self);
}

void
cantrip_build_page_take_template (CantripBuildPage         *self,
                                  const CantripGalleryItem *item,
                                  gboolean                  wants_table)
{
  TableWork *work;

  if (!wants_table)
    return;

  work = g_new (TableWork, 1);
  *work = (TableWork){ g_strdup (item->title), write_lines (item) };
  cantrip_workspace_run_async (self->workspace,
                               &IMPORT_TABLE,
                               work,
                               self->cancellable,
                               imported_cb,
                               g_object_ref (self));
}
