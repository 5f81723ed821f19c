/* cantrip-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CANTRIP_JSON_MAX_DEPTH 64

/**
 * cantrip_json_parse:
 * @bytes: UTF-8 text from somebody else; may be empty. Check its size first
 * @error: return location for an error
 *
 * Parses a whole JSON document.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, with the line and column in the message, also for
 * text that is not UTF-8, that nests deeper than %CANTRIP_JSON_MAX_DEPTH or that holds the
 * character U+0000, at which a C string would end.
 *
 * Returns: (transfer full): the root, immutable, or %NULL with @error set
 */
JsonNode *cantrip_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a text of @length bytes; -1 if it ends in a NUL. */
JsonNode *
cantrip_json_parse_text (const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Readers for JSON that somebody else wrote.
 *
 * Each accepts %NULL, a missing member and a member of the wrong kind, and then
 * returns %NULL (or @fallback), so lookups can be chained without checks. What
 * they return is borrowed from the node and lives as long as it does.
 *
 * Use these, not json_object_get_*_member(): in json-glib 1.6 those print
 * criticals on a wrong kind.
 */

JsonObject *cantrip_json_root_object (JsonNode *node);
JsonArray  *cantrip_json_root_array (JsonNode *node);
JsonNode   *cantrip_json_get_node (JsonObject *object, const char *name);
JsonObject *cantrip_json_get_object (JsonObject *object, const char *name);
JsonArray  *cantrip_json_get_array (JsonObject *object, const char *name);
const char *cantrip_json_get_string (JsonObject *object, const char *name);
gint64      cantrip_json_get_int (JsonObject *object, const char *name, gint64 fallback);
/* An integer counts as a number; a number that is not finite gives @fallback. */
double      cantrip_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean    cantrip_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);
JsonObject *cantrip_json_element_object (JsonArray *array, guint index);
const char *cantrip_json_element_string (JsonArray *array, guint index);

/* The text of a string node; %NULL for any other kind. */
const char *cantrip_json_node_string (JsonNode *node);

/**
 * cantrip_json_dup_value_text:
 * @node: (nullable): any value
 *
 * Writes a value as a person would put it into a cell or a prompt: a string as it is,
 * null and %NULL as the empty text, a number with the digits it needs, everything else as
 * compact JSON.
 *
 * Returns: (transfer full): the text
 */
char *cantrip_json_dup_value_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_json_to_text:
 * @node: (transfer none): any value
 *
 * Returns: (transfer full): compact JSON
 */
char *cantrip_json_to_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_json_to_canonical_text:
 * @node: (transfer none): any value
 *
 * Writes compact JSON with the members of each object in byte order of their names, so that
 * equal values give equal bytes. Content hashes are taken over this.
 *
 * Returns: (transfer full): the text
 */
char *cantrip_json_to_canonical_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_json_append_string:
 * @json: a JSON text under construction
 * @text: valid UTF-8 of @length bytes; may hold NUL
 * @length: bytes, or -1 if @text ends in a NUL
 *
 * Appends @text as a quoted JSON string. Many times faster than a `JsonBuilder`; for the
 * places where millions of values are written.
 */
void cantrip_json_append_string (GString *json, const char *text, gssize length);

/* The same without the quotes, for a string that is put together from pieces. */
void cantrip_json_append_escaped (GString *json, const char *text, gsize length);

G_END_DECLS
