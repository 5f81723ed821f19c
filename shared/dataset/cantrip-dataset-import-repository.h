/* cantrip-dataset-import-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* An import that has not touched its dataset for so long is dead, and what it left is removed. */
#define CANTRIP_DATASET_LEFTOVER_S 60

/*
 * Datasets that are being imported: nobody sees them until they are finished. Blocks on the
 * database, like every repository. Most callers want dataset/cantrip-dataset-import.h.
 */
#define CANTRIP_TYPE_DATASET_IMPORT_REPOSITORY (cantrip_dataset_import_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetImportRepository,
                      cantrip_dataset_import_repository,
                      CANTRIP,
                      DATASET_IMPORT_REPOSITORY,
                      GObject)

CantripDatasetImportRepository *
cantrip_dataset_import_repository_new (CantripStore *store,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_import_repository_begin:
 * @self: a repository
 * @columns: (array zero-terminated=1): the names of the columns
 * @source: the name of the file
 * @ret_dataset_id: (out): set on success
 * @error: return location for an error
 *
 * Makes a dataset that nobody sees until cantrip_dataset_import_repository_finish(). First
 * removes those of imports that died more than %CANTRIP_DATASET_LEFTOVER_S ago.
 */
gboolean cantrip_dataset_import_repository_begin (CantripDatasetImportRepository *self,
                                                  const char *const              *columns,
                                                  const char                     *source,
                                                  gint64                         *ret_dataset_id,
                                                  GError                        **error);

/**
 * cantrip_dataset_import_repository_append:
 * @self: a repository
 * @dataset_id: what begin() gave
 * @first_position: of the first of these rows; from 1
 * @values_json: the values of the rows, one JSON array after another
 * @ends: (element-type gsize): for each row, where its values end in @values_json
 * @error: return location for an error
 *
 * Adds rows in one transaction. A megabyte keeps the workspace for some 10 ms.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT`: another program took the import for dead.
 */
gboolean cantrip_dataset_import_repository_append (CantripDatasetImportRepository *self,
                                                   gint64                          dataset_id,
                                                   gint64                          first_position,
                                                   GString                        *values_json,
                                                   GArray                         *ends,
                                                   GError                        **error);

/**
 * cantrip_dataset_import_repository_finish:
 * @self: a repository
 * @dataset_id: what begin() gave
 * @name: the name that the dataset gets
 * @row_count: how many rows were added
 * @error: return location for an error
 *
 * Shows the dataset to everybody.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT`: the name was taken meanwhile, or another program took the
 * import for dead.
 */
gboolean cantrip_dataset_import_repository_finish (CantripDatasetImportRepository *self,
                                                   gint64                          dataset_id,
                                                   const char                     *name,
                                                   gint64                          row_count,
                                                   GError                        **error);

/* Removes a dataset that is not finished, in several transactions. */
gboolean cantrip_dataset_import_repository_abandon (CantripDatasetImportRepository *self,
                                                    gint64                          dataset_id,
                                                    GError                        **error);

G_END_DECLS
