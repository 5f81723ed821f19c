/* cantrip-column-chips.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The columns of the dataset, as buttons that put a variable into a message.
 *
 * Signal `chosen` (const char *column).
 */
#define CANTRIP_TYPE_COLUMN_CHIPS (cantrip_column_chips_get_type ())

G_DECLARE_FINAL_TYPE (CantripColumnChips, cantrip_column_chips, CANTRIP, COLUMN_CHIPS, AdwBin)

/* @columns: (nullable) (array zero-terminated=1): shown; hidden when there is none */
void cantrip_column_chips_set_columns (CantripColumnChips *self, const char *const *columns);

/* @used: (element-type utf8): a set of the columns that the prompt uses already */
void cantrip_column_chips_mark_used (CantripColumnChips *self, GHashTable *used);

G_END_DECLS
