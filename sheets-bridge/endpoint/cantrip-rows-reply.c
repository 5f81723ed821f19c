/* cantrip-rows-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "endpoint/cantrip-rows-reply.h"

#include "base/cantrip-json.h"
#include "server/cantrip-service-error.h"

#define RETRY_AFTER_MS 2000

static void
append_outputs (GString *json, CantripRowsRun *run)
{
  for (guint i = 0; i < cantrip_rows_run_get_n_rows (run); i++)
    {
      const GError *error;
      const char   *output = cantrip_rows_run_get_row (run, i, &error);

      if (i > 0)
        g_string_append_c (json, ',');
      if (output != NULL)
        cantrip_json_append_string (json, output, -1);
      else
        g_string_append (json, "null");
    }
}

/* The members of an error of the service, without their braces. */
static void
append_error_members (GString *json, const GError *error)
{
  g_autoptr (GString) object = g_string_new (NULL);

  cantrip_service_error_append_json (error, object);
  g_string_append_len (json, object->str + 1, (gssize) object->len - 2);
}

static void
append_cells (GString *json, CantripRowsRun *run)
{
  gboolean first = TRUE;

  for (guint i = 0; i < cantrip_rows_run_get_n_rows (run); i++)
    {
      const GError *error;

      if (cantrip_rows_run_get_row (run, i, &error) != NULL)
        continue;

      if (!first)
        g_string_append_c (json, ',');
      first = FALSE;
      g_string_append_printf (json,
                              "{\"row\":%u,\"state\":\"%s\"",
                              i,
                              error != NULL ? "error" : "pending");
      if (error != NULL)
        {
          g_string_append_c (json, ',');
          append_error_members (json, error);
        }
      g_string_append_c (json, '}');
    }
}

GString *
cantrip_rows_reply_new (CantripRowsRun *run, const char *token)
{
  guint    n_rows = cantrip_rows_run_get_n_rows (run);
  guint    n_done = cantrip_rows_run_get_n_done (run);
  GString *json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"status\":\"%s\",\"outputs\":[",
                          n_done == n_rows ? "complete" : "partial");
  append_outputs (json, run);
  g_string_append (json, "],\"cells\":[");
  append_cells (json, run);
  g_string_append_printf (json, "],\"done\":%u,\"total\":%u", n_done, n_rows);
  if (token != NULL)
    g_string_append_printf (json,
                            ",\"resume\":{\"token\":\"%s\",\"retry_after_ms\":%d}",
                            token,
                            RETRY_AFTER_MS);
  g_string_append_c (json, '}');

  return json;
}
