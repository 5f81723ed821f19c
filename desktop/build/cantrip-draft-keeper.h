/* cantrip-draft-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * Keeps what somebody writes in the workspace, half a second after they have paused, and at the
 * latest when it is freed: a crash loses a few words.
 *
 * The signal `failed` (GError *) is emitted when it could not be kept.
 */
#define CANTRIP_TYPE_DRAFT_KEEPER (cantrip_draft_keeper_get_type ())

G_DECLARE_FINAL_TYPE (CantripDraftKeeper, cantrip_draft_keeper, CANTRIP, DRAFT_KEEPER, GObject)

CantripDraftKeeper *
cantrip_draft_keeper_new (CantripWorkspace *workspace, gint64 app_id) G_GNUC_WARN_UNUSED_RESULT;

/* What is to be kept now. @recipe_json: (transfer full) */
void cantrip_draft_keeper_set (CantripDraftKeeper *self,
                               gint64              dataset_id,
                               gint64              connection_id,
                               char               *recipe_json);

/* Keeps it at once. */
void cantrip_draft_keeper_flush (CantripDraftKeeper *self);

/* Whether something was written that is not kept yet. */
gboolean cantrip_draft_keeper_is_busy (CantripDraftKeeper *self);

G_END_DECLS
