/* cantrip-network-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-network-contact.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The ledger of a workspace, which hosts were contacted, and its offline switch. Every error
 * below is `CANTRIP_ERROR_BUSY` or `CANTRIP_ERROR_DATABASE`.
 */
#define CANTRIP_TYPE_NETWORK_REPOSITORY (cantrip_network_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripNetworkRepository,
                      cantrip_network_repository,
                      CANTRIP,
                      NETWORK_REPOSITORY,
                      GObject)

CantripNetworkRepository *
cantrip_network_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_network_repository_add:
 * @self: a repository
 * @contacts: (element-type CantripNetworkContact): what was exchanged since the last time
 * @error: return location for an error
 *
 * Adds to what is known of these hosts; all of it in one transaction, or nothing.
 *
 * Returns: %TRUE if it was added
 */
gboolean cantrip_network_repository_add (CantripNetworkRepository *self,
                                         GPtrArray                *contacts,
                                         GError                  **error);

/* Returns: (transfer full) (element-type CantripNetworkContact): the latest first */
GPtrArray *cantrip_network_repository_list (CantripNetworkRepository *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_network_repository_is_offline:
 * @self: a repository
 * @ret_offline: (out): set on success; %FALSE in a workspace that was never asked
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_offline was set
 */
gboolean cantrip_network_repository_is_offline (CantripNetworkRepository *self,
                                                gboolean                 *ret_offline,
                                                GError                  **error);

/* Turns the switch; every program on the workspace obeys within a second. */
gboolean cantrip_network_repository_set_offline (CantripNetworkRepository *self,
                                                 gboolean                  offline,
                                                 GError                  **error);

G_END_DECLS
