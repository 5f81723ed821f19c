/* cantrip-dataset-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-preview.h"

#include "dataset/cantrip-csv-record-reader.h"
#include "dataset/cantrip-header-guess.h"
#include "dataset/cantrip-json-record-reader.h"
#include "dataset/cantrip-ods-source.h"
#include "dataset/cantrip-sheet-record-reader.h"

void
cantrip_dataset_preview_free (CantripDatasetPreview *self)
{
  g_free (self->sheet);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->broken, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static void
take_record (CantripDatasetPreview *self,
             const CantripRecord   *record,
             const GString         *values,
             guint                  max_rows)
{
  self->n_records++;
  if ((record->problem == NULL || record->can_pad) && self->rows->len < max_rows)
    g_ptr_array_add (self->rows, g_strdup (values->str));

  if (record->problem == NULL)
    return;

  self->n_broken++;
  if (self->broken->len < CANTRIP_DATASET_PREVIEW_MAX_BROKEN)
    g_ptr_array_add (self->broken, cantrip_broken_record_new (record, record->can_pad));
}

static gboolean
read_records (CantripDatasetPreview *self,
              CantripRecordReader   *reader,
              guint                  max_rows,
              GCancellable          *cancellable,
              GError               **error)
{
  g_autoptr (GString) values = g_string_new (NULL);
  gsize n_bytes = 0;

  while (n_bytes < CANTRIP_DATASET_PREVIEW_BYTES)
    {
      CantripRecord record;
      gboolean      has_record;

      g_string_truncate (values, 0);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_record_reader_next (reader, values, &record, &has_record, cancellable, error))
        return FALSE;

      self->is_complete = !has_record;
      if (!has_record)
        break;

      take_record (self, &record, values, max_rows);
      n_bytes += values->len + 1;
    }

  return TRUE;
}

static gboolean
describe_sheet (CantripDatasetPreview *self,
                CantripSheetSource    *source,
                GCancellable          *cancellable,
                GError               **error)
{
  self->layout =
      CANTRIP_IS_ODS_SOURCE (source) ? CANTRIP_RECORD_LAYOUT_ODS : CANTRIP_RECORD_LAYOUT_XLSX;
  self->sheet = g_strdup (cantrip_sheet_source_get_sheet_name (source));
  self->sheets = cantrip_sheet_source_list_sheets (source, cancellable, error);

  return self->sheets != NULL;
}

/* What was found out about the file. */
static gboolean
describe (CantripDatasetPreview *self,
          CantripRecordReader   *reader,
          GCancellable          *cancellable,
          GError               **error)
{
  CantripTextInput *input = cantrip_record_reader_get_input (reader);

  self->columns = g_strdupv ((char **) cantrip_record_reader_get_columns (reader));
  self->notes = g_ptr_array_ref (cantrip_record_reader_get_notes (reader));
  if (input != NULL)
    self->encoding = cantrip_text_input_get_encoding (input);

  if (CANTRIP_IS_SHEET_RECORD_READER (reader))
    return describe_sheet (self,
                           cantrip_sheet_record_reader_get_source (
                               CANTRIP_SHEET_RECORD_READER (reader)),
                           cancellable,
                           error);

  if (CANTRIP_IS_CSV_RECORD_READER (reader))
    {
      self->layout = CANTRIP_RECORD_LAYOUT_CSV;
      self->delimiter =
          cantrip_csv_record_reader_get_delimiter (CANTRIP_CSV_RECORD_READER (reader));
    }
  else
    {
      self->layout = cantrip_json_record_reader_is_array (CANTRIP_JSON_RECORD_READER (reader))
                         ? CANTRIP_RECORD_LAYOUT_JSON_ARRAY
                         : CANTRIP_RECORD_LAYOUT_JSON_LINES;
    }

  return TRUE;
}

CantripDatasetPreview *
cantrip_dataset_preview_read (GInputStream              *stream,
                              const char                *name,
                              const CantripRecordFormat *format,
                              guint                      max_rows,
                              GCancellable              *cancellable,
                              GError                   **error)
{
  g_autoptr (CantripDatasetPreview) self = g_new0 (CantripDatasetPreview, 1);
  g_autoptr (CantripRecordReader) reader =
      cantrip_record_format_open (format, stream, name, cancellable, error);

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->broken = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_broken_record_free);
  if (reader == NULL || !read_records (self, reader, max_rows, cancellable, error) ||
      !describe (self, reader, cancellable, error))
    return NULL;

  self->looks_headerless = !format->no_header && self->layout != CANTRIP_RECORD_LAYOUT_JSON_LINES &&
                           self->layout != CANTRIP_RECORD_LAYOUT_JSON_ARRAY &&
                           cantrip_header_guess_is_row (self->columns, self->rows);

  return g_steal_pointer (&self);
}
