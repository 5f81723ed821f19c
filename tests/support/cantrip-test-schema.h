/* cantrip-test-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * cantrip_test_schema_check:
 * @document: an OpenAPI 3.0 document
 * @schema: a schema of it
 * @value: what should be as it says
 * @path: of @value, for the message
 *
 * Knows `$ref`, `type`, `nullable`, `enum`, `required`, `properties`, `additionalProperties`,
 * `items`, `minimum`, `maximum`, `maxItems` and `oneOf`. A member of an object that the schema
 * does not name is wrong too, so that a document cannot fall behind what is sent.
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL: nothing
 */
char *cantrip_test_schema_check (JsonObject *document,
                                 JsonObject *schema,
                                 JsonNode   *value,
                                 const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (nullable): what `#/components/schemas/Error` stands for */
JsonObject *cantrip_test_schema_resolve (JsonObject *document, const char *reference);

G_END_DECLS
