/* cantrip-text-input.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-text-encoding.h"

G_BEGIN_DECLS

/*
 * A stream of bytes, read as UTF-8 text a piece at a time: the part that was read and not yet
 * passed stands in memory in one piece. A byte order mark is not part of the text. What is wrong
 * in the encoding is still wrong in the text; check each record with g_utf8_validate_len().
 */
typedef struct _CantripTextInput CantripTextInput;

/**
 * cantrip_text_input_open:
 * @stream: read to its end, never closed
 * @encoding: its encoding; `CANTRIP_TEXT_ENCODING_DETECT` to tell from the first 64 KiB
 * @cancellable: (nullable): stops waiting
 * @error: return location for an error
 *
 * Blocks until 64 KiB or everything is read.
 *
 * Errors: those of @stream.
 *
 * Returns: (transfer full): the input, or %NULL with @error set
 */
CantripTextInput *cantrip_text_input_open (GInputStream       *stream,
                                           CantripTextEncoding encoding,
                                           GCancellable       *cancellable,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_text_input_free (CantripTextInput *self);

/**
 * cantrip_text_input_fill:
 * @self: an input
 * @wanted_bytes: how much text should stand in memory
 * @cancellable: (nullable): stops waiting
 * @error: return location for an error
 *
 * Reads on until there is that much, or until the end. Blocks on the stream. What
 * cantrip_text_input_peek() gave before is gone.
 *
 * Errors: those of the stream.
 */
gboolean cantrip_text_input_fill (CantripTextInput *self,
                                  gsize             wanted_bytes,
                                  GCancellable     *cancellable,
                                  GError          **error);

/* The text that was not passed yet; it is not terminated. */
const char *cantrip_text_input_peek (CantripTextInput *self, gsize *ret_length);

/* Whether there is no more text than cantrip_text_input_peek() gives. */
gboolean cantrip_text_input_is_at_end (CantripTextInput *self);

/* Passes @n_bytes of the text, which hold @n_lines line ends. */
void cantrip_text_input_advance (CantripTextInput *self, gsize n_bytes, gsize n_lines);

/* The line at which the text that was not passed begins, from 1. */
gint64 cantrip_text_input_get_line (CantripTextInput *self);

/* How many bytes of the stream were read. */
gint64 cantrip_text_input_get_bytes_read (CantripTextInput *self);

CantripTextEncoding cantrip_text_input_get_encoding (CantripTextInput *self);

/* How many lines end in a text: at LF, CR or CRLF. */
gsize cantrip_text_count_lines (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTextInput, cantrip_text_input_free)

G_END_DECLS
