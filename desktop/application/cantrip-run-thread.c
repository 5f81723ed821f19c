/* cantrip-run-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-run-thread.h"

#include "base/cantrip-timer.h"
#include "base/cantrip-worker.h"

/* The most calls at once; the dispatcher begins with fewer and finds out what the server bears. */
#define CONCURRENCY 16
#define MAX_ATTEMPTS 5

struct _CantripRunThread
{
  CantripWorkspace *workspace; /* (owned) */
  CantripRunSpec   *spec;      /* (owned), of the thread once it has begun */
  CantripWorker    *worker;    /* (owned) */
  void (*progress) (const CantripRunProgress *progress, gpointer user_data);
  gpointer progress_data;

  GMutex             mutex;
  GSource           *pause;     /* (nullable) (mutex): runs apply_pause_cb() in the thread */
  gboolean           is_paused; /* (mutex) */
  CantripRunProgress news;      /* (mutex) */
  guint              tell_id;   /* (mutex) source in the main context */
};

/* What there is in the thread while it runs. */
typedef struct
{
  CantripRunThread  *thread;      /* (borrowed) */
  GCancellable      *cancellable; /* (borrowed) (nullable) */
  CantripConnection *connection;  /* (owned) */
  CantripCatalog    *catalog;     /* (borrowed from the workspace) */
  CantripDispatcher *dispatcher;  /* (owned) */
  CantripRun        *run;         /* (owned) */
  CantripRunResult  *result;      /* (owned by who returns it) */
  GError            *error;       /* likewise */
} Scene;

