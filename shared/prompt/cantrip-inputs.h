/* cantrip-inputs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The named values that a template reads: a row of a dataset, or the inputs of a call.
 * Values are JSON; a text of them is what cantrip_json_dup_value_text() makes of each.
 * Immutable, so it may cross threads.
 */
typedef struct _CantripInputs CantripInputs;

/**
 * cantrip_inputs_new_from_object:
 * @object: (transfer none): `{"event": "Spring sale", "size": 40}`; names are taken as they are
 *
 * Returns: (transfer full): new inputs
 */
CantripInputs *cantrip_inputs_new_from_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_inputs_new_from_row:
 * @columns: (array zero-terminated=1): names
 * @values: (transfer none): one value per column, in column order; values that are missing at
 *   the end read as null, values past the last column are ignored
 *
 * Returns: (transfer full): new inputs
 */
CantripInputs *cantrip_inputs_new_from_row (const char *const *columns,
                                            JsonArray         *values) G_GNUC_WARN_UNUSED_RESULT;

CantripInputs *cantrip_inputs_ref (CantripInputs *self);
void           cantrip_inputs_unref (CantripInputs *self);

/* (transfer none) (nullable): the value called exactly @name; %NULL if there is none. */
JsonNode *cantrip_inputs_get (CantripInputs *self, const char *name);

/* (transfer none) (array zero-terminated=1): the names, in the order they were given. */
const char *const *cantrip_inputs_get_names (CantripInputs *self);

/**
 * cantrip_inputs_to_canonical_json:
 * @self: inputs
 *
 * Writes the inputs as one JSON object with sorted names; equal inputs give equal bytes.
 * Stored answers are found by it.
 *
 * Returns: (transfer full): the text
 */
char *cantrip_inputs_to_canonical_json (CantripInputs *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripInputs, cantrip_inputs_unref)

G_END_DECLS
