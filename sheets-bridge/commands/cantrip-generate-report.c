/* cantrip-generate-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-generate-report.h"

#include <json-glib/json-glib.h>

#include "base/cantrip-decimal.h"
#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "generation/cantrip-run-repository.h"

char *
cantrip_generate_dup_usd (gint64 usd_nanos)
{
  g_autofree char *number = cantrip_decimal_to_text (usd_nanos, 9);

  return g_strconcat ("$", number, NULL);
}

static gint64
get_n_left (const CantripRunResult *result)
{
  return result->progress.total - result->progress.done - result->progress.failed;
}

/* Whether costs mean something. */
static gboolean
has_price (CantripGeneratePlan *plan)
{
  return cantrip_model_get_cost_usd_nanos (plan->model, 1, -1, 1) >= 0;
}

static void
print_failures (GPtrArray *failures)
{
  for (guint i = 0; i < failures->len; i++)
    {
      const CantripRunFailures *reason = g_ptr_array_index (failures, i);

      g_print ("  %" G_GINT64_FORMAT " × %s: %s\n", reason->count, reason->code, reason->message);
    }
  if (failures->len > 0)
    g_print ("Ask them again with “--rows failed”\n");
}

static void
print_text (CantripGeneratePlan *plan, const CantripRunResult *result, GPtrArray *failures)
{
  const CantripRunProgress *progress = &result->progress;

  if (result->end == CANTRIP_RUN_COMPLETE && progress->settled_now == 0)
    g_print ("Nothing was left to ask, and nothing was paid\n");

  g_print ("%" G_GINT64_FORMAT " done, %" G_GINT64_FORMAT " failed, %" G_GINT64_FORMAT " left",
           progress->done,
           progress->failed,
           get_n_left (result));
  if (has_price (plan))
    {
      g_autofree char *cost = cantrip_generate_dup_usd (progress->cost_usd_nanos);

      g_print (" · %s", cost);
    }
  g_print ("\n");
  print_failures (failures);
}

static void
print_json (CantripGeneratePlan *plan, const CantripRunResult *result)
{
  static const char *const ENDS[] = { "complete", "cancelled", "limit", "error" };
  g_autofree char         *id = cantrip_id_to_text (result->run_id);
  g_autofree char         *cost = cantrip_decimal_to_text (result->progress.cost_usd_nanos, 9);
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"run\":\"%s\",\"end\":\"%s\",\"total\":%" G_GINT64_FORMAT
                          ",\"done\":%" G_GINT64_FORMAT ",\"failed\":%" G_GINT64_FORMAT
                          ",\"left\":%" G_GINT64_FORMAT ",\"asked_now\":%" G_GINT64_FORMAT
                          ",\"cost_usd\":%s,\"error\":",
                          id,
                          ENDS[result->end],
                          result->progress.total,
                          result->progress.done,
                          result->progress.failed,
                          get_n_left (result),
                          result->progress.settled_now,
                          has_price (plan) ? cost : "null");
  if (result->error != NULL)
    cantrip_json_append_string (json, result->error->message, -1);
  else
    g_string_append (json, "null");
  g_print ("%s}\n", json->str);
}

/* Says why it is not complete, and how it goes on. */
static gboolean
fail_if_stopped (CantripGeneratePlan *plan, const CantripRunResult *result, GError **error)
{
  g_autofree char *limit = NULL;

  switch (result->end)
    {
    case CANTRIP_RUN_CANCELLED:
      return cantrip_set_error (error,
                                CANTRIP_ERROR_BUSY,
                                "Stopped; the same command goes on where it stopped");

    case CANTRIP_RUN_LIMIT:
      limit = cantrip_generate_dup_usd (plan->spec.limit_usd_nanos);
      return cantrip_set_error (error,
                                CANTRIP_ERROR_BUDGET,
                                "Stopped before the limit of %s could be overrun; with a higher "
                                "--limit-usd the same command goes on where it stopped",
                                limit);

    case CANTRIP_RUN_ERROR:
      g_propagate_error (error, g_error_copy (result->error));
      g_prefix_error (error,
                      "Stopped; the same command goes on where it stopped, once this is "
                      "mended: ");
      return FALSE;

    case CANTRIP_RUN_COMPLETE:
    default:
      return TRUE;
    }
}

gboolean
cantrip_generate_report (CantripGeneratePlan    *plan,
                         const CantripRunResult *result,
                         gboolean                json,
                         GError                **error)
{
  g_autoptr (CantripRunRepository) runs = cantrip_run_repository_new (plan->store, error);
  g_autoptr (GPtrArray) failures = NULL;

  if (runs == NULL)
    return FALSE;

  failures = cantrip_run_repository_list_failures (runs, result->run_id, error);
  if (failures == NULL)
    return FALSE;

  if (json)
    print_json (plan, result);
  else
    print_text (plan, result, failures);

  return fail_if_stopped (plan, result, error);
}
