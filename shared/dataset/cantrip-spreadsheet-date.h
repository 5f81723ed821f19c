/* cantrip-spreadsheet-date.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripDateKind:
 * @CANTRIP_DATE_KIND_NONE: a number is a number
 * @CANTRIP_DATE_KIND_DATE: it is a day; a time of it is written when there is one
 * @CANTRIP_DATE_KIND_DATE_TIME: it is a day and a time
 * @CANTRIP_DATE_KIND_TIME: it is a time of day
 * @CANTRIP_DATE_KIND_DURATION: it is a number of hours, however many
 *
 * What a number format makes of a number. Spreadsheets keep dates as numbers: days since the
 * beginning of 1900, or of 1904; their fractions are times.
 */
typedef enum
{
  CANTRIP_DATE_KIND_NONE,
  CANTRIP_DATE_KIND_DATE,
  CANTRIP_DATE_KIND_DATE_TIME,
  CANTRIP_DATE_KIND_TIME,
  CANTRIP_DATE_KIND_DURATION,
} CantripDateKind;

/* Tells by a format as ECMA-376 18.8.31 has it: `yyyy\-mm\-dd`, `[$-409]h:mm AM/PM`, `#,##0.00`. */
CantripDateKind cantrip_date_kind_from_code (const char *code);

/* Tells by the number of a format that no file spells out (ECMA-376 18.8.30). */
CantripDateKind cantrip_date_kind_from_number (gint64 number);

/**
 * cantrip_spreadsheet_date_append:
 * @text: ISO 8601 is appended: `2026-11-23`, `2026-11-23T14:30:00`, `14:30:00`, `36:05:00`
 * @serial: days
 * @kind: what they mean
 * @is_1904: whether day 0 is 1904-01-01; otherwise 1900-01-01 is day 1, and day 60 never was
 *
 * Returns: %FALSE, with nothing appended, if @serial is no date that can be written
 */
gboolean cantrip_spreadsheet_date_append (GString        *text,
                                          double          serial,
                                          CantripDateKind kind,
                                          gboolean        is_1904);

G_END_DECLS
