/* cantrip-sheet-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-sheet-record-reader"

#include "config.h"

#include "dataset/cantrip-sheet-record-reader.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json-scanner.h"

/* Cells may share a text, so that a small file can hold much more than it weighs. */
#define MAX_TOTAL_BYTES (G_GINT64_CONSTANT (8) << 30)

struct _CantripSheetRecordReader
{
  CantripRecordReader parent_instance;

  CantripSheetSource *source; /* (owned) */
  CantripSheetRow     row;
  gboolean            has_row; /* @row was read, and is the next record */
  guint               first;   /* the columns of the table in the sheet: from this one */
  guint               end;     /* to the one before this */
  gint64              total_bytes;
};

G_DEFINE_FINAL_TYPE (CantripSheetRecordReader,
                     cantrip_sheet_record_reader,
                     CANTRIP_TYPE_RECORD_READER)

/* Reads the next row that is not empty, unless it was read already. */
static gboolean
read_row (CantripSheetRecordReader *self,
          gboolean                 *ret_has_row,
          GCancellable             *cancellable,
          GError                  **error)
{
  *ret_has_row = self->has_row;
  self->has_row = FALSE;
  if (*ret_has_row)
    return TRUE;

  do
    {
      if (!cantrip_sheet_source_next_row (self->source,
                                          &self->row,
                                          ret_has_row,
                                          cancellable,
                                          error))
        return FALSE;
    }
  while (*ret_has_row && cantrip_sheet_row_get_length (&self->row) == 0);

  return TRUE;
}

static void
report_outside (CantripSheetRecordReader *self, CantripRecord *record)
{
  guint length = cantrip_sheet_row_get_length (&self->row);
  gsize n_bytes;

  for (guint i = 0; i < length; i++)
    {
      if ((i < self->first || i >= self->end) &&
          cantrip_sheet_row_get_json (&self->row, i, &n_bytes) != NULL)
        {
          g_autofree char *name = cantrip_sheet_column_name (i);

          cantrip_record_reader_report (CANTRIP_RECORD_READER (self),
                                        record,
                                        TRUE,
                                        "a value in column %s, which has no name",
                                        name);
          return;
        }
    }
}

static gboolean
append_values (CantripSheetRecordReader *self, GString *values_json, GError **error)
{
  gsize start = values_json->len;

  for (guint i = self->first; i < self->end; i++)
    {
      gsize       length;
      const char *value = cantrip_sheet_row_get_json (&self->row, i, &length);

      g_string_append_c (values_json, i == self->first ? '[' : ',');
      if (value != NULL)
        g_string_append_len (values_json, value, (gssize) length);
      else
        g_string_append (values_json, "null");

      if (values_json->len - start > CANTRIP_RECORD_MAX_BYTES)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_TOO_LARGE,
                                  "Row %" G_GINT64_FORMAT " is larger than %d MiB; shorten its "
                                  "texts",
                                  self->row.number,
                                  CANTRIP_RECORD_MAX_BYTES >> 20);
    }
  g_string_append_c (values_json, ']');

  self->total_bytes += (gint64) (values_json->len - start);
  if (self->total_bytes <= MAX_TOTAL_BYTES)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "The sheet holds more than %d GiB of text; split it",
                            (int) (MAX_TOTAL_BYTES >> 30));
}

/* What was not read as expected is known at the end only. */
static void
take_notes (CantripSheetRecordReader *self)
{
  GPtrArray *notes = cantrip_record_reader_get_notes (CANTRIP_RECORD_READER (self));
  GPtrArray *own = cantrip_sheet_source_get_notes (self->source);

  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (notes, g_strdup (own->pdata[i]));
  g_ptr_array_set_size (own, 0);
}

static gboolean
cantrip_sheet_record_reader_next (CantripRecordReader *reader,
                                  GString             *values_json,
                                  CantripRecord       *record,
                                  gboolean            *ret_has_record,
                                  GCancellable        *cancellable,
                                  GError             **error)
{
  CantripSheetRecordReader *self = CANTRIP_SHEET_RECORD_READER (reader);

  if (!read_row (self, ret_has_record, cancellable, error))
    return FALSE;

  if (!*ret_has_record)
    {
      take_notes (self);
      return TRUE;
    }

  record->line = self->row.number;
  report_outside (self, record);

  return append_values (self, values_json, error);
}

