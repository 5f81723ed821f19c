/* cantrip-table-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "dataset/cantrip-csv.h"
#include "endpoint/cantrip-cell-inputs.h"
#include "endpoint/cantrip-cell-text.h"
#include "endpoint/cantrip-endpoints.h"
#include "endpoint/cantrip-rows-run.h"
#include "server/cantrip-service-error.h"

#define CSV_TYPE "text/csv; charset=utf-8"
#define WAIT_MS 24000
#define MAX_ROWS 200

static void
append_line (GString *csv, const char *text)
{
  g_autofree char *cell = cantrip_cell_text_new (text, CANTRIP_CELL_MAX_CHARACTERS);

  if (cell[0] != '\0')
    cantrip_csv_append_harmless_cell (csv, cell);
  else
    g_string_append (csv, "\"\""); /* an empty line would hold no cell */
  g_string_append (csv, "\r\n");
}

static void
append_error_line (GString *csv, const GError *error)
{
  g_autofree char *text = cantrip_cell_text_from_error (error);

  append_line (csv, text);
}

/* Takes @error. IMPORTDATA shows #N/A for anything but 200, so an error is a table of one cell. */
static void
reply_error (CantripExchange *exchange, GError *error)
{
  GString *csv = g_string_new (NULL);

  append_error_line (csv, error);
  cantrip_exchange_reply_text (exchange,
                               SOUP_STATUS_OK,
                               CSV_TYPE,
                               g_string_free (csv, FALSE),
                               error);
}

static void
waited_cb (GObject *object, GAsyncResult *result G_GNUC_UNUSED, gpointer user_data)
{
  CantripExchange *exchange = user_data;
  CantripRowsRun  *run = CANTRIP_ROWS_RUN (object);
  GString         *csv = g_string_new (NULL);
  g_autoptr (GError) pending =
      cantrip_service_error_new (CANTRIP_SERVICE_ERROR_PENDING, -1, "Still working");

  for (guint i = 0; i < cantrip_rows_run_get_n_rows (run); i++)
    {
      const GError *error;
      const char   *output = cantrip_rows_run_get_row (run, i, &error);

      if (output != NULL)
        append_line (csv, output);
      else
        append_error_line (csv, error != NULL ? error : pending);
    }

  cantrip_exchange_reply_text (exchange,
                               SOUP_STATUS_OK,
                               CSV_TYPE,
                               g_string_free (csv, FALSE),
                               NULL);
  g_object_unref (run);
}

/* The values of one input, in the order in which the address repeats it. */
static GPtrArray *
collect_values (GPtrArray *query, const CantripRoute *route, const char *variable)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < query->len; i++)
    {
      const CantripQueryField *field = g_ptr_array_index (query, i);

      if (cantrip_cell_inputs_is_input (field->name) &&
          g_str_equal (cantrip_cell_inputs_get_variable (field->name, route), variable))
        g_ptr_array_add (values, field->value);
    }

  return values;
}

/* Writes `{"columns": […], "rows": […]}` for one input of which each row has its own value. */
static gboolean
add_column (JsonArray *rows, GPtrArray *values, const char *variable, guint n_rows, GError **error)
{
  if (values->len != 1 && values->len != n_rows)
    return cantrip_service_error_set (error,
                                      CANTRIP_SERVICE_ERROR_INPUT_TYPE,
                                      "“%s” is given %u times, other inputs %u times; give each "
                                      "once, or once for each row",
                                      variable,
                                      values->len,
                                      n_rows);

  for (guint i = 0; i < n_rows; i++)
    json_array_add_string_element (json_array_get_array_element (rows, i),
                                   g_ptr_array_index (values, values->len == 1 ? 0 : i));

  return TRUE;
}

static guint
count_rows (GPtrArray *query, const CantripRoute *route, const char *const *variables)
{
  guint n_rows = 0;

  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) values = collect_values (query, route, variables[i]);

      n_rows = MAX (n_rows, values->len);
    }

  return n_rows;
}

/* (transfer full): the rows that the address names, as a body of `POST …/rows`; %NULL on error */
static JsonNode *
make_body (GPtrArray *query, const CantripRoute *route, GError **error)
{
  const char *const *variables =
      cantrip_prompt_get_variables (cantrip_recipe_get_prompt (route->variant->recipe));
  guint n_rows = count_rows (query, route, variables);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *rows = json_array_new ();

  json_object_set_array_member (object, "rows", rows);
  json_node_set_object (root, object);

  if (n_rows == 0 || n_rows > MAX_ROWS)
    {
      cantrip_service_error_set (error,
                                 n_rows == 0 ? CANTRIP_SERVICE_ERROR_INPUT_TYPE
                                             : CANTRIP_SERVICE_ERROR_TOO_LONG,
                                 "The address must give the inputs of 1 to %d rows",
                                 MAX_ROWS);
      return NULL;
    }

  for (guint i = 0; i < n_rows; i++)
    json_array_add_array_element (rows, json_array_new ());

  for (guint i = 0; variables[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) values = collect_values (query, route, variables[i]);

      if (values->len == 0)
        {
          cantrip_service_error_set (error,
                                     CANTRIP_SERVICE_ERROR_INPUT_TYPE,
                                     "The address has no value for “%s”",
                                     variables[i]);
          return NULL;
        }
      if (!add_column (rows, values, variables[i], n_rows, error))
        return NULL;
    }

  return g_steal_pointer (&root);
}

void
cantrip_table_endpoint (CantripExchange *exchange)
{
  g_autoptr (JsonNode) body = NULL;
  GError              *error = NULL;
  const CantripApiKey *key;
  CantripRowsRequest  *request;
  CantripCall          call = { 0 };

  if (cantrip_exchange_get_query (exchange, &error) == NULL ||
      (key = cantrip_exchange_authenticate (exchange, TRUE, &error)) == NULL ||
      (call.route = cantrip_exchange_find_route (exchange, key, &error)) == NULL ||
      (body = make_body (cantrip_exchange_get_query (exchange, NULL), call.route, &error)) ==
          NULL ||
      (request = cantrip_rows_request_new (cantrip_json_root_object (body), call.route, &error)) ==
          NULL)
    {
      reply_error (exchange, error);
      return;
    }

  call.routing = cantrip_exchange_get_routing (exchange);
  call.api_key = key;
  call.source = "table";
  call.received_at_us = cantrip_exchange_get_received_at_us (exchange);

  cantrip_exchange_wait (exchange);
  cantrip_rows_run_wait_async (cantrip_rows_run_new (cantrip_exchange_get_caller (exchange),
                                                     cantrip_exchange_get_services (exchange),
                                                     request,
                                                     &call,
                                                     FALSE),
                               WAIT_MS,
                               waited_cb,
                               exchange);
}
