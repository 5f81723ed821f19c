/* cantrip-generate-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/cantrip-decimal.h"
#include "base/cantrip-error.h"
#include "commands/cantrip-commands.h"
#include "commands/cantrip-generate-plan.h"
#include "commands/cantrip-generate-report.h"
#include "commands/cantrip-interrupt.h"
#include "commands/cantrip-progress.h"
#include "dataset/cantrip-xlsx-writer.h"
#include "generation/cantrip-run-estimate.h"
#include "generation/cantrip-run.h"

#define DEFAULT_CONCURRENCY 8
#define MAX_CONCURRENCY 512
#define MAX_ATTEMPTS 5
#define MAX_REPEATS 1000

static int      concurrency = DEFAULT_CONCURRENCY;
static char    *limit_text;
static char    *rows_text;
static int      repeats = 1;
static gboolean fresh;
static char    *out_path;

static const GOptionEntry ENTRIES[] = {
  { "concurrency", 'c', 0, G_OPTION_ARG_INT, &concurrency, "Most calls at once (default: 8)", "N" },
  { "limit-usd",
    0,
    0,
    G_OPTION_ARG_STRING,
    &limit_text,
    "The most that the whole run may cost, in US dollars",
    "X" },
  { "rows",
    0,
    0,
    G_OPTION_ARG_STRING,
    &rows_text,
    "Only these rows, such as 1-100, or only those that have failed",
    "A-B|failed" },
  { "repeat", 0, 0, G_OPTION_ARG_INT, &repeats, "How often to ask about each row", "N" },
  { "fresh", 0, 0, G_OPTION_ARG_NONE, &fresh, "Begin anew, and pay anew", NULL },
  { "out",
    'o',
    0,
    G_OPTION_ARG_FILENAME,
    &out_path,
    "Write rows and outputs to this file when the run has ended",
    "FILE.csv|FILE.jsonl|FILE.xlsx" },
  G_OPTION_ENTRY_NULL,
};

/* Returns an exit code. */
static int
read_options (CantripRunSpec *spec, CantripRowFormat *format)
{
  g_autoptr (GError) error = NULL;

  spec->limit_usd_nanos = -1;
  spec->repeats = (guint) repeats;
  spec->fresh = fresh;

  if (concurrency < 1 || concurrency > MAX_CONCURRENCY)
    return cantrip_command_wrong_use ("--concurrency is a number from 1 to %d", MAX_CONCURRENCY);
  if (repeats < 1 || repeats > MAX_REPEATS)
    return cantrip_command_wrong_use ("--repeat is a number from 1 to %d", MAX_REPEATS);
  if (limit_text != NULL && !cantrip_decimal_from_text (limit_text, 9, &spec->limit_usd_nanos))
    return cantrip_command_wrong_use ("--limit-usd is an amount of US dollars, such as 2.50");
  if (!cantrip_scope_from_text (rows_text, &spec->scope, &error))
    return cantrip_command_wrong_use ("%s", error->message);
  if (fresh && spec->scope.only_failed)
    return cantrip_command_wrong_use (
        "a fresh run has no failed rows; leave out --fresh or --rows");
  if (out_path != NULL && !cantrip_row_format_from_name (out_path, format))
    return cantrip_command_wrong_use ("--out writes a file that ends in .csv, .jsonl or .xlsx");

  return CANTRIP_EXIT_DONE;
}

static void
progress_cb (CantripRun *run, gpointer user_data)
{
  CantripRunProgress progress;
  g_autofree char   *cost = NULL;
  g_autofree char   *note = NULL;
  gint64             to_do;

  cantrip_run_get_progress (run, &progress);
  cost = cantrip_generate_dup_usd (progress.cost_usd_nanos);
  note = progress.failed == 0
             ? g_strdup (cost)
             : g_strdup_printf ("%s · %" G_GINT64_FORMAT " failed", cost, progress.failed);
  to_do = progress.settled_now + progress.total - progress.done - progress.failed;
  cantrip_progress_update (user_data,
                           progress.settled_now,
                           (double) progress.settled_now / (double) MAX (to_do, 1),
                           note);
}

/* What waits for the end of a run. */
typedef struct
{
  CantripRunResult *result;
  GError           *error;
} Ending;

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;

  ending->result = cantrip_run_start_finish (CANTRIP_RUN (object), result, &ending->error);
}

