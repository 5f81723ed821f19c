/* cantrip-run-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "generation/cantrip-run-item.h"
#include "generation/cantrip-run-spec.h"
#include "generation/cantrip-run-summary.h"

G_BEGIN_DECLS

/*
 * The half of a run that blocks: it holds the run in the workspace, plans it, hands out what is
 * to be asked and keeps what came. It has a store of its own and belongs to the thread that
 * opened it.
 */
typedef struct _CantripRunKeeper CantripRunKeeper;

/* How long each write of an open keeper waits for other programs before it fails. */
#define CANTRIP_RUN_KEEPER_PATIENCE_MS 250

/**
 * cantrip_run_keeper_open:
 * @uri: (not nullable): the workspace
 * @spec: what is to be run
 * @model: (nullable): what the catalog knows of its model; must outlive the keeper
 * @cancellable: (nullable): gives up; what is planned so far stays
 * @error: return location for an error
 *
 * Finds the run to continue or makes it, takes it, gives back what a crash left running, and
 * queues every output of the scope that is not there yet, or whose row has changed since.
 *
 * Errors: `CANTRIP_ERROR_BUSY`: another program works on this run; `CANTRIP_ERROR_INVALID_INPUT`:
 * the prompt has a variable for which there is no column, or the limit cannot be kept, since the
 * price or the length of a reply is unknown; `CANTRIP_ERROR_NOT_FOUND`: no such dataset, no row in
 * the scope, or no run of which something could have failed; `G_IO_ERROR_CANCELLED`; those of the
 * store.
 *
 * Returns: (transfer full): the keeper, or %NULL with @error set
 */
CantripRunKeeper *cantrip_run_keeper_open (const char           *uri,
                                           const CantripRunSpec *spec,
                                           const CantripModel   *model,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the store; a run that was not released is held until its time is over. */
void cantrip_run_keeper_free (CantripRunKeeper *self);

gint64 cantrip_run_keeper_get_run_id (CantripRunKeeper *self);

/**
 * cantrip_run_keeper_get_figures:
 * @ret_scope: (out caller-allocates): set on success to the figures of the scope
 * @ret_cost_usd_nanos: (out): set on success to what the whole run has cost so far
 */
gboolean cantrip_run_keeper_get_figures (CantripRunKeeper  *self,
                                         CantripRunFigures *ret_scope,
                                         gint64            *ret_cost_usd_nanos,
                                         GError           **error);

/**
 * cantrip_run_keeper_claim:
 * @max: how many at most
 *
 * Hands out what comes next, ready to be asked. Each output is handed out once.
 *
 * Errors: as cantrip_run_keeper_settle().
 *
 * Returns: (transfer full) (element-type CantripRunItem): none left if empty; %NULL with @error
 *   set
 */
GPtrArray *cantrip_run_keeper_claim (CantripRunKeeper *self,
                                     guint             max,
                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_keeper_settle:
 * @outputs: (element-type CantripOutput): what came, in one transaction; none: only shows that
 *   the run is still held
 *
 * Errors: `CANTRIP_ERROR_BUSY`: another program is writing to the workspace, so try again;
 * `CANTRIP_ERROR_CONFLICT`: another program has taken the run over, since this one was asleep;
 * those of the store. Nothing of @outputs is kept then.
 */
gboolean cantrip_run_keeper_settle (CantripRunKeeper *self, GPtrArray *outputs, GError **error);

/* Gives back what was handed out and not settled, and lets go of the run. */
gboolean cantrip_run_keeper_release (CantripRunKeeper *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunKeeper, cantrip_run_keeper_free)

G_END_DECLS
