/* cantrip-model-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/**
 * CantripModelOffer:
 * @connection: (owned): a connection of the workspace; one that was removed, too
 * @models: (owned) (element-type CantripModelInfo): those that write text: the ones that the
 *   catalog knows, until the server has listed its own
 * @is_asking: whether the server is being asked just now
 * @problem: (owned) (nullable): why the server did not list its models
 *
 * What a connection has to choose from.
 */
typedef struct
{
  CantripConnection *connection;
  GPtrArray         *models;
  gboolean           is_asking;
  char              *problem;
} CantripModelOffer;

/*
 * The models of a workspace: of each connection those that the catalog knows, and those that its
 * server lists, once somebody wants to see them. Nothing is sent before.
 *
 * Signal `changed`.
 */
#define CANTRIP_TYPE_MODEL_SOURCE (cantrip_model_source_get_type ())

G_DECLARE_FINAL_TYPE (CantripModelSource, cantrip_model_source, CANTRIP, MODEL_SOURCE, GObject)

CantripModelSource *
cantrip_model_source_new (CantripWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

/* Gives up what is under way; for an owner that is disposed of. */
void cantrip_model_source_stop (CantripModelSource *self);

/* Whether the connections were read; before, there are none. */
gboolean cantrip_model_source_is_loaded (CantripModelSource *self);

/* (transfer none) (element-type CantripModelOffer): in order of names, removed ones last. */
GPtrArray *cantrip_model_source_get_offers (CantripModelSource *self);

/* (transfer none) (nullable): what that connection offers. */
const CantripModelOffer *cantrip_model_source_find (CantripModelSource *self, gint64 connection_id);

/* (transfer full): what is known of a model, listed or not. */
CantripModelInfo *cantrip_model_source_dup_model (CantripModelSource *self,
                                                  gint64              connection_id,
                                                  const char         *id) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): what the catalog knows of a model. */
const CantripModel *cantrip_model_source_find_in_catalog (CantripModelSource *self,
                                                          gint64              connection_id,
                                                          const char         *id);

/* Asks the servers that have not been asked yet; @again: all of them. */
void cantrip_model_source_ask (CantripModelSource *self, gboolean again);

G_END_DECLS
