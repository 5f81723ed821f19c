/* cantrip-compare-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "compare/cantrip-compare-entry.h"
#include "compare/cantrip-compare-subject.h"

G_BEGIN_DECLS

/* One row of a comparison: the row, and the answers side by side, or one below the other. */
#define CANTRIP_TYPE_COMPARE_ROW (cantrip_compare_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripCompareRow, cantrip_compare_row, CANTRIP, COMPARE_ROW, GtkListBoxRow)

GtkWidget *cantrip_compare_row_new (const CantripCompareSubject *subject,
                                    const CantripCompareEntry   *entry,
                                    guint                        base) G_GNUC_WARN_UNUSED_RESULT;

gint64   cantrip_compare_row_get_position (CantripCompareRow *self);
gboolean cantrip_compare_row_get_differs (CantripCompareRow *self);

/* @stacked: one below the other, for narrow windows */
void cantrip_compare_row_set_stacked (CantripCompareRow *self, gboolean stacked);

G_END_DECLS
