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

G_END_DECLS
