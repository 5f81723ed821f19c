/* cantrip-scope.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripScope:
 * @only_failed: only the outputs of the run that have failed
 * @first: position of the first row, from 1
 * @last: position of the last row, included; `G_MAXINT64`: to the end
 *
 * Which rows a run is to ask about.
 */
typedef struct
{
  gboolean only_failed;
  gint64   first;
  gint64   last;
} CantripScope;

/* Rows that stand one behind another; positions from 1, both included. */
typedef struct
{
  gint64 first;
  gint64 last;
} CantripRange;

#define CANTRIP_SCOPE_ALL ((CantripScope){ FALSE, 1, G_MAXINT64 })
#define CANTRIP_SCOPE_FAILED ((CantripScope){ TRUE, 1, G_MAXINT64 })

/**
 * cantrip_scope_from_text:
 * @text: (nullable): `3-20`, `3-` (to the end), `7` (one row) or `failed`; %NULL: all rows
 * @ret_scope: (out): set on success
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: %TRUE if @ret_scope was set
 */
gboolean cantrip_scope_from_text (const char *text, CantripScope *ret_scope, GError **error);

/**
 * cantrip_ranges_add:
 * @ranges: (element-type CantripRange): in order
 * @position: a row behind all of them
 *
 * Adds a row; rows that stand one behind another make one range.
 */
void cantrip_ranges_add (GArray *ranges, gint64 position);

G_END_DECLS
