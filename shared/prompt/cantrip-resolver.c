/* cantrip-resolver.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-resolver.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-text.h"

#define MAX_SHOWN 60 /* characters of a name in an error */

struct _CantripResolver
{
  CantripInputs *inputs;    /* (owned) */
  GHashTable    *documents; /* (owned); string node → JsonNode parsed of it, or NULL */
};

/* A free function that, unlike json_node_unref(), takes what is not JSON. */
static void
document_free (gpointer document)
{
  if (document != NULL)
    json_node_unref (document);
}

CantripResolver *
cantrip_resolver_new (CantripInputs *inputs)
{
  CantripResolver *self;

  g_return_val_if_fail (inputs != NULL, NULL);

  self = g_new0 (CantripResolver, 1);
  self->inputs = cantrip_inputs_ref (inputs);
  self->documents = g_hash_table_new_full (NULL, NULL, NULL, document_free);

  return self;
}

void
cantrip_resolver_free (CantripResolver *self)
{
  cantrip_inputs_unref (self->inputs);
  g_hash_table_unref (self->documents);
  g_free (self);
}

/* The value itself, or what its text holds; %NULL if the text is not JSON. */
static JsonNode *
get_document (CantripResolver *self, JsonNode *value)
{
  const char *text = cantrip_json_node_string (value);
  gpointer    document;

  if (text == NULL)
    return value;

  if (!g_hash_table_lookup_extended (self->documents, value, NULL, &document))
    {
      document = cantrip_json_parse_text (text, -1, NULL);
      g_hash_table_insert (self->documents, value, document);
    }

  return document;
}

/* One step into a value; %NULL if there is nothing. */
static JsonNode *
step_into (JsonNode *value, const char *name)
{
  JsonArray *array = cantrip_json_root_array (value);
  guint64    index;

  if (array == NULL)
    return cantrip_json_get_node (cantrip_json_root_object (value), name);

  if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &index, NULL) ||
      index >= json_array_get_length (array))
    return NULL;

  return json_array_get_element (array, (guint) index);
}

static void
set_unknown_error (CantripResolver *self, const char *variable, GError **error)
{
  g_autofree char *shown = cantrip_text_shorten (variable, MAX_SHOWN);
  g_autofree char *nearest = cantrip_inputs_dup_nearest (self->inputs, variable);

  if (nearest != NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "The prompt asks for {{%s}}, which the row does not have; did you mean "
                       "“%s”?",
                       shown,
                       nearest);
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "The prompt asks for {{%s}}, which the row does not have; add a column of "
                       "this name, or change the prompt",
                       shown);
}

JsonNode *
cantrip_resolver_find (CantripResolver *self, const char *variable, GError **error)
{
  g_autofree char *shown = NULL;
  g_auto (GStrv) steps = NULL;
  gsize     name_bytes = 0;
  JsonNode *value;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (variable != NULL, NULL);

  value = cantrip_inputs_get_for_variable (self->inputs, variable, &name_bytes);
  if (value == NULL)
    {
      set_unknown_error (self, variable, error);
      return NULL;
    }
  if (variable[name_bytes] == '\0')
    return value;

  value = get_document (self, value);
  steps = g_strsplit (variable + name_bytes, ".", -1); /* the first is before the dot */
  for (gsize i = 1; value != NULL && steps[i] != NULL; i++)
    value = step_into (value, steps[i]);

  if (value == NULL)
    {
      shown = cantrip_text_shorten (variable, MAX_SHOWN);
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "The prompt asks for {{%s}}, which this row's JSON does not have; check "
                         "the row, or change the prompt",
                         shown);
    }

  return value;
}
