/* cantrip-trial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-trial.h"

#include "build/cantrip-trial-scene.h"

struct _CantripTrial
{
  GObject parent_instance;

  CantripWorkspace  *workspace; /* (owned) */
  CantripTrialSpec  *spec;      /* (owned) */
  GCancellable      *cancellable;
  CantripTrialScene *scene;      /* (owned) (nullable) */
  CantripCompletion *completion; /* (owned) (nullable) */
  GError            *error;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripTrial, cantrip_trial, G_TYPE_OBJECT)

enum
{
  SIGNAL_DELTA,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is found in a thread; holds the workspace, which the session does not know. */
typedef struct
{
  CantripWorkspace *workspace; /* (owned) */
  CantripTrialSpec *spec;      /* (owned) */
} SceneWork;

CantripTrialSpec *
cantrip_trial_spec_copy (const CantripTrialSpec *self)
{
  CantripTrialSpec *copy = g_memdup2 (self, sizeof *self);

  cantrip_recipe_ref (copy->recipe);
  copy->values_json = g_strdup (self->values_json);

  return copy;
}

void
cantrip_trial_spec_free (CantripTrialSpec *self)
{
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  g_clear_pointer (&self->values_json, g_free);
  g_free (self);
}

static void
scene_work_free (SceneWork *work)
{
  cantrip_trial_spec_free (work->spec);
  g_object_unref (work->workspace);
  g_free (work);
}

static gpointer
find_scene (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  SceneWork *work = data;

  return cantrip_trial_scene_new (session, work->workspace, work->spec, error);
}

static const CantripWork FIND_SCENE = {
  .lane = CANTRIP_LANE_READ,
  .run = find_scene,
  .free_data = (GDestroyNotify) scene_work_free,
  .free_result = (GDestroyNotify) cantrip_trial_scene_free,
};

/* @error: (transfer full) (nullable) */
static void
end (CantripTrial *self, GError *error)
{
  self->error = error;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripTrial) self = user_data;
  GError *error = NULL;

  self->completion = cantrip_provider_complete_finish (CANTRIP_PROVIDER (object), result, &error);
  end (self, error);
}

static void
delta_cb (const char *text, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_DELTA], 0, text);
}

static void
made_provider_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripTrial) self = user_data;
  GError *error = NULL;
  g_autoptr (CantripProvider) provider = cantrip_connection_make_provider_finish (result, &error);
  CantripRequest request;

  if (provider == NULL)
    {
      end (self, error);
      return;
    }

  cantrip_recipe_init_request (self->spec->recipe, self->scene->messages, &request);
  cantrip_provider_complete_async (provider,
                                   &request,
                                   delta_cb,
                                   self,
                                   self->cancellable,
                                   answered_cb,
                                   g_object_ref (self));
}

static void
found_scene_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripTrial) self = user_data;
  GError *error = NULL;

  self->scene = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  if (self->scene == NULL)
    {
      end (self, error);
      return;
    }

  cantrip_connection_make_provider_async (self->scene->connection,
                                          NULL,
                                          self->scene->catalog,
                                          self->scene->network,
                                          self->cancellable,
                                          made_provider_cb,
                                          g_object_ref (self));
}

static void
cantrip_trial_finalize (GObject *object)
{
  CantripTrial *self = CANTRIP_TRIAL (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->spec, cantrip_trial_spec_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scene, cantrip_trial_scene_free);
  g_clear_pointer (&self->completion, cantrip_completion_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (cantrip_trial_parent_class)->finalize (object);
}

static void
cantrip_trial_class_init (CantripTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_trial_finalize;

  signals[SIGNAL_DELTA] = g_signal_new ("delta",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  signals[SIGNAL_ENDED] = g_signal_new ("ended",
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
cantrip_trial_init (CantripTrial *self)
{
  self->cancellable = g_cancellable_new ();
}

CantripTrial *
cantrip_trial_new (CantripWorkspace *workspace, const CantripTrialSpec *spec)
{
  CantripTrial *self = g_object_new (CANTRIP_TYPE_TRIAL, NULL);
  SceneWork    *work = g_new (SceneWork, 1);

  self->workspace = g_object_ref (workspace);
  self->spec = cantrip_trial_spec_copy (spec);
  *work = (SceneWork){ g_object_ref (workspace), cantrip_trial_spec_copy (spec) };
  cantrip_workspace_run_async (workspace,
                               &FIND_SCENE,
                               work,
                               self->cancellable,
                               found_scene_cb,
                               g_object_ref (self));

  return self;
}

void
cantrip_trial_stop (CantripTrial *self)
{
  g_return_if_fail (CANTRIP_IS_TRIAL (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
cantrip_trial_has_ended (CantripTrial *self)
{
  g_return_val_if_fail (CANTRIP_IS_TRIAL (self), TRUE);

  return self->completion != NULL || self->error != NULL;
}

const CantripCompletion *
cantrip_trial_get_completion (CantripTrial *self)
{
  g_return_val_if_fail (CANTRIP_IS_TRIAL (self), NULL);

  return self->completion;
}

gint64
cantrip_trial_get_cost_usd_nanos (CantripTrial *self)
{
  const CantripModel *model;

  g_return_val_if_fail (CANTRIP_IS_TRIAL (self), -1);

  if (self->completion == NULL)
    return -1;

  model = cantrip_catalog_find (self->scene->catalog,
                                cantrip_connection_get_dialect (self->scene->connection),
                                cantrip_recipe_get_model (self->spec->recipe));

  return cantrip_model_get_cost_usd_nanos (model,
                                           self->completion->input_tokens,
                                           self->completion->cached_input_tokens,
                                           self->completion->output_tokens);
}

const GError *
cantrip_trial_get_error (CantripTrial *self)
{
  g_return_val_if_fail (CANTRIP_IS_TRIAL (self), NULL);

  return self->error;
}
