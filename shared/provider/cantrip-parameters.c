/* cantrip-parameters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-parameters.h"

#include <math.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"

#define MAX_TOKENS 10000000
#define MAX_STOPS 16
#define MAX_STOP_BYTES 1000
#define MAX_EFFORT_BYTES 64

/* Every name there is, in the order in which they are written. */
static const char *const NAMES[] = {
  "max_tokens", "temperature", "top_p",       "frequency_penalty", "presence_penalty",
  "seed",       "stop",        "json_schema", "reasoning_effort",  NULL,
};

static const struct
{
  const char *name;
  gsize       offset; /* of the double in CantripParameters */
  double      min;
  double      max;
} DOUBLES[] = {
  { "temperature", G_STRUCT_OFFSET (CantripParameters, temperature), 0, 2 },
  { "top_p", G_STRUCT_OFFSET (CantripParameters, top_p), 0, 1 },
  { "frequency_penalty", G_STRUCT_OFFSET (CantripParameters, frequency_penalty), -2, 2 },
  { "presence_penalty", G_STRUCT_OFFSET (CantripParameters, presence_penalty), -2, 2 },
};

static gboolean
check_names (JsonObject *object, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *nearest;

      if (g_strv_contains (NAMES, l->data))
        continue;

      nearest = cantrip_nearest_name (l->data, NAMES);
      if (nearest != NULL)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "There is no parameter “%s”; did you mean “%s”?",
                                  (const char *) l->data,
                                  nearest);

      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                "There is no parameter “%s”; there are max_tokens, temperature, "
                                "top_p, frequency_penalty, presence_penalty, seed, stop, "
                                "json_schema and reasoning_effort",
                                (const char *) l->data);
    }

  return TRUE;
}

static gboolean
read_doubles (CantripParameters *self, JsonObject *object, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DOUBLES); i++)
    {
      double *value = G_STRUCT_MEMBER_P (self, DOUBLES[i].offset);

      if (!json_object_has_member (object, DOUBLES[i].name))
        continue;

      *value = cantrip_json_get_double (object, DOUBLES[i].name, NAN);
      if (!(*value >= DOUBLES[i].min && *value <= DOUBLES[i].max)) /* NAN included */
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The parameter “%s” must be a number from %g to %g",
                                  DOUBLES[i].name,
                                  DOUBLES[i].min,
                                  DOUBLES[i].max);
    }

  return TRUE;
}

static gboolean
read_integers (CantripParameters *self, JsonObject *object, GError **error)
{
  JsonNode *seed = cantrip_json_get_node (object, "seed");

  if (json_object_has_member (object, "max_tokens"))
    {
      self->max_tokens = cantrip_json_get_int (object, "max_tokens", -1);
      if (self->max_tokens < 1 || self->max_tokens > MAX_TOKENS)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The parameter “max_tokens” must be a whole number from 1 to %d",
                                  MAX_TOKENS);
    }

  if (seed != NULL)
    {
      if (json_node_get_value_type (seed) != G_TYPE_INT64)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The parameter “seed” must be a whole number");
      self->has_seed = TRUE;
      self->seed = json_node_get_int (seed);
    }

  return TRUE;
}

static gboolean
read_stop (CantripParameters *self, JsonObject *object, GError **error)
{
  JsonArray *array = cantrip_json_get_array (object, "stop");
  guint      length = array != NULL ? json_array_get_length (array) : 0;
  gboolean   good = array != NULL && length <= MAX_STOPS;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (!json_object_has_member (object, "stop"))
    return TRUE;

  for (guint i = 0; good && i < length; i++)
    {
      const char *text = cantrip_json_element_string (array, i);

      good = text != NULL && text[0] != '\0' && strlen (text) <= MAX_STOP_BYTES;
      if (good)
        g_strv_builder_add (texts, text);
    }
  if (!good)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The parameter “stop” must be a list of at most %d texts, none of "
                              "them empty or longer than %d bytes",
                              MAX_STOPS,
                              MAX_STOP_BYTES);

  if (length > 0)
    self->stop = g_strv_builder_end (texts);

  return TRUE;
}

static gboolean
read_rest (CantripParameters *self, JsonObject *object, GError **error)
{
  const char *effort = cantrip_json_get_string (object, "reasoning_effort");

  if (json_object_has_member (object, "json_schema"))
    {
      if (cantrip_json_get_object (object, "json_schema") == NULL)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The parameter “json_schema” must be an object: a JSON Schema");
      self->json_schema = json_node_copy (cantrip_json_get_node (object, "json_schema"));
    }

  if (json_object_has_member (object, "reasoning_effort"))
    {
      if (effort == NULL || effort[0] == '\0' || strlen (effort) > MAX_EFFORT_BYTES)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The parameter “reasoning_effort” must be a word of the "
                                  "provider, such as “low”");
      self->reasoning_effort = g_strdup (effort);
    }

  return TRUE;
}

CantripParameters *
cantrip_parameters_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (CantripParameters) self = g_new0 (CantripParameters, 1);

  self->max_tokens = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (DOUBLES); i++)
    *(double *) G_STRUCT_MEMBER_P (self, DOUBLES[i].offset) = NAN;

  if (object != NULL && (!check_names (object, error) || !read_doubles (self, object, error) ||
                         !read_integers (self, object, error) || !read_stop (self, object, error) ||
                         !read_rest (self, object, error)))
    return NULL;

  return g_steal_pointer (&self);
}

JsonObject *
cantrip_parameters_to_json (const CantripParameters *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, object);

  if (self->max_tokens >= 0)
    json_object_set_int_member (object, "max_tokens", self->max_tokens);
  for (gsize i = 0; i < G_N_ELEMENTS (DOUBLES); i++)
    {
      double value = *(const double *) G_STRUCT_MEMBER_P (self, DOUBLES[i].offset);

      if (!isnan (value))
        json_object_set_double_member (object, DOUBLES[i].name, value);
    }
  if (self->has_seed)
    json_object_set_int_member (object, "seed", self->seed);
  if (self->stop != NULL)
    {
      JsonArray *stop = json_array_new ();

      for (char **text = self->stop; *text != NULL; text++)
        json_array_add_string_element (stop, *text);
      json_object_set_array_member (object, "stop", stop);
    }
  if (self->json_schema != NULL)
    json_object_set_member (object, "json_schema", json_node_copy (self->json_schema));
  if (self->reasoning_effort != NULL)
    json_object_set_string_member (object, "reasoning_effort", self->reasoning_effort);

  return object;
}

void
cantrip_parameters_free (CantripParameters *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->stop);
  g_clear_pointer (&self->json_schema, json_node_unref);
  g_free (self->reasoning_effort);
  g_free (self);
}
