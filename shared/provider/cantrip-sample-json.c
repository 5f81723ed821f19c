/* cantrip-sample-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sample-json.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "provider/cantrip-sample-material.h"

#define LABEL_MEMBER "sample_note"
#define MAX_ELEMENTS 10 /* of an array, whatever its minItems */

typedef struct
{
  CantripSampleWriter *writer; /* (borrowed) */
  const char          *label;  /* (borrowed) (nullable): still to be put into a text */
} Composer;

static gboolean
is_any_of (const char *name, const char *const *parts)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (strstr (lower, parts[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static char *
compose_text (Composer *self, const char *name)
{
  static const char *const headlines[] = { "subject", "title", "headline", "slogan", "name", NULL };
  static const char *const choices[] = { "categor", "class", "label", "sentiment", "status", NULL };
  static const char *const audiences[] = { "audience", "demographic", "recipient", NULL };
  static const char *const summaries[] = { "summary", "abstract", NULL };
  const CantripSampleBrief *brief = self->writer->brief;
  const char               *label = g_steal_pointer (&self->label);
  g_autofree char          *text = NULL;

  if (is_any_of (name, headlines))
    text = cantrip_sample_writer_write_headline (self->writer);
  else if (is_any_of (name, choices))
    text = cantrip_sample_writer_write_choice (self->writer);
  else if (is_any_of (name, summaries))
    text = cantrip_sample_material_summarize (brief->material, self->writer->careful);
  else if (is_any_of (name, audiences) && brief->audience != NULL)
    text = g_strdup (brief->audience);
  else
    text = cantrip_sample_writer_write (self->writer);

  return label != NULL ? g_strdup_printf ("%s %s", label, text) : g_steal_pointer (&text);
}

static gint64
compose_number (Composer *self, JsonObject *schema)
{
  const char *number = self->writer->careful ? self->writer->brief->number : NULL;
  gint64      least = cantrip_json_get_int (schema, "minimum", 1);
  gint64      most = cantrip_json_get_int (schema, "maximum", G_MAXINT64);
  gint64      value = number != NULL ? g_ascii_strtoll (number, NULL, 10)
                                     : least + cantrip_sample_writer_pick (self->writer, 5);

  return CLAMP (value, least, MAX (least, most));
}

/* What a schema leaves no or little choice about: `const` and `enum`; %NULL if it does neither. */
static JsonNode *
compose_fixed (Composer *self, JsonObject *schema)
{
  JsonNode  *constant = cantrip_json_get_node (schema, "const");
  JsonArray *values = cantrip_json_get_array (schema, "enum");
  guint      count = values != NULL ? json_array_get_length (values) : 0;
  guint      at;

  if (constant != NULL)
    return json_node_copy (constant);
  if (count == 0)
    return NULL;

  at = cantrip_sample_writer_pick (self->writer, count);
  for (guint i = 0; self->writer->careful && i < count; i++)
    {
      const char *value = cantrip_json_element_string (values, i);
      const char *values_of_one[] = { value, NULL };

      if (value != NULL &&
          cantrip_sample_material_choose (self->writer->brief->material, values_of_one) != NULL)
        at = i;
    }

  return json_node_copy (json_array_get_element (values, at));
}

/* The type that a schema asks for, or that a name suggests. */
static const char *
get_type (JsonObject *schema, const char *name)
{
  static const char *const lists[] = { "tags", "keywords", "items", "list", "ideas", NULL };
  static const char *const numbers[] = { "count", "score", "number", "size", "rating", NULL };
  static const char *const truths[] = { "is_", "has_", "needs_", NULL };
  const char              *type = cantrip_json_get_string (schema, "type");

  if (type == NULL)
    type = cantrip_json_element_string (cantrip_json_get_array (schema, "type"), 0);
  if (type != NULL)
    return type;

  if (cantrip_json_get_object (schema, "properties") != NULL)
    return "object";

  return is_any_of (name, lists)     ? "array"
         : is_any_of (name, numbers) ? "integer"
         : is_any_of (name, truths)  ? "boolean"
                                     : "string";
}

/* A value without parts, of the type that is asked for. */
static JsonNode *
compose_leaf (Composer *self, JsonObject *schema, const char *name, const char *type)
{
  JsonNode        *node = json_node_alloc ();
  g_autofree char *text = NULL;

  if (g_str_equal (type, "integer") || g_str_equal (type, "number"))
    return json_node_init_int (node, compose_number (self, schema));
  if (g_str_equal (type, "boolean"))
    return json_node_init_boolean (node, cantrip_sample_writer_pick (self->writer, 2) == 1);
  if (g_str_equal (type, "null"))
    return json_node_init_null (node);

  text = compose_text (self, name);

  return json_node_init_string (node, text);
}

/* How deep this goes is limited by cantrip_json_parse(), which read the schema. */
static JsonNode *
compose (Composer *self, JsonObject *schema, const char *name)
{
  JsonNode   *node = compose_fixed (self, schema);
  const char *type = get_type (schema, name);

  if (node != NULL)
    return node;

  if (g_str_equal (type, "object"))
    {
      JsonObject    *object = json_object_new ();
      JsonObject    *properties = cantrip_json_get_object (schema, "properties");
      JsonObjectIter iter;
      const char    *member;
      JsonNode      *value;

      if (properties != NULL)
        json_object_iter_init_ordered (&iter, properties);
      while (properties != NULL && json_object_iter_next_ordered (&iter, &member, &value))
        json_object_set_member (object,
                                member,
                                compose (self, cantrip_json_root_object (value), member));
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, object);
    }
  else if (g_str_equal (type, "array"))
    {
      JsonArray  *array = json_array_new ();
      JsonObject *items = cantrip_json_get_object (schema, "items");
      gint64      count = CLAMP (cantrip_json_get_int (schema, "minItems", 2), 1, MAX_ELEMENTS);

      for (gint64 i = 0; i < count; i++)
        json_array_add_element (array, compose (self, items, "title"));
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, array);
    }
  else
    node = compose_leaf (self, schema, name, type);

  return node;
}

/* A schema for the members that the prompt names. */
static JsonObject *
make_schema (const CantripSampleBrief *brief)
{
  static const char *const otherwise[] = { "text", NULL };
  const char *const       *names =
      brief->members != NULL ? (const char *const *) brief->members : otherwise;
  JsonObject *schema = json_object_new ();
  JsonObject *properties = json_object_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    json_object_set_object_member (properties, names[i], json_object_new ());
  json_object_set_object_member (schema, "properties", properties);

  return schema;
}

char *
cantrip_sample_json_write (CantripSampleWriter *writer, JsonNode *schema, const char *label)
{
  JsonObject *given = cantrip_json_root_object (schema);
  g_autoptr (JsonObject) asked =
      given != NULL ? json_object_ref (given) : make_schema (writer->brief);
  gboolean has_room = g_str_equal (get_type (asked, ""), "object") &&
                      cantrip_json_get_boolean (asked, "additionalProperties", TRUE);
  Composer composer = { writer, has_room ? NULL : label };
  g_autoptr (JsonNode) reply = compose (&composer, asked, "");

  if (has_room && JSON_NODE_HOLDS_OBJECT (reply))
    json_object_set_string_member (json_node_get_object (reply), LABEL_MEMBER, label);

  return cantrip_json_to_text (reply);
}
