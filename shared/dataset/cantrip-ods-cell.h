/* cantrip-ods-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-sheet-row.h"
#include "dataset/cantrip-xml-part.h"

G_BEGIN_DECLS

/**
 * cantrip_ods_cell_read:
 * @xml: a document, after the start of a cell that is not covered by another one
 * @row: the cell is set here
 * @column: its column, from 0
 * @n_repeats: in how many columns it stands
 * @text: (inout): scratch
 * @cancellable: (nullable): stops waiting for the file
 * @error: return location for an error
 *
 * Reads up to the end of the cell: its value, or its paragraphs with line breaks between them.
 *
 * Errors: as cantrip_xml_part_next() and cantrip_sheet_row_set_text().
 */
gboolean cantrip_ods_cell_read (CantripXmlPart  *xml,
                                CantripSheetRow *row,
                                gint64           column,
                                gint64           n_repeats,
                                GString         *text,
                                GCancellable    *cancellable,
                                GError         **error);

/* Appends a duration such as `PT36H05M00S` as `36:05:00`; one of another form as it is. */
void cantrip_ods_append_duration (GString *text, const char *duration);

G_END_DECLS
