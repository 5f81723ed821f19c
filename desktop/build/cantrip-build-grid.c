/* cantrip-build-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-build-grid.h"

#include "build/cantrip-output-column.h"
#include "data/cantrip-table-view.h"
#include "window/cantrip-shell.h"

#define INPUT_WIDTH 110

struct _CantripBuildGrid
{
  AdwBin parent_instance;

  CantripWorkspace *workspace;   /* (owned) */
  CantripTableView *table;       /* (borrowed: the child) */
  GCancellable     *cancellable; /* of the view that is being made */

  gint64              dataset_id;
  CantripDatasetView *view;        /* (owned) (nullable) */
  char               *sort_column; /* (owned) (nullable) */
  gboolean            is_descending;
  GPtrArray          *sets;    /* (owned) (element-type CantripOutputSet) */
  GPtrArray          *columns; /* (owned) (element-type CantripOutputColumn): of each set */
};

G_DEFINE_FINAL_TYPE (CantripBuildGrid, cantrip_build_grid, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_RETRY,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A view in the making. */
typedef struct
{
  gint64   dataset_id;
  char    *sort_column; /* (owned) (nullable) */
  gboolean is_descending;
} ViewWork;

static void
view_work_free (ViewWork *work)
{
  g_free (work->sort_column);
  g_free (work);
}

static gpointer
make_view (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const ViewWork                 *work = data;
  const CantripDatasetViewOptions options = {
    .sort_column = work->sort_column,
    .is_descending = work->is_descending,
  };

  return cantrip_dataset_view_new (session->datasets,
                                   work->dataset_id,
                                   &options,
                                   cancellable,
                                   error);
}

static const CantripWork MAKE_VIEW = {
  .lane = CANTRIP_LANE_SCAN,
  .run = make_view,
  .free_data = (GDestroyNotify) view_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_view_unref,
};

static gboolean
has_same_columns (CantripDatasetView *a, CantripDatasetView *b)
{
  return a != NULL &&
         g_strv_equal ((const char *const *) cantrip_dataset_view_get_dataset (a)->columns,
                       (const char *const *) cantrip_dataset_view_get_dataset (b)->columns);
}

/* Narrow, so that the outputs are seen beside them. */
static void
show_columns (CantripBuildGrid *self, const CantripDataset *dataset)
{
  GPtrArray *columns;

  cantrip_table_view_set_columns (self->table, (const char *const *) dataset->columns);
  columns = cantrip_table_view_get_columns (self->table);
  for (guint i = 0; i < columns->len; i++)
    gtk_column_view_column_set_fixed_width (cantrip_table_column_get_view_column (
                                                columns->pdata[i]),
                                            INPUT_WIDTH);
}

static void
show_view (CantripBuildGrid *self, CantripDatasetView *view)
{
  CantripRowModel *shown = cantrip_table_view_get_model (self->table);
  g_autoptr (CantripRowModel) model = NULL;
  gboolean has_columns = has_same_columns (self->view, view);

  if (!has_columns)
    show_columns (self, cantrip_dataset_view_get_dataset (view));
  g_clear_pointer (&self->view, cantrip_dataset_view_unref);
  self->view = cantrip_dataset_view_ref (view);
  if (shown != NULL && has_columns && self->sort_column == NULL &&
      cantrip_row_model_update (shown, view))
    return;

  model = cantrip_row_model_new (self->workspace, view);
  cantrip_table_view_set_model (self->table, model);
  cantrip_table_view_show_sort (self->table, self->sort_column, self->is_descending);
}

static void
made_view_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildGrid) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetView) view =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (view != NULL && cantrip_dataset_view_get_dataset (view)->id == self->dataset_id)
    show_view (self, view);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

