/* cantrip-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-workspace"

#include "config.h"

#include <glib/gstdio.h>

#include "application/cantrip-workspace.h"

#include "application/cantrip-history.h"
#include "application/cantrip-run-manager.h"
#include "base/cantrip-error.h"
#include "base/cantrip-worker.h"

#define N_SHARED_LANES 3
#define LOOK_EVERY_S 1

/* A thread, and the session that it opens when first asked. */
typedef struct
{
  CantripWorker   *worker;  /* (owned) */
  CantripSession  *session; /* (owned) (nullable), touched by the worker alone */
  char            *path;    /* (owned) */
  CantripStoreMode mode;
} Lane;

/* What is opened together. */
typedef struct
{
  Lane           *writer;  /* (owned) (nullable): NULL once the workspace has taken it */
  CantripNetwork *network; /* (owned) (nullable) */
  CantripCatalog *catalog; /* (owned) (nullable) */
} Opening;

struct _CantripWorkspace
{
  GObject parent_instance;

  char              *path; /* (owned) */
  gboolean           read_only;
  Lane              *lanes[N_SHARED_LANES]; /* (owned) */
  CantripHistory    *history;               /* (owned) */
  CantripRunManager *runs;                  /* (owned) */
  CantripNetwork    *network;               /* (owned) */
  CantripCatalog    *catalog;               /* (owned) */

  guint    look_id; /* source */
  gboolean looking;
  gboolean look_again;
  gboolean wrote;        /* and has not announced it */
  gint64   data_version; /* -1: not known yet */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripWorkspace, cantrip_workspace, G_TYPE_OBJECT)

typedef struct
{
  const CantripWork *work;
  gpointer           data; /* (owned) */
  Lane              *lane; /* (borrowed from the workspace), or freed when the work is done */
} Job;

static Lane *
lane_new (const char *name, const char *path, CantripStoreMode mode)
{
  Lane *self = g_new0 (Lane, 1);

  self->worker = cantrip_worker_new (name);
  self->path = g_strdup (path);
  self->mode = mode;

  return self;
}

static void
lane_free_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *c)
{
  Lane *self = data;

  g_clear_pointer (&self->session, cantrip_session_free);
  g_free (self->path);
  g_free (self);
  g_task_return_boolean (task, TRUE);
}

/* The session is closed in its own thread, after the work that was given before. */
static void
lane_free (Lane *self)
{
  g_autoptr (CantripWorker) worker = g_steal_pointer (&self->worker);
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, self, NULL);
  cantrip_worker_run (worker, task, lane_free_thread);
}

static CantripSession *
lane_get_session (Lane *self, GError **error)
{
  if (self->session == NULL)
    self->session = cantrip_session_open (self->path, self->mode, error);

  return self->session;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->work->free_data != NULL)
    g_clear_pointer (&self->data, self->work->free_data);
  g_free (self);
}

static void
run_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  Job            *job = data;
  GError         *error = NULL;
  CantripSession *session = lane_get_session (job->lane, &error);
  gpointer        result = NULL;

  if (session != NULL)
    result = job->work->run (session, job->data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, job->work->free_result);
  else
    g_task_return_error (task, error);
}

/*
 * The task of the caller, @user_data, stays in its own thread, and with it the last reference to
 * the workspace, which waits for its lanes when it goes.
 */
static void
ran_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (G_TASK (result));
  GError    *error = NULL;
  gpointer   value = g_task_propagate_pointer (G_TASK (result), &error);

  if (job->work->lane == CANTRIP_LANE_OWN)
    lane_free (job->lane);

  if (value != NULL)
    g_task_return_pointer (task, value, job->work->free_result);
  else
    g_task_return_error (task, error);
}

static gpointer
get_version (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree gint64 *version = g_new0 (gint64, 1);

  return cantrip_store_get_data_version (session->store, version, error)
             ? g_steal_pointer (&version)
             : NULL;
}

static const CantripWork GET_VERSION = {
  .lane = CANTRIP_LANE_READ,
  .run = get_version,
  .free_result = g_free,
};

static void
got_version_cb (GObject *object, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  CantripWorkspace *self = CANTRIP_WORKSPACE (object);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *version = cantrip_workspace_run_finish (self, result, &error);

  self->looking = FALSE;
  if (version == NULL)
    g_debug ("Could not look for changes: %s", error->message);
  else if (*version != self->data_version)
    {
      /* The first look finds no change, but for what was written here while it was under way:
       * it comes before all that is read on its lane. */
      gboolean is_new = self->data_version != -1 || self->wrote;

      self->data_version = *version;
      self->wrote = FALSE;
      if (is_new)
        g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }

  if (self->look_again)
    {
      self->look_again = FALSE;
      self->looking = TRUE;
      cantrip_workspace_run_async (self, &GET_VERSION, NULL, NULL, got_version_cb, NULL);
    }
}

static void
look_for_changes (CantripWorkspace *self)
{
  self->look_again = self->looking;
  if (self->looking)
    return;

  self->looking = TRUE;
  cantrip_workspace_run_async (self, &GET_VERSION, NULL, NULL, got_version_cb, NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  look_for_changes (user_data);

  return G_SOURCE_CONTINUE;
}

static void
cantrip_workspace_finalize (GObject *object)
{
  CantripWorkspace *self = CANTRIP_WORKSPACE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->history);
  g_clear_object (&self->runs);
  g_clear_object (&self->network);
  g_clear_object (&self->catalog);
  for (guint i = 0; i < N_SHARED_LANES; i++)
    g_clear_pointer (&self->lanes[i], lane_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cantrip_workspace_parent_class)->finalize (object);
}

