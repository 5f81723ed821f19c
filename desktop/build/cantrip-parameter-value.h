/* cantrip-parameter-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values of parameters between what a person types and what a recipe holds. */

/**
 * cantrip_parameter_value_read:
 * @name: of the parameter in a recipe: `temperature`
 * @text: what was typed; not empty
 *
 * A comma may stand for the decimal point.
 *
 * Returns: (transfer full): a number where a number belongs and is one, else the text
 */
JsonNode *
cantrip_parameter_value_read (const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): what is wrong with @text and how it should be; %NULL: nothing. */
char *
cantrip_parameter_value_dup_problem (const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same of stop sequences. */
char *cantrip_parameter_value_dup_stop_problem (const char *const *stop) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (array zero-terminated=1): the texts of @array, which may be %NULL. */
char **cantrip_parameter_value_dup_strings (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the same back. */
JsonArray *cantrip_parameter_value_to_array (const char *const *strings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
