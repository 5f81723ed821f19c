/* cantrip-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"

#include <math.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json-tree.h"

/* The line and the column of @position, both from 1. */
static void
find_place (const char *text, const char *position, guint *ret_line, guint *ret_column)
{
  const char *line_start = text;

  *ret_line = 1;
  for (const char *c = text; c < position; c++)
    {
      if (*c != '\n')
        continue;
      (*ret_line)++;
      line_start = c + 1;
    }
  *ret_column = (guint) g_utf8_strlen (line_start, position - line_start) + 1;
}

static JsonNode *
fail_at (const CantripJsonScanner *scanner, const char *text, const char *problem, GError **error)
{
  guint line;
  guint column;

  find_place (text, scanner->position, &line, &column);
  cantrip_set_error (error,
                     CANTRIP_ERROR_INVALID_INPUT,
                     "Not JSON: line %u, column %u: %s",
                     line,
                     column,
                     problem);

  return NULL;
}

JsonNode *
cantrip_json_parse_text (const char *text, gssize length, GError **error)
{
  gsize              size = length < 0 ? strlen (text) : (gsize) length;
  CantripJsonScanner scanner = { .position = text, .end = text + size };
  g_autoptr (JsonNode) root = NULL;

  if (size == 0 || cantrip_json_scanner_is_done (&scanner))
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "Not JSON: there is nothing");
      return NULL;
    }
  if (!g_utf8_validate_len (text, size, NULL))
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "Not JSON: it is not UTF-8 text");
      return NULL;
    }

  root = cantrip_json_tree_read (&scanner);
  if (root == NULL)
    return fail_at (&scanner, text, scanner.problem, error);
  if (!cantrip_json_scanner_is_done (&scanner))
    return fail_at (&scanner, text, "something after the end", error);

  return g_steal_pointer (&root);
}

JsonNode *
cantrip_json_parse (GBytes *bytes, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  return cantrip_json_parse_text (text, (gssize) length, error);
}

JsonNode *
cantrip_json_get_node (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

JsonObject *
cantrip_json_root_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
cantrip_json_root_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
cantrip_json_node_string (JsonNode *node)
{
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

JsonObject *
cantrip_json_get_object (JsonObject *object, const char *name)
{
  return cantrip_json_root_object (cantrip_json_get_node (object, name));
}

JsonArray *
cantrip_json_get_array (JsonObject *object, const char *name)
{
  return cantrip_json_root_array (cantrip_json_get_node (object, name));
}

const char *
cantrip_json_get_string (JsonObject *object, const char *name)
{
  return cantrip_json_node_string (cantrip_json_get_node (object, name));
}

gint64
cantrip_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = cantrip_json_get_node (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;

  return json_node_get_int (node);
}

double
cantrip_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = cantrip_json_get_node (object, name);
  GType     type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double    value;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fallback;

  value = json_node_get_double (node);

  return isfinite (value) ? value : fallback;
}

gboolean
cantrip_json_get_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = cantrip_json_get_node (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

static JsonNode *
get_element (JsonArray *array, guint index)
{
  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  return json_array_get_element (array, index);
}

JsonObject *
cantrip_json_element_object (JsonArray *array, guint index)
{
  return cantrip_json_root_object (get_element (array, index));
}

const char *
cantrip_json_element_string (JsonArray *array, guint index)
{
  return cantrip_json_node_string (get_element (array, index));
}

/* The fewest digits that read back as the same number: 0.1, not 0.10000000000000001. */
static char *
dup_double_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  if (g_ascii_strtod (buffer, NULL) != value)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", value);

  return g_strdup (buffer);
}

char *
cantrip_json_dup_value_text (JsonNode *node)
{
  const char *text = cantrip_json_node_string (node);

  if (text != NULL)
    return g_strdup (text);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return dup_double_text (json_node_get_double (node));

  return cantrip_json_to_text (node);
}

char *
cantrip_json_to_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
append_canonical (GString *json, JsonNode *node)
{
  JsonObject *object = cantrip_json_root_object (node);
  JsonArray  *array = cantrip_json_root_array (node);

  if (object != NULL)
    {
      g_autoptr (GList) names =
          g_list_sort (json_object_get_members (object), (GCompareFunc) compare_names);

      g_string_append_c (json, '{');
      for (GList *l = names; l != NULL; l = l->next)
        {
          if (l != names)
            g_string_append_c (json, ',');
          cantrip_json_append_string (json, l->data, -1);
          g_string_append_c (json, ':');
          append_canonical (json, json_object_get_member (object, l->data));
        }
      g_string_append_c (json, '}');
    }
  else if (array != NULL)
    {
      g_string_append_c (json, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          append_canonical (json, json_array_get_element (array, i));
        }
      g_string_append_c (json, ']');
    }
  else if (cantrip_json_node_string (node) != NULL)
    cantrip_json_append_string (json, json_node_get_string (node), -1);
  else
    {
      g_autofree char *text = cantrip_json_to_text (node);

      g_string_append (json, text);
    }
}

char *
cantrip_json_to_canonical_text (JsonNode *node)
{
  GString *json = g_string_new (NULL);

  append_canonical (json, node);

  return g_string_free (json, FALSE);
}

static gboolean
needs_escape (guchar c)
{
  return c < 0x20 || c == '"' || c == '\\';
}

static void
append_escape (GString *json, guchar c)
{
  switch (c)
    {
    case '"':
      g_string_append (json, "\\\"");
      break;
    case '\\':
      g_string_append (json, "\\\\");
      break;
    case '\n':
      g_string_append (json, "\\n");
      break;
    case '\r':
      g_string_append (json, "\\r");
      break;
    case '\t':
      g_string_append (json, "\\t");
      break;
    default:
      g_string_append_printf (json, "\\u%04x", c);
      break;
    }
}

void
cantrip_json_append_escaped (GString *json, const char *text, gsize length)
{
  gsize plain = 0; /* where the run of characters that need no escape began */

  for (gsize i = 0; i < length; i++)
    {
      if (!needs_escape ((guchar) text[i]))
        continue;

      g_string_append_len (json, text + plain, (gssize) (i - plain));
      append_escape (json, (guchar) text[i]);
      plain = i + 1;
    }
  g_string_append_len (json, text + plain, (gssize) (length - plain));
}

void
cantrip_json_append_string (GString *json, const char *text, gssize length)
{
  g_string_append_c (json, '"');
  cantrip_json_append_escaped (json, text, length < 0 ? strlen (text) : (gsize) length);
  g_string_append_c (json, '"');
}
