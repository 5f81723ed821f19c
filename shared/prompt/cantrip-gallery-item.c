/* cantrip-gallery-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-gallery-item.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

#define MAX_ROWS 1000

static char *
dup_text (JsonObject *object, const char *name, GError **error)
{
  const char *text = cantrip_json_get_string (object, name);

  if (text == NULL || *text == '\0')
    cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "“%s” must be a text", name);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
read_columns (CantripGalleryItem *self, JsonObject *object, GError **error)
{
  JsonArray *array = cantrip_json_get_array (object, "columns");
  guint      n_columns = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n_columns; i++)
    {
      const char *column = cantrip_json_element_string (array, i);

      if (column == NULL || *column == '\0')
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "columns[%u] must be a text",
                                  i);
      g_strv_builder_add (builder, column);
    }
  self->columns = g_strv_builder_end (builder);

  return n_columns > 0 || cantrip_set_error (error,
                                             CANTRIP_ERROR_INVALID_INPUT,
                                             "“columns” must be a list of names");
}

static gboolean
read_rows (CantripGalleryItem *self, JsonObject *object, GError **error)
{
  JsonArray *rows = cantrip_json_get_array (object, "rows");
  guint      n_rows = rows != NULL ? json_array_get_length (rows) : 0;

  if (n_rows == 0 || n_rows > MAX_ROWS)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "“rows” must be a list of 1 to %d rows",
                              MAX_ROWS);

  for (guint i = 0; i < n_rows; i++)
    {
      JsonArray *row = cantrip_json_root_array (json_array_get_element (rows, i));

      if (row == NULL || json_array_get_length (row) != g_strv_length (self->columns))
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "rows[%u] must be a list of %u values, one per column",
                                  i,
                                  g_strv_length (self->columns));
    }
  self->rows = json_array_ref (rows);

  return TRUE;
}

static gboolean
read_parameters (CantripGalleryItem *self, JsonObject *object, GError **error)
{
  JsonObject *parameters = cantrip_json_get_object (object, "parameters");

  if (parameters == NULL && json_object_has_member (object, "parameters"))
    return cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "“parameters” must be an object");

  self->parameters = parameters != NULL ? json_object_ref (parameters) : json_object_new ();

  return TRUE;
}

CantripGalleryItem *
cantrip_gallery_item_new_from_json (const char *name, JsonObject *object, GError **error)
{
  g_autoptr (CantripGalleryItem) self = g_new0 (CantripGalleryItem, 1);

  g_return_val_if_fail (name != NULL, NULL);

  if (object == NULL)
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "It must be an object");
      return NULL;
    }

  self->name = g_strdup (name);
  if ((self->title = dup_text (object, "title", error)) == NULL ||
      (self->purpose = dup_text (object, "purpose", error)) == NULL ||
      !read_parameters (self, object, error) || !read_columns (self, object, error) ||
      !read_rows (self, object, error) ||
      (self->prompt = cantrip_prompt_new_from_json (cantrip_json_get_array (object, "messages"),
                                                    error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
cantrip_gallery_item_free (CantripGalleryItem *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->purpose);
  g_clear_pointer (&self->prompt, cantrip_prompt_unref);
  g_clear_pointer (&self->parameters, json_object_unref);
  g_strfreev (self->columns);
  g_clear_pointer (&self->rows, json_array_unref);
  g_free (self);
}
