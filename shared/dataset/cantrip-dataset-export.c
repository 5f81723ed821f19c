/* cantrip-dataset-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-export.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json-scanner.h"
#include "base/cantrip-json.h"
#include "dataset/cantrip-csv.h"
#include "dataset/cantrip-dataset-cursor.h"

#define BUFFER_BYTES (64 * 1024)

typedef struct
{
  const CantripDataset *dataset; /* (borrowed) */
  GOutputStream        *stream;  /* (borrowed) */
  GString              *buffer;  /* (owned); what was not written yet */
  GString              *value;   /* (owned); scratch: JSON */
  GString              *cell;    /* (owned); scratch: text */
} Export;

static void
export_clear (Export *self)
{
  g_string_free (self->buffer, TRUE);
  g_string_free (self->value, TRUE);
  g_string_free (self->cell, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
flush (Export *self, gsize limit_bytes, GCancellable *cancellable, GError **error)
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

/* Moves to the next value of a row, into self->value. A row that is too short ends in nulls. */
static gboolean
next_value (Export *self, CantripJsonScanner *values, guint index)
{
  g_string_truncate (self->value, 0);
  if (!cantrip_json_scanner_take (values, index == 0 ? '[' : ','))
    {
      g_string_append (self->value, "null");
      return TRUE;
    }

  return cantrip_json_scanner_copy_value (values, self->value);
}

/* What self->value says in a cell. */
static const char *
cell_text (Export *self)
{
  CantripJsonScanner scanner = {
    .position = self->value->str,
    .end = self->value->str + self->value->len,
  };

  if (g_str_equal (self->value->str, "null"))
    return "";
  if (*self->value->str != '"')
    return self->value->str;

  g_string_truncate (self->cell, 0);
  cantrip_json_scanner_read_string (&scanner, self->cell);

  return self->cell->str;
}

static void
append_cell (Export *self, guint index, const char *text)
{
  if (index > 0)
    g_string_append_c (self->buffer, ',');
  if (*text == '\0' && self->dataset->columns[1] == NULL)
    g_string_append (self->buffer, "\"\""); /* an empty line would be no row */
  else
    cantrip_csv_append_cell (self->buffer, text);
}

static void
append_member (Export *self, guint index)
{
  g_string_append_c (self->buffer, index == 0 ? '{' : ',');
  cantrip_json_append_string (self->buffer, self->dataset->columns[index], -1);
  g_string_append_c (self->buffer, ':');
  g_string_append_len (self->buffer, self->value->str, (gssize) self->value->len);
}

static gboolean
append_row (Export                    *self,
            CantripDatasetExportFormat format,
            const CantripDatasetRow   *row,
            GError                   **error)
{
  CantripJsonScanner values = {
    .position = row->values_json,
    .end = row->values_json + strlen (row->values_json),
  };

  for (guint i = 0; self->dataset->columns[i] != NULL; i++)
    {
      if (!next_value (self, &values, i))
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_DATABASE,
                                  "Row %" G_GINT64_FORMAT " of “%s” cannot be read; import it anew",
                                  row->position,
                                  self->dataset->name);

      if (format == CANTRIP_DATASET_EXPORT_CSV)
        append_cell (self, i, cell_text (self));
      else
        append_member (self, i);
    }
  g_string_append (self->buffer,
                   format == CANTRIP_DATASET_EXPORT_CSV ? CANTRIP_CSV_LINE_END : "}\n");

  return TRUE;
}

static void
append_header (Export *self)
{
  for (guint i = 0; self->dataset->columns[i] != NULL; i++)
    append_cell (self, i, self->dataset->columns[i]);
  g_string_append (self->buffer, CANTRIP_CSV_LINE_END);
}

gboolean
cantrip_dataset_export (CantripDatasetRepository  *repository,
                        const CantripDataset      *dataset,
                        CantripDatasetExportFormat format,
                        GOutputStream             *stream,
                        GCancellable              *cancellable,
                        GError                   **error)
{
  g_autoptr (CantripDatasetCursor) cursor = NULL;
  g_auto (Export) self = {
    .dataset = dataset,
    .stream = stream,
    .buffer = g_string_new (NULL),
    .value = g_string_new (NULL),
    .cell = g_string_new (NULL),
  };
  const CantripDatasetRow *row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (repository), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (format == CANTRIP_DATASET_EXPORT_CSV)
    append_header (&self);

  cursor = cantrip_dataset_cursor_new (repository, dataset->id, 0);
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_dataset_cursor_next (cursor, &row, error))
        return FALSE;
      if (row == NULL)
        return flush (&self, 0, cancellable, error);
      if (!append_row (&self, format, row, error) ||
          !flush (&self, BUFFER_BYTES, cancellable, error))
        return FALSE;
    }
}
