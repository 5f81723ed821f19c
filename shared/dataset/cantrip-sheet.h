/* cantrip-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripSheet:
 * @name: (owned): its name
 * @is_hidden: whether a spreadsheet program hides it
 * @n_rows: the number of its last row that is not empty; -1 if the file does not say
 * @n_columns: the number of its last column that is not empty; -1 if the file does not say
 *
 * A sheet of a workbook.
 */
typedef struct
{
  char    *name;
  gboolean is_hidden;
  gint64   n_rows;
  gint64   n_columns;
} CantripSheet;

/* @name: (transfer full). The dimensions are not known. */
CantripSheet *cantrip_sheet_new (char *name, gboolean is_hidden) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_sheet_free (CantripSheet *self);

/**
 * cantrip_sheet_choose:
 * @sheets: (element-type CantripSheet): those of a workbook
 * @name: (nullable): which; %NULL for the first one that is not hidden
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, with the names there are; `CANTRIP_ERROR_INVALID_INPUT`
 * (there are no sheets).
 *
 * Returns: (transfer none): one of @sheets, or %NULL with @error set
 */
CantripSheet *cantrip_sheet_choose (GPtrArray *sheets, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripSheet, cantrip_sheet_free)

G_END_DECLS
