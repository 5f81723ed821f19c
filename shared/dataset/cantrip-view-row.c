/* cantrip-view-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-view-row.h"

static CantripViewCellKind
get_kind (char first)
{
  if (first == 'n')
    return CANTRIP_VIEW_CELL_EMPTY;
  if (first == '"')
    return CANTRIP_VIEW_CELL_TEXT;
  if (first == '-' || g_ascii_isdigit (first))
    return CANTRIP_VIEW_CELL_NUMBER;

  return CANTRIP_VIEW_CELL_JSON;
}

static void
fill_cell (CantripViewCell *cell, CantripRowValues *values, guint column)
{
  gsize       n_bytes;
  const char *text, *end;

  cell->kind = get_kind (*cantrip_row_values_get_json (values, column, &n_bytes));
  text = cantrip_row_values_get_text (values, column, &n_bytes);
  end = text;
  for (guint i = 0; i < CANTRIP_VIEW_CELL_MAX_CHARACTERS && end < text + n_bytes; i++)
    end = g_utf8_next_char (end);

  cell->text = g_strndup (text, (gsize) (end - text));
  cell->is_cut = end < text + n_bytes;
}

CantripViewRow *
cantrip_view_row_new (const CantripDatasetRow *row,
                      gint64                   position,
                      guint                    n_columns,
                      CantripRowValues        *values)
{
  CantripViewRow *self = g_new0 (CantripViewRow, 1);

  self->position = position;
  if (row == NULL)
    return self;

  self->id = row->id;
  self->n_cells = n_columns;
  self->cells = g_new0 (CantripViewCell, n_columns);
  (void) cantrip_row_values_split (values, row->values_json);
  for (guint i = 0; i < n_columns; i++)
    fill_cell (&self->cells[i], values, i);

  return self;
}

void
cantrip_view_row_free (CantripViewRow *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
  g_free (self);
}
