/* cantrip-routing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-api-key.h"
#include "provider/cantrip-connection.h"
#include "store/cantrip-store.h"
#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/**
 * CantripRoute:
 * @deployment_id: id of the deployment
 * @slug: (not nullable) (owned): its name
 * @revision: number of the live revision
 * @variant: (not nullable) (owned): where calls go
 * @connection: (not nullable) (owned): the account that @variant asks
 * @account: (not nullable) (owned): equal for routes that ask the same account in the same way;
 *   changes when the connection is edited
 * @model: (nullable) (borrowed from the catalog): what is known of its model
 *
 * Where the calls of one deployment go.
 */
typedef struct
{
  gint64              deployment_id;
  char               *slug;
  gint64              revision;
  CantripVariant     *variant;
  CantripConnection  *connection;
  char               *account;
  const CantripModel *model;
} CantripRoute;

/*
 * All deployments and keys at one moment. Immutable and counted: the service swaps it for a new
 * one when the workspace changes, and calls under way keep the one that they began with.
 */
typedef struct _CantripRouting CantripRouting;

/**
 * cantrip_routing_load:
 * @store: the workspace
 * @catalog: what is known of models; kept
 * @error: return location for an error
 *
 * Reads the deployments and keys of a workspace. A deployment that this version cannot serve is
 * left out, with a warning. Blocks on the database.
 *
 * Returns: (transfer full): the routing, or %NULL with @error set
 */
CantripRouting *cantrip_routing_load (CantripStore   *store,
                                      CantripCatalog *catalog,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

CantripRouting *cantrip_routing_ref (CantripRouting *self);
void            cantrip_routing_unref (CantripRouting *self);

/* (transfer none) (nullable) */
const CantripRoute *cantrip_routing_find (CantripRouting *self, const char *slug);

/* (transfer none) (nullable): the slug that was probably meant, of those @key may call */
const char *
cantrip_routing_find_nearest (CantripRouting *self, const char *slug, const CantripApiKey *key);

/* (transfer none) (element-type CantripRoute): in order of their slugs */
GPtrArray *cantrip_routing_get_routes (CantripRouting *self);

/* Whether a key that let somebody in before still would at @now_us. */
gboolean cantrip_routing_is_key_valid (CantripRouting *self, gint64 key_id, gint64 now_us);

/**
 * cantrip_routing_find_key:
 * @self: a routing
 * @secret: (not nullable): what a caller presented; hashed first, so that what follows takes
 *   as long for a wrong secret as for a right one and tells nothing about those there are
 *
 * Returns: (transfer none) (nullable): the key, which may have expired
 */
const CantripApiKey *cantrip_routing_find_key (CantripRouting *self, const char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRouting, cantrip_routing_unref)

G_END_DECLS