static CantripRunResult *
run_to_end (CantripGeneratePlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (CantripNetwork) network =
      cantrip_network_open (cantrip_store_get_uri (plan->store), CANTRIP_STORE_WRITE, error);
  g_autoptr (CantripProvider) provider = NULL;
  g_autoptr (CantripDispatcher) dispatcher = NULL;
  g_autoptr (CantripRun) run = NULL;
  g_autoptr (CantripProgress) progress = NULL;
  Ending ending = { NULL, NULL };

  if (network == NULL ||
      (provider =
           cantrip_connection_make_provider (plan->connection, plan->catalog, network, error)) ==
          NULL)
    return NULL;

  dispatcher = cantrip_dispatcher_new (provider, (guint) concurrency, MAX_ATTEMPTS);
  run = cantrip_run_new (cantrip_store_get_uri (plan->store),
                         &plan->spec,
                         dispatcher,
                         plan->model,
                         (guint) concurrency);
  progress = cantrip_progress_new ("outputs");
  g_signal_connect (run, "progress", G_CALLBACK (progress_cb), progress);

  cantrip_run_start_async (run, cancellable, ended_cb, &ending);
  while (ending.result == NULL && ending.error == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (ending.error != NULL)
    g_propagate_error (error, ending.error);

  return ending.result;
}

/* Tells a person what is about to be paid. */
static gboolean
announce (CantripGeneratePlan *plan, GError **error)
{
  CantripRunEstimate estimate;
  g_autofree char   *cost = NULL;
  g_autofree char   *worst = NULL;

  if (!cantrip_run_estimate (plan->store, &plan->spec, plan->model, &estimate, error))
    return FALSE;

  g_printerr ("%" G_GINT64_FORMAT " call%s to %s, about %" G_GINT64_FORMAT " tokens in",
              estimate.n_calls,
              estimate.n_calls == 1 ? "" : "s",
              cantrip_recipe_get_model (plan->variant->recipe),
              estimate.input_tokens);
  if (estimate.cost_usd_nanos >= 0)
    {
      cost = cantrip_generate_dup_usd (estimate.cost_usd_nanos);
      g_printerr (", about %s", cost);
    }
  if (estimate.worst_usd_nanos >= 0)
    {
      worst = cantrip_generate_dup_usd (estimate.worst_usd_nanos);
      g_printerr (", at most about %s", worst);
    }
  g_printerr ("\n");

  return TRUE;
}

/* Asks what is left to ask; a complete run needs neither key nor server. */
static CantripRunResult *
generate (CantripGeneratePlan         *plan,
          const CantripCommandOptions *options,
          GCancellable                *cancellable,
          GError                     **error)
{
  CantripRunResult *result;

  plan->store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, error);
  if (plan->store == NULL ||
      !cantrip_generate_plan_load (plan, options->arguments[0], options->arguments[1], error) ||
      !cantrip_generate_plan_find_complete (plan, &result, error))
    return NULL;

  if (result != NULL)
    return result;

  if (isatty (STDERR_FILENO) && !announce (plan, error))
    return NULL;

  return run_to_end (plan, cancellable, error);
}

/* A signal may also come while the run is planned, or the file written. */
static int
fail (const GError *error)
{
  g_autoptr (GError) stopped = NULL;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return cantrip_command_fail (error);

  cantrip_set_error (&stopped,
                     CANTRIP_ERROR_BUSY,
                     "Stopped; the same command goes on where it stopped");

  return cantrip_command_fail (stopped);
}

static gboolean
write_outputs (CantripGeneratePlan *plan,
               gint64               run_id,
               CantripRowFormat     format,
               GCancellable        *cancellable,
               GError             **error)
{
  gint64 n_cut = 0;

  if (!cantrip_generate_plan_write (plan, run_id, out_path, format, &n_cut, cancellable, error))
    return FALSE;

  if (n_cut > 0)
    g_printerr ("%" G_GINT64_FORMAT " text%s cut, because a cell of .xlsx holds at most %d "
                "characters; .csv holds them whole\n",
                n_cut,
                n_cut == 1 ? " was" : "s were",
                CANTRIP_XLSX_MAX_CELL_UNITS);

  return TRUE;
}

static int
run_generate (const CantripCommandOptions *options)
{
  g_auto (CantripGeneratePlan) plan = { 0 };
  g_autoptr (CantripRunResult) result = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GError) error = NULL;
  CantripRowFormat format = CANTRIP_ROW_FORMAT_CSV;
  int              exit_code = read_options (&plan.spec, &format);

  if (exit_code != CANTRIP_EXIT_DONE)
    return exit_code;

  cancellable = cantrip_interrupt_new_cancellable ();
  result = generate (&plan, options, cancellable, &error);
  if (result == NULL)
    return fail (error);

  if (out_path != NULL && result->end != CANTRIP_RUN_CANCELLED &&
      !write_outputs (&plan, result->run_id, format, cancellable, &error))
    return fail (error);

  if (!cantrip_generate_report (&plan, result, options->json, &error))
    return fail (error);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_generate_command = {
  .name = "generate",
  .arguments = "APP/VARIANT DATASET [--rows A-B|failed] [--out FILE.csv|.jsonl|.xlsx]",
  .summary = "Ask a variant about the rows of a dataset; goes on where it stopped",
  .n_arguments = 2,
  .entries = ENTRIES,
  .run = run_generate,
};
