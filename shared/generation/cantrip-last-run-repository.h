/* cantrip-last-run-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-last-run.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * What the variants and drafts of a workspace have come to when they were last run. Only reads;
 * blocks on the database, like every repository: some seconds for a million outputs, of which
 * it holds nothing but their latencies.
 */
#define CANTRIP_TYPE_LAST_RUN_REPOSITORY (cantrip_last_run_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripLastRunRepository,
                      cantrip_last_run_repository,
                      CANTRIP,
                      LAST_RUN_REPOSITORY,
                      GObject)

CantripLastRunRepository *
cantrip_last_run_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_last_run_repository_find_of_variant:
 * @variant_id: a variant
 * @dataset_id: the dataset it was run over; 0: any
 * @cancellable: (nullable): stops between outputs
 * @ret_last_run: (out) (transfer full) (nullable): set on success; %NULL: it was never run
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_last_run was set
 */
gboolean cantrip_last_run_repository_find_of_variant (CantripLastRunRepository *self,
                                                      gint64                    variant_id,
                                                      gint64                    dataset_id,
                                                      GCancellable             *cancellable,
                                                      CantripLastRun          **ret_last_run,
                                                      GError                  **error);

/* The same for the draft of an app, whatever its prompt was then; see cantrip_last_run_is_of(). */
gboolean cantrip_last_run_repository_find_of_draft (CantripLastRunRepository *self,
                                                    gint64                    app_id,
                                                    gint64                    dataset_id,
                                                    GCancellable             *cancellable,
                                                    CantripLastRun          **ret_last_run,
                                                    GError                  **error);

G_END_DECLS
