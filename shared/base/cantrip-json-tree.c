/* cantrip-json-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json-tree.h"

#include <errno.h>
#include <math.h>

#include "base/cantrip-json.h"

static JsonNode *
fail (CantripJsonScanner *scanner, const char *problem)
{
  scanner->problem = problem;

  return NULL;
}

static JsonNode *
read_string (CantripJsonScanner *scanner)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!cantrip_json_scanner_read_string (scanner, text))
    return NULL;

  return json_node_init_string (json_node_alloc (), text->str);
}

static JsonNode *
read_number (CantripJsonScanner *scanner)
{
  const char      *start = scanner->position;
  g_autofree char *text = NULL;
  gboolean         is_whole;
  gint64           whole;
  double           number;

  if (!cantrip_json_scanner_pass_number (scanner, &is_whole))
    return NULL;

  text = g_strndup (start, scanner->position - start);
  errno = 0;
  whole = is_whole ? g_ascii_strtoll (text, NULL, 10) : 0;
  if (is_whole && errno == 0)
    return json_node_init_int (json_node_alloc (), whole);

  number = g_ascii_strtod (text, NULL);
  if (!isfinite (number))
    return fail (scanner, "a number that is too large");

  return json_node_init_double (json_node_alloc (), number);
}

static JsonNode *
read_word (CantripJsonScanner *scanner)
{
  const char *word = cantrip_json_scanner_pass_word (scanner);

  if (word == NULL)
    return NULL;
  if (*word == 'n')
    return json_node_init_null (json_node_alloc ());

  return json_node_init_boolean (json_node_alloc (), *word == 't');
}

static gboolean
read_member (CantripJsonScanner *scanner, JsonObject *object)
{
  g_autoptr (GString) name = g_string_new (NULL);
  JsonNode *value;

  if (!cantrip_json_scanner_read_string (scanner, name))
    return FALSE;
  if (!cantrip_json_scanner_take (scanner, ':'))
    return fail (scanner, "a name without a colon") != NULL;

  value = cantrip_json_tree_read (scanner);
  if (value != NULL)
    json_object_set_member (object, name->str, value);

  return value != NULL;
}

static gboolean
read_element (CantripJsonScanner *scanner, JsonArray *array)
{
  JsonNode *value = cantrip_json_tree_read (scanner);

  if (value != NULL)
    json_array_add_element (array, value);

  return value != NULL;
}

/* What stands between the brackets of an object or else an array. */
static gboolean
read_content (CantripJsonScanner *scanner, JsonObject *object, JsonArray *array)
{
  char close = object != NULL ? '}' : ']';

  scanner->position++;
  if (cantrip_json_scanner_take (scanner, close))
    return TRUE;

  do
    {
      if (object != NULL ? !read_member (scanner, object) : !read_element (scanner, array))
        return FALSE;
    }
  while (cantrip_json_scanner_take (scanner, ','));

  if (!cantrip_json_scanner_take (scanner, close))
    return fail (scanner,
                 object != NULL ? "an object that is not closed" : "an array that is not closed") !=
           NULL;

  return TRUE;
}

static JsonNode *
read_container (CantripJsonScanner *scanner, gboolean is_object)
{
  g_autoptr (JsonObject) object = is_object ? json_object_new () : NULL;
  g_autoptr (JsonArray) array = is_object ? NULL : json_array_new ();

  if (++scanner->depth > CANTRIP_JSON_MAX_DEPTH)
    return fail (scanner, "it nests too deeply");
  if (!read_content (scanner, object, array))
    return NULL;
  scanner->depth--;

  return is_object ? json_node_init_object (json_node_alloc (), object)
                   : json_node_init_array (json_node_alloc (), array);
}

JsonNode *
cantrip_json_tree_read (CantripJsonScanner *scanner)
{
  char      first = cantrip_json_scanner_peek (scanner);
  JsonNode *node;

  if (first == '{' || first == '[')
    node = read_container (scanner, first == '{');
  else if (first == '"')
    node = read_string (scanner);
  else if (first == '-' || g_ascii_isdigit (first))
    node = read_number (scanner);
  else
    node = read_word (scanner);

  if (node != NULL && scanner->depth == 0)
    json_node_seal (node); /* and all that is in it */

  return node;
}
