/* cantrip-dataset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripDataset:
 * @id: its id
 * @name: (owned): unique in the workspace
 * @columns: (owned) (array zero-terminated=1): the names of its columns
 * @row_count: how many rows it has
 * @source: (owned): the name of the file it came from, without its folder
 * @created_at_us: Unix time in microseconds
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
} CantripDataset;

void cantrip_dataset_free (CantripDataset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDataset, cantrip_dataset_free)

G_END_DECLS
