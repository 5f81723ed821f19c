/* cantrip-row-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-row-writer.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json-scanner.h"
#include "base/cantrip-json.h"
#include "dataset/cantrip-csv.h"
#include "dataset/cantrip-xlsx-writer.h"

#define BUFFER_BYTES (64 * 1024)

struct _CantripRowWriter
{
  const char *const *columns; /* (borrowed from the caller) */
  CantripRowFormat   format;
  GOutputStream     *stream;  /* (owned) */
  CantripXlsxWriter *xlsx;    /* (owned) (nullable); if that is the format */
  guint              n_cells; /* filled in this row */

  GString *buffer; /* (owned); what was not written yet */
  GString *value;  /* (owned); scratch: JSON */
  GString *cell;   /* (owned); scratch: text */
};

gboolean
cantrip_row_format_from_name (const char *file_name, CantripRowFormat *ret_format)
{
  static const char *const ENDINGS[] = {
    [CANTRIP_ROW_FORMAT_CSV] = ".csv",
    [CANTRIP_ROW_FORMAT_JSON_LINES] = ".jsonl",
    [CANTRIP_ROW_FORMAT_XLSX] = ".xlsx",
  };
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      if (!g_str_has_suffix (lower, ENDINGS[i]))
        continue;

      *ret_format = (CantripRowFormat) i;

      return TRUE;
    }

  return FALSE;
}

gboolean
cantrip_row_format_check (CantripRowFormat format, gint64 n_rows, guint n_columns, GError **error)
{
  if (format != CANTRIP_ROW_FORMAT_XLSX ||
      (n_rows <= CANTRIP_XLSX_MAX_ROWS && n_columns <= CANTRIP_XLSX_MAX_COLUMNS))
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "A sheet of .xlsx holds at most %d rows and %d columns, and these are "
                            "%" G_GINT64_FORMAT " rows and %u columns; choose CSV",
                            CANTRIP_XLSX_MAX_ROWS,
                            CANTRIP_XLSX_MAX_COLUMNS,
                            n_rows,
                            n_columns);
}

void
cantrip_row_writer_free (CantripRowWriter *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->xlsx, cantrip_xlsx_writer_free);
  g_string_free (self->buffer, TRUE);
  g_string_free (self->value, TRUE);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

static void
append_cell (CantripRowWriter *self, const char *text)
{
  if (self->n_cells++ > 0)
    g_string_append_c (self->buffer, ',');
  if (*text == '\0' && self->columns[1] == NULL)
    g_string_append (self->buffer, "\"\""); /* an empty line would be no row */
  else
    cantrip_csv_append_cell (self->buffer, text);
}

static void
append_name (CantripRowWriter *self)
{
  g_assert (self->columns[self->n_cells] != NULL);

  g_string_append_c (self->buffer, self->n_cells == 0 ? '{' : ',');
  cantrip_json_append_string (self->buffer, self->columns[self->n_cells], -1);
  g_string_append_c (self->buffer, ':');
  self->n_cells++;
}

CantripRowWriter *
cantrip_row_writer_new (const char *const *columns,
                        CantripRowFormat   format,
                        GOutputStream     *stream,
                        GError           **error)
{
  CantripXlsxWriter *xlsx = NULL;
  CantripRowWriter  *self;

  g_return_val_if_fail (columns != NULL && columns[0] != NULL, NULL);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  if (format == CANTRIP_ROW_FORMAT_XLSX)
    {
      xlsx = cantrip_xlsx_writer_open (columns, error);
      if (xlsx == NULL)
        return NULL;
    }

  self = g_new0 (CantripRowWriter, 1);
  self->xlsx = xlsx;
  self->columns = columns;
  self->format = format;
  self->stream = g_object_ref (stream);
  self->buffer = g_string_new (NULL);
  self->value = g_string_new (NULL);
  self->cell = g_string_new (NULL);

  if (format == CANTRIP_ROW_FORMAT_CSV)
    {
      for (gsize i = 0; columns[i] != NULL; i++)
        append_cell (self, columns[i]);
      g_string_append (self->buffer, CANTRIP_CSV_LINE_END);
      self->n_cells = 0;
    }

  return self;
}

