/* cantrip-compare-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "compare/cantrip-compare-entry.h"
#include "compare/cantrip-compare-subject.h"

G_BEGIN_DECLS

/* What stands above the rows of a comparison: who is compared, over what, and the figures. */

/* Fills @box with a card for each variant. */
void cantrip_compare_header_show_figures (GtkBox                      *box,
                                          const CantripCompareSubject *subject,
                                          gboolean                     stacked);

/* @stacked: one card below the other, for narrow windows */
void cantrip_compare_header_set_stacked (GtkBox *box, gboolean stacked);

/* Offers the variants; the one that was selected stays so. */
void cantrip_compare_header_show_variants (AdwComboRow *row, const CantripCompareSubject *subject);

/* Offers the datasets, if there is a choice. */
void cantrip_compare_header_show_datasets (AdwComboRow *row, const CantripCompareSubject *subject);

/*
 * (transfer full): “Rows 1–20 · 60 rows, 33 of them differ”. @entries: (nullable): those that are
 * shown; @count: its `n_rows` is -1 if it is not known
 */
char *cantrip_compare_header_dup_summary (GPtrArray *entries, const CantripCompareCount *count);

/* Whether both compare the same, and nothing has been answered in between. */
gboolean
cantrip_compare_header_is_same (const CantripCompareSubject *a, const CantripCompareSubject *b);

G_END_DECLS
