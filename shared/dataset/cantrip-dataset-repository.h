/* cantrip-dataset-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-row.h"
#include "dataset/cantrip-dataset.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The datasets of a workspace. Blocks on the database, like every repository. */
#define CANTRIP_TYPE_DATASET_REPOSITORY (cantrip_dataset_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetRepository,
                      cantrip_dataset_repository,
                      CANTRIP,
                      DATASET_REPOSITORY,
                      GObject)

CantripDatasetRepository *
cantrip_dataset_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_repository_check_name:
 * @self: a repository
 * @name: (not nullable): a name for a new dataset
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (empty, or with line breaks); `CANTRIP_ERROR_CONFLICT`
 * (there is a dataset of that name).
 */
gboolean cantrip_dataset_repository_check_name (CantripDatasetRepository *self,
                                                const char               *name,
                                                GError                  **error);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest name there is. */
CantripDataset *cantrip_dataset_repository_find (CantripDatasetRepository *self,
                                                 const char               *name,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Errors: `CANTRIP_ERROR_NOT_FOUND`. */
CantripDataset *cantrip_dataset_repository_get (CantripDatasetRepository *self,
                                                gint64                    dataset_id,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripDataset): in order of their names */
GPtrArray *cantrip_dataset_repository_list (CantripDatasetRepository *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_repository_read_rows:
 * @self: a repository
 * @dataset_id: a dataset
 * @after_position: rows behind this place; 0 for the first
 * @max_rows: at most so many; fewer when they hold more than a megabyte
 * @error: return location for an error
 *
 * Reads the next current rows; for all of them use dataset/cantrip-dataset-cursor.h.
 *
 * Returns: (transfer full) (element-type CantripDatasetRow): in order of position; empty only
 *   when there are no more
 */
GPtrArray *cantrip_dataset_repository_read_rows (CantripDatasetRepository *self,
                                                 gint64                    dataset_id,
                                                 gint64                    after_position,
                                                 guint                     max_rows,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many current rows there are. */
gboolean cantrip_dataset_repository_count_rows (CantripDatasetRepository *self,
                                                gint64                    dataset_id,
                                                gint64                   *ret_count,
                                                GError                  **error);

G_END_DECLS
