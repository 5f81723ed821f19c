/* cantrip-draft-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-draft-keeper.h"

#define KEEP_MS 500

struct _CantripDraftKeeper
{
  GObject parent_instance;

  CantripWorkspace *workspace; /* (owned) */
  gint64            app_id;
  CantripDraft     *draft;   /* (owned) (nullable): to be kept */
  guint             keep_id; /* source */
  guint             n_under_way;
};

G_DEFINE_FINAL_TYPE (CantripDraftKeeper, cantrip_draft_keeper, G_TYPE_OBJECT)

static guint failed_signal;

static gpointer
keep (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_draft_repository_keep (session->drafts, data, error) ? GINT_TO_POINTER (TRUE)
                                                                      : NULL;
}

static const CantripWork KEEP = {
  .lane = CANTRIP_LANE_WRITE,
  .run = keep,
  .free_data = (GDestroyNotify) cantrip_draft_free,
};

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self != NULL)
    self->n_under_way--;
  if (cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error) == NULL &&
      self != NULL)
    g_signal_emit (self, failed_signal, 0, error);
}

static gboolean
keep_cb (gpointer user_data)
{
  CantripDraftKeeper *self = user_data;

  self->keep_id = 0;
  cantrip_draft_keeper_flush (self);

  return G_SOURCE_REMOVE;
}

static void
cantrip_draft_keeper_finalize (GObject *object)
{
  CantripDraftKeeper *self = CANTRIP_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->draft != NULL)
    cantrip_workspace_run_async (self->workspace,
                                 &KEEP,
                                 g_steal_pointer (&self->draft),
                                 NULL,
                                 kept_cb,
                                 NULL);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (cantrip_draft_keeper_parent_class)->finalize (object);
}

static void
cantrip_draft_keeper_class_init (CantripDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_draft_keeper_finalize;

  failed_signal = g_signal_new ("failed",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_POINTER);
}

static void
cantrip_draft_keeper_init (CantripDraftKeeper *self G_GNUC_UNUSED)
{
}

CantripDraftKeeper *
cantrip_draft_keeper_new (CantripWorkspace *workspace, gint64 app_id)
{
  CantripDraftKeeper *self = g_object_new (CANTRIP_TYPE_DRAFT_KEEPER, NULL);

  self->workspace = g_object_ref (workspace);
  self->app_id = app_id;

  return self;
}

void
cantrip_draft_keeper_set (CantripDraftKeeper *self,
                          gint64              dataset_id,
                          gint64              connection_id,
                          char               *recipe_json)
{
  g_return_if_fail (CANTRIP_IS_DRAFT_KEEPER (self));

  g_clear_pointer (&self->draft, cantrip_draft_free);
  self->draft = g_new0 (CantripDraft, 1);
  self->draft->app_id = self->app_id;
  self->draft->dataset_id = dataset_id;
  self->draft->connection_id = connection_id;
  self->draft->recipe_json = recipe_json;
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_MS, keep_cb, self);
}

void
cantrip_draft_keeper_flush (CantripDraftKeeper *self)
{
  g_return_if_fail (CANTRIP_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->draft == NULL)
    return;

  self->n_under_way++;
  cantrip_workspace_run_async (self->workspace,
                               &KEEP,
                               g_steal_pointer (&self->draft),
                               NULL,
                               kept_cb,
                               g_object_ref (self));
}

gboolean
cantrip_draft_keeper_is_busy (CantripDraftKeeper *self)
{
  g_return_val_if_fail (CANTRIP_IS_DRAFT_KEEPER (self), FALSE);

  return self->draft != NULL || self->n_under_way > 0;
}
