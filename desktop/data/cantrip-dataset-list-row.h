/* cantrip-dataset-list-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "dataset/cantrip-dataset.h"

G_BEGIN_DECLS

/* A dataset in the list of them: what it is, and what can be done with it. */
#define CANTRIP_TYPE_DATASET_LIST_ROW (cantrip_dataset_list_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetListRow,
                      cantrip_dataset_list_row,
                      CANTRIP,
                      DATASET_LIST_ROW,
                      AdwActionRow)

GtkWidget *cantrip_dataset_list_row_new (const CantripDataset *dataset);

/* Shows the same dataset as it is now. */
void cantrip_dataset_list_row_show (CantripDatasetListRow *self, const CantripDataset *dataset);

gint64 cantrip_dataset_list_row_get_id (CantripDatasetListRow *self);

G_END_DECLS
