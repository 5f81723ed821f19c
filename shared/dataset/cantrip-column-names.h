/* cantrip-column-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file with more is refused: it is not a table. */
#define CANTRIP_COLUMNS_MAX 10000

/**
 * cantrip_column_names_new:
 * @raw: (element-type utf8): the names as a file has them, in column order; any may be empty
 * @notes: (element-type utf8): a sentence is added for each name that had to be changed
 *
 * Makes names that templates can use: white space is trimmed and line breaks become spaces,
 * braces become parentheses, an empty name becomes “Column 3”, and one that is there already
 * gets a number: “name 2”.
 *
 * Returns: (transfer full): as many names, all different
 */
char **cantrip_column_names_new (GPtrArray *raw, GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_column_name_check:
 * @name: (not nullable): what somebody wants to call a column
 * @columns: (array zero-terminated=1): the names there are
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` (empty, several lines, or braces, which templates could
 * not name); `CANTRIP_ERROR_CONFLICT` (there is a column of that name).
 *
 * Returns: %TRUE if it may be called so
 */
gboolean cantrip_column_name_check (const char *name, const char *const *columns, GError **error);

/* (transfer full): the names as the workspace keeps them */
char *cantrip_column_names_to_json (const char *const *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
