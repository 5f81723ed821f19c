/* cantrip-parameter-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/* The parameters of a recipe, as CantripParameters has them. */
typedef enum
{
  CANTRIP_PARAMETER_MAX_TOKENS,
  CANTRIP_PARAMETER_TEMPERATURE,
  CANTRIP_PARAMETER_TOP_P,
  CANTRIP_PARAMETER_FREQUENCY_PENALTY,
  CANTRIP_PARAMETER_PRESENCE_PENALTY,
  CANTRIP_PARAMETER_SEED,
  CANTRIP_PARAMETER_REASONING_EFFORT,
  CANTRIP_PARAMETER_STOP,
  CANTRIP_PARAMETER_JSON_SCHEMA,
} CantripParameter;

/**
 * CantripParameterTarget:
 * @connection: (nullable): whom the recipe asks
 * @info: (nullable): its model, as it was listed
 * @model: (nullable): what the catalog knows of that model
 * @mode: conversation, or text to continue
 * @reasoning_effort: (nullable): the effort that is asked for
 *
 * Who is to obey the parameters. All fields are borrowed.
 */
typedef struct
{
  const CantripConnection *connection;
  const CantripModelInfo  *info;
  const CantripModel      *model;
  CantripMode              mode;
  const char              *reasoning_effort;
} CantripParameterTarget;

/**
 * cantrip_parameter_rules_accept:
 * @ret_note: (out) (transfer full) (nullable): a sentence for people: why it is not accepted, or
 *   what to know of one that is; %NULL: there is nothing to say
 *
 * Returns: whether a value of @parameter reaches the model
 */
gboolean cantrip_parameter_rules_accept (CantripParameter              parameter,
                                         const CantripParameterTarget *target,
                                         char                        **ret_note);

G_END_DECLS
