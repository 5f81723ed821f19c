/* cantrip-sheet-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-sheet-row.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "dataset/cantrip-column-names.h"
#include "dataset/cantrip-record-reader.h"
#include "dataset/cantrip-spreadsheet-number.h"

typedef struct
{
  gsize start;
  gsize length;
} Cell;

void
cantrip_sheet_row_init (CantripSheetRow *self)
{
  self->number = 0;
  self->json = g_string_new (NULL);
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
}

void
cantrip_sheet_row_clear (CantripSheetRow *self)
{
  g_string_free (self->json, TRUE);
  g_clear_pointer (&self->cells, g_array_unref);
}

void
cantrip_sheet_row_begin (CantripSheetRow *self, gint64 number)
{
  self->number = number;
  g_string_truncate (self->json, 0);
  g_array_set_size (self->cells, 0);
}

/* What was appended to the values since @start is that of the cells. */
static gboolean
set_cells (CantripSheetRow *self, gint64 column, gint64 n_repeats, gsize start, GError **error)
{
  const Cell cell = { start, self->json->len - start };

  if (column + n_repeats > CANTRIP_COLUMNS_MAX)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "Row %" G_GINT64_FORMAT " has more than %d columns; leave some out",
                              self->number,
                              CANTRIP_COLUMNS_MAX);
  if (self->json->len > CANTRIP_RECORD_MAX_BYTES)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "Row %" G_GINT64_FORMAT " is larger than %d MiB; shorten its texts",
                              self->number,
                              CANTRIP_RECORD_MAX_BYTES >> 20);

  if (column + n_repeats > self->cells->len)
    g_array_set_size (self->cells, (guint) (column + n_repeats));
  for (gint64 i = column; i < column + n_repeats; i++)
    g_array_index (self->cells, Cell, i) = cell;

  return TRUE;
}

gboolean
cantrip_sheet_row_set_text (CantripSheetRow *self,
                            gint64           column,
                            gint64           n_repeats,
                            const char      *text,
                            gsize            length,
                            GError         **error)
{
  gsize start = self->json->len;

  if (length == 0)
    return TRUE;

  cantrip_json_append_string (self->json, text, (gssize) length);

  return set_cells (self, column, n_repeats, start, error);
}

gboolean
cantrip_sheet_row_set_number (CantripSheetRow *self,
                              gint64           column,
                              gint64           n_repeats,
                              const char      *text,
                              GError         **error)
{
  gsize start = self->json->len;

  if (!cantrip_spreadsheet_number_append (self->json, text))
    return cantrip_sheet_row_set_text (self, column, n_repeats, text, strlen (text), error);

  return set_cells (self, column, n_repeats, start, error);
}

gboolean
cantrip_sheet_row_set_boolean (CantripSheetRow *self,
                               gint64           column,
                               gint64           n_repeats,
                               gboolean         value,
                               GError         **error)
{
  gsize start = self->json->len;

  g_string_append (self->json, value ? "true" : "false");

  return set_cells (self, column, n_repeats, start, error);
}

guint
cantrip_sheet_row_get_length (const CantripSheetRow *self)
{
  guint length = self->cells->len;

  while (length > 0 && g_array_index (self->cells, Cell, length - 1).length == 0)
    length--;

  return length;
}

const char *
cantrip_sheet_row_get_json (const CantripSheetRow *self, guint column, gsize *ret_length)
{
  const Cell *cell;

  if (column >= self->cells->len)
    return NULL;

  cell = &g_array_index (self->cells, Cell, column);
  *ret_length = cell->length;

  return cell->length > 0 ? self->json->str + cell->start : NULL;
}

char *
cantrip_sheet_column_name (guint column)
{
  GString *name = g_string_new (NULL);

  for (guint left = column + 1; left > 0; left = (left - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (left - 1) % 26));

  return g_string_free (name, FALSE);
}
