/* cantrip-cell-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "endpoint/cantrip-cell-inputs.h"
#include "endpoint/cantrip-cell-text.h"
#include "endpoint/cantrip-endpoints.h"
#include "server/cantrip-service-error.h"

#define TEXT_TYPE "text/plain; charset=utf-8"

#define DEFAULT_WAIT_S 24
#define MAX_WAIT_S 28
#define MIN_WAIT_MS 500 /* for an answer that is there already */

/* A cell on its way. It goes on after the reply when the time is over before the answer. */
typedef struct
{
  CantripExchange *exchange; /* (owned) until the reply; %NULL after it */
  GSource         *deadline; /* (owned) */
  GCancellable    *hang_up;  /* (owned) */
} Cell;

static void
cell_free (Cell *cell)
{
  g_source_destroy (cell->deadline);
  g_source_unref (cell->deadline);
  g_object_unref (cell->hang_up);
  g_free (cell);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cell, cell_free)

static guint
read_number (CantripExchange *exchange, const char *name, guint fallback, guint max)
{
  const char *text = cantrip_exchange_get_query_value (exchange, name);
  guint64     number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return fallback;

  return (guint) MIN (number, max);
}

/*
 * Takes @error. WEBSERVICE throws away what does not come with 200, and asks again at once for
 * 502 to 504, so an error is a text unless the caller asks for its status.
 */
static void
reply_error (CantripExchange *exchange, GError *error)
{
  const char *errors = cantrip_exchange_get_query_value (exchange, "errors");
  guint       status = SOUP_STATUS_OK;

  if (g_strcmp0 (errors, "status") == 0)
    {
      status = cantrip_service_error_get_status (error);
      if (status >= 502 && status <= 504)
        status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }

  cantrip_exchange_reply_text (exchange,
                               status,
                               TEXT_TYPE,
                               cantrip_cell_text_from_error (error),
                               error);
}

static void
reply_output (CantripExchange *exchange, const char *output)
{
  guint max =
      read_number (exchange, "max", CANTRIP_CELL_MAX_CHARACTERS, CANTRIP_CELL_MAX_CHARACTERS);

  cantrip_exchange_reply_text (exchange,
                               SOUP_STATUS_OK,
                               TEXT_TYPE,
                               cantrip_cell_text_new (output, max),
                               NULL);
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Cell) cell = user_data;
  GError *error = NULL;
  g_autoptr (CantripCallResult) call_result =
      cantrip_caller_call_finish (CANTRIP_CALLER (object), result, &error);

  if (cell->exchange == NULL) /* PENDING went out already */
    {
      g_clear_error (&error);
      return;
    }

  if (call_result != NULL)
    reply_output (cell->exchange, call_result->answer->output);
  else
    reply_error (cell->exchange, error);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Cell            *cell = user_data;
  CantripExchange *exchange = g_steal_pointer (&cell->exchange);

  if (exchange != NULL)
    reply_error (exchange,
                 cantrip_service_error_new (CANTRIP_SERVICE_ERROR_PENDING, -1, "Still working"));

  return G_SOURCE_REMOVE;
}

static void
call (CantripExchange *exchange, const CantripCall *call)
{
  guint wait_s = read_number (exchange, "wait", DEFAULT_WAIT_S, MAX_WAIT_S);
  Cell *cell = g_new0 (Cell, 1);

  cell->exchange = exchange;
  cell->hang_up = g_object_ref (cantrip_exchange_wait (exchange));
  cell->deadline = g_timeout_source_new (MAX (wait_s * 1000, MIN_WAIT_MS));
  g_source_set_callback (cell->deadline, deadline_cb, cell, NULL);
  g_source_attach (cell->deadline, g_main_context_get_thread_default ());

  cantrip_caller_call_async (cantrip_exchange_get_caller (exchange),
                             call,
                             cell->hang_up,
                             called_cb,
                             cell);
}

void
cantrip_cell_endpoint (CantripExchange *exchange)
{
  g_autoptr (CantripInputs) inputs = NULL;
  GError              *error = NULL;
  const CantripApiKey *key;
  CantripCall          cell_call = { 0 };
  gboolean             blank;

  if (cantrip_exchange_get_query (exchange, &error) == NULL ||
      (key = cantrip_exchange_authenticate (exchange, TRUE, &error)) == NULL ||
      (cell_call.route = cantrip_exchange_find_route (exchange, key, &error)) == NULL)
    {
      reply_error (exchange, error);
      return;
    }

  inputs = cantrip_cell_inputs_new (cantrip_exchange_get_query (exchange, NULL),
                                    cell_call.route,
                                    &blank);
  if (blank)
    {
      reply_output (exchange, "");
      return;
    }

  cell_call.routing = cantrip_exchange_get_routing (exchange);
  cell_call.inputs = inputs;
  cell_call.api_key = key;
  cell_call.is_counted = TRUE;
  cell_call.source = "cell";
  cell_call.received_at_us = cantrip_exchange_get_received_at_us (exchange);
  call (exchange, &cell_call);
}
