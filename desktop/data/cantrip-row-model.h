/* cantrip-row-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"
#include "data/cantrip-row-item.h"
#include "dataset/cantrip-dataset-view.h"

G_BEGIN_DECLS

/*
 * A `GListModel` of `CantripRowItem` over a view, however large: items are empty when they are
 * asked for first, and filled in as the reading lane brings their page. A few pages around what
 * was asked for last stand in memory.
 *
 * Emits `failed` (with a `GError *`) when a page could not be read.
 */
#define CANTRIP_TYPE_ROW_MODEL (cantrip_row_model_get_type ())

G_DECLARE_FINAL_TYPE (CantripRowModel, cantrip_row_model, CANTRIP, ROW_MODEL, GObject)

CantripRowModel *cantrip_row_model_new (CantripWorkspace   *workspace,
                                        CantripDatasetView *view) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) */
CantripDatasetView *cantrip_row_model_get_view (CantripRowModel *self);

/**
 * cantrip_row_model_update:
 * @self: a model
 * @view: of the same dataset with the same columns; rows may have come or gone
 *
 * Shows another view, and tells only of the rows that differ, so that whoever looks at the model
 * stays where they are.
 *
 * Returns: %FALSE if so much differs that a new model is cheaper; nothing has changed then
 */
gboolean cantrip_row_model_update (CantripRowModel *self, CantripDatasetView *view);

/* Reads again what was read, since cells may have changed. */
void cantrip_row_model_refresh (CantripRowModel *self);

G_END_DECLS
