/* cantrip-json-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-json-record-reader"

#include "config.h"

#include "dataset/cantrip-json-record-reader.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json-scanner.h"
#include "dataset/cantrip-column-names.h"
#include "dataset/cantrip-json-splitter.h"

#define PREFIX_BYTES (4 * 1024 * 1024)

/* Where the value of a column stands in `values`, if `object` is the current object. */
typedef struct
{
  guint64 object;
  gsize   start;
  gsize   length;
} Slot;

struct _CantripJsonRecordReader
{
  CantripRecordReader parent_instance;

  CantripJsonSplitter splitter;
  GPtrArray          *names;         /* (owned) (element-type utf8); as the file has them */
  GHashTable         *columns;       /* (owned); names, borrowed, to their number from 1 */
  gboolean            is_looking;    /* names are being found: an unknown one is a new one */
  guint64             object;        /* counts objects, from 1 */
  GArray             *slots;         /* (owned) (element-type Slot); one for each column */
  GString            *name, *values; /* (owned); of the current object */
};

G_DEFINE_FINAL_TYPE (CantripJsonRecordReader,
                     cantrip_json_record_reader,
                     CANTRIP_TYPE_RECORD_READER)

static void
forget_names (CantripJsonRecordReader *self, guint n_known)
{
  for (guint i = n_known; i < self->names->len; i++)
    g_hash_table_remove (self->columns, self->names->pdata[i]);
  g_ptr_array_set_size (self->names, (int) n_known);
  g_array_set_size (self->slots, n_known);
}

/* The slot for the member called self->name; NULL if there is none for it. */
static Slot *
find_slot (CantripJsonRecordReader *self)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, self->name->str));

  if (number == 0 && self->is_looking)
    {
      char *name = g_strdup (self->name->str);

      g_ptr_array_add (self->names, name);
      number = self->names->len;
      g_hash_table_insert (self->columns, name, GUINT_TO_POINTER (number));
      g_array_set_size (self->slots, number);
    }

  return number > 0 ? &g_array_index (self->slots, Slot, number - 1) : NULL;
}

/* Reads a name and its value. FALSE with the problem reported, or left in @scanner. */
static gboolean
read_member (CantripJsonRecordReader *self, CantripJsonScanner *scanner, CantripRecord *record)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  Slot                *slot;

  g_string_truncate (self->name, 0);
  if (!cantrip_json_scanner_read_string (scanner, self->name))
    return FALSE;
  if (!cantrip_json_scanner_take (scanner, ':'))
    {
      scanner->problem = "a name without a colon";
      return FALSE;
    }

  slot = find_slot (self);
  if (slot == NULL)
    cantrip_record_reader_report (reader,
                                  record,
                                  FALSE,
                                  "the member “%s”, which no object at the beginning of the file "
                                  "has",
                                  self->name->str);
  else if (slot->object == self->object)
    cantrip_record_reader_report (reader, record, FALSE, "“%s” twice", self->name->str);
  if (record->problem != NULL)
    return FALSE;

  *slot = (Slot){ .object = self->object, .start = self->values->len };
  if (!cantrip_json_scanner_copy_value (scanner, self->values))
    return FALSE;
  slot->length = self->values->len - slot->start;

  return TRUE;
}

static gboolean
read_members (CantripJsonRecordReader *self, CantripJsonScanner *scanner, CantripRecord *record)
{
  if (!cantrip_json_scanner_take (scanner, '}'))
    {
      do
        {
          if (!read_member (self, scanner, record))
            return FALSE;
        }
      while (cantrip_json_scanner_take (scanner, ','));

      if (!cantrip_json_scanner_take (scanner, '}'))
        {
          scanner->problem = "an object that is not closed";
          return FALSE;
        }
    }

  if (!cantrip_json_scanner_is_done (scanner))
    scanner->problem = "something after the object";

  return scanner->problem == NULL;
}

/* Reads one object into the slots. FALSE: @record says what is wrong. */
static gboolean
read_object (CantripJsonRecordReader *self, const char *text, gsize length, CantripRecord *record)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  CantripJsonScanner   scanner = { .position = text, .end = text + length, .depth = 1 };

  self->object++;
  if (!cantrip_record_reader_check_text (reader, record, text, length))
    return FALSE;

  g_string_truncate (self->values, 0);
  if (!cantrip_json_scanner_take (&scanner, '{'))
    cantrip_record_reader_report (reader, record, FALSE, "something that is no JSON object");
  else if (!read_members (self, &scanner, record))
    cantrip_record_reader_report (reader, record, FALSE, "%s", scanner.problem);

  return record->problem == NULL;
}

static void
append_values (CantripJsonRecordReader *self, GString *values_json)
{
  g_string_append_c (values_json, '[');
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (i > 0)
        g_string_append_c (values_json, ',');
      if (slot->object == self->object)
        g_string_append_len (values_json, self->values->str + slot->start, (gssize) slot->length);
      else
        g_string_append (values_json, "null");
    }
  g_string_append_c (values_json, ']');
}

