/* cantrip-dataset-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-edit.h"

CantripDatasetEdit *
cantrip_dataset_edit_new (gint64 dataset_id)
{
  CantripDatasetEdit *self = g_new0 (CantripDatasetEdit, 1);

  self->dataset_id = dataset_id;
  self->rows = g_array_new (FALSE, FALSE, sizeof (CantripRowChange));

  return self;
}

static void
clear_text (CantripTextChange *change)
{
  g_free (change->before);
  g_free (change->after);
}

void
cantrip_dataset_edit_free (CantripDatasetEdit *self)
{
  g_array_unref (self->rows);
  clear_text (&self->columns);
  clear_text (&self->slots);
  clear_text (&self->name);
  g_free (self);
}

void
cantrip_dataset_edit_add_row (CantripDatasetEdit *self,
                              gint64              position,
                              gint64              before_id,
                              gint64              after_id)
{
  CantripRowChange change = { position, before_id, after_id };

  g_array_append_val (self->rows, change);
}

gboolean
cantrip_dataset_edit_is_empty (const CantripDatasetEdit *self)
{
  return self->rows->len == 0 && self->columns.before == NULL && self->name.before == NULL &&
         self->archives == 0;
}

static void
invert_text (CantripTextChange *change)
{
  char *before = change->before;

  change->before = change->after;
  change->after = before;
}

void
cantrip_dataset_edit_invert (CantripDatasetEdit *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      CantripRowChange *change = &g_array_index (self->rows, CantripRowChange, i);
      gint64            before_id = change->before_id;

      change->before_id = change->after_id;
      change->after_id = before_id;
    }
  invert_text (&self->columns);
  invert_text (&self->slots);
  invert_text (&self->name);
  self->archives = -self->archives;
}
