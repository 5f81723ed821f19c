/* cantrip-dataset-edit-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-edit.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The steps that edits of a dataset are made of; a caller puts those that belong together into
 * one transaction. Most callers want dataset/cantrip-dataset-editor.h. Blocks on the database,
 * like every repository.
 */
#define CANTRIP_TYPE_DATASET_EDIT_REPOSITORY (cantrip_dataset_edit_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetEditRepository,
                      cantrip_dataset_edit_repository,
                      CANTRIP,
                      DATASET_EDIT_REPOSITORY,
                      GObject)

CantripDatasetEditRepository *
cantrip_dataset_edit_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_edit_repository_get_row:
 * @self: a repository
 * @dataset_id: a dataset
 * @row_id: a row of it
 * @ret_position: (out): where it stands
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_CONFLICT`: it is not a current row any more.
 *
 * Returns: (transfer full): its values as they are stored
 */
char *cantrip_dataset_edit_repository_get_row (CantripDatasetEditRepository *self,
                                               gint64                        dataset_id,
                                               gint64                        row_id,
                                               gint64                       *ret_position,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_edit_repository_retire:
 * @self: a repository
 * @dataset_id: a dataset
 * @row_id: a current row of it
 * @ret_position: (out): where it stood
 * @error: return location for an error
 *
 * Supersedes a row: it stays for what was made of it. Another may now stand at its position.
 *
 * Errors: `CANTRIP_ERROR_CONFLICT`: it is not a current row any more.
 */
gboolean cantrip_dataset_edit_repository_retire (CantripDatasetEditRepository *self,
                                                 gint64                        dataset_id,
                                                 gint64                        row_id,
                                                 gint64                       *ret_position,
                                                 GError                      **error);

/* Makes a superseded row current again. Errors: `CANTRIP_ERROR_CONFLICT`: another is in its place.
 */
gboolean cantrip_dataset_edit_repository_revive (CantripDatasetEditRepository *self,
                                                 gint64                        dataset_id,
                                                 gint64                        row_id,
                                                 GError                      **error);

/**
 * cantrip_dataset_edit_repository_insert:
 * @self: a repository
 * @dataset_id: a dataset
 * @position: a place where no current row stands
 * @supersedes_id: the row that stood there; 0: none did
 * @stored_json: its values, in order of slots
 * @ret_row_id: (out): the new row
 * @error: return location for an error
 */
gboolean cantrip_dataset_edit_repository_insert (CantripDatasetEditRepository *self,
                                                 gint64                        dataset_id,
                                                 gint64                        position,
                                                 gint64                        supersedes_id,
                                                 const char                   *stored_json,
                                                 gint64                       *ret_row_id,
                                                 GError                      **error);

/* The first position behind all rows that there are or were. */
gboolean cantrip_dataset_edit_repository_get_next_position (CantripDatasetEditRepository *self,
                                                            gint64   dataset_id,
                                                            gint64  *ret_position,
                                                            GError **error);

/* Counts what @edit adds and deletes. Errors: `CANTRIP_ERROR_NOT_FOUND`: the dataset is deleted. */
gboolean cantrip_dataset_edit_repository_count (CantripDatasetEditRepository *self,
                                                const CantripDatasetEdit     *edit,
                                                GError                      **error);

/* Errors: `CANTRIP_ERROR_CONFLICT`: the columns are not those before the edit. */
gboolean cantrip_dataset_edit_repository_set_columns (CantripDatasetEditRepository *self,
                                                      const CantripDatasetEdit     *edit,
                                                      GError                      **error);

/* Errors: `CANTRIP_ERROR_CONFLICT`: the name is taken, or is not the one before the edit. */
gboolean cantrip_dataset_edit_repository_set_name (CantripDatasetEditRepository *self,
                                                   const CantripDatasetEdit     *edit,
                                                   GError                      **error);

/* Deletes or restores it. Errors: `CANTRIP_ERROR_CONFLICT`: somebody did already, or its name is
 * taken meanwhile. */
gboolean cantrip_dataset_edit_repository_set_archived (CantripDatasetEditRepository *self,
                                                       const CantripDatasetEdit     *edit,
                                                       GError                      **error);

G_END_DECLS
