/* cantrip-rows-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-rows-request.h"

#include "base/cantrip-json.h"
#include "server/cantrip-service-error.h"

void
cantrip_rows_request_free (CantripRowsRequest *self)
{
  g_free (self->call_of_row);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_free (self);
}

/* (transfer full): the names of the values; %NULL with @error set */
static char **
read_columns (JsonObject *body, const CantripRoute *route, GError **error)
{
  JsonArray     *columns = cantrip_json_get_array (body, "columns");
  CantripPrompt *prompt = cantrip_recipe_get_prompt (route->variant->recipe);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (cantrip_json_get_node (body, "columns") == NULL)
    return g_strdupv ((char **) cantrip_prompt_get_variables (prompt));

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      const char *name = cantrip_json_element_string (columns, i);

      if (name == NULL)
        columns = NULL;
      else
        g_strv_builder_add (names, name);
    }

  if (columns == NULL)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "“columns” must be a list of names");
      return NULL;
    }

  return g_strv_builder_end (names);
}

static gboolean
is_blank (JsonArray *row)
{
  for (guint i = 0; i < json_array_get_length (row); i++)
    {
      JsonNode        *value = json_array_get_element (row, i);
      g_autofree char *text = cantrip_json_dup_value_text (value);

      if (g_strstrip (text)[0] != '\0')
        return FALSE;
    }

  return TRUE;
}

/* Gives the index of the call that answers @row; a new call if no row before it was the same. */
static int
find_call (CantripRowsRequest *self, GHashTable *seen, char **columns, JsonArray *row)
{
  g_autoptr (CantripInputs) inputs =
      cantrip_inputs_new_from_row ((const char *const *) columns, row);
  g_autofree char *content = cantrip_inputs_to_canonical_json (inputs);
  gpointer         index;

  if (!g_hash_table_lookup_extended (seen, content, NULL, &index))
    {
      index = GUINT_TO_POINTER (self->calls->len);
      g_hash_table_insert (seen, g_steal_pointer (&content), index);
      g_ptr_array_add (self->calls, g_steal_pointer (&inputs));
    }

  return (int) GPOINTER_TO_UINT (index);
}

static gboolean
read_rows (CantripRowsRequest *self, char **columns, JsonArray *rows, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_columns = g_strv_length (columns);

  for (guint i = 0; i < self->n_rows; i++)
    {
      JsonArray *row = cantrip_json_root_array (json_array_get_element (rows, i));

      if (row == NULL)
        return cantrip_service_error_set (error,
                                          CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                          "Row %u must be a list of values",
                                          i + 1);

      self->call_of_row[i] = -1;
      if (is_blank (row))
        continue;

      if (json_array_get_length (row) != n_columns)
        return cantrip_service_error_set (error,
                                          CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                          "Row %u has %u values, but there are %u inputs; name "
                                          "them with “columns”",
                                          i + 1,
                                          json_array_get_length (row),
                                          n_columns);

      self->call_of_row[i] = find_call (self, seen, columns, row);
    }

  return TRUE;
}

CantripRowsRequest *
cantrip_rows_request_new (JsonObject *body, const CantripRoute *route, GError **error)
{
  JsonArray *rows = cantrip_json_get_array (body, "rows");
  g_auto (GStrv) columns = read_columns (body, route, error);
  g_autoptr (CantripRowsRequest) self = NULL;

  if (columns == NULL)
    return NULL;

  if (rows == NULL)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_BAD_REQUEST,
                                 "The body needs “rows”, a list of lists of values");
      return NULL;
    }
  if (json_array_get_length (rows) > CANTRIP_ROWS_MAX)
    {
      cantrip_service_error_set (error,
                                 CANTRIP_SERVICE_ERROR_TOO_LONG,
                                 "%u rows are more than the %d that one request may have; "
                                 "split them",
                                 json_array_get_length (rows),
                                 CANTRIP_ROWS_MAX);
      return NULL;
    }

  self = g_new0 (CantripRowsRequest, 1);
  self->n_rows = json_array_get_length (rows);
  self->call_of_row = g_new (int, MAX (self->n_rows, 1));
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_inputs_unref);

  return read_rows (self, columns, rows, error) ? g_steal_pointer (&self) : NULL;
}
