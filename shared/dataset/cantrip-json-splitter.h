/* cantrip-json-splitter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripJsonPiece:
 * @start: where its text begins, from the start of what was looked through
 * @length: bytes of its text, without white space around it
 * @n_bytes: how much belongs to it, with what separates it from the next
 * @problem: (nullable): static text: what is wrong with the array around it
 *
 * Where one record stands.
 */
typedef struct
{
  gsize       start;
  gsize       length;
  gsize       n_bytes;
  const char *problem;
} CantripJsonPiece;

/**
 * CantripJsonSplitter:
 * @is_array: whether the pieces are the elements of an array, or else lines
 * @place: where in the array it is; 0 at the start
 *
 * Finds where each record of a JSON text begins and ends, without looking into it, so that a
 * broken one does not spoil the next. A copy of it can look ahead.
 */
typedef struct
{
  gboolean is_array;
  int      place;
} CantripJsonSplitter;

typedef enum
{
  CANTRIP_JSON_SPLIT_FOUND,
  CANTRIP_JSON_SPLIT_INCOMPLETE,
  CANTRIP_JSON_SPLIT_END,
} CantripJsonSplit;

/**
 * cantrip_json_splitter_next:
 * @self: a splitter
 * @text: what comes next; @length bytes, and no others are looked at
 * @is_last: whether nothing comes after them
 * @piece: (out): set when a piece was found; may be blank, which is no record
 *
 * Returns: whether there is a piece; when not, @self is as before
 */
CantripJsonSplit cantrip_json_splitter_next (CantripJsonSplitter *self,
                                             const char          *text,
                                             gsize                length,
                                             gboolean             is_last,
                                             CantripJsonPiece    *piece);

G_END_DECLS
