/* cantrip-build-grid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-output-set.h"

G_BEGIN_DECLS

/*
 * The rows of a dataset, and beside them what runs have made of them.
 *
 * Signals:
 *
 * `opened` (const CantripOutputSet *set, gint64 position): somebody wants to read an output in
 * full.
 *
 * `retry` (likewise): somebody wants a failed one asked again.
 *
 * `selected` (): another row is the current one.
 */
#define CANTRIP_TYPE_BUILD_GRID (cantrip_build_grid_get_type ())

G_DECLARE_FINAL_TYPE (CantripBuildGrid, cantrip_build_grid, CANTRIP, BUILD_GRID, AdwBin)

GtkWidget *cantrip_build_grid_new (CantripWorkspace *workspace);

/* Shows the rows of a dataset; again, if they may have changed. 0: none */
void cantrip_build_grid_set_dataset (CantripBuildGrid *self, gint64 dataset_id);

/* Shows columns of outputs. @sets: (element-type CantripOutputSet): in order; copied */
void cantrip_build_grid_set_sets (CantripBuildGrid *self, GPtrArray *sets);

/* Whether the draft asks something else than its run did; shown at once. */
void cantrip_build_grid_set_outdated (CantripBuildGrid *self, gboolean is_outdated);

/* Looks at outputs again. @only_open: but for those that have ended */
void cantrip_build_grid_reload_outputs (CantripBuildGrid *self, gboolean only_open);

/* The position of the current row; that of the first row if none is; 0: there are no rows. */
gint64 cantrip_build_grid_get_position (CantripBuildGrid *self);

/* (transfer full) (element-type CantripRange): the selected rows, in order of the dataset. */
GArray *cantrip_build_grid_dup_selection (CantripBuildGrid *self) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type CantripRange): the first rows as they are shown, likewise. */
GArray *cantrip_build_grid_dup_first (CantripBuildGrid *self, guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
