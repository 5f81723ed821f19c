/* cantrip-connection-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-connection-check.h"

#include "base/cantrip-error.h"

/* Few words back, but enough for models that think first. */
#define MAX_TOKENS 64
#define QUESTION "Answer with the one word: ready"

/* A test under way. */
typedef struct
{
  CantripConnection       *connection; /* (owned) */
  CantripCatalog          *catalog;    /* (owned) */
  CantripProvider         *provider;   /* (owned) (nullable): not made yet */
  CantripConnectionReport *report;     /* (owned) (nullable): NULL once it is returned */
  GCancellable            *list_end;   /* (owned): ends the listing, with the test or in time */
  GSource                 *timeout;    /* (owned) (nullable): of the listing */
  gulong                   handler;    /* on the cancellable of the task; 0: none */
} Check;

void
cantrip_connection_report_free (CantripConnectionReport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_error (&self->list_error);
  g_free (self->model);
  g_clear_pointer (&self->completion, cantrip_completion_free);
  g_clear_error (&self->call_error);
  g_free (self);
}

static void
check_free (Check *check)
{
  if (check->timeout != NULL)
    g_source_destroy (check->timeout);
  g_clear_pointer (&check->timeout, g_source_unref);
  g_clear_object (&check->list_end);
  g_clear_object (&check->provider);
  g_clear_object (&check->catalog);
  g_clear_pointer (&check->connection, cantrip_connection_free);
  g_clear_pointer (&check->report, cantrip_connection_report_free);
  g_free (check);
}

static void
return_report (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task,
                         g_steal_pointer (&check->report),
                         (GDestroyNotify) cantrip_connection_report_free);
}

static void
completed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check                   *check = g_task_get_task_data (task);
  CantripConnectionReport *report = check->report;
  const CantripModel      *model;

  report->completion =
      cantrip_provider_complete_finish (CANTRIP_PROVIDER (object), result, &report->call_error);
  if (report->completion != NULL)
    {
      model = cantrip_catalog_find (check->catalog,
                                    cantrip_connection_get_dialect (check->connection),
                                    report->model);
      report->cost_usd_nanos =
          cantrip_model_get_cost_usd_nanos (model,
                                            report->completion->input_tokens,
                                            report->completion->cached_input_tokens,
                                            report->completion->output_tokens);
    }

  return_report (task);
}

/* Takes @task. */
static void
ask (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (CantripParameters) parameters = NULL;
  CantripRequest request = {
    .model = check->report->model,
    .mode = CANTRIP_MODE_CHAT,
    .messages = messages,
  };

  json_object_set_int_member (object, "max_tokens", MAX_TOKENS);
  parameters = cantrip_parameters_new_from_json (object, NULL);
  request.parameters = parameters;
  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_USER, QUESTION));
  cantrip_provider_complete_async (check->provider,
                                   &request,
                                   NULL,
                                   NULL,
                                   g_task_get_cancellable (task),
                                   completed_cb,
                                   task);
}

/* The end of the listing that we decided on ourselves is no cancellation. */
static void
explain_timeout (GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_error (error);
  cantrip_set_error (error,
                     CANTRIP_ERROR_TIMEOUT,
                     "The list of models did not come within %d seconds; try again later",
                     CANTRIP_CONNECTION_CHECK_LIST_TIMEOUT_S);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check        *check = g_task_get_task_data (task);
  GCancellable *outer = g_task_get_cancellable (task);

  if (check->handler != 0)
    g_signal_handler_disconnect (outer, check->handler);
  check->handler = 0;
  g_source_destroy (check->timeout);
  check->report->models = cantrip_provider_list_models_finish (CANTRIP_PROVIDER (object),
                                                               result,
                                                               &check->report->list_error);
  if (check->report->list_error != NULL)
    explain_timeout (&check->report->list_error);

  if (check->report->model == NULL || g_cancellable_is_cancelled (outer))
    return_report (task);
  else
    ask (g_steal_pointer (&task));
}

static gboolean
timeout_cb (gpointer list_end)
{
  g_cancellable_cancel (list_end);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *outer G_GNUC_UNUSED, gpointer list_end)
{
  g_cancellable_cancel (list_end);
}

/* Takes @task. */
static void
list_models (GTask *task)
{
  Check        *check = g_task_get_task_data (task);
  GCancellable *outer = g_task_get_cancellable (task);

  check->list_end = g_cancellable_new ();
  if (outer != NULL)
    check->handler = g_cancellable_connect (outer,
                                            G_CALLBACK (cancelled_cb),
                                            g_object_ref (check->list_end),
                                            g_object_unref);
  check->timeout = g_timeout_source_new_seconds (CANTRIP_CONNECTION_CHECK_LIST_TIMEOUT_S);
  g_source_set_callback (check->timeout,
                         timeout_cb,
                         g_object_ref (check->list_end),
                         g_object_unref);
  g_source_attach (check->timeout, g_main_context_get_thread_default ());
  cantrip_provider_list_models_async (check->provider, check->list_end, listed_cb, task);
}

static void
provider_made_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check  *check = g_task_get_task_data (task);
  GError *error = NULL;

  check->provider = cantrip_connection_make_provider_finish (result, &error);
  if (check->provider == NULL)
    g_task_return_error (task, error);
  else
    list_models (g_steal_pointer (&task));
}

void
cantrip_connection_check_async (const CantripConnection *connection,
                                const char              *key,
                                const char              *model,
                                CantripCatalog          *catalog,
                                CantripNetwork          *network,
                                GCancellable            *cancellable,
                                GAsyncReadyCallback      callback,
                                gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_return_if_fail (connection != NULL && CANTRIP_IS_CATALOG (catalog));

  check->connection = cantrip_connection_copy (connection);
  check->catalog = g_object_ref (catalog);
  check->report = g_new0 (CantripConnectionReport, 1);
  check->report->model = g_strdup (model);
  check->report->cost_usd_nanos = -1;
  g_task_set_source_tag (task, cantrip_connection_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  cantrip_connection_make_provider_async (check->connection,
                                          key,
                                          catalog,
                                          network,
                                          cancellable,
                                          provider_made_cb,
                                          g_steal_pointer (&task));
}

CantripConnectionReport *
cantrip_connection_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_connection_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