static void
load (CantripBuildGrid *self)
{
  ViewWork *work = g_new0 (ViewWork, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  work->dataset_id = self->dataset_id;
  work->sort_column = g_strdup (self->sort_column);
  work->is_descending = self->is_descending;
  cantrip_workspace_run_async (self->workspace,
                               &MAKE_VIEW,
                               work,
                               self->cancellable,
                               made_view_cb,
                               g_object_ref (self));
}

static void
sort_cb (CantripBuildGrid *self, const char *column, gboolean is_descending)
{
  g_free (self->sort_column);
  self->sort_column = g_strdup (column);
  self->is_descending = is_descending;
  load (self);
}

static void
cursor_cb (CantripBuildGrid *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static const CantripOutputSet *
find_set (CantripBuildGrid *self, CantripOutputColumn *column)
{
  guint index;

  return g_ptr_array_find (self->columns, column, &index) ? self->sets->pdata[index] : NULL;
}

static void
opened_cb (CantripBuildGrid *self, gint64 position, CantripOutputColumn *column)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, find_set (self, column), position);
}

static void
retry_cb (CantripBuildGrid *self, gint64 position, CantripOutputColumn *column)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0, find_set (self, column), position);
}

/* Enter opens what the first set has made of the current row. */
static gboolean
key_cb (CantripBuildGrid *self, guint key, guint code, GdkModifierType state)
{
  gint64 position = cantrip_build_grid_get_position (self);

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->sets->len == 0 ||
      position == 0)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, self->sets->pdata[0], position);

  return GDK_EVENT_STOP;
}

static void
cantrip_build_grid_dispose (GObject *object)
{
  g_cancellable_cancel (CANTRIP_BUILD_GRID (object)->cancellable);

  G_OBJECT_CLASS (cantrip_build_grid_parent_class)->dispose (object);
}

static void
cantrip_build_grid_finalize (GObject *object)
{
  CantripBuildGrid *self = CANTRIP_BUILD_GRID (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->view, cantrip_dataset_view_unref);
  g_clear_pointer (&self->sort_column, g_free);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_build_grid_parent_class)->finalize (object);
}

