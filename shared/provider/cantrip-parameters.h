/* cantrip-parameters.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CantripParameters:
 * @max_tokens: most tokens of the reply; -1: not said
 * @temperature: NAN: not said; likewise the other doubles
 * @has_seed: whether @seed was said
 * @stop: (nullable) (owned) (array zero-terminated=1): texts that end the reply
 * @json_schema: (nullable) (owned): a JSON Schema that the reply must obey
 * @reasoning_effort: (nullable) (owned): in the provider's own words
 *
 * How a model is asked to write. What is not said is not sent: the model's own default holds.
 * Immutable once made, so it may cross threads.
 */
typedef struct
{
  gint64    max_tokens;
  double    temperature;
  double    top_p;
  double    frequency_penalty;
  double    presence_penalty;
  gboolean  has_seed;
  gint64    seed;
  char    **stop;
  JsonNode *json_schema;
  char     *reasoning_effort;
} CantripParameters;

/**
 * cantrip_parameters_new_from_json:
 * @object: (nullable): `{"max_tokens": 400, "temperature": 0.7, "top_p": 1,
 *   "frequency_penalty": 0, "presence_penalty": 0, "seed": 7, "stop": ["\n"],
 *   "json_schema": {…}, "reasoning_effort": "low"}`, each optional; %NULL: nothing is said
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` for an unknown name (the nearest one is offered), a
 * wrong kind or a number out of range.
 *
 * Returns: (transfer full): the parameters, or %NULL with @error set
 */
CantripParameters *
cantrip_parameters_new_from_json (JsonObject *object, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): only what was said, as cantrip_parameters_new_from_json() reads it. */
JsonObject *cantrip_parameters_to_json (const CantripParameters *self) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_parameters_free (CantripParameters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripParameters, cantrip_parameters_free)

G_END_DECLS
