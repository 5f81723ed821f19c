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

/* One that was deleted is found too, for its runs. Errors: `CANTRIP_ERROR_NOT_FOUND`. */
CantripDataset *cantrip_dataset_repository_get (CantripDatasetRepository *self,
                                                gint64                    dataset_id,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CantripDataset): in order of their names */
GPtrArray *cantrip_dataset_repository_list (CantripDatasetRepository *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_repository_read_rows:
 * @self: a repository
 * @dataset: a dataset as it was read: values come in the order of its columns
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
                                                 const CantripDataset     *dataset,
                                                 gint64                    after_position,
                                                 guint                     max_rows,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many current rows there are. */
gboolean cantrip_dataset_repository_count_rows (CantripDatasetRepository *self,
                                                gint64                    dataset_id,
                                                gint64                   *ret_count,
                                                GError                  **error);

/* The position of the last current row; 0 if there is none. Takes no time, however many there are.
 */
gboolean cantrip_dataset_repository_get_last_position (CantripDatasetRepository *self,
                                                       gint64                    dataset_id,
                                                       gint64                   *ret_position,
                                                       GError                  **error);

/**
 * cantrip_dataset_repository_read_positions:
 * @self: a repository
 * @dataset_id: a dataset
 * @after_position: rows behind this place; 0 for the first
 * @max_rows: at most so many
 * @positions: (element-type gint64): those of the next current rows are appended
 * @error: return location for an error
 *
 * Says where there are rows, without their values.
 *
 * Returns: %TRUE if it succeeded
 */
gboolean cantrip_dataset_repository_read_positions (CantripDatasetRepository *self,
                                                    gint64                    dataset_id,
                                                    gint64                    after_position,
                                                    guint                     max_rows,
                                                    GArray                   *positions,
                                                    GError                  **error);

G_END_DECLS