/* Finds the next piece that is not blank, without passing it. */
static gboolean
find_piece (CantripJsonRecordReader *self,
            CantripJsonPiece        *piece,
            gboolean                *ret_has_piece,
            GCancellable            *cancellable,
            GError                 **error)
{
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);
  CantripTextInput    *input = cantrip_record_reader_get_input (reader);

  for (;;)
    {
      gsize            length;
      const char      *text = cantrip_text_input_peek (input, &length);
      CantripJsonSplit split = cantrip_json_splitter_next (&self->splitter,
                                                           text,
                                                           length,
                                                           cantrip_text_input_is_at_end (input),
                                                           piece);

      *ret_has_piece = split == CANTRIP_JSON_SPLIT_FOUND;
      if (split == CANTRIP_JSON_SPLIT_END)
        return TRUE;
      if (*ret_has_piece && (piece->length > 0 || piece->problem != NULL))
        return cantrip_record_reader_check_size (reader, piece->length, error);

      if (split == CANTRIP_JSON_SPLIT_FOUND)
        cantrip_text_input_advance (input,
                                    piece->n_bytes,
                                    cantrip_text_count_lines (text, piece->n_bytes));
      else if (!cantrip_record_reader_read_on (reader, cancellable, error))
        return FALSE;
    }
}

static gboolean
cantrip_json_record_reader_next (CantripRecordReader *reader,
                                 GString             *values_json,
                                 CantripRecord       *record,
                                 gboolean            *ret_has_record,
                                 GCancellable        *cancellable,
                                 GError             **error)
{
  CantripJsonRecordReader *self = CANTRIP_JSON_RECORD_READER (reader);
  CantripTextInput        *input = cantrip_record_reader_get_input (reader);
  CantripJsonPiece         piece;
  const char              *text;
  gsize                    length;

  if (!find_piece (self, &piece, ret_has_record, cancellable, error))
    return FALSE;
  if (!*ret_has_record)
    return TRUE;

  text = cantrip_text_input_peek (input, &length);
  record->line =
      cantrip_text_input_get_line (input) + (gint64) cantrip_text_count_lines (text, piece.start);
  if (piece.problem != NULL)
    cantrip_record_reader_report (reader, record, FALSE, "%s", piece.problem);
  else if (read_object (self, text + piece.start, piece.length, record))
    append_values (self, values_json);

  cantrip_text_input_advance (input, piece.n_bytes, cantrip_text_count_lines (text, piece.n_bytes));

  return TRUE;
}

static void
cantrip_json_record_reader_finalize (GObject *object)
{
  CantripJsonRecordReader *self = CANTRIP_JSON_RECORD_READER (object);

  g_clear_pointer (&self->columns, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_array_unref);
  g_string_free (self->name, TRUE);
  g_string_free (self->values, TRUE);

  G_OBJECT_CLASS (cantrip_json_record_reader_parent_class)->finalize (object);
}

static void
cantrip_json_record_reader_class_init (CantripJsonRecordReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_json_record_reader_finalize;
  CANTRIP_RECORD_READER_CLASS (klass)->next = cantrip_json_record_reader_next;
}

static void
cantrip_json_record_reader_init (CantripJsonRecordReader *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  self->name = g_string_new (NULL);
  self->values = g_string_new (NULL);
}

/* Looks through the objects that stand in memory; those that are broken add no columns. */
static void
look_for_names (CantripJsonRecordReader *self)
{
  CantripTextInput   *input = cantrip_record_reader_get_input (CANTRIP_RECORD_READER (self));
  CantripJsonSplitter splitter = self->splitter; /* a copy: nothing is passed yet */
  CantripJsonPiece    piece;
  gsize               length;
  const char         *text = cantrip_text_input_peek (input, &length);

  self->is_looking = TRUE;
  while (self->names->len <= CANTRIP_COLUMNS_MAX &&
         cantrip_json_splitter_next (&splitter,
                                     text,
                                     length,
                                     cantrip_text_input_is_at_end (input),
                                     &piece) == CANTRIP_JSON_SPLIT_FOUND)
    {
      guint         n_known = self->names->len;
      CantripRecord record = { .can_pad = TRUE };

      if (piece.length > 0 && !read_object (self, text + piece.start, piece.length, &record))
        forget_names (self, n_known);
      text += piece.n_bytes;
      length -= piece.n_bytes;
    }
  self->is_looking = FALSE;
}

CantripRecordReader *
cantrip_json_record_reader_open (CantripTextInput *input,
                                 gboolean          is_array,
                                 GCancellable     *cancellable,
                                 GError          **error)
{
  g_autoptr (CantripJsonRecordReader) self = g_object_new (CANTRIP_TYPE_JSON_RECORD_READER, NULL);
  CantripRecordReader *reader = CANTRIP_RECORD_READER (self);

  self->splitter.is_array = is_array;
  cantrip_record_reader_set_input (reader, input);
  if (!cantrip_text_input_fill (input, PREFIX_BYTES, cancellable, error))
    return NULL;

  /* Only a first object that is longer than that needs more. */
  for (look_for_names (self); self->object == 0 && !cantrip_text_input_is_at_end (input);
       look_for_names (self))
    {
      if (!cantrip_record_reader_read_on (reader, cancellable, error))
        return NULL;
    }

  if (!cantrip_record_reader_set_columns (reader, self->names, error))
    return NULL;

  return CANTRIP_RECORD_READER (g_steal_pointer (&self));
}

gboolean
cantrip_json_record_reader_is_array (CantripJsonRecordReader *self)
{
  g_return_val_if_fail (CANTRIP_IS_JSON_RECORD_READER (self), FALSE);

  return self->splitter.is_array;
}
