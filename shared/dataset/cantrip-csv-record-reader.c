/* cantrip-csv-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-csv-record-reader"

#include "config.h"

#include "dataset/cantrip-csv-record-reader.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "dataset/cantrip-column-names.h"
#include "dataset/cantrip-csv-parser.h"

struct _CantripCsvRecordReader
{
  CantripRecordReader parent_instance;

  CantripCsvParser parser;
};

G_DEFINE_FINAL_TYPE (CantripCsvRecordReader, cantrip_csv_record_reader, CANTRIP_TYPE_RECORD_READER)

/* Finds the next record that is not blank, without passing it. */
static gboolean
parse_next (CantripCsvRecordReader *self,
            GString                *json,
            CantripCsvRecord       *record,
            gboolean               *ret_has_record,
            GCancellable           *cancellable,
            GError                **error)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  CantripTextInput    *input = cantrip_record_reader_get_input (reader);
  gsize                before = json->len;

  for (;;)
    {
      gboolean    is_at_end = cantrip_text_input_is_at_end (input);
      gsize       length;
      const char *text = cantrip_text_input_peek (input, &length);

      *ret_has_record = length > 0;
      if (length == 0 && is_at_end)
        {
          *record = (CantripCsvRecord){ 0 };
          return TRUE;
        }

      if (length == 0 ||
          !cantrip_csv_parser_parse (&self->parser, text, length, is_at_end, json, record))
        {
          if (!cantrip_record_reader_read_on (reader, cancellable, error))
            return FALSE;
          continue;
        }

      if (!record->is_blank)
        return record->is_open || cantrip_record_reader_check_size (reader, record->n_bytes, error);

      g_string_truncate (json, before);
      cantrip_text_input_advance (input, record->n_bytes, record->n_lines);
    }
}

/* Only the first line of a record whose quote is never closed is lost. */
static void
cut_to_first_line (CantripCsvRecord *record, const char *text)
{
  gsize length = 0;

  while (length < record->n_bytes && text[length] != '\r' && text[length] != '\n')
    length++;

  record->n_lines = length < record->n_bytes ? 1 : 0;
  if (length + 1 < record->n_bytes && text[length] == '\r' && text[length + 1] == '\n')
    length++;
  record->n_bytes = length + record->n_lines;
}

static void
report_problems (CantripCsvRecordReader *self,
                 CantripCsvRecord       *found,
                 const char             *text,
                 CantripRecord          *record)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);

  if (found->is_open)
    {
      cut_to_first_line (found, text);
      cantrip_record_reader_report (reader, record, FALSE, "a quote that is never closed");
    }
  if (!cantrip_record_reader_check_text (reader, record, text, found->n_bytes))
    return;

  if (found->has_stray_text)
    cantrip_record_reader_report (reader, record, TRUE, "text after a closing quote");
  if (found->n_cells != self->parser.n_columns)
    cantrip_record_reader_report (reader,
                                  record,
                                  TRUE,
                                  "%" G_GSIZE_FORMAT " cell%s for %" G_GSIZE_FORMAT " column%s",
                                  found->n_cells,
                                  found->n_cells == 1 ? "" : "s",
                                  self->parser.n_columns,
                                  self->parser.n_columns == 1 ? "" : "s");
}

static gboolean
cantrip_csv_record_reader_next (CantripRecordReader *reader,
                                GString             *values_json,
                                CantripRecord       *record,
                                gboolean            *ret_has_record,
                                GCancellable        *cancellable,
                                GError             **error)
{
  CantripCsvRecordReader *self = CANTRIP_CSV_RECORD_READER (reader);
  CantripTextInput       *input = cantrip_record_reader_get_input (reader);
  CantripCsvRecord        found;
  gsize                   length;

  if (!parse_next (self, values_json, &found, ret_has_record, cancellable, error))
    return FALSE;

  if (*ret_has_record)
    {
      record->line = cantrip_text_input_get_line (input);
      report_problems (self, &found, cantrip_text_input_peek (input, &length), record);
      cantrip_text_input_advance (input, found.n_bytes, found.n_lines);
    }

  return TRUE;
}

static void
cantrip_csv_record_reader_class_init (CantripCsvRecordReaderClass *klass)
{
  CANTRIP_RECORD_READER_CLASS (klass)->next = cantrip_csv_record_reader_next;
}

static void
cantrip_csv_record_reader_init (CantripCsvRecordReader *self G_GNUC_UNUSED)
{
}

static gboolean
check_header (CantripCsvRecordReader *self, CantripCsvRecord *header, GError **error)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  CantripTextInput    *input = cantrip_record_reader_get_input (reader);
  CantripRecord        record = { .can_pad = TRUE };
  gsize                length;

  self->parser.n_columns = header->n_cells;
  report_problems (self, header, cantrip_text_input_peek (input, &length), &record);
  if (record.problem == NULL)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "The column names, at line %" G_GINT64_FORMAT ", hold %s; correct the "
                            "line first",
                            cantrip_text_input_get_line (input),
                            record.problem);
}

/* Fills @names from a JSON array; with no header there are as many empty ones. */
static gboolean
collect_names (GPtrArray *names, GString *json, gsize n, gboolean has_header, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (has_header && n > 0 && n <= CANTRIP_COLUMNS_MAX)
    {
      node = cantrip_json_parse_text (json->str, (gssize) json->len, error);
      if (node == NULL)
        return FALSE;
    }

  for (guint i = 0; i < n && i <= CANTRIP_COLUMNS_MAX; i++)
    {
      const char *name = cantrip_json_element_string (cantrip_json_root_array (node), i);

      g_ptr_array_add (names, g_strdup (name != NULL ? name : ""));
    }

  return TRUE;
}

static gboolean
read_columns (CantripCsvRecordReader *self,
              gboolean                has_header,
              GCancellable           *cancellable,
              GError                **error)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  CantripCsvRecord header = { 0 };
  gboolean         has_record;

  if (!parse_next (self, json, &header, &has_record, cancellable, error) ||
      (has_header && has_record && !check_header (self, &header, error)) ||
      !collect_names (names, json, header.n_cells, has_header, error) ||
      !cantrip_record_reader_set_columns (reader, names, error))
    return FALSE;

  self->parser.n_columns = names->len;
  if (has_header)
    cantrip_text_input_advance (cantrip_record_reader_get_input (reader),
                                header.n_bytes,
                                header.n_lines);
  else
    g_ptr_array_set_size (cantrip_record_reader_get_notes (reader), 0); /* nobody gave names */

  return TRUE;
}

CantripRecordReader *
cantrip_csv_record_reader_open (CantripTextInput *input,
                                char              delimiter,
                                gboolean          has_header,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_autoptr (CantripCsvRecordReader) self = g_object_new (CANTRIP_TYPE_CSV_RECORD_READER, NULL);
  gsize       length;
  const char *sample = cantrip_text_input_peek (input, &length);

  cantrip_record_reader_set_input (CANTRIP_RECORD_READER (self), input);
  if (delimiter == '\0')
    delimiter = cantrip_csv_detect_delimiter (sample, length, cantrip_text_input_is_at_end (input));
  cantrip_csv_parser_init (&self->parser, delimiter, G_MAXSIZE);

  if (!read_columns (self, has_header, cancellable, error))
    return NULL;

  return CANTRIP_RECORD_READER (g_steal_pointer (&self));
}

char
cantrip_csv_record_reader_get_delimiter (CantripCsvRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_CSV_RECORD_READER (self), '\0');

  return self->parser.delimiter;
}
