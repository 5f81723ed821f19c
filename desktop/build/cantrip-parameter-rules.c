/* cantrip-parameter-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-parameter-rules.h"

#include "build/cantrip-model-text.h"
#include "provider/cantrip-dialect.h"

/* (nullable): how the server speaks; %NULL: not the protocol that has dialects. */
static const CantripDialect *
find_dialect (const CantripParameterTarget *target)
{
  if (!g_str_equal (target->connection->protocol, "openai"))
    return NULL;

  return cantrip_dialect_find (cantrip_connection_get_dialect (target->connection), NULL);
}

/* Each of these returns a refusal, or NULL: accepted. */

static char *
refuse_by_model (const CantripParameterTarget *target)
{
  return g_strdup_printf (_ ("Not sent: %s does not take it"),
                          cantrip_model_text_get_title (target->info));
}

static char *
refuse_sampling (const CantripParameterTarget *target)
{
  if (!target->info->accepts_sampling)
    return refuse_by_model (target);
  if (!cantrip_model_accepts_sampling (target->model, target->reasoning_effort))
    return g_strdup_printf (_ ("Not sent: %s takes it only with the reasoning effort “none”"),
                            cantrip_model_text_get_title (target->info));

  return NULL;
}

static char *
refuse_seed (const CantripParameterTarget *target)
{
  if (target->info->accepts_seed)
    return NULL;

  return g_strdup_printf (_ ("Not sent: the server of “%s” has no seed"), target->connection->name);
}

static char *
refuse_effort (const CantripParameterTarget *target)
{
  if (target->mode == CANTRIP_MODE_CHAT)
    return NULL;

  return g_strdup (_ ("Not sent: only a conversation has it"));
}

static char *
refuse_schema (const CantripParameterTarget *target)
{
  const CantripDialect *dialect = find_dialect (target);

  if (target->mode == CANTRIP_MODE_COMPLETION)
    return g_strdup (_ ("Only a conversation has it; leave it empty, or ask as a conversation"));
  if ((dialect != NULL && cantrip_dialect_get_schema (dialect) == CANTRIP_SCHEMA_NONE) ||
      (dialect == NULL && !target->info->accepts_schema))
    return g_strdup_printf (_ ("The server of “%s” does not follow one; leave it empty"),
                            target->connection->name);

  return NULL;
}

/* The built-in models sample nothing and think nothing. */
static char *
refuse_by_sample (CantripParameter parameter)
{
  if (parameter == CANTRIP_PARAMETER_MAX_TOKENS || parameter == CANTRIP_PARAMETER_SEED ||
      parameter == CANTRIP_PARAMETER_STOP || parameter == CANTRIP_PARAMETER_JSON_SCHEMA)
    return NULL;

  return g_strdup (_ ("Not used: sample models do not take it"));
}

static char *
refuse (CantripParameter parameter, const CantripParameterTarget *target)
{
  if (g_str_equal (target->connection->protocol, "sample"))
    return refuse_by_sample (parameter);

  switch (parameter)
    {
    case CANTRIP_PARAMETER_TEMPERATURE:
    case CANTRIP_PARAMETER_TOP_P:
      return refuse_sampling (target);

    case CANTRIP_PARAMETER_FREQUENCY_PENALTY:
    case CANTRIP_PARAMETER_PRESENCE_PENALTY:
      return target->info->accepts_penalties ? NULL : refuse_by_model (target);

    case CANTRIP_PARAMETER_SEED:
      return refuse_seed (target);

    case CANTRIP_PARAMETER_REASONING_EFFORT:
      return refuse_effort (target);

    case CANTRIP_PARAMETER_JSON_SCHEMA:
      return refuse_schema (target);

    case CANTRIP_PARAMETER_MAX_TOKENS:
    case CANTRIP_PARAMETER_STOP:
    default:
      return NULL;
    }
}

/* (nullable): what to know of a parameter that is accepted. */
static char *
note (CantripParameter parameter, const CantripParameterTarget *target)
{
  const CantripDialect *dialect = find_dialect (target);

  if (parameter == CANTRIP_PARAMETER_MAX_TOKENS && target->info->max_output_tokens > 0)
    return g_strdup_printf (_ ("At most %'" G_GINT64_FORMAT " for this model"),
                            target->info->max_output_tokens);
  if (parameter == CANTRIP_PARAMETER_JSON_SCHEMA && dialect != NULL &&
      cantrip_dialect_get_schema (dialect) == CANTRIP_SCHEMA_JSON_OBJECT)
    return g_strdup (_ ("This server only sees to it that the reply is JSON; tell the model what "
                        "the reply must hold"));

  return NULL;
}

gboolean
cantrip_parameter_rules_accept (CantripParameter              parameter,
                                const CantripParameterTarget *target,
                                char                        **ret_note)
{
  char *refusal;

  g_return_val_if_fail (target != NULL, TRUE);
  g_return_val_if_fail (ret_note != NULL, TRUE);

  *ret_note = NULL;
  if (target->connection == NULL || target->info == NULL)
    return TRUE;

  refusal = refuse (parameter, target);
  *ret_note = refusal != NULL ? refusal : note (parameter, target);

  return refusal == NULL;
}
