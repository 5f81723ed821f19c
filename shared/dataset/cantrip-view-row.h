/* cantrip-view-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-row.h"
#include "dataset/cantrip-row-values.h"

G_BEGIN_DECLS

/* A cell of a table shows so much; all of it is read when somebody wants to see it. */
#define CANTRIP_VIEW_CELL_MAX_CHARACTERS 400

/**
 * CantripViewCellKind:
 * @CANTRIP_VIEW_CELL_EMPTY: null
 * @CANTRIP_VIEW_CELL_TEXT: a text, which may be empty
 * @CANTRIP_VIEW_CELL_NUMBER: a number
 * @CANTRIP_VIEW_CELL_JSON: true, false, a list or an object
 */
typedef enum
{
  CANTRIP_VIEW_CELL_EMPTY,
  CANTRIP_VIEW_CELL_TEXT,
  CANTRIP_VIEW_CELL_NUMBER,
  CANTRIP_VIEW_CELL_JSON,
} CantripViewCellKind;

/**
 * CantripViewCell:
 * @text: (owned): what it shows
 * @kind: what it is
 * @is_cut: whether there is more than @text says
 */
typedef struct
{
  char               *text;
  CantripViewCellKind kind;
  gboolean            is_cut;
} CantripViewCell;

/**
 * CantripViewRow:
 * @id: its id; 0: it was deleted after the view was made, and has no cells
 * @position: its place in the dataset, from 1
 * @n_cells: how many cells it has: one for each column
 * @cells: (owned) (array length=n_cells): in column order
 *
 * A row as a table shows it: small, whatever it holds.
 */
typedef struct
{
  gint64           id;
  gint64           position;
  guint            n_cells;
  CantripViewCell *cells;
} CantripViewRow;

/**
 * cantrip_view_row_new:
 * @row: (nullable): a row; %NULL: it was deleted
 * @position: its place
 * @n_columns: how many cells it gets
 * @values: lent to look at the row with
 *
 * Returns: (transfer full): what a table shows of @row
 */
CantripViewRow *cantrip_view_row_new (const CantripDatasetRow *row,
                                      gint64                   position,
                                      guint                    n_columns,
                                      CantripRowValues        *values) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_view_row_free (CantripViewRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripViewRow, cantrip_view_row_free)

G_END_DECLS
