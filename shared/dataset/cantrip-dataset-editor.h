/* cantrip-dataset-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-edit.h"
#include "dataset/cantrip-dataset.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The most rows that one paste changes and adds. */
#define CANTRIP_PASTE_MAX_ROWS 100000

/*
 * What people do to a table. Every function does all or nothing, and gives back what undoes it:
 *
 *   edit = cantrip_dataset_editor_delete_rows (editor, dataset_id, row_ids, &error);
 *   …
 *   cantrip_dataset_edit_invert (edit);
 *   cantrip_dataset_editor_apply (editor, edit, &error);   // undone; once more: done again
 *
 * A row that changes is superseded by a new one at the same place, so that outputs and ratings
 * keep what they saw. A place of a deleted row stays empty. Columns come, go and move without
 * any row being rewritten: dataset/cantrip-column-editor.h.
 *
 * Blocks on the database, in the thread of its store. Errors of all: `CANTRIP_ERROR_CONFLICT`
 * when somebody else was faster, `CANTRIP_ERROR_NOT_FOUND` for what is gone, and those of the
 * database.
 */
#define CANTRIP_TYPE_DATASET_EDITOR (cantrip_dataset_editor_get_type ())

G_DECLARE_FINAL_TYPE (CantripDatasetEditor,
                      cantrip_dataset_editor,
                      CANTRIP,
                      DATASET_EDITOR,
                      GObject)

CantripDatasetEditor *
cantrip_dataset_editor_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_editor_set_cell:
 * @self: an editor
 * @dataset_id: a dataset
 * @row_id: the row as the person sees it
 * @column: the name of a column
 * @text: what the cell is to say; it becomes a number where numbers are
 * @error: return location for an error
 *
 * Returns: (transfer full): the edit; empty if the cell says so already
 */
CantripDatasetEdit *cantrip_dataset_editor_set_cell (CantripDatasetEditor *self,
                                                     gint64                dataset_id,
                                                     gint64                row_id,
                                                     const char           *column,
                                                     const char           *text,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_dataset_editor_paste:
 * @self: an editor
 * @dataset_id: a dataset
 * @row_ids: (nullable) (element-type gint64): the rows that the first lines go into, in order;
 *   further lines become new rows at the end
 * @column: (nullable): the name of the column that the first cell of a line goes into; %NULL
 *   for the first
 * @lines: (element-type GStrv): the texts; a line may be shorter than others, or empty
 * @error: return location for an error
 *
 * Pastes a block, or adds rows.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`: the block is wider than the table, or no text;
 * `CANTRIP_ERROR_TOO_LARGE`: more than %CANTRIP_PASTE_MAX_ROWS lines, or too much in a row.
 *
 * Returns: (transfer full): the edit; its rows in the order of @lines, without those that
 *   said so already
 */
CantripDatasetEdit *cantrip_dataset_editor_paste (CantripDatasetEditor *self,
                                                  gint64                dataset_id,
                                                  GArray               *row_ids,
                                                  const char           *column,
                                                  GPtrArray            *lines,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @row_ids: (element-type gint64) */
CantripDatasetEdit *cantrip_dataset_editor_delete_rows (CantripDatasetEditor *self,
                                                        gint64                dataset_id,
                                                        GArray               *row_ids,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Errors: `CANTRIP_ERROR_INVALID_INPUT` (empty, or of several lines). */
CantripDatasetEdit *cantrip_dataset_editor_rename (CantripDatasetEditor *self,
                                                   gint64                dataset_id,
                                                   const char           *name,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Nobody finds it any more but the runs that were made with it; its name is free. */
CantripDatasetEdit *cantrip_dataset_editor_archive (CantripDatasetEditor *self,
                                                    gint64                dataset_id,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The dataset as it is now. */
CantripDataset *cantrip_dataset_editor_get_dataset (CantripDatasetEditor *self,
                                                    gint64                dataset_id,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the changes of @edit, which was inverted. On failure nothing has changed. */
gboolean cantrip_dataset_editor_apply (CantripDatasetEditor     *self,
                                       const CantripDatasetEdit *edit,
                                       GError                  **error);

G_END_DECLS