static void
cantrip_workspace_class_init (CantripWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_workspace_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
cantrip_workspace_init (CantripWorkspace *self)
{
  self->data_version = -1;
  self->history = cantrip_history_new (self);
  self->runs = cantrip_run_manager_new (self);
}

static void
opening_free (Opening *opening)
{
  g_clear_pointer (&opening->writer, lane_free);
  g_clear_object (&opening->network);
  g_clear_object (&opening->catalog);
  g_free (opening);
}

/* The writer goes first: it brings the schema up to date. */
static void
open_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *c)
{
  Opening *opening = data;
  Lane    *writer = opening->writer;
  GError  *error = NULL;

  if (g_access (writer->path, F_OK) == 0 && g_access (writer->path, W_OK) != 0)
    writer->mode = CANTRIP_STORE_READ;

  if (lane_get_session (writer, &error) != NULL &&
      (opening->network = cantrip_network_open (writer->path, writer->mode, &error)) != NULL &&
      (opening->catalog = cantrip_catalog_new (NULL, &error)) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static CantripWorkspace *
workspace_new (Opening *opening)
{
  CantripWorkspace *self = g_object_new (CANTRIP_TYPE_WORKSPACE, NULL);
  Lane             *writer = g_steal_pointer (&opening->writer);

  self->network = g_steal_pointer (&opening->network);
  self->catalog = g_steal_pointer (&opening->catalog);
  self->path = g_strdup (writer->path);
  self->read_only = writer->mode == CANTRIP_STORE_READ;
  self->lanes[CANTRIP_LANE_WRITE] = writer;
  self->lanes[CANTRIP_LANE_READ] = lane_new ("read", self->path, CANTRIP_STORE_READ);
  self->lanes[CANTRIP_LANE_SCAN] = lane_new ("scan", self->path, CANTRIP_STORE_READ);
  self->look_id = g_timeout_add_seconds (LOOK_EVERY_S, look_cb, self);
  look_for_changes (self);

  return self;
}

static void
opened_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (G_TASK (result));
  GError  *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, workspace_new (opening), g_object_unref);
  else
    g_task_return_error (task, error);
  opening_free (opening); /* here, not with the task, which ends in the thread that it waits for */
}

void
cantrip_workspace_open_async (const char         *path,
                              CantripStoreMode    mode,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *data = g_new0 (Opening, 1);
  GTask   *opening;

  g_task_set_source_tag (task, cantrip_workspace_open_async);
  /* Not cancelled itself: the lane is to be taken or freed. */
  opening = g_task_new (NULL, NULL, opened_cb, task);
  data->writer = lane_new ("write", path, mode);
  g_task_set_task_data (opening, data, NULL);
  cantrip_worker_run (data->writer->worker, opening, open_thread);
}

CantripWorkspace *
cantrip_workspace_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_workspace_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
cantrip_workspace_get_path (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  return self->path;
}

char *
cantrip_workspace_dup_name (CantripWorkspace *self)
{
  char *name;

  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  name = g_path_get_basename (self->path);
  if (g_str_has_suffix (name, ".cantrip"))
    name[strlen (name) - strlen (".cantrip")] = '\0';

  return name;
}

gboolean
cantrip_workspace_get_read_only (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), TRUE);

  return self->read_only;
}

CantripNetwork *
cantrip_workspace_get_network (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  return self->network;
}

CantripCatalog *
cantrip_workspace_get_catalog (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  return self->catalog;
}

CantripHistory *
cantrip_workspace_get_history (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  return self->history;
}

CantripRunManager *
cantrip_workspace_get_runs (CantripWorkspace *self)
{
  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (self), NULL);

  return self->runs;
}

static Job *
job_new (CantripWorkspace *self, const CantripWork *work, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->work = work;
  job->data = data;
  if (work->lane == CANTRIP_LANE_OWN)
    job->lane = lane_new ("work", self->path, self->lanes[CANTRIP_LANE_WRITE]->mode);
  else
    job->lane = self->lanes[work->lane];

  return job;
}

void
cantrip_workspace_run_async (CantripWorkspace   *self,
                             const CantripWork  *work,
                             gpointer            data,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;
  GTask *running;
  Job   *job;

  g_return_if_fail (CANTRIP_IS_WORKSPACE (self));
  g_return_if_fail (work != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cantrip_workspace_run_async);
  g_task_set_task_data (task, (gpointer) work, NULL);

  job = job_new (self, work, data);
  running = g_task_new (NULL, cancellable, ran_cb, task);
  g_task_set_task_data (running, job, job_free);
  cantrip_worker_run (job->lane->worker, running, run_thread);
}

gpointer
cantrip_workspace_run_finish (CantripWorkspace *self, GAsyncResult *result, GError **error)
{
  const CantripWork *work;
  gpointer           value;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_workspace_run_async), NULL);

  work = g_task_get_task_data (G_TASK (result));
  value = g_task_propagate_pointer (G_TASK (result), error);
  if (value != NULL && work->lane >= CANTRIP_LANE_WRITE)
    {
      self->wrote = TRUE;
      look_for_changes (self);
    }

  return value;
}