static gint64
cantrip_sheet_record_reader_get_bytes_read (CantripRecordReader *reader)
{
  return cantrip_sheet_source_get_bytes_read (CANTRIP_SHEET_RECORD_READER (reader)->source);
}

static void
cantrip_sheet_record_reader_finalize (GObject *object)
{
  CantripSheetRecordReader *self = CANTRIP_SHEET_RECORD_READER (object);

  g_clear_object (&self->source);
  cantrip_sheet_row_clear (&self->row);

  G_OBJECT_CLASS (cantrip_sheet_record_reader_parent_class)->finalize (object);
}

static void
cantrip_sheet_record_reader_class_init (CantripSheetRecordReaderClass *klass)
{
  CantripRecordReaderClass *reader_class = CANTRIP_RECORD_READER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cantrip_sheet_record_reader_finalize;
  reader_class->next = cantrip_sheet_record_reader_next;
  reader_class->get_bytes_read = cantrip_sheet_record_reader_get_bytes_read;
}

static void
cantrip_sheet_record_reader_init (CantripSheetRecordReader *self)
{
  cantrip_sheet_row_init (&self->row);
}

/* The first column of the row that is not empty. */
static guint
get_first (CantripSheetRow *row)
{
  guint first = 0;
  gsize length;

  while (first < cantrip_sheet_row_get_length (row) &&
         cantrip_sheet_row_get_json (row, first, &length) == NULL)
    first++;

  return first;
}

/* What a cell says as the name of a column. */
static char *
get_name (CantripSheetRow *row, guint column)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize              length = 0;
  const char        *json = cantrip_sheet_row_get_json (row, column, &length);
  CantripJsonScanner scanner = { .position = json, .end = json + length };

  if (json != NULL && *json == '"')
    cantrip_json_scanner_read_string (&scanner, name);
  else
    g_string_append_len (name, json, (gssize) length);

  return g_strdup (name->str);
}

/* Finds out where the table stands in the sheet. Fills @names with those of all columns before its
 * end. */
static gboolean
find_table (CantripSheetRecordReader *self,
            gboolean                  has_header,
            GPtrArray                *names,
            GCancellable             *cancellable,
            GError                  **error)
{
  gboolean has_row;

  if (!read_row (self, &has_row, cancellable, error))
    return FALSE;
  if (!has_row)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The sheet “%s” is empty; choose another sheet, or another file",
                              cantrip_sheet_source_get_sheet_name (self->source));

  self->first = get_first (&self->row);
  self->end = cantrip_sheet_row_get_length (&self->row);
  for (guint i = 0; i < self->end; i++)
    g_ptr_array_add (names, has_header ? get_name (&self->row, i) : g_strdup (""));

  if (has_header && !read_row (self, &has_row, cancellable, error))
    return FALSE;

  self->has_row = has_row;
  if (has_row)
    self->first = MIN (self->first, get_first (&self->row));

  return TRUE;
}

CantripRecordReader *
cantrip_sheet_record_reader_open (CantripSheetSource *source,
                                  gboolean            has_header,
                                  GCancellable       *cancellable,
                                  GError            **error)
{
  g_autoptr (CantripSheetRecordReader) self = g_object_new (CANTRIP_TYPE_SHEET_RECORD_READER, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);

  self->source = source;
  if (!find_table (self, has_header, names, cancellable, error))
    return NULL;

  g_ptr_array_remove_range (names, 0, self->first);
  if (!cantrip_record_reader_set_columns (reader, names, error))
    return NULL;
  if (!has_header)
    g_ptr_array_set_size (cantrip_record_reader_get_notes (reader), 0); /* nobody gave names */

  return CANTRIP_RECORD_READER (g_steal_pointer (&self));
}

CantripSheetSource *
cantrip_sheet_record_reader_get_source (CantripSheetRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_RECORD_READER (self), NULL);

  return self->source;
}