/* What a JSON value says in a cell. */
static const char *
cell_text (CantripRowWriter *self, const char *json)
{
  CantripJsonScanner scanner = { .position = json, .end = json + strlen (json) };

  if (g_str_equal (json, "null"))
    return "";
  if (*json != '"')
    return json;

  g_string_truncate (self->cell, 0);
  cantrip_json_scanner_read_string (&scanner, self->cell);

  return self->cell->str;
}

void
cantrip_row_writer_add_json (CantripRowWriter *self, const char *json)
{
  switch (self->format)
    {
    case CANTRIP_ROW_FORMAT_XLSX:
      if (*json == '"')
        cantrip_xlsx_writer_add_text (self->xlsx, cell_text (self, json));
      else
        cantrip_xlsx_writer_add_json (self->xlsx, json);
      self->n_cells++;
      break;

    case CANTRIP_ROW_FORMAT_JSON_LINES:
      append_name (self);
      g_string_append (self->buffer, json);
      break;

    case CANTRIP_ROW_FORMAT_CSV:
    default:
      append_cell (self, cell_text (self, json));
    }
}

void
cantrip_row_writer_add_text (CantripRowWriter *self, const char *text)
{
  if (text == NULL)
    {
      cantrip_row_writer_add_json (self, "null");
      return;
    }

  switch (self->format)
    {
    case CANTRIP_ROW_FORMAT_XLSX:
      cantrip_xlsx_writer_add_text (self->xlsx, text);
      self->n_cells++;
      break;

    case CANTRIP_ROW_FORMAT_JSON_LINES:
      append_name (self);
      cantrip_json_append_string (self->buffer, text, -1);
      break;

    case CANTRIP_ROW_FORMAT_CSV:
    default:
      append_cell (self, text);
    }
}

void
cantrip_row_writer_add_count (CantripRowWriter *self, gint64 count)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, count);
  cantrip_row_writer_add_json (self, count >= 0 ? digits : "null");
}

/* Moves to the next value, into self->value. A row that is too short ends in nulls. */
static gboolean
next_value (CantripRowWriter *self, CantripJsonScanner *values, guint index)
{
  g_string_truncate (self->value, 0);
  if (!cantrip_json_scanner_take (values, index == 0 ? '[' : ','))
    {
      g_string_append (self->value, "null");
      return index > 0;
    }

  return cantrip_json_scanner_copy_value (values, self->value);
}

gboolean
cantrip_row_writer_add_values (CantripRowWriter *self, const char *values_json, guint n_cells)
{
  CantripJsonScanner values = {
    .position = values_json,
    .end = values_json + strlen (values_json),
  };

  for (guint i = 0; i < n_cells; i++)
    {
      if (!next_value (self, &values, i))
        return FALSE;
      cantrip_row_writer_add_json (self, self->value->str);
    }

  return TRUE;
}

static gboolean
flush (CantripRowWriter *self, gsize limit_bytes, GCancellable *cancellable, GError **error)
{
  if (self->buffer->len < limit_bytes)
    return TRUE;

  if (!g_output_stream_write_all (self->stream,
                                  self->buffer->str,
                                  self->buffer->len,
                                  NULL,
                                  cancellable,
                                  error))
    return FALSE;
  g_string_truncate (self->buffer, 0);

  return TRUE;
}

gboolean
cantrip_row_writer_end_row (CantripRowWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self->columns[self->n_cells] == NULL, FALSE);

  self->n_cells = 0;
  if (self->xlsx != NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
           cantrip_xlsx_writer_end_row (self->xlsx, error);

  g_string_append (self->buffer,
                   self->format == CANTRIP_ROW_FORMAT_CSV ? CANTRIP_CSV_LINE_END : "}\n");

  return flush (self, BUFFER_BYTES, cancellable, error);
}

gboolean
cantrip_row_writer_finish (CantripRowWriter *self, GCancellable *cancellable, GError **error)
{
  if (self->xlsx != NULL)
    return cantrip_xlsx_writer_finish (self->xlsx, self->stream, cancellable, error);

  return flush (self, 0, cancellable, error);
}

gint64
cantrip_row_writer_get_n_cut (CantripRowWriter *self)
{
  return self->xlsx != NULL ? cantrip_xlsx_writer_get_n_cut (self->xlsx) : 0;
}
