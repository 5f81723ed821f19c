/* cantrip-text-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-text-input.h"

#include <string.h>

#define SAMPLE_BYTES (64 * 1024)
#define CHUNK_BYTES (256 * 1024)

struct _CantripTextInput
{
  GInputStream       *stream; /* (owned) */
  CantripTextEncoding encoding;
  guint8             *raw; /* (owned); CHUNK_BYTES, of which the first n_raw wait to be decoded */
  gsize               n_raw;
  GString            *text;  /* (owned) */
  gsize               start; /* of what was not passed yet, in text */
  gint64              line;
  gint64              bytes_read;
  gboolean            is_at_end;
};

static gboolean
read_chunk (CantripTextInput *self, gsize limit, GCancellable *cancellable, GError **error)
{
  gssize n = g_input_stream_read (self->stream,
                                  self->raw + self->n_raw,
                                  limit - self->n_raw,
                                  cancellable,
                                  error);

  if (n < 0)
    return FALSE;

  self->n_raw += (gsize) n;
  self->bytes_read += n;
  self->is_at_end = n == 0;

  return TRUE;
}

static void
decode_chunk (CantripTextInput *self)
{
  gsize n = cantrip_text_encoding_decode (self->encoding,
                                          self->raw,
                                          self->n_raw,
                                          self->is_at_end,
                                          self->text);

  self->n_raw -= n;
  memmove (self->raw, self->raw + n, self->n_raw);
}

CantripTextInput *
cantrip_text_input_open (GInputStream       *stream,
                         CantripTextEncoding encoding,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr (CantripTextInput) self = g_new0 (CantripTextInput, 1);
  gsize mark;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self->stream = g_object_ref (stream);
  self->raw = g_malloc (CHUNK_BYTES);
  self->text = g_string_new (NULL);
  self->line = 1;

  while (!self->is_at_end && self->n_raw < SAMPLE_BYTES)
    {
      if (!read_chunk (self, SAMPLE_BYTES, cancellable, error))
        return NULL;
    }

  self->encoding = encoding != CANTRIP_TEXT_ENCODING_DETECT
                       ? encoding
                       : cantrip_text_encoding_detect (self->raw, self->n_raw);
  mark = cantrip_text_encoding_get_mark (self->encoding, self->raw, self->n_raw);
  self->n_raw -= mark;
  memmove (self->raw, self->raw + mark, self->n_raw);
  decode_chunk (self);

  return g_steal_pointer (&self);
}

void
cantrip_text_input_free (CantripTextInput *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->raw, g_free);
  g_string_free (self->text, TRUE);
  g_free (self);
}

gboolean
cantrip_text_input_fill (CantripTextInput *self,
                         gsize             wanted_bytes,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_string_erase (self->text, 0, (gssize) self->start);
  self->start = 0;

  while (!self->is_at_end && self->text->len < wanted_bytes)
    {
      if (!read_chunk (self, CHUNK_BYTES, cancellable, error))
        return FALSE;
      decode_chunk (self);
    }

  return TRUE;
}

const char *
cantrip_text_input_peek (CantripTextInput *self, gsize *ret_length)
{
  *ret_length = self->text->len - self->start;

  return self->text->str + self->start;
}

gboolean
cantrip_text_input_is_at_end (CantripTextInput *self)
{
  return self->is_at_end;
}

void
cantrip_text_input_advance (CantripTextInput *self, gsize n_bytes, gsize n_lines)
{
  g_return_if_fail (n_bytes <= self->text->len - self->start);

  self->start += n_bytes;
  self->line += (gint64) n_lines;
}

gint64
cantrip_text_input_get_line (CantripTextInput *self)
{
  return self->line;
}

gint64
cantrip_text_input_get_bytes_read (CantripTextInput *self)
{
  return self->bytes_read;
}

CantripTextEncoding
cantrip_text_input_get_encoding (CantripTextInput *self)
{
  return self->encoding;
}

gsize
cantrip_text_count_lines (const char *text, gsize length)
{
  gsize n_lines = 0;

  for (gsize i = 0; i < length; i++)
    n_lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));

  return n_lines;
}
