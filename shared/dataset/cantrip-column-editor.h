/* cantrip-column-editor.h
 *
 * What people do to the columns of a table: no row is rewritten, whatever their number, and what
 * outputs saw stays. Block on the database, like the editor. Give back what undoes them; a
 * column that comes back has its values.
 *
 * Errors of all: `CANTRIP_ERROR_NOT_FOUND` for a column that is not there;
 * `CANTRIP_ERROR_CONFLICT` when somebody else was faster, and for a name that is taken;
 * `CANTRIP_ERROR_INVALID_INPUT` for a name that cannot be one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-editor.h"

G_BEGIN_DECLS

/**
 * cantrip_column_editor_add:
 * @editor: an editor
 * @dataset_id: a dataset
 * @name: of the new column
 * @place: where it comes, from 0; past the last one is the end
 * @error: return location for an error
 *
 * Adds a column, empty in all rows.
 *
 * Errors: also `CANTRIP_ERROR_TOO_LARGE`: there were too many columns.
 */
CantripDatasetEdit *cantrip_column_editor_add (CantripDatasetEditor *editor,
                                               gint64                dataset_id,
                                               const char           *name,
                                               guint                 place,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

CantripDatasetEdit *cantrip_column_editor_rename (CantripDatasetEditor *editor,
                                                  gint64                dataset_id,
                                                  const char           *name,
                                                  const char           *new_name,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @place: where the column is to stand afterwards, from 0; past the last one is the end */
CantripDatasetEdit *cantrip_column_editor_move (CantripDatasetEditor *editor,
                                                gint64                dataset_id,
                                                const char           *name,
                                                guint                 place,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last column cannot be deleted: a row would be nothing. */
CantripDatasetEdit *cantrip_column_editor_remove (CantripDatasetEditor *editor,
                                                  gint64                dataset_id,
                                                  const char           *name,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
