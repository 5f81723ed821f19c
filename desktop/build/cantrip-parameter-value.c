/* cantrip-parameter-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-parameter-value.h"

#include <math.h>
#include <string.h>

#include "base/cantrip-json.h"
#include "provider/cantrip-parameters.h"

static gboolean
read_double (const char *text, double *ret_value)
{
  g_autofree char *pointed = g_strdup (text);
  char            *end;

  if (strchr (pointed, '.') == NULL)
    g_strdelimit (pointed, ",", '.');
  *ret_value = g_ascii_strtod (pointed, &end);

  return end != pointed && *end == '\0' && isfinite (*ret_value);
}

JsonNode *
cantrip_parameter_value_read (const char *name, const char *text)
{
  JsonNode *node = json_node_alloc ();
  gint64    integer;
  double    number;

  g_return_val_if_fail (name != NULL && text != NULL, node);

  if (g_str_equal (name, "reasoning_effort"))
    json_node_init_string (node, text);
  else if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    json_node_init_int (node, integer);
  else if (read_double (text, &number))
    json_node_init_double (node, number);
  else
    json_node_init_string (node, text);

  return node;
}

/* @node: (transfer full): what @name would be. What parameters may be is known in one place. */
static char *
dup_problem (const char *name, JsonNode *node)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (CantripParameters) parameters = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_member (object, name, node);
  parameters = cantrip_parameters_new_from_json (object, &error);

  return error != NULL ? g_strdup (error->message) : NULL;
}

char *
cantrip_parameter_value_dup_problem (const char *name, const char *text)
{
  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  if (*text == '\0')
    return NULL;

  return dup_problem (name, cantrip_parameter_value_read (name, text));
}

char *
cantrip_parameter_value_dup_stop_problem (const char *const *stop)
{
  JsonNode *node;

  g_return_val_if_fail (stop != NULL, NULL);

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, cantrip_parameter_value_to_array (stop));

  return dup_problem ("stop", node);
}

char **
cantrip_parameter_value_dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = cantrip_json_element_string (array, i);

      if (text != NULL)
        g_strv_builder_add (strings, text);
    }

  return g_strv_builder_end (strings);
}

JsonArray *
cantrip_parameter_value_to_array (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}
