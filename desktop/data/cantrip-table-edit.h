/* cantrip-table-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/cantrip-history.h"
#include "dataset/cantrip-dataset-view.h"

G_BEGIN_DECLS

/*
 * Edits of a dataset that can be undone: what cantrip_history_perform_async() and
 * cantrip_shell_edit() take, with one of the functions below as its data.
 */
extern const CantripEdit CANTRIP_TABLE_EDIT;

/* (transfer full) */
gpointer cantrip_table_edit_set_cell (gint64      dataset_id,
                                      gint64      row_id,
                                      const char *column,
                                      const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* @view: (nullable): where the lines go to the rows from number @first on, as far as there are
 * rows; %NULL: they are all new. @column: (nullable). @lines: (transfer full) */
gpointer cantrip_table_edit_paste (gint64              dataset_id,
                                   CantripDatasetView *view,
                                   guint               first,
                                   const char         *column,
                                   GPtrArray          *lines) G_GNUC_WARN_UNUSED_RESULT;

/* @rows: the numbers of rows of @view */
gpointer cantrip_table_edit_delete_rows (CantripDatasetView *view,
                                         GtkBitset          *rows) G_GNUC_WARN_UNUSED_RESULT;

gpointer cantrip_table_edit_add_column (gint64      dataset_id,
                                        const char *name,
                                        guint       place) G_GNUC_WARN_UNUSED_RESULT;

gpointer cantrip_table_edit_rename_column (gint64      dataset_id,
                                           const char *column,
                                           const char *name) G_GNUC_WARN_UNUSED_RESULT;

gpointer cantrip_table_edit_move_column (gint64      dataset_id,
                                         const char *column,
                                         guint       place) G_GNUC_WARN_UNUSED_RESULT;

gpointer
cantrip_table_edit_delete_column (gint64 dataset_id, const char *column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
