/* cantrip-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-inputs.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"

struct _CantripInputs
{
  gatomicrefcount ref_count;

  JsonNode    *root;               /* (owned); shares nothing with what it was made from */
  JsonObject  *values;             /* (borrowed from root) */
  const char **names;              /* (owned); the strings are (borrowed from values) */
  gsize        longest_name_bytes; /* of names */
};

/* A copy that shares no array or object: their reference counts are not safe in two threads. */
static JsonNode *
copy_value (JsonNode *node)
{
  JsonObject *object = cantrip_json_root_object (node);
  JsonArray  *array = cantrip_json_root_array (node);
  JsonNode   *copy;

  if (object != NULL)
    {
      JsonObject    *members = json_object_new ();
      JsonObjectIter iter;
      const char    *name;
      JsonNode      *value;

      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (members, name, copy_value (value));
      copy = json_node_init_object (json_node_alloc (), members);
      json_object_unref (members);
    }
  else if (array != NULL)
    {
      JsonArray *elements = json_array_sized_new (json_array_get_length (array));

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (elements, copy_value (json_array_get_element (array, i)));
      copy = json_node_init_array (json_node_alloc (), elements);
      json_array_unref (elements);
    }
  else
    copy = json_node_copy (node);

  return copy;
}

/* @root: (transfer full) */
static CantripInputs *
inputs_new (JsonNode *root)
{
  CantripInputs *self = g_new0 (CantripInputs, 1);
  JsonObject    *values = json_node_get_object (root);
  g_autoptr (GList) names = json_object_get_members (values);
  gsize count = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->root = root;
  self->values = values;
  self->names = g_new0 (const char *, json_object_get_size (values) + 1);
  for (GList *l = names; l != NULL; l = l->next)
    {
      self->names[count++] = l->data;
      self->longest_name_bytes = MAX (self->longest_name_bytes, strlen (l->data));
    }

  return self;
}

CantripInputs *
cantrip_inputs_new_from_object (JsonObject *object)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  root = json_node_init_object (json_node_alloc (), object);

  return inputs_new (copy_value (root));
}

CantripInputs *
cantrip_inputs_new_from_row (const char *const *columns, JsonArray *values)
{
  JsonObject *object;
  JsonNode   *root;

  g_return_val_if_fail (columns != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  object = json_object_new ();
  for (guint i = 0; columns[i] != NULL; i++)
    {
      if (json_object_has_member (object, columns[i]))
        continue;

      json_object_set_member (object,
                              columns[i],
                              i < json_array_get_length (values)
                                  ? copy_value (json_array_get_element (values, i))
                                  : json_node_new (JSON_NODE_NULL));
    }

  root = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (root, object);

  return inputs_new (root);
}

CantripInputs *
cantrip_inputs_ref (CantripInputs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_inputs_unref (CantripInputs *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->names);
  json_node_unref (self->root);
  g_free (self);
}

JsonNode *
cantrip_inputs_get (CantripInputs *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return json_object_get_member (self->values, name);
}

const char *const *
cantrip_inputs_get_names (CantripInputs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->names;
}

JsonNode *
cantrip_inputs_get_for_variable (CantripInputs *self, const char *variable, gsize *ret_name_bytes)
{
  g_autofree char *name = NULL;
  gsize            length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (variable != NULL, NULL);
  g_return_val_if_fail (ret_name_bytes != NULL, NULL);

  /* Parts longer than every name need no look, so that a million dots cost nothing. */
  name = g_strndup (variable, self->longest_name_bytes + 1);
  for (length = strlen (name); length > 0; length--)
    {
      JsonNode *value = NULL;

      if (variable[length] == '\0' || variable[length] == '.')
        {
          name[length] = '\0';
          value = json_object_get_member (self->values, name);
        }
      if (value != NULL)
        {
          *ret_name_bytes = length;
          return value;
        }
    }

  return NULL;
}

char *
cantrip_inputs_dup_nearest (CantripInputs *self, const char *variable)
{
  g_autofree char *column = NULL;
  const char      *dot;
  const char      *nearest;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (variable != NULL, NULL);

  nearest = cantrip_nearest_name (variable, self->names);
  if (nearest != NULL)
    return g_strdup (nearest);

  dot = strchr (variable, '.');
  if (dot == NULL)
    return NULL;

  column = g_strndup (variable, (gsize) (dot - variable));
  nearest = cantrip_nearest_name (column, self->names);

  return nearest != NULL ? g_strconcat (nearest, dot, NULL) : NULL;
}

char *
cantrip_inputs_to_canonical_json (CantripInputs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cantrip_json_to_canonical_text (self->root);
}
