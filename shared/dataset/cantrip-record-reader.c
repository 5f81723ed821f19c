/* cantrip-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-record-reader"

#include "config.h"

#include "dataset/cantrip-record-reader.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-column-names.h"

typedef struct
{
  CantripTextInput *input;   /* (owned) (nullable); of a kind that reads text */
  char            **columns; /* (owned) */
  GPtrArray        *notes;   /* (owned) (element-type utf8) */
  GString          *problem; /* (owned); of the last broken record */
} CantripRecordReaderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CantripRecordReader, cantrip_record_reader, G_TYPE_OBJECT)

static CantripRecordReaderPrivate *
get_private (CantripRecordReader *self)
{
  return cantrip_record_reader_get_instance_private (self);
}

static void
cantrip_record_reader_finalize (GObject *object)
{
  CantripRecordReaderPrivate *priv = get_private (CANTRIP_RECORD_READER (object));

  g_clear_pointer (&priv->input, cantrip_text_input_free);
  g_clear_pointer (&priv->columns, g_strfreev);
  g_clear_pointer (&priv->notes, g_ptr_array_unref);
  g_string_free (priv->problem, TRUE);

  G_OBJECT_CLASS (cantrip_record_reader_parent_class)->finalize (object);
}

static void
cantrip_record_reader_class_init (CantripRecordReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_record_reader_finalize;
}

static void
cantrip_record_reader_init (CantripRecordReader *self)
{
  CantripRecordReaderPrivate *priv = get_private (self);

  priv->notes = g_ptr_array_new_with_free_func (g_free);
  priv->problem = g_string_new (NULL);
}

gboolean
cantrip_record_reader_next (CantripRecordReader *self,
                            GString             *values_json,
                            CantripRecord       *record,
                            gboolean            *ret_has_record,
                            GCancellable        *cancellable,
                            GError             **error)
{
  g_return_val_if_fail (CANTRIP_IS_RECORD_READER (self), FALSE);

  *record = (CantripRecord){ .can_pad = TRUE };

  return CANTRIP_RECORD_READER_GET_CLASS (self)
      ->next (self, values_json, record, ret_has_record, cancellable, error);
}

const char *const *
cantrip_record_reader_get_columns (CantripRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_RECORD_READER (self), NULL);

  return (const char *const *) get_private (self)->columns;
}

GPtrArray *
cantrip_record_reader_get_notes (CantripRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_RECORD_READER (self), NULL);

  return get_private (self)->notes;
}

gint64
cantrip_record_reader_get_bytes_read (CantripRecordReader *self)
{
  CantripRecordReaderClass *klass;

  g_return_val_if_fail (CANTRIP_IS_RECORD_READER (self), 0);

  klass = CANTRIP_RECORD_READER_GET_CLASS (self);

  return klass->get_bytes_read != NULL
             ? klass->get_bytes_read (self)
             : cantrip_text_input_get_bytes_read (get_private (self)->input);
}

CantripTextInput *
cantrip_record_reader_get_input (CantripRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_RECORD_READER (self), NULL);

  return get_private (self)->input;
}

void
cantrip_record_reader_set_input (CantripRecordReader *self, CantripTextInput *input)
{
  get_private (self)->input = input;
}

gboolean
cantrip_record_reader_set_columns (CantripRecordReader *self, GPtrArray *raw, GError **error)
{
  CantripRecordReaderPrivate *priv = get_private (self);

  if (raw->len == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "There are no columns in it; the file is empty, or is not a table");

  if (raw->len > CANTRIP_COLUMNS_MAX)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "It has more than %d columns; check the delimiter, or leave some out",
                              CANTRIP_COLUMNS_MAX);

  priv->columns = cantrip_column_names_new (raw, priv->notes);

  return TRUE;
}

gboolean
cantrip_record_reader_check_size (CantripRecordReader *self, gsize n_bytes, GError **error)
{
  CantripTextInput *input = get_private (self)->input;
  gsize             length;
  const char       *text = cantrip_text_input_peek (input, &length);
  gint64            line;

  if (n_bytes <= CANTRIP_RECORD_MAX_BYTES)
    return TRUE;

  line = cantrip_text_input_get_line (input) +
         (gint64) cantrip_text_count_lines (text, strspn (text, " \t\r\n"));

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "The record at line %" G_GINT64_FORMAT " is larger than %d MiB; look "
                            "for a quote that is never closed, or shorten the record",
                            line,
                            CANTRIP_RECORD_MAX_BYTES >> 20);
}

gboolean
cantrip_record_reader_read_on (CantripRecordReader *self, GCancellable *cancellable, GError **error)
{
  CantripTextInput *input = get_private (self)->input;
  gsize             length;

  cantrip_text_input_peek (input, &length);

  /* Twice as much, so that a long record is not looked through again for every chunk. */
  return cantrip_record_reader_check_size (self, length, error) &&
         cantrip_text_input_fill (input, MAX (2 * length, 1), cancellable, error);
}

void
cantrip_record_reader_report (CantripRecordReader *self,
                              CantripRecord       *record,
                              gboolean             can_pad,
                              const char          *format,
                              ...)
{
  CantripRecordReaderPrivate *priv = get_private (self);
  va_list                     arguments;

  record->can_pad = record->can_pad && can_pad;
  if (record->problem != NULL)
    return;

  va_start (arguments, format);
  g_string_vprintf (priv->problem, format, arguments);
  va_end (arguments);
  record->problem = priv->problem->str;
}

gboolean
cantrip_record_reader_check_text (CantripRecordReader *self,
                                  CantripRecord       *record,
                                  const char          *text,
                                  gsize                length)
{
  CantripTextEncoding encoding;

  if (g_utf8_validate_len (text, length, NULL))
    return TRUE;

  encoding = cantrip_text_input_get_encoding (get_private (self)->input);
  if (memchr (text, '\0', length) != NULL)
    cantrip_record_reader_report (self, record, FALSE, "a NUL byte, which a text cannot hold");
  else
    cantrip_record_reader_report (self,
                                  record,
                                  FALSE,
                                  "bytes that are not valid in %s (another encoding can be chosen)",
                                  cantrip_text_encoding_get_name (encoding));

  return FALSE;
}
