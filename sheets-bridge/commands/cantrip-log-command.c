/* cantrip-log-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdio.h>

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "commands/cantrip-log-line.h"
#include "deployment/cantrip-deployment-repository.h"

static char *deployment_slug;
static char *since_text;

static const GOptionEntry ENTRIES[] = {
  { "deployment", 'd', 0, G_OPTION_ARG_STRING, &deployment_slug, "Only calls of this one", "SLUG" },
  { "since",
    's',
    0,
    G_OPTION_ARG_STRING,
    &since_text,
    "Only what came since: 24h, 7d, 2026-11-23 (default: everything)",
    "TIME" },
  G_OPTION_ENTRY_NULL,
};

/* What the lines of one log need. */
typedef struct
{
  gboolean as_json;
  GString *line; /* (owned): used again for each */
} Printer;

static void
print_entry (const CantripLogEntry *entry, gpointer user_data)
{
  Printer *printer = user_data;

  g_string_truncate (printer->line, 0);
  if (printer->as_json)
    cantrip_log_line_append_json (printer->line, entry);
  else
    cantrip_log_line_append_text (printer->line, entry);
  g_string_append_c (printer->line, '\n');
  fwrite (printer->line->str, 1, printer->line->len, stdout);
}

/* A slug that is not there would read as a deployment that nobody has called. */
static gboolean
check_deployment (CantripStore *store, const char *slug, GError **error)
{
  g_autoptr (CantripDeploymentRepository) deployments =
      cantrip_deployment_repository_new (store, error);
  g_autoptr (CantripDeployment) deployment =
      deployments != NULL ? cantrip_deployment_repository_find (deployments, slug, error) : NULL;

  return deployment != NULL;
}

static gboolean
print_log (const CantripCommandOptions *options, gint64 since_us, GError **error)
{
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripRequestLog) log = NULL;
  Printer  printer = { options->json, g_string_new (NULL) };
  gboolean done;

  done =
      (store = cantrip_command_open_store (options, CANTRIP_STORE_READ, error)) != NULL &&
      (deployment_slug == NULL || check_deployment (store, deployment_slug, error)) &&
      (log = cantrip_request_log_new (store, error)) != NULL &&
      cantrip_request_log_for_each (log, deployment_slug, since_us, print_entry, &printer, error);
  g_string_free (printer.line, TRUE);

  if (done && (fflush (stdout) != 0 || ferror (stdout)))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The log could not be written out: %s",
                              g_strerror (errno));

  return done;
}

static int
run_log (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  gint64 since_us = 0;

  if (since_text != NULL &&
      !cantrip_time_from_text (since_text, cantrip_time_now_us (), &since_us, &error))
    return cantrip_command_wrong_use ("--since: %s", error->message);
  if (!print_log (options, since_us, &error))
    return cantrip_command_fail (error);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_log_command = {
  .name = "log",
  .arguments = "[--deployment SLUG] [--since TIME] [--json]",
  .summary = "Print one line for each call that was served, the newest last",
  .entries = ENTRIES,
  .run = run_log,
};
