/* cantrip-dataset-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripRowChange:
 * @position: where, in the dataset
 * @before_id: the row that stood there; 0: none did
 * @after_id: the row that stands there now; 0: none does
 *
 * Both rows stay in the workspace, so that a change can be taken back and made again.
 */
typedef struct
{
  gint64 position;
  gint64 before_id;
  gint64 after_id;
} CantripRowChange;

/**
 * CantripTextChange:
 * @before: (nullable) (owned): what stood there; %NULL: this did not change
 * @after: (nullable) (owned): what stands there now
 */
typedef struct
{
  char *before;
  char *after;
} CantripTextChange;

/**
 * CantripDatasetEdit:
 * @dataset_id: what was edited
 * @rows: (owned) (element-type CantripRowChange): the rows that changed
 * @columns: the names of the columns, as JSON
 * @slots: where their values stand, as JSON; changes together with @columns
 * @next_slot: when the columns change: slots before it are used up
 * @name: the name of the dataset
 * @archives: 1: it was deleted; -1: it was restored; 0: neither
 *
 * What an edit has changed: enough to take it back and to make it again, with the very same
 * rows. See dataset/cantrip-dataset-editor.h.
 */
typedef struct
{
  gint64            dataset_id;
  GArray           *rows;
  CantripTextChange columns;
  CantripTextChange slots;
  guint             next_slot;
  CantripTextChange name;
  int               archives;
} CantripDatasetEdit;

CantripDatasetEdit *cantrip_dataset_edit_new (gint64 dataset_id) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_dataset_edit_free (CantripDatasetEdit *self);

void cantrip_dataset_edit_add_row (CantripDatasetEdit *self,
                                   gint64              position,
                                   gint64              before_id,
                                   gint64              after_id);

/* Whether nothing changed: there is nothing to undo. */
gboolean cantrip_dataset_edit_is_empty (const CantripDatasetEdit *self);

/* Turns it around: what undoes it becomes what makes it again. */
void cantrip_dataset_edit_invert (CantripDatasetEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripDatasetEdit, cantrip_dataset_edit_free)

G_END_DECLS
