/* cantrip-dataset-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripDatasetRow:
 * @id: its id
 * @position: its place in the dataset, from 1
 * @values_json: (owned): a JSON array, in column order
 */
typedef struct
{
  gint64 id;
  gint64 position;
  char  *values_json;
} CantripDatasetRow;

void cantrip_dataset_row_free (CantripDatasetRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetRow, cantrip_dataset_row_free)

G_END_DECLS
