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
 * @columns: (array zero-terminated=1): names; of two equal ones the first counts
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
 * cantrip_inputs_get_for_variable:
 * @self: inputs
 * @variable: (not nullable): what stands between the braces: `data.city`
 * @ret_name_bytes: (out): set on success to how much of @variable is the name of the value:
 *   all of it, or 4 for `data`, when a path into the value follows its dot
 *
 * Finds the value that a variable reads or reads into: the one with its whole name, else the
 * one with the longest part of it that ends before a dot.
 *
 * Returns: (transfer none) (nullable): the value; %NULL if there is none
 */
JsonNode *
cantrip_inputs_get_for_variable (CantripInputs *self, const char *variable, gsize *ret_name_bytes);

/**
 * cantrip_inputs_dup_nearest:
 * @self: inputs
 * @variable: (not nullable): a variable for which there is no value
 *
 * Finds the variable that was probably meant: the nearest name, or for `dta.city`, when no whole
 * name is near, `data.city`.
 *
 * Returns: (transfer full) (nullable): a variable; %NULL if nothing is near
 */
char *
cantrip_inputs_dup_nearest (CantripInputs *self, const char *variable) G_GNUC_WARN_UNUSED_RESULT;

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