static void
cantrip_build_grid_class_init (CantripBuildGridClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_build_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_build_grid_finalize;

  for (guint i = SIGNAL_OPENED; i <= SIGNAL_RETRY; i++)
    signals[i] = g_signal_new (i == SIGNAL_OPENED ? "opened" : "retry",
                               type,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               2,
                               G_TYPE_POINTER,
                               G_TYPE_INT64);
  signals[SIGNAL_SELECTED] =
      g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cantrip_build_grid_init (CantripBuildGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_output_set_free);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->table = cantrip_table_view_new ();
  cantrip_table_view_set_editable (self->table, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));
  g_signal_connect_swapped (self->table, "sort-requested", G_CALLBACK (sort_cb), self);
  g_signal_connect_swapped (self->table, "cursor-moved", G_CALLBACK (cursor_cb), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
cantrip_build_grid_new (CantripWorkspace *workspace)
{
  CantripBuildGrid *self = g_object_new (CANTRIP_TYPE_BUILD_GRID, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}

void
cantrip_build_grid_set_dataset (CantripBuildGrid *self, gint64 dataset_id)
{
  g_return_if_fail (CANTRIP_IS_BUILD_GRID (self));

  if (self->dataset_id != dataset_id)
    {
      self->dataset_id = dataset_id;
      g_clear_pointer (&self->sort_column, g_free);
      g_clear_pointer (&self->view, cantrip_dataset_view_unref);
      cantrip_table_view_set_model (self->table, NULL);
    }
  if (dataset_id != 0)
    load (self);
}

static void
remove_column (CantripOutputColumn *column)
{
  GtkColumnViewColumn *view_column = cantrip_output_column_get_view_column (column);
  GtkColumnView *list = GTK_COLUMN_VIEW (gtk_column_view_column_get_column_view (view_column));

  gtk_column_view_remove_column (list, view_column);
}

static CantripOutputColumn *
add_column (CantripBuildGrid *self, const CantripOutputSet *set, CantripOutputPages *pages)
{
  CantripOutputColumn *column = cantrip_output_column_new (set->title, pages);

  g_signal_connect_object (column, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->columns, column);
  cantrip_table_view_append_column (self->table, cantrip_output_column_get_view_column (column));

  return column;
}

/* Shows a set in the column at @index, which is made if it is not there. */
static void
show_set (CantripBuildGrid *self, guint index, const CantripOutputSet *set)
{
  CantripOutputColumn *column = index < self->columns->len ? self->columns->pdata[index] : NULL;
  CantripOutputPages  *shown = column != NULL ? cantrip_output_column_get_pages (column) : NULL;
  g_autoptr (CantripOutputPages) pages = NULL;

  if (shown != NULL && cantrip_output_pages_get_run_id (shown) == set->run_id)
    pages = g_object_ref (shown);
  else
    pages = cantrip_output_pages_new (self->workspace, set->run_id);

  cantrip_output_pages_set_outdated (pages, set->is_outdated);
  if (column == NULL)
    column = add_column (self, set, pages);
  else if (pages != shown)
    cantrip_output_column_set_pages (column, pages);
  gtk_column_view_column_set_title (cantrip_output_column_get_view_column (column), set->title);
}

void
cantrip_build_grid_set_sets (CantripBuildGrid *self, GPtrArray *sets)
{
  g_return_if_fail (CANTRIP_IS_BUILD_GRID (self));

  while (self->columns->len > sets->len)
    {
      remove_column (self->columns->pdata[self->columns->len - 1]);
      g_ptr_array_set_size (self->columns, self->columns->len - 1);
    }

  g_ptr_array_set_size (self->sets, 0);
  for (guint i = 0; i < sets->len; i++)
    {
      g_ptr_array_add (self->sets, cantrip_output_set_copy (sets->pdata[i]));
      show_set (self, i, sets->pdata[i]);
    }
}

void
cantrip_build_grid_set_outdated (CantripBuildGrid *self, gboolean is_outdated)
{
  g_return_if_fail (CANTRIP_IS_BUILD_GRID (self));

  if (self->columns->len > 0)
    cantrip_output_pages_set_outdated (cantrip_output_column_get_pages (self->columns->pdata[0]),
                                       is_outdated);
}

void
cantrip_build_grid_reload_outputs (CantripBuildGrid *self, gboolean only_open)
{
  g_return_if_fail (CANTRIP_IS_BUILD_GRID (self));

  for (guint i = 0; i < self->columns->len; i++)
    cantrip_output_pages_reload (cantrip_output_column_get_pages (self->columns->pdata[i]),
                                 only_open);
}

gint64
cantrip_build_grid_get_position (CantripBuildGrid *self)
{
  guint row, column;

  g_return_val_if_fail (CANTRIP_IS_BUILD_GRID (self), 0);

  if (self->view == NULL || cantrip_dataset_view_get_n_rows (self->view) == 0)
    return 0;
  if (!cantrip_table_view_get_cursor (self->table, &row, &column))
    row = 0;

  return cantrip_dataset_view_get_position (self->view, row);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

/* Rows of the view, whatever its order, as ranges of the dataset. */
static GArray *
make_ranges (CantripBuildGrid *self, GtkBitset *rows)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      gint64 position = cantrip_dataset_view_get_position (self->view, row);

      g_array_append_val (positions, position);
    }
  g_array_sort (positions, compare_positions);
  for (guint i = 0; i < positions->len; i++)
    cantrip_ranges_add (ranges, g_array_index (positions, gint64, i));

  return ranges;
}

GArray *
cantrip_build_grid_dup_selection (CantripBuildGrid *self)
{
  g_autoptr (GtkBitset) selection = NULL;

  g_return_val_if_fail (CANTRIP_IS_BUILD_GRID (self), NULL);

  selection = cantrip_table_view_dup_selection (self->table);

  return make_ranges (self, selection);
}

GArray *
cantrip_build_grid_dup_first (CantripBuildGrid *self, guint n)
{
  g_autoptr (GtkBitset) rows = gtk_bitset_new_empty ();

  g_return_val_if_fail (CANTRIP_IS_BUILD_GRID (self), NULL);

  if (self->view != NULL && n > 0)
    gtk_bitset_add_range (rows, 0, MIN (n, cantrip_dataset_view_get_n_rows (self->view)));

  return make_ranges (self, rows);
}
