/* cantrip-row-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Looks at the values of one row after another without parsing them into trees: a view looks at
 * millions. Borrows the row that was split last.
 */
typedef struct _CantripRowValues CantripRowValues;

CantripRowValues *cantrip_row_values_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_row_values_free (CantripRowValues *self);

/**
 * cantrip_row_values_split:
 * @self: values
 * @values_json: (not nullable): a JSON array; must outlive what is asked about it
 *
 * Moves to another row.
 *
 * Returns: %FALSE if @values_json is no array, or not UTF-8; it then has no values
 */
gboolean cantrip_row_values_split (CantripRowValues *self, const char *values_json);

guint cantrip_row_values_get_length (CantripRowValues *self);

/**
 * cantrip_row_values_get_json:
 * @self: values
 * @index: from 0; values that are missing at the end are null
 * @ret_bytes: (out): how long it is
 *
 * Returns: (transfer none): the value as it is stored, not ended by a NUL
 */
const char *cantrip_row_values_get_json (CantripRowValues *self, guint index, gsize *ret_bytes);

/**
 * cantrip_row_values_get_text:
 * @self: values
 * @index: from 0
 * @ret_bytes: (out): how long it is
 *
 * What a cell shows: a text as it is, null as the empty text, everything else as JSON.
 *
 * Returns: (transfer none): the text, not ended by a NUL; valid until the next call
 */
const char *cantrip_row_values_get_text (CantripRowValues *self, guint index, gsize *ret_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowValues, cantrip_row_values_free)

G_END_DECLS
