/* cantrip-csv.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Writing CSV by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): cells with a comma between
 * them, lines that end in %CANTRIP_CSV_LINE_END. A line that is one empty cell must be written
 * as `""`, because an empty line holds no cells.
 */
#define CANTRIP_CSV_LINE_END "\r\n"

/* Appends one cell, in quotes if it needs them. */
void cantrip_csv_append_cell (GString *csv, const char *text);

/**
 * cantrip_csv_append_harmless_cell:
 * @csv: a line under construction
 * @text: what the cell says
 *
 * The same for a file that a spreadsheet opens by itself: what it would take for a formula, a
 * text that begins with `= + - @`, TAB or CR, is preceded by an apostrophe.
 */
void cantrip_csv_append_harmless_cell (GString *csv, const char *text);

G_END_DECLS
