/* cantrip-sample-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "provider/cantrip-sample-writer.h"

G_BEGIN_DECLS

/**
 * cantrip_sample_json_write:
 * @writer: composes the texts in it
 * @schema: (nullable): a JSON Schema that the reply must obey, of which `type`, `properties`,
 *   `additionalProperties`, `items`, `enum`, `const`, `minimum`, `maximum` and `minItems` are
 *   understood; %NULL: an object with the members that the prompt names, each a text, a number,
 *   a list or a truth value by its name
 * @label: (not nullable): says that this is a sample. Becomes the member `sample_note`; where the
 *   schema allows none, the beginning of the first text
 *
 * Composes a reply in JSON.
 *
 * Returns: (transfer full): compact JSON
 */
char *cantrip_sample_json_write (CantripSampleWriter *writer,
                                 JsonNode            *schema,
                                 const char          *label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
