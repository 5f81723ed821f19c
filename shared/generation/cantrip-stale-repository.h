/* cantrip-stale-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-scope.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The outputs whose rows have changed since they were asked, and are still there. Finding them
 * takes as long as there are such rows. Blocks on the database, like every repository.
 */
#define CANTRIP_TYPE_STALE_REPOSITORY (cantrip_stale_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripStaleRepository,
                      cantrip_stale_repository,
                      CANTRIP,
                      STALE_REPOSITORY,
                      GObject)

CantripStaleRepository *
cantrip_stale_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many there are in a part of a run. */
gboolean cantrip_stale_repository_count (CantripStaleRepository *self,
                                         gint64                  run_id,
                                         const CantripScope     *scope,
                                         gint64                 *ret_count,
                                         GError                **error);

/* Returns: (transfer full) (element-type CantripRange): their rows, in order; %NULL with @error */
GArray *cantrip_stale_repository_list (CantripStaleRepository *self,
                                       gint64                  run_id,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_stale_repository_list_answered:
 *
 * For a run whose prompt has changed since: all its rows that are still there, and that were
 * answered or failed.
 *
 * Returns: (transfer full) (element-type CantripRange): in order; %NULL with @error set
 */
GArray *cantrip_stale_repository_list_answered (CantripStaleRepository *self,
                                                gint64                  run_id,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_stale_repository_renew:
 *
 * Queues them again, with the rows as they are now; what they were before is gone. Takes part in
 * the caller's transaction, which must hold the run.
 */
gboolean cantrip_stale_repository_renew (CantripStaleRepository *self,
                                         gint64                  run_id,
                                         const CantripScope     *scope,
                                         GError                **error);

G_END_DECLS
