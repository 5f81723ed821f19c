/* cantrip-table-widths.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "data/cantrip-table-view.h"

G_BEGIN_DECLS

/*
 * How wide somebody has made the columns of each dataset. A matter of the person and the
 * screen: it is kept in the settings of the program, not in the workspace, for the hundred
 * datasets that were looked at last.
 */

/* Makes the columns of @table as wide as they were. */
void cantrip_table_widths_restore (CantripTableView *table, gint64 dataset_id);

/* Remembers how wide the columns of @table are. */
void cantrip_table_widths_save (CantripTableView *table, gint64 dataset_id);

G_END_DECLS
