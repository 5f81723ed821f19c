/* cantrip-row-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-row-values.h"

#include <string.h>

#include "base/cantrip-json-scanner.h"

typedef struct
{
  const char *json; /* (borrowed from the row) */
  gsize       n_bytes;
} Span;

struct _CantripRowValues
{
  GArray  *spans; /* (owned) (element-type Span) */
  GString *text;  /* (owned); scratch: what a text with escapes says */
};

CantripRowValues *
cantrip_row_values_new (void)
{
  CantripRowValues *self = g_new0 (CantripRowValues, 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  self->text = g_string_new (NULL);

  return self;
}

void
cantrip_row_values_free (CantripRowValues *self)
{
  g_array_unref (self->spans);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* The scanner checks the value; where it stands is all that is kept of it. */
static gboolean
split_value (CantripRowValues *self, CantripJsonScanner *scanner)
{
  Span span;

  g_string_truncate (self->text, 0);
  while (g_ascii_isspace (*scanner->position))
    scanner->position++;
  span.json = scanner->position;
  if (!cantrip_json_scanner_copy_value (scanner, self->text))
    return FALSE;

  span.n_bytes = (gsize) (scanner->position - span.json);
  g_array_append_val (self->spans, span);

  return TRUE;
}

static gboolean
split (CantripRowValues *self, CantripJsonScanner *scanner)
{
  if (!cantrip_json_scanner_take (scanner, '['))
    return FALSE;
  if (cantrip_json_scanner_take (scanner, ']'))
    return cantrip_json_scanner_is_done (scanner);

  do
    if (!split_value (self, scanner))
      return FALSE;
  while (cantrip_json_scanner_take (scanner, ','));

  return cantrip_json_scanner_take (scanner, ']') && cantrip_json_scanner_is_done (scanner);
}

gboolean
cantrip_row_values_split (CantripRowValues *self, const char *values_json)
{
  CantripJsonScanner scanner = {
    .position = values_json,
    .end = values_json + strlen (values_json),
  };
  gboolean is_array;

  g_array_set_size (self->spans, 0);
  is_array = g_utf8_validate (values_json, -1, NULL) && split (self, &scanner);
  if (!is_array)
    g_array_set_size (self->spans, 0);

  return is_array;
}

guint
cantrip_row_values_get_length (CantripRowValues *self)
{
  return self->spans->len;
}

const char *
cantrip_row_values_get_json (CantripRowValues *self, guint index, gsize *ret_bytes)
{
  static const Span NOTHING = { "null", 4 };
  const Span       *span =
      index < self->spans->len ? &g_array_index (self->spans, Span, index) : &NOTHING;

  *ret_bytes = span->n_bytes;

  return span->json;
}

const char *
cantrip_row_values_get_text (CantripRowValues *self, guint index, gsize *ret_bytes)
{
  gsize       n_bytes;
  const char *json = cantrip_row_values_get_json (self, index, &n_bytes);

  CantripJsonScanner scanner = { .position = json, .end = json + n_bytes };

  *ret_bytes = n_bytes;
  if (*json != '"')
    {
      if (*json == 'n')
        *ret_bytes = 0;
      return json;
    }
  if (memchr (json, '\\', n_bytes) == NULL)
    {
      *ret_bytes = n_bytes - 2;
      return json + 1;
    }

  g_string_truncate (self->text, 0);
  cantrip_json_scanner_read_string (&scanner, self->text);
  *ret_bytes = self->text->len;

  return self->text->str;
}
