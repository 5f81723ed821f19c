/* cantrip-sheet-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripSheetRow:
 * @number: its number in the sheet, from 1
 * @json: (owned): the values of its cells, as JSON, one after another
 * @cells: (owned): where the value of each column stands in @json; empty cells have no length
 *
 * A row of a sheet while it is read: cells may come in any order, and far from each other.
 */
typedef struct
{
  gint64   number;
  GString *json;
  GArray  *cells;
} CantripSheetRow;

void cantrip_sheet_row_init (CantripSheetRow *self);
void cantrip_sheet_row_clear (CantripSheetRow *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CantripSheetRow, cantrip_sheet_row_clear)

/* Forgets all cells. */
void cantrip_sheet_row_begin (CantripSheetRow *self, gint64 number);

/*
 * Each sets the cell at @column, from 0, in @n_repeats columns. Errors:
 * `CANTRIP_ERROR_TOO_LARGE` (the row, or a column too far to the right).
 */

/* An empty text leaves the cell empty. */
gboolean cantrip_sheet_row_set_text (CantripSheetRow *self,
                                     gint64           column,
                                     gint64           n_repeats,
                                     const char      *text,
                                     gsize            length,
                                     GError         **error);

/* A text that is no number stays a text. */
gboolean cantrip_sheet_row_set_number (CantripSheetRow *self,
                                       gint64           column,
                                       gint64           n_repeats,
                                       const char      *text,
                                       GError         **error);

gboolean cantrip_sheet_row_set_boolean (CantripSheetRow *self,
                                        gint64           column,
                                        gint64           n_repeats,
                                        gboolean         value,
                                        GError         **error);

/* How many columns there are up to the last cell that is not empty. */
guint cantrip_sheet_row_get_length (const CantripSheetRow *self);

/* The value of a cell as JSON. (transfer none): not terminated; %NULL for an empty cell */
const char *
cantrip_sheet_row_get_json (const CantripSheetRow *self, guint column, gsize *ret_length);

/* What a person would call a column, from 0: `A`, `AB`. */
char *cantrip_sheet_column_name (guint column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
