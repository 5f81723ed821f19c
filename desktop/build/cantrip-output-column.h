/* cantrip-output-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "build/cantrip-output-pages.h"

G_BEGIN_DECLS

/*
 * A column of a table of rows that shows the outputs of one run.
 *
 * The signals `opened` (position of the row) and `retry` (likewise) are those of its cells.
 */
#define CANTRIP_TYPE_OUTPUT_COLUMN (cantrip_output_column_get_type ())

G_DECLARE_FINAL_TYPE (CantripOutputColumn, cantrip_output_column, CANTRIP, OUTPUT_COLUMN, GObject)

CantripOutputColumn *
cantrip_output_column_new (const char *title, CantripOutputPages *pages) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): what goes into the table. */
GtkColumnViewColumn *cantrip_output_column_get_view_column (CantripOutputColumn *self);

/* Shows the outputs of another run in the cells that there are: new ones are dear. */
void cantrip_output_column_set_pages (CantripOutputColumn *self, CantripOutputPages *pages);

/* (transfer none) */
CantripOutputPages *cantrip_output_column_get_pages (CantripOutputColumn *self);

G_END_DECLS
