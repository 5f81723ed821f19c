/* cantrip-model-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-model-source.h"

#include "provider/cantrip-connection-check.h"

struct _CantripModelSource
{
  GObject parent_instance;

  CantripWorkspace *workspace;   /* (owned) */
  GCancellable     *cancellable; /* (owned) */
  GPtrArray        *offers;      /* (owned) (element-type Offer) */
  gboolean          is_loaded;
};

G_DEFINE_FINAL_TYPE (CantripModelSource, cantrip_model_source, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An offer, and what only its maker sees. */
typedef struct
{
  CantripModelOffer offer; /* first: an Offer is taken for one */
  gboolean          was_asked;
} Offer;

static void
offer_free (gpointer data)
{
  CantripModelOffer *offer = data;

  cantrip_connection_free (offer->connection);
  g_ptr_array_unref (offer->models);
  g_free (offer->problem);
  g_free (data);
}

static void
remove_other_kinds (GPtrArray *models)
{
  for (guint i = models->len; i > 0; i--)
    {
      const CantripModelInfo *model = g_ptr_array_index (models, i - 1);

      if (!model->generates_text)
        g_ptr_array_remove_index (models, i - 1);
    }
}

/* @connection: (transfer full) */
static Offer *
offer_new (CantripModelSource *self, CantripConnection *connection)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->offer.connection = connection;
  offer->offer.models =
      cantrip_model_info_list_known (cantrip_workspace_get_catalog (self->workspace),
                                     cantrip_connection_get_dialect (connection));
  remove_other_kinds (offer->offer.models);

  return offer;
}

static Offer *
find (CantripModelSource *self, gint64 connection_id)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      Offer *offer = g_ptr_array_index (self->offers, i);

      if (offer->offer.connection->id == connection_id)
        return offer;
    }

  return NULL;
}

static gboolean
is_same (const CantripConnection *a, const CantripConnection *b)
{
  return a->id == b->id && a->archived_at_us == b->archived_at_us &&
         g_str_equal (a->name, b->name) && g_str_equal (a->protocol, b->protocol) &&
         g_str_equal (a->base_url, b->base_url) &&
         g_strcmp0 (a->key_reference, b->key_reference) == 0 &&
         g_strcmp0 (a->dialect, b->dialect) == 0;
}

/* Whether @connections are those that are offered already. */
static gboolean
is_shown (CantripModelSource *self, GPtrArray *connections)
{
  if (!self->is_loaded || self->offers->len != connections->len)
    return FALSE;

  for (guint i = 0; i < connections->len; i++)
    {
      const CantripModelOffer *offer = g_ptr_array_index (self->offers, i);

      if (!is_same (offer->connection, g_ptr_array_index (connections, i)))
        return FALSE;
    }

  return TRUE;
}

static gpointer
list_connections (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_connection_repository_list_all (session->connections, error);
}

static const CantripWork LIST_CONNECTIONS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_connections,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static void
listed_connections_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripModelSource) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) connections =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autoptr (GPtrArray) offers = NULL;

  if (connections == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Could not list the connections: %s", error->message);
      return;
    }
  if (is_shown (self, connections))
    return;

  offers = g_ptr_array_new_with_free_func (offer_free);
  for (guint i = 0; i < connections->len; i++)
    g_ptr_array_add (offers, offer_new (self, cantrip_connection_copy (connections->pdata[i])));
  g_ptr_array_unref (self->offers);
  self->offers = g_steal_pointer (&offers);
  self->is_loaded = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reload (CantripModelSource *self)
{
  cantrip_workspace_run_async (self->workspace,
                               &LIST_CONNECTIONS,
                               NULL,
                               self->cancellable,
                               listed_connections_cb,
                               g_object_ref (self));
}

typedef struct
{
  CantripModelSource *self;          /* (owned) */
  gint64              connection_id; /* the offer may be gone when the answer comes */
} Question;

