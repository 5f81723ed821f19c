/* cantrip-column-completion.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Offers the columns of the dataset after `{{`, and writes the braces that close the name. */
#define CANTRIP_TYPE_COLUMN_COMPLETION (cantrip_column_completion_get_type ())

G_DECLARE_FINAL_TYPE (CantripColumnCompletion,
                      cantrip_column_completion,
                      CANTRIP,
                      COLUMN_COMPLETION,
                      GObject)

CantripColumnCompletion *cantrip_column_completion_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @columns: (nullable) (array zero-terminated=1): copied */
void
cantrip_column_completion_set_columns (CantripColumnCompletion *self, const char *const *columns);

/**
 * cantrip_column_completion_find_name:
 * @cursor: where the text is being written
 * @ret_start: (out caller-allocates): just behind the braces
 *
 * Finds the name that is being written: what stands between `{{` and @cursor on its line.
 *
 * Returns: (transfer full) (nullable): the name as far as it is there; %NULL: no braces are open
 */
char *cantrip_column_completion_find_name (const GtkTextIter *cursor,
                                           GtkTextIter       *ret_start) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_column_completion_insert:
 * @buffer: a text
 * @column: the name of a column
 *
 * Puts `{{column}}` at the cursor, in place of what is selected; where braces are open already, in
 * their place. One step of undo.
 */
void cantrip_column_completion_insert (GtkTextBuffer *buffer, const char *column);

G_END_DECLS
