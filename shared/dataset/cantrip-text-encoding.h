/* cantrip-text-encoding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a file writes characters as bytes. */
typedef enum
{
  CANTRIP_TEXT_ENCODING_DETECT,
  CANTRIP_TEXT_ENCODING_UTF_8,
  CANTRIP_TEXT_ENCODING_UTF_16_LE,
  CANTRIP_TEXT_ENCODING_UTF_16_BE,
  CANTRIP_TEXT_ENCODING_WINDOWS_1252,
} CantripTextEncoding;

/* What stands in a decoded text where the bytes were wrong: never part of valid UTF-8. */
#define CANTRIP_TEXT_INVALID '\xff'

/* `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, or `auto`. */
const char *cantrip_text_encoding_get_name (CantripTextEncoding encoding);

/**
 * cantrip_text_encoding_from_name:
 * @name: (not nullable): a name that cantrip_text_encoding_get_name() gives, in either case
 * @ret_encoding: (out): set on success
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, with the names there are.
 *
 * Returns: %TRUE if @ret_encoding was set
 */
gboolean cantrip_text_encoding_from_name (const char          *name,
                                          CantripTextEncoding *ret_encoding,
                                          GError             **error);

/**
 * cantrip_text_encoding_detect:
 * @sample: the first bytes of a file
 * @length: how many
 *
 * Tells the encoding: a byte order mark decides; then NUL bytes at every other place (UTF-16);
 * then whether what is not ASCII is UTF-8 for the most part. A text whose sample is all ASCII
 * is taken for UTF-8.
 *
 * Returns: an encoding, never `CANTRIP_TEXT_ENCODING_DETECT`
 */
CantripTextEncoding cantrip_text_encoding_detect (const guint8 *sample, gsize length);

/* The length of the byte order mark of @encoding that @bytes begin with; 0 if there is none. */
gsize
cantrip_text_encoding_get_mark (CantripTextEncoding encoding, const guint8 *bytes, gsize length);

/**
 * cantrip_text_encoding_decode:
 * @encoding: an encoding, not `CANTRIP_TEXT_ENCODING_DETECT`
 * @bytes: the next bytes of a file
 * @length: how many
 * @is_last: whether nothing comes after them
 * @text: UTF-8 is appended here, with %CANTRIP_TEXT_INVALID for what is wrong. UTF-8 itself is
 *   appended as it is, right or wrong
 *
 * Returns: how many bytes were decoded; those left begin a character that is not complete
 */
gsize cantrip_text_encoding_decode (CantripTextEncoding encoding,
                                    const guint8       *bytes,
                                    gsize               length,
                                    gboolean            is_last,
                                    GString            *text);

G_END_DECLS
