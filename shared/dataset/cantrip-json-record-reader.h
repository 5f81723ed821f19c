/* cantrip-json-record-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-record-reader.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_JSON_RECORD_READER (cantrip_json_record_reader_get_type ())

/*
 * One JSON object per record: one on each line, or all in one array. The columns are the members
 * of the objects in the first 4 MiB, in the order in which they first appear. Values are kept as
 * they are written; a member that an object lacks is null. Empty lines are no records. Broken,
 * and never padded, are:
 *
 *   what is not valid JSON (the limits of base/cantrip-json-scanner.h included)
 *   what is not an object
 *   a member that is no column: it first appears after the 4 MiB
 *   a member that appears twice
 *   an array that is not closed, or something after it
 *   bytes that are not valid in the encoding, NUL bytes
 */
G_DECLARE_FINAL_TYPE (CantripJsonRecordReader,
                      cantrip_json_record_reader,
                      CANTRIP,
                      JSON_RECORD_READER,
                      CantripRecordReader)

/**
 * cantrip_json_record_reader_open:
 * @input: (transfer full): the text
 * @is_array: whether the objects stand in one array; otherwise each has a line of its own
 * @cancellable: (nullable): stops waiting for the stream
 * @error: return location for an error
 *
 * Reads ahead to find the columns. Blocks on the stream.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (no array, or not one object), `CANTRIP_ERROR_TOO_LARGE`,
 * those of the stream.
 *
 * Returns: (transfer full): the reader, or %NULL with @error set
 */
CantripRecordReader *cantrip_json_record_reader_open (CantripTextInput *input,
                                                      gboolean          is_array,
                                                      GCancellable     *cancellable,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the objects stand in an array; otherwise each has a line. */
gboolean cantrip_json_record_reader_is_array (CantripJsonRecordReader *self);

G_END_DECLS
