/* cantrip-dataset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-column-slots.h"

G_BEGIN_DECLS

/**
 * CantripDataset:
 * @id: its id
 * @name: (owned): unique in the workspace
 * @columns: (owned) (array zero-terminated=1): the names of its columns
 * @row_count: how many rows it has
 * @source: (owned): the name of the file it came from, without its folder
 * @created_at_us: Unix time in microseconds
 * @archived_at_us: when it was deleted; 0: it was not
 * @slots: (owned): where the values of its columns stand in a stored row
 *
 * Rows that prompts are tried on.
 */
typedef struct
{
  gint64 id;
  char  *name;
  char **columns;
  gint64 row_count;
  char  *source;
  gint64 created_at_us;
  gint64 archived_at_us;

  CantripColumnSlots *slots;
} CantripDataset;

void cantrip_dataset_free (CantripDataset *self);

/**
 * cantrip_dataset_order_values:
 * @self: a dataset
 * @stored_json: (not nullable): the values of one of its rows, as the workspace keeps them
 *
 * Whoever reads rows past `CantripDatasetRepository` owes this to them: people add, move and
 * delete columns, and stored rows stay as they are.
 *
 * Returns: (transfer full): a JSON array with one value for each of @columns
 */
char *cantrip_dataset_order_values (const CantripDataset *self,
                                    const char           *stored_json) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_find_column:
 * @self: a dataset
 * @name: (not nullable): of a column
 * @ret_column: (out): its place, from 0
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest name there is.
 *
 * Returns: %TRUE if @ret_column was set
 */
gboolean cantrip_dataset_find_column (const CantripDataset *self,
                                      const char           *name,
                                      guint                *ret_column,
                                      GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDataset, cantrip_dataset_free)

G_END_DECLS
