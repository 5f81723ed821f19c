/* cantrip-json-scanner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripJsonScanner:
 * @position: where it reads
 * @end: after the last byte
 * @depth: how deep the place is that it reads, 0 at the top of a document
 * @problem: (nullable): static text: why the last call failed
 *
 * Reads JSON by RFC 8259, strictly, and copies values as they were written, which a parsed tree
 * cannot do (`1.10` stays `1.10`). For the places where millions of values pass through.
 *
 * Refuses what a tree would not give back later: more than
 * %CANTRIP_JSON_MAX_DEPTH levels, integers beyond 64 bits, numbers that a double cannot hold,
 * U+0000, and halves of surrogate pairs. The text must be valid UTF-8.
 */
typedef struct
{
  const char *position;
  const char *end;
  guint       depth;
  const char *problem;
} CantripJsonScanner;

/* Passes white space, and then @character if it is next. Returns whether it was. */
gboolean cantrip_json_scanner_take (CantripJsonScanner *self, char character);

/* Passes white space. Returns the character that is next, NUL at the end. */
char cantrip_json_scanner_peek (CantripJsonScanner *self);

/* Passes white space. Returns whether nothing is left. */
gboolean cantrip_json_scanner_is_done (CantripJsonScanner *self);

/**
 * cantrip_json_scanner_copy_value:
 * @self: a scanner
 * @json: a JSON text under construction; on failure it ends anywhere
 *
 * Passes one value and appends it, without the white space around and inside it.
 *
 * Returns: %FALSE with @problem set if there is no valid value
 */
gboolean cantrip_json_scanner_copy_value (CantripJsonScanner *self, GString *json);

/**
 * cantrip_json_scanner_read_string:
 * @self: a scanner
 * @text: what the string says is appended here
 *
 * Passes one string.
 *
 * Returns: %FALSE with @problem set if there is no valid string
 */
gboolean cantrip_json_scanner_read_string (CantripJsonScanner *self, GString *text);

/**
 * cantrip_json_scanner_pass_number:
 * @self: a scanner, at the first character of a number
 * @ret_is_whole: (out): whether it has neither fraction nor exponent
 *
 * Passes one number of any size.
 *
 * Returns: %FALSE with @problem set if it is not written as JSON writes it
 */
gboolean cantrip_json_scanner_pass_number (CantripJsonScanner *self, gboolean *ret_is_whole);

/* Passes `true`, `false` or `null` and returns it; %NULL with @problem set for anything else. */
const char *cantrip_json_scanner_pass_word (CantripJsonScanner *self);

G_END_DECLS
