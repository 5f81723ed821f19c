/* cantrip-schema-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * cantrip_schema_check:
 * @text: what somebody wrote
 * @error: return location for an error
 *
 * Reads a JSON Schema. Only what is surely not meant is refused: a model's provider knows more.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`: it is too long, no JSON (with line and column), no
 * object, or it requires a property that it does not have.
 *
 * Returns: (transfer full): the schema, or %NULL with @error set
 */
JsonNode *cantrip_schema_check (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): “An object: sentiment, about, reason”, for a person. */
char *cantrip_schema_dup_summary (JsonNode *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
