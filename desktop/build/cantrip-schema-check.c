/* cantrip-schema-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-schema-check.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-text.h"

#define MAX_BYTES (64 * 1024)
#define MAX_SHOWN 80 /* characters */

static gboolean
check_required (JsonObject *schema, GError **error)
{
  JsonObject *properties = cantrip_json_get_object (schema, "properties");
  JsonArray  *required = cantrip_json_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      const char      *name = cantrip_json_element_string (required, i);
      g_autofree char *shown = NULL;

      if (name != NULL && properties != NULL && json_object_has_member (properties, name))
        continue;

      shown = cantrip_text_shorten (name != NULL ? name : "", MAX_SHOWN);
      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                _ ("“required” names “%s”, which is not among the “properties”; "
                                   "add it there, or take it out"),
                                shown);
    }

  return TRUE;
}

JsonNode *
cantrip_schema_check (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *schema;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_BYTES)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         _ ("The schema is longer than %d KiB; shorten it"),
                         MAX_BYTES / 1024);
      return NULL;
    }

  node = cantrip_json_parse_text (text, -1, error);
  if (node == NULL)
    return NULL;

  schema = cantrip_json_root_object (node);
  if (schema == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         _ ("A schema is an object, such as {\"type\": \"object\"}"));
      return NULL;
    }
  if (!check_required (schema, error))
    return NULL;

  return g_steal_pointer (&node);
}

char *
cantrip_schema_dup_summary (JsonNode *schema)
{
  JsonObject *object = cantrip_json_root_object (schema);
  JsonObject *properties = cantrip_json_get_object (object, "properties");
  const char *type = cantrip_json_get_string (object, "type");
  g_autoptr (GList) names = properties != NULL ? json_object_get_members (properties) : NULL;
  g_autoptr (GString) text = g_string_new (type != NULL ? type : _ ("JSON"));

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", l == names ? ": " : ", ", (const char *) l->data);

  return cantrip_text_shorten (text->str, MAX_SHOWN);
}
