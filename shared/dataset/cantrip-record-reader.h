/* cantrip-record-reader.h
 *
 * dataset/ holds the rows that a prompt is tried on. The way in: a stream of bytes becomes text
 * (text-encoding, text-input), text becomes records (record-reader and its kinds, opened by
 * record-format), records become the rows of a dataset (dataset-import, dataset-repository).
 * Spreadsheets come another way: zip-reader unpacks, xml-part parses, a kind of sheet-source gives
 * rows, which sheet-record-reader makes records. dataset-preview tells what a file would give.
 * The way out: dataset-cursor reads rows, dataset-export writes them. Next comes prompt/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-text-input.h"

G_BEGIN_DECLS

/* A record with more is an error: nothing of a record can be known before its end. */
#define CANTRIP_RECORD_MAX_BYTES (16 * 1024 * 1024)

/**
 * CantripRecord:
 * @line: where it begins, from 1
 * @problem: (nullable): %NULL for a whole record; otherwise what is wrong, without its text,
 *   to follow “line 7: ”. Borrowed from the reader until the next record
 * @can_pad: whether a broken record was mended: the values are complete
 */
typedef struct
{
  gint64      line;
  const char *problem;
  gboolean    can_pad;
} CantripRecord;

#define CANTRIP_TYPE_RECORD_READER (cantrip_record_reader_get_type ())

G_DECLARE_DERIVABLE_TYPE (CantripRecordReader,
                          cantrip_record_reader,
                          CANTRIP,
                          RECORD_READER,
                          GObject)

/**
 * CantripRecordReaderClass:
 * @next: as cantrip_record_reader_next(), without a problem set in @record
 * @get_bytes_read: (nullable): as cantrip_record_reader_get_bytes_read(); for kinds without input
 *
 * Reads a table one record at a time, in memory that does not grow with the file.
 */
struct _CantripRecordReaderClass
{
  GObjectClass parent_class;

  gboolean (*next) (CantripRecordReader *self,
                    GString             *values_json,
                    CantripRecord       *record,
                    gboolean            *ret_has_record,
                    GCancellable        *cancellable,
                    GError             **error);
  gint64 (*get_bytes_read) (CantripRecordReader *self);
};

/**
 * cantrip_record_reader_next:
 * @self: a reader
 * @values_json: the values are appended here, a JSON array in column order. After a broken
 *   record without @can_pad, what was appended means nothing
 * @record: (out): set when there is a record
 * @ret_has_record: (out): %FALSE after the last record
 * @cancellable: (nullable): stops waiting for the stream
 * @error: return location for an error
 *
 * Reads the next record, whole or broken. Blocks on the stream.
 *
 * Errors: `CANTRIP_ERROR_TOO_LARGE` (a record above %CANTRIP_RECORD_MAX_BYTES, with its line);
 * those of the stream.
 *
 * Returns: %TRUE if @ret_has_record was set
 */
gboolean cantrip_record_reader_next (CantripRecordReader *self,
                                     GString             *values_json,
                                     CantripRecord       *record,
                                     gboolean            *ret_has_record,
                                     GCancellable        *cancellable,
                                     GError             **error);

/* (transfer none) (array zero-terminated=1): never empty, all different. */
const char *const *cantrip_record_reader_get_columns (CantripRecordReader *self);

/* (transfer none) (element-type utf8): a sentence for each column that was renamed. */
GPtrArray *cantrip_record_reader_get_notes (CantripRecordReader *self);

/* How many bytes of the file were read for the records. */
gint64 cantrip_record_reader_get_bytes_read (CantripRecordReader *self);

/* (transfer none) (nullable): for the place that is being read, and the encoding; %NULL for kinds
 * that read no text. */
CantripTextInput *cantrip_record_reader_get_input (CantripRecordReader *self);

/* For the kinds of readers alone. */

/* Called once, by the constructor. Takes @input. */
void cantrip_record_reader_set_input (CantripRecordReader *self, CantripTextInput *input);

/* Called once, by the constructor: the names as the file has them. Errors:
 * `CANTRIP_ERROR_INVALID_INPUT` (none), `CANTRIP_ERROR_TOO_LARGE`. */
gboolean
cantrip_record_reader_set_columns (CantripRecordReader *self, GPtrArray *raw, GError **error);

/* Errors: `CANTRIP_ERROR_TOO_LARGE` if @n_bytes, of the record that comes next, are too many. */
gboolean
cantrip_record_reader_check_size (CantripRecordReader *self, gsize n_bytes, GError **error);

/* Reads on, for a record that is not complete in memory. Errors: as next. */
gboolean cantrip_record_reader_read_on (CantripRecordReader *self,
                                        GCancellable        *cancellable,
                                        GError             **error);

/* Says what is wrong with @record; mended or not by @can_pad. The first problem stays. */
void cantrip_record_reader_report (CantripRecordReader *self,
                                   CantripRecord       *record,
                                   gboolean             can_pad,
                                   const char          *format,
                                   ...) G_GNUC_PRINTF (4, 5);

/* Reports bytes that no text can hold; returns whether there are none. */
gboolean cantrip_record_reader_check_text (CantripRecordReader *self,
                                           CantripRecord       *record,
                                           const char          *text,
                                           gsize                length);

G_END_DECLS
