/* cantrip-csv-parser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-csv-parser.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "dataset/cantrip-text-input.h"

#define SAMPLE_RECORDS 200

/* Where one record is being read. */
typedef struct
{
  const CantripCsvParser *parser;   /* (borrowed) */
  const char             *position; /* (borrowed) */
  const char             *end;      /* (borrowed) */
  gboolean                is_last;
  GString                *json;   /* (borrowed) */
  CantripCsvRecord       *record; /* (borrowed) */
} Place;

void
cantrip_csv_parser_init (CantripCsvParser *self, char delimiter, gsize n_columns)
{
  *self = (CantripCsvParser){ .delimiter = delimiter, .n_columns = n_columns };
  self->stops[(guchar) delimiter] = 1;
  self->stops['\r'] = 1;
  self->stops['\n'] = 1;
}

/* A cell past the last column goes on in it, after the delimiter. */
static void
begin_cell (Place *place)
{
  gsize n = place->record->n_cells++;

  if (n == 0)
    g_string_append_len (place->json, "[\"", 2);
  else if (n < place->parser->n_columns)
    g_string_append_len (place->json, "\",\"", 3);
  else
    cantrip_json_append_escaped (place->json, &place->parser->delimiter, 1);
}

/* Appends the text up to the delimiter or line end. FALSE: it may go on after the end. */
static gboolean
pass_plain (Place *place)
{
  const char   *start = place->position;
  const char   *position = start;
  const guint8 *stops = place->parser->stops;

  while (position < place->end && stops[(guchar) *position] == 0)
    position++;

  cantrip_json_append_escaped (place->json, start, (gsize) (position - start));
  place->position = position;

  return position < place->end || place->is_last;
}

/* Appends what stands between quotes. FALSE: it may go on after the end. */
static gboolean
pass_quoted (Place *place)
{
  for (;;)
    {
      const char *start = ++place->position;
      gsize       left = (gsize) (place->end - start);
      const char *quote = memchr (start, '"', left);
      gsize       length = quote != NULL ? (gsize) (quote - start) : left;

      cantrip_json_append_escaped (place->json, start, length);
      place->record->n_lines += cantrip_text_count_lines (start, length);
      place->record->is_open = quote == NULL;
      place->position = start + length + (quote != NULL ? 1 : 0);

      if (place->position == place->end)
        return place->is_last;
      if (*place->position != '"')
        return TRUE;
      g_string_append_len (place->json, "\\\"", 2);
    }
}

static gboolean
pass_cell (Place *place)
{
  gboolean    is_quoted = place->position < place->end && *place->position == '"';
  const char *start;

  begin_cell (place);
  if (is_quoted && !pass_quoted (place))
    return FALSE;

  start = place->position;
  if (!pass_plain (place))
    return FALSE;
  if (is_quoted && place->position > start)
    place->record->has_stray_text = TRUE;

  return TRUE;
}

/* FALSE: the line end may go on after the end. */
static gboolean
pass_line_end (Place *place)
{
  if (place->position == place->end)
    return TRUE;

  if (*place->position++ == '\r')
    {
      if (place->position == place->end && !place->is_last)
        return FALSE;
      if (place->position < place->end && *place->position == '\n')
        place->position++;
    }
  place->record->n_lines++;

  return TRUE;
}

static gboolean
pass_record (Place *place)
{
  for (;;)
    {
      if (!pass_cell (place))
        return FALSE;
      if (place->position == place->end || *place->position != place->parser->delimiter)
        return pass_line_end (place);
      place->position++;
    }
}

gboolean
cantrip_csv_parser_parse (const CantripCsvParser *self,
                          const char             *text,
                          gsize                   length,
                          gboolean                is_last,
                          GString                *json,
                          CantripCsvRecord       *record)
{
  gsize before = json->len;
  Place place = {
    .parser = self,
    .position = text,
    .end = text + length,
    .is_last = is_last,
    .json = json,
    .record = record,
  };

  *record = (CantripCsvRecord){ 0 };
  if (!pass_record (&place))
    {
      g_string_truncate (json, before);
      return FALSE;
    }

  if (self->n_columns != G_MAXSIZE)
    for (gsize i = record->n_cells; i < self->n_columns; i++)
      g_string_append_len (json, "\",\"", 3);
  g_string_append_len (json, "\"]", 2);
  record->n_bytes = (gsize) (place.position - text);
  record->is_blank = length == 0 || *text == '\n' || *text == '\r';

  return TRUE;
}

/* How many of the records have as many cells as the first, in thousandths; 0 if it has one. */
static guint
rate_delimiter (char        delimiter,
                const char *sample,
                gsize       length,
                gboolean    is_last,
                gsize      *ret_cells)
{
  g_autoptr (GString) json = g_string_new (NULL);
  CantripCsvParser parser;
  CantripCsvRecord record;
  guint            n_records = 0, n_equal = 0;

  *ret_cells = 0;
  cantrip_csv_parser_init (&parser, delimiter, G_MAXSIZE);
  while (length > 0 && n_records < SAMPLE_RECORDS &&
         cantrip_csv_parser_parse (&parser, sample, length, is_last, json, &record))
    {
      sample += record.n_bytes;
      length -= record.n_bytes;
      g_string_truncate (json, 0);
      if (record.is_blank)
        continue;

      if (n_records++ == 0)
        *ret_cells = record.n_cells;
      n_equal += record.n_cells == *ret_cells && !record.has_stray_text;
    }

  return *ret_cells > 1 ? n_equal * 1000 / n_records : 0;
}

char
cantrip_csv_detect_delimiter (const char *sample, gsize length, gboolean is_last)
{
  static const char CANDIDATES[] = ",;\t|";
  char              best = ',';
  guint             best_rate = 0;
  gsize             best_cells = 1;

  for (gsize i = 0; i < sizeof CANDIDATES - 1; i++)
    {
      gsize n_cells;
      guint rate = rate_delimiter (CANDIDATES[i], sample, length, is_last, &n_cells);

      if (rate > best_rate || (rate == best_rate && n_cells > best_cells))
        {
          best = CANDIDATES[i];
          best_rate = rate;
          best_cells = n_cells;
        }
    }

  return best;
}
