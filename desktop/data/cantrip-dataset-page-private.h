/* cantrip-dataset-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "data/cantrip-dataset-page.h"
#include "data/cantrip-table-cell-pane.h"
#include "data/cantrip-table-find-bar.h"

G_BEGIN_DECLS

struct _CantripDatasetPage
{
  CantripPage parent_instance;

  AdwFlap              *flap;
  GtkStack             *stack;
  GtkProgressBar       *progress;
  CantripTableFindBar  *find_bar;
  CantripTableView     *table;
  CantripTableCellPane *pane;
  GtkPopoverMenu       *menu;

  gint64              dataset_id;
  CantripDatasetView *view;        /* (owned) (nullable): what is shown */
  GCancellable       *loading;     /* (owned) (nullable): the next view */
  char               *sort_column; /* (owned) (nullable) */
  gboolean            is_descending;
  gboolean            goes_to_end; /* once there are new rows */
  gboolean            was_sorted;  /* or filtered: the rows that are shown */
  int                *permille;    /* (owned) (nullable) (atomic): of the next view */
  guint               progress_id; /* a source */
  guint               widths_id;   /* a source */
};

/* Shows the rows anew, in the order and with the filter that are wanted. */
void cantrip_dataset_page_load (CantripDatasetPage *self);

/* @column: (nullable): the order of the dataset */
void
cantrip_dataset_page_sort (CantripDatasetPage *self, const char *column, gboolean is_descending);

/* The row of the current cell, and its column; FALSE if there is none, or it was not read. */
gboolean cantrip_dataset_page_get_cell (CantripDatasetPage    *self,
                                        const CantripViewRow **ret_row,
                                        const char           **ret_column);

/* What can be done on the page: actions `table.…`. */
void cantrip_dataset_page_install_actions (GtkWidgetClass *klass);

/* Whether what changes the dataset can be done. */
void cantrip_dataset_page_enable_edits (CantripDatasetPage *self, gboolean can_write);

/* Writes into the cell of a row. */
void cantrip_dataset_page_set_cell (CantripDatasetPage   *self,
                                    const CantripViewRow *row,
                                    const char           *column,
                                    const char           *text);

G_END_DECLS
