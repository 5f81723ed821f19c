/* cantrip-row-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-row-view.h"

#include "base/cantrip-error.h"

typedef struct
{
  gint64   dataset_id;
  char    *sort_column; /* (owned) (nullable) */
  gboolean is_descending;
  char    *filter;   /* (owned) (nullable) */
  int     *permille; /* (owned) (atomic) */
} MakeWork;

typedef struct
{
  CantripDatasetView *view; /* (owned) */
  guint               row;
} RowWork;

static void
make_work_free (MakeWork *work)
{
  g_free (work->sort_column);
  g_free (work->filter);
  g_atomic_rc_box_release (work->permille);
  g_free (work);
}

static void
row_work_free (RowWork *work)
{
  cantrip_dataset_view_unref (work->view);
  g_free (work);
}

static void
progress_cb (gint64 n_done, gint64 n_rows, gpointer permille)
{
  g_atomic_int_set ((int *) permille, (int) (n_done * 1000 / MAX (n_rows, 1)));
}

static gpointer
make_view (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  MakeWork                 *work = data;
  CantripDatasetViewOptions options = {
    .sort_column = work->sort_column,
    .is_descending = work->is_descending,
    .filter = work->filter,
    .progress = progress_cb,
    .progress_data = work->permille,
  };

  return cantrip_dataset_view_new (session->datasets,
                                   work->dataset_id,
                                   &options,
                                   cancellable,
                                   error);
}

/* In the order of the dataset nothing has to be looked at. */
static const CantripWork MAKE_PLAIN_VIEW = {
  .lane = CANTRIP_LANE_READ,
  .run = make_view,
  .free_data = (GDestroyNotify) make_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_view_unref,
};

static const CantripWork MAKE_VIEW = {
  .lane = CANTRIP_LANE_SCAN,
  .run = make_view,
  .free_data = (GDestroyNotify) make_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_view_unref,
};

static gpointer
read_row (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  RowWork *work = data;

  return cantrip_dataset_view_read_row (work->view, session->datasets, work->row, error);
}

static const CantripWork READ_ROW = {
  .lane = CANTRIP_LANE_READ,
  .run = read_row,
  .free_data = (GDestroyNotify) row_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_row_free,
};

static gpointer
check_view (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  RowWork              *work = data;
  const CantripDataset *before = cantrip_dataset_view_get_dataset (work->view);
  g_autoptr (CantripDataset) now =
      cantrip_dataset_repository_get (session->datasets, before->id, error);
  gint64 last;

  if (now == NULL ||
      !cantrip_dataset_repository_get_last_position (session->datasets, before->id, &last, error))
    return NULL;
  if (now->archived_at_us != 0)
    {
      cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The dataset was deleted");
      return NULL;
    }

  return GINT_TO_POINTER (1 + (now->row_count == before->row_count &&
                               last == cantrip_dataset_view_get_last_position (work->view) &&
                               g_str_equal (now->name, before->name) &&
                               g_strv_equal ((const char *const *) now->columns,
                                             (const char *const *) before->columns)));
}

static const CantripWork CHECK_VIEW = {
  .lane = CANTRIP_LANE_READ,
  .run = check_view,
  .free_data = (GDestroyNotify) row_work_free,
};

void
cantrip_row_view_make_async (CantripWorkspace          *workspace,
                             gint64                     dataset_id,
                             const CantripRowViewOrder *order,
                             int                       *permille,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data)
{
  gboolean  is_plain = order->sort_column == NULL && order->filter == NULL;
  MakeWork *work = g_new0 (MakeWork, 1);

  work->dataset_id = dataset_id;
  work->sort_column = g_strdup (order->sort_column);
  work->is_descending = order->is_descending;
  work->filter = g_strdup (order->filter);
  work->permille = g_atomic_rc_box_acquire (permille);
  cantrip_workspace_run_async (workspace,
                               is_plain ? &MAKE_PLAIN_VIEW : &MAKE_VIEW,
                               work,
                               cancellable,
                               callback,
                               user_data);
}

CantripDatasetView *
cantrip_row_view_make_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}

static RowWork *
row_work_new (CantripDatasetView *view, guint row)
{
  RowWork *work = g_new0 (RowWork, 1);

  work->view = cantrip_dataset_view_ref (view);
  work->row = row;

  return work;
}

void
cantrip_row_view_read_async (CantripWorkspace   *workspace,
                             CantripDatasetView *view,
                             guint               row,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  cantrip_workspace_run_async (workspace,
                               &READ_ROW,
                               row_work_new (view, row),
                               cancellable,
                               callback,
                               user_data);
}

CantripDatasetRow *
cantrip_row_view_read_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}

void
cantrip_row_view_check_async (CantripWorkspace   *workspace,
                              CantripDatasetView *view,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  cantrip_workspace_run_async (workspace,
                               &CHECK_VIEW,
                               row_work_new (view, 0),
                               cancellable,
                               callback,
                               user_data);
}

gboolean
cantrip_row_view_check_finish (CantripWorkspace *workspace,
                               GAsyncResult     *result,
                               gboolean         *ret_fits,
                               GError          **error)
{
  gpointer answer = cantrip_workspace_run_finish (workspace, result, error);

  if (answer == NULL)
    return FALSE;

  *ret_fits = GPOINTER_TO_INT (answer) == 2;

  return TRUE;
}
