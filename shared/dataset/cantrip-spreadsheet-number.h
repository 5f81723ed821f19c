/* cantrip-spreadsheet-number.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a number with the digits that a person sees in a cell: whole numbers with all of them,
 * others with at most 15, so that 0.30000000000000004 is 0.3. */
void cantrip_spreadsheet_number_append_double (GString *json, double value);

/* The same for a text. Returns %FALSE, and appends nothing, if @text is no finite number. */
gboolean cantrip_spreadsheet_number_append (GString *json, const char *text);

/**
 * cantrip_spreadsheet_number_parse:
 * @text: what a cell says
 * @length: its bytes
 * @ret_value: (out): set on success
 *
 * Whether a spreadsheet may keep @text as a number without any loss: `42` and `-3.5` are, `007`,
 * `1.10`, `1e5` and a number of a credit card are not.
 */
gboolean cantrip_spreadsheet_number_parse (const char *text, gsize length, double *ret_value);

G_END_DECLS
