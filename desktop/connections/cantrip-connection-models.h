/* cantrip-connection-models.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/*
 * The models that a connection offers, with what the catalog knows of them, to be searched. The
 * server is asked when the list is shown first, and again on demand.
 */
#define CANTRIP_TYPE_CONNECTION_MODELS (cantrip_connection_models_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionModels,
                      cantrip_connection_models,
                      CANTRIP,
                      CONNECTION_MODELS,
                      AdwBin)

/**
 * cantrip_connection_models_set_connection:
 * @self: a list
 * @connection: (transfer none): whose models
 * @catalog: what is known of models
 * @network: what the calls go through
 *
 * What was listed of another connection, or of this one before it was changed, is forgotten.
 */
void cantrip_connection_models_set_connection (CantripConnectionModels *self,
                                               const CantripConnection *connection,
                                               CantripCatalog          *catalog,
                                               CantripNetwork          *network);

G_END_DECLS
