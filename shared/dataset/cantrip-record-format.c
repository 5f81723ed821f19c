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

CantripRecordReader *
cantrip_record_format_open (const CantripRecordFormat *format,
                            GInputStream              *stream,
                            const char                *name,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  g_autoptr (CantripTextInput) input = NULL;
  CantripRecordLayout layout = format->layout;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  input = cantrip_text_input_open (stream, format->encoding, cancellable, error);
  if (input == NULL)
    return NULL;

  if (layout == CANTRIP_RECORD_LAYOUT_DETECT && name != NULL)
    layout = detect_by_name (name);
  if (layout == CANTRIP_RECORD_LAYOUT_DETECT)
    layout = detect_by_text (input);

  if (layout == CANTRIP_RECORD_LAYOUT_CSV)
    return cantrip_csv_record_reader_open (g_steal_pointer (&input),
                                           format->delimiter,
                                           !format->no_header,
                                           cancellable,
                                           error);

  return cantrip_json_record_reader_open (g_steal_pointer (&input),
                                          layout == CANTRIP_RECORD_LAYOUT_JSON_ARRAY,
                                          cancellable,
                                          error);
}