static void
scene_clear (Scene *scene)
{
  g_clear_object (&scene->run);
  g_clear_object (&scene->dispatcher);
  g_clear_pointer (&scene->connection, cantrip_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static gboolean
tell_cb (gpointer user_data)
{
  CantripRunThread  *self = user_data;
  CantripRunProgress news;

  g_mutex_lock (&self->mutex);
  news = self->news;
  self->tell_id = 0;
  g_mutex_unlock (&self->mutex);
  self->progress (&news, self->progress_data);

  return G_SOURCE_REMOVE;
}

/* However often it is called: the main thread is told once for all that it has not heard yet. */
static void
progress_cb (CantripRun *run, CantripRunThread *self)
{
  g_mutex_lock (&self->mutex);
  cantrip_run_get_progress (run, &self->news);
  if (self->tell_id == 0)
    self->tell_id = g_idle_add (tell_cb, self);
  g_mutex_unlock (&self->mutex);
}

static void
apply_pause (Scene *scene)
{
  gboolean is_paused;

  g_mutex_lock (&scene->thread->mutex);
  is_paused = scene->thread->is_paused;
  g_mutex_unlock (&scene->thread->mutex);
  if (scene->run != NULL)
    cantrip_run_set_paused (scene->run, is_paused);
}

static gboolean
apply_pause_cb (gpointer user_data)
{
  g_source_set_ready_time (g_main_current_source (), -1);
  apply_pause (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
find_connection (Scene *scene, CantripStore *store, GError **error)
{
  g_autoptr (CantripConnectionRepository) connections =
      cantrip_connection_repository_new (store, error);

  if (connections == NULL)
    return FALSE;

  scene->connection = cantrip_connection_repository_find_by_id (connections,
                                                                scene->thread->spec->connection_id,
                                                                error);

  return scene->connection != NULL;
}

/* A draft that is kept as a variant already has what that has come to. */
static gboolean
find_variant (CantripRunSpec *spec, CantripStore *store, GError **error)
{
  g_autoptr (CantripVariantRepository) variants = NULL;
  g_autoptr (CantripVariant) equal = NULL;

  if (spec->variant_id != 0 || spec->app_id == 0)
    return TRUE;

  variants = cantrip_variant_repository_new (store, error);
  if (variants == NULL || !cantrip_variant_repository_find_equal (variants,
                                                                  spec->app_id,
                                                                  spec->connection_id,
                                                                  spec->recipe,
                                                                  &equal,
                                                                  error))
    return FALSE;

  if (equal != NULL)
    spec->variant_id = equal->id;

  return TRUE;
}

static gboolean
prepare (Scene *scene, GError **error)
{
  const char *path = cantrip_workspace_get_path (scene->thread->workspace);
  g_autoptr (CantripStore) store = cantrip_store_open (path, CANTRIP_STORE_READ, error);

  return store != NULL && find_connection (scene, store, error) &&
         find_variant (scene->thread->spec, store, error);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Scene *scene = user_data;

  scene->result = cantrip_run_start_finish (CANTRIP_RUN (object), result, &scene->error);
}

static void
made_provider_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Scene            *scene = user_data;
  CantripRunThread *self = scene->thread;
  g_autoptr (CantripProvider) provider =
      cantrip_connection_make_provider_finish (result, &scene->error);
  const CantripModel *model;

  if (provider == NULL)
    return;

  model = cantrip_catalog_find (scene->catalog,
                                cantrip_connection_get_dialect (scene->connection),
                                cantrip_recipe_get_model (self->spec->recipe));
  scene->dispatcher = cantrip_dispatcher_new (provider, CONCURRENCY, MAX_ATTEMPTS);
  scene->run = cantrip_run_new (cantrip_workspace_get_path (self->workspace),
                                self->spec,
                                scene->dispatcher,
                                model,
                                CONCURRENCY);
  g_signal_connect (scene->run, "progress", G_CALLBACK (progress_cb), self);
  apply_pause (scene);
  cantrip_run_start_async (scene->run, scene->cancellable, ended_cb, scene);
}

static void
work (Scene *scene, GMainContext *context)
{
  CantripNetwork *network = cantrip_workspace_get_network (scene->thread->workspace);

  scene->catalog = cantrip_workspace_get_catalog (scene->thread->workspace);
  if (!prepare (scene, &scene->error))
    return;

  cantrip_connection_make_provider_async (scene->connection,
                                          NULL,
                                          scene->catalog,
                                          network,
                                          scene->cancellable,
                                          made_provider_cb,
                                          scene);
  while (scene->result == NULL && scene->error == NULL)
    g_main_context_iteration (context, TRUE);
}

static void
run_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  CantripRunThread *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_auto (Scene) scene = { .thread = self, .cancellable = cancellable };
  GSource *pause = cantrip_timer_new (context, apply_pause_cb, &scene);

  g_main_context_push_thread_default (context);
  g_mutex_lock (&self->mutex);
  self->pause = pause;
  g_mutex_unlock (&self->mutex);

  work (&scene, context);

  g_mutex_lock (&self->mutex);
  self->pause = NULL;
  g_mutex_unlock (&self->mutex);
  g_source_destroy (pause);
  g_source_unref (pause);
  scene_clear (&scene);
  while (g_main_context_iteration (context, FALSE))
    continue; /* connections that close */
  g_main_context_pop_thread_default (context);

  if (scene.result != NULL)
    g_task_return_pointer (task, scene.result, (GDestroyNotify) cantrip_run_result_free);
  else
    g_task_return_error (task, scene.error);
}

CantripRunThread *
cantrip_run_thread_new (CantripWorkspace     *workspace,
                        const CantripRunSpec *spec,
                        void (*progress) (const CantripRunProgress *progress, gpointer user_data),
                        gpointer user_data)
{
  CantripRunThread *self = g_new0 (CantripRunThread, 1);

  self->workspace = g_object_ref (workspace);
  self->spec = cantrip_run_spec_copy (spec);
  self->worker = cantrip_worker_new ("run");
  self->progress = progress;
  self->progress_data = user_data;
  g_mutex_init (&self->mutex);

  return self;
}

void
cantrip_run_thread_free (CantripRunThread *self)
{
  g_clear_object (&self->worker); /* waits for the thread */
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_clear_pointer (&self->spec, cantrip_run_spec_free);
  g_clear_object (&self->workspace);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
cantrip_run_thread_start_async (CantripRunThread   *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cantrip_run_thread_start_async);
  g_task_set_task_data (task, self, NULL);
  g_task_set_check_cancellable (task, FALSE); /* a stopped run has a result too */
  cantrip_worker_run (self->worker, task, run_thread);
}

CantripRunResult *
cantrip_run_thread_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_run_thread_start_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cantrip_run_thread_set_paused (CantripRunThread *self, gboolean paused)
{
  g_mutex_lock (&self->mutex);
  self->is_paused = paused;
  if (self->pause != NULL)
    g_source_set_ready_time (self->pause, 0);
  g_mutex_unlock (&self->mutex);
}