static void
take_report (Offer *offer, CantripConnectionReport *report, const GError *error)
{
  offer->offer.is_asking = FALSE;
  g_clear_pointer (&offer->offer.problem, g_free);
  if (report != NULL && report->models != NULL && report->models->len > 0)
    {
      g_ptr_array_unref (offer->offer.models);
      offer->offer.models = g_ptr_array_ref (report->models);
      remove_other_kinds (offer->offer.models);
    }
  else if (report != NULL && report->list_error != NULL)
    offer->offer.problem = g_strdup (report->list_error->message);
  else if (error != NULL)
    offer->offer.problem = g_strdup (error->message);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (CantripModelSource) self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = cantrip_connection_check_finish (result, &error);
  Offer *offer = find (self, question->connection_id);

  g_free (question);
  if (offer == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  take_report (offer, report, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask (CantripModelSource *self, Offer *offer)
{
  const CantripConnection *connection = offer->offer.connection;
  Question                *question = g_new0 (Question, 1);

  offer->was_asked = TRUE;
  offer->offer.is_asking = TRUE;
  question->self = g_object_ref (self);
  question->connection_id = connection->id;
  cantrip_connection_check_async (connection,
                                  NULL,
                                  NULL,
                                  cantrip_workspace_get_catalog (self->workspace),
                                  cantrip_workspace_get_network (self->workspace),
                                  self->cancellable,
                                  asked_cb,
                                  question);
}

static void
cantrip_model_source_dispose (GObject *object)
{
  CantripModelSource *self = CANTRIP_MODEL_SOURCE (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cantrip_model_source_parent_class)->dispose (object);
}

static void
cantrip_model_source_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_MODEL_SOURCE (object)->offers, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_model_source_parent_class)->finalize (object);
}

static void
cantrip_model_source_class_init (CantripModelSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_model_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_model_source_finalize;

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
cantrip_model_source_init (CantripModelSource *self)
{
  self->cancellable = g_cancellable_new ();
  self->offers = g_ptr_array_new_with_free_func (offer_free);
}

CantripModelSource *
cantrip_model_source_new (CantripWorkspace *workspace)
{
  CantripModelSource *self;

  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (CANTRIP_TYPE_MODEL_SOURCE, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);

  return self;
}

void
cantrip_model_source_stop (CantripModelSource *self)
{
  g_return_if_fail (CANTRIP_IS_MODEL_SOURCE (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
cantrip_model_source_is_loaded (CantripModelSource *self)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (self), FALSE);

  return self->is_loaded;
}

GPtrArray *
cantrip_model_source_get_offers (CantripModelSource *self)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (self), NULL);

  return self->offers;
}

const CantripModelOffer *
cantrip_model_source_find (CantripModelSource *self, gint64 connection_id)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (self), NULL);

  return (const CantripModelOffer *) find (self, connection_id);
}

CantripModelInfo *
cantrip_model_source_dup_model (CantripModelSource *self, gint64 connection_id, const char *id)
{
  Offer            *offer;
  CantripModelInfo *model;
  const char       *dialect;

  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  offer = find (self, connection_id);
  for (guint i = 0; offer != NULL && i < offer->offer.models->len; i++)
    {
      model = g_ptr_array_index (offer->offer.models, i);
      if (g_str_equal (model->id, id))
        return cantrip_model_info_copy (model);
    }

  model = cantrip_model_info_new (id);
  if (offer != NULL)
    {
      dialect = cantrip_connection_get_dialect (offer->offer.connection);
      cantrip_model_info_merge (model,
                                cantrip_model_source_find_in_catalog (self, connection_id, id),
                                cantrip_dialect_find (dialect, NULL));
    }

  return model;
}

const CantripModel *
cantrip_model_source_find_in_catalog (CantripModelSource *self,
                                      gint64              connection_id,
                                      const char         *id)
{
  Offer *offer;

  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  offer = find (self, connection_id);
  if (offer == NULL)
    return NULL;

  return cantrip_catalog_find (cantrip_workspace_get_catalog (self->workspace),
                               cantrip_connection_get_dialect (offer->offer.connection),
                               id);
}

void
cantrip_model_source_ask (CantripModelSource *self, gboolean again)
{
  gboolean asks = FALSE;

  g_return_if_fail (CANTRIP_IS_MODEL_SOURCE (self));

  for (guint i = 0; i < self->offers->len; i++)
    {
      Offer *offer = g_ptr_array_index (self->offers, i);

      if (offer->offer.is_asking || (offer->was_asked && !again) ||
          offer->offer.connection->archived_at_us != 0)
        continue;
      ask (self, offer);
      asks = TRUE;
    }

  if (asks)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
