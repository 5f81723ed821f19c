/* cantrip-record-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-record-format.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-csv-record-reader.h"
#include "dataset/cantrip-json-record-reader.h"
#include "dataset/cantrip-ods-source.h"
#include "dataset/cantrip-sheet-record-reader.h"
#include "dataset/cantrip-xlsx-source.h"
#include "dataset/cantrip-zip-reader.h"

static const struct
{
  const char         *ending;
  CantripRecordLayout layout;
} ENDINGS[] = {
  { ".csv", CANTRIP_RECORD_LAYOUT_CSV },           { ".tsv", CANTRIP_RECORD_LAYOUT_CSV },
  { ".tab", CANTRIP_RECORD_LAYOUT_CSV },           { ".jsonl", CANTRIP_RECORD_LAYOUT_JSON_LINES },
  { ".ndjson", CANTRIP_RECORD_LAYOUT_JSON_LINES },
};

gboolean
cantrip_record_format_parse_delimiter (const char *text, char *ret_delimiter, GError **error)
{
  if (g_ascii_strcasecmp (text, "tab") == 0 || g_str_equal (text, "\\t") ||
      g_str_equal (text, "\t"))
    {
      *ret_delimiter = '\t';
      return TRUE;
    }

  if (strlen (text) != 1 || (!g_ascii_ispunct (*text) && *text != ' ') || *text == '"')
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "“%s” cannot be a delimiter; use one character such as “,” “;” “|”, "
                              "or “tab”",
                              text);
  *ret_delimiter = *text;

  return TRUE;
}

static CantripRecordLayout
detect_by_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      if (g_str_has_suffix (lower, ENDINGS[i].ending))
        return ENDINGS[i].layout;
    }

  return CANTRIP_RECORD_LAYOUT_DETECT;
}

static CantripRecordLayout
detect_by_text (CantripTextInput *input)
{
  gsize       length;
  const char *text = cantrip_text_input_peek (input, &length);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }

  if (length > 0 && *text == '[')
    return CANTRIP_RECORD_LAYOUT_JSON_ARRAY;
  if (length > 0 && *text == '{')
    return CANTRIP_RECORD_LAYOUT_JSON_LINES;

  return CANTRIP_RECORD_LAYOUT_CSV;
}

/* Tells spreadsheets by the first bytes, which no text begins with; does not pass them. */
static gboolean
detect_by_bytes (GBufferedInputStream *stream,
                 CantripRecordLayout  *layout,
                 GCancellable         *cancellable,
                 GError              **error)
{
  static const char OLD_EXCEL[] = "\xd0\xcf\x11\xe0"; /* or a new one with a password */
  static const char ZIP[] = "PK\x03\x04";
  const char       *bytes;
  gsize             length = 0;
  gssize            n = 1;

  while (length < strlen (ZIP) && n > 0)
    {
      n = g_buffered_input_stream_fill (stream, -1, cancellable, error);
      if (n < 0)
        return FALSE;
      bytes = g_buffered_input_stream_peek_buffer (stream, &length);
    }

  if (length < strlen (ZIP))
    return TRUE;
  if (memcmp (bytes, OLD_EXCEL, strlen (OLD_EXCEL)) == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "It is a workbook of an old Excel (.xls), or one with a password; "
                              "save it as .xlsx without a password");
  if (memcmp (bytes, ZIP, strlen (ZIP)) == 0)
    *layout = CANTRIP_RECORD_LAYOUT_XLSX; /* or the other kind: see open_sheet() */

  return TRUE;
}

static gboolean
is_open_document (GInputStream *zip, GCancellable *cancellable)
{
  g_autoptr (CantripZipReader) content =
      cantrip_zip_reader_open (zip, "content.xml", cancellable, NULL);

  return content != NULL;
}

static CantripRecordReader *
open_sheet (const CantripRecordFormat *format,
            GInputStream              *stream,
            GCancellable              *cancellable,
            GError                   **error)
{
  g_autoptr (GInputStream) zip = cantrip_zip_reader_make_seekable (stream, cancellable, error);
  CantripSheetSource *source;

  if (zip == NULL)
    return NULL;

  if (format->layout == CANTRIP_RECORD_LAYOUT_ODS ||
      (format->layout == CANTRIP_RECORD_LAYOUT_DETECT && is_open_document (zip, cancellable)))
    source = cantrip_ods_source_open (zip, format->sheet, cancellable, error);
  else
    source = cantrip_xlsx_source_open (zip, format->sheet, cancellable, error);

  return source != NULL
             ? cantrip_sheet_record_reader_open (source, !format->no_header, cancellable, error)
             : NULL;
}

static CantripRecordReader *
open_text (const CantripRecordFormat *format,
           GInputStream              *stream,
           const char                *name,
           GCancellable              *cancellable,
           GError                   **error)
{
  CantripTextInput *input = cantrip_text_input_open (stream, format->encoding, cancellable, error);
  CantripRecordLayout layout = format->layout;

  if (input == NULL)
    return NULL;

  if (layout == CANTRIP_RECORD_LAYOUT_DETECT && name != NULL)
    layout = detect_by_name (name);
  if (layout == CANTRIP_RECORD_LAYOUT_DETECT)
    layout = detect_by_text (input);

  if (layout == CANTRIP_RECORD_LAYOUT_CSV)
    return cantrip_csv_record_reader_open (input,
                                           format->delimiter,
                                           !format->no_header,
                                           cancellable,
                                           error);

  return cantrip_json_record_reader_open (input,
                                          layout == CANTRIP_RECORD_LAYOUT_JSON_ARRAY,
                                          cancellable,
                                          error);
}

CantripRecordReader *
cantrip_record_format_open (const CantripRecordFormat *format,
                            GInputStream              *stream,
                            const char                *name,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  g_autoptr (GInputStream) buffered = NULL;
  CantripRecordLayout layout = format->layout;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  buffered = g_buffered_input_stream_new (stream);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  if (layout == CANTRIP_RECORD_LAYOUT_DETECT &&
      !detect_by_bytes (G_BUFFERED_INPUT_STREAM (buffered), &layout, cancellable, error))
    return NULL;

  if (layout == CANTRIP_RECORD_LAYOUT_XLSX || layout == CANTRIP_RECORD_LAYOUT_ODS)
    return open_sheet (format, buffered, cancellable, error);

  return open_text (format, buffered, name, cancellable, error);
}
