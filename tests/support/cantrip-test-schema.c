/* cantrip-test-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-schema.h"

#include "base/cantrip-json.h"

JsonObject *
cantrip_test_schema_resolve (JsonObject *document, const char *reference)
{
  g_auto (GStrv) parts = g_strsplit (reference, "/", -1);
  JsonObject *object = document;

  if (!g_str_equal (parts[0], "#"))
    return NULL;
  for (guint i = 1; parts[i] != NULL; i++)
    object = cantrip_json_get_object (object, parts[i]);

  return object;
}

static gboolean
has_type (JsonNode *value, const char *type)
{
  GType value_type = json_node_get_value_type (value);

  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (value);
  if (g_str_equal (type, "string"))
    return value_type == G_TYPE_STRING;
  if (g_str_equal (type, "integer"))
    return value_type == G_TYPE_INT64;
  if (g_str_equal (type, "number"))
    return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;

  return g_str_equal (type, "boolean") && value_type == G_TYPE_BOOLEAN;
}

static gboolean
is_listed (JsonArray *list, const char *text)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      if (g_strcmp0 (cantrip_json_element_string (list, i), text) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
check_required (JsonObject *schema, JsonObject *value, const char *path)
{
  JsonArray *required = cantrip_json_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      const char *name = cantrip_json_element_string (required, i);

      if (!json_object_has_member (value, name))
        return g_strdup_printf ("%s has no “%s”", path, name);
    }

  return NULL;
}

static char *
check_object (JsonObject *document, JsonObject *schema, JsonObject *value, const char *path)
{
  JsonObject *properties = cantrip_json_get_object (schema, "properties");
  JsonObject *others = cantrip_json_get_object (schema, "additionalProperties");
  g_autoptr (GList) names = json_object_get_members (value);
  char *wrong = check_required (schema, value, path);

  for (GList *l = names; l != NULL && wrong == NULL; l = l->next)
    {
      g_autofree char *member_path = g_strdup_printf ("%s.%s", path, (const char *) l->data);
      JsonObject      *member = cantrip_json_get_object (properties, l->data);

      if (member == NULL)
        member = others;
      if (member != NULL)
        wrong = cantrip_test_schema_check (document,
                                           member,
                                           json_object_get_member (value, l->data),
                                           member_path);
      else if (properties != NULL)
        wrong = g_strdup_printf ("%s is not described", member_path);
    }

  return wrong;
}

static char *
check_array (JsonObject *document, JsonObject *schema, JsonArray *value, const char *path)
{
  JsonObject *items = cantrip_json_get_object (schema, "items");
  char       *wrong = NULL;

  if (json_array_get_length (value) > cantrip_json_get_int (schema, "maxItems", G_MAXUINT))
    return g_strdup_printf ("%s has too many items", path);

  for (guint i = 0; items != NULL && i < json_array_get_length (value) && wrong == NULL; i++)
    {
      g_autofree char *item_path = g_strdup_printf ("%s[%u]", path, i);

      wrong =
          cantrip_test_schema_check (document, items, json_array_get_element (value, i), item_path);
    }

  return wrong;
}

static char *
check_one_of (JsonObject *document, JsonArray *schemas, JsonNode *value, const char *path)
{
  guint n_right = 0;

  for (guint i = 0; i < json_array_get_length (schemas); i++)
    {
      g_autofree char *wrong = cantrip_test_schema_check (document,
                                                          cantrip_json_element_object (schemas, i),
                                                          value,
                                                          path);

      n_right += wrong == NULL;
    }

  return n_right == 1 ? NULL : g_strdup_printf ("%s is of none, or of many, of its kinds", path);
}

static char *
check_limits (JsonObject *schema, JsonNode *value, const char *path)
{
  JsonArray *list = cantrip_json_get_array (schema, "enum");
  gint64     number;

  if (list != NULL && !is_listed (list, cantrip_json_node_string (value)))
    return g_strdup_printf ("%s is not of its list", path);

  if (json_node_get_value_type (value) != G_TYPE_INT64)
    return NULL;

  number = json_node_get_int (value);
  if (number < cantrip_json_get_int (schema, "minimum", G_MININT64) ||
      number > cantrip_json_get_int (schema, "maximum", G_MAXINT64))
    return g_strdup_printf ("%s is out of range", path);

  return NULL;
}

char *
cantrip_test_schema_check (JsonObject *document,
                           JsonObject *schema,
                           JsonNode   *value,
                           const char *path)
{
  const char *reference = cantrip_json_get_string (schema, "$ref");
  const char *type = cantrip_json_get_string (schema, "type");
  JsonArray  *one_of = cantrip_json_get_array (schema, "oneOf");
  char       *wrong;

  if (reference != NULL)
    return cantrip_test_schema_check (document,
                                      cantrip_test_schema_resolve (document, reference),
                                      value,
                                      path);
  if (one_of != NULL)
    return check_one_of (document, one_of, value, path);

  if (JSON_NODE_HOLDS_NULL (value))
    return cantrip_json_get_boolean (schema, "nullable", FALSE)
               ? NULL
               : g_strdup_printf ("%s is null", path);
  if (type != NULL && !has_type (value, type))
    return g_strdup_printf ("%s is not of the type %s", path, type);

  wrong = check_limits (schema, value, path);
  if (wrong == NULL && JSON_NODE_HOLDS_OBJECT (value))
    wrong = check_object (document, schema, json_node_get_object (value), path);
  if (wrong == NULL && JSON_NODE_HOLDS_ARRAY (value))
    wrong = check_array (document, schema, json_node_get_array (value), path);

  return wrong;
}
