/* cantrip-dataset-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-row.h"

void
cantrip_dataset_row_free (CantripDatasetRow *self)
{
  g_free (self->values_json);
  g_free (self);
}
