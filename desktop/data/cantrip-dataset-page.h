/* cantrip-dataset-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* The table of one dataset: to be read, sorted, searched and edited. */
#define CANTRIP_TYPE_DATASET_PAGE (cantrip_dataset_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetPage, cantrip_dataset_page, CANTRIP, DATASET_PAGE, CantripPage)

/* @argument: the id of a dataset, as text; its place is `dataset/ID` */
CantripPage *cantrip_dataset_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
