/* cantrip-row-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-view-row.h"

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A row in a list model. It may be empty at first, and be filled in when it was read: `row` is
 * notified then, and whenever the row has changed in the workspace.
 */
#define CANTRIP_TYPE_ROW_ITEM (cantrip_row_item_get_type ())

G_DECLARE_FINAL_TYPE (CantripRowItem, cantrip_row_item, CANTRIP, ROW_ITEM, GObject)

CantripRowItem *cantrip_row_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @row: (transfer full) */
void cantrip_row_item_take_row (CantripRowItem *self, CantripViewRow *row);

/* (transfer none) (nullable): %NULL while it was not read; its id is 0 if it was deleted */
const CantripViewRow *cantrip_row_item_get_row (CantripRowItem *self);

/* (transfer none) (nullable): %NULL if there is no such cell, or it was not read */
const CantripViewCell *cantrip_row_item_get_cell (CantripRowItem *self, guint column);

G_END_DECLS
