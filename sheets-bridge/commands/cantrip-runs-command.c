/* cantrip-runs-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-decimal.h"
#include "base/cantrip-id.h"
#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "generation/cantrip-run-repository.h"

/* Those that are claimed and not settled are left, too. */
static gint64
get_n_left (const CantripRunSummary *run)
{
  return run->figures.counts[CANTRIP_OUTPUT_QUEUED] + run->figures.counts[CANTRIP_OUTPUT_RUNNING];
}

/* `APP/VARIANT`; %NULL for a draft */
static char *
dup_variant (const CantripRunSummary *run)
{
  return run->app_slug != NULL ? g_strconcat (run->app_slug, "/", run->variant_name, NULL) : NULL;
}

static void
print_run (const CantripRunSummary *run)
{
  g_autofree char *variant = dup_variant (run);
  g_autofree char *started = cantrip_time_to_text (run->created_at_us);

  g_print ("%s · %s · %s · %s",
           started,
           variant != NULL ? variant : "draft",
           run->dataset_name,
           run->model);
  if (run->repeats > 1)
    g_print (" · %" G_GINT64_FORMAT " times", run->repeats);
  g_print (" · %" G_GINT64_FORMAT " done, %" G_GINT64_FORMAT " failed, %" G_GINT64_FORMAT " left",
           run->figures.counts[CANTRIP_OUTPUT_DONE],
           run->figures.counts[CANTRIP_OUTPUT_FAILED],
           get_n_left (run));
  if (run->figures.cost_usd_nanos > 0) /* otherwise it is free, or the price is not known */
    {
      g_autofree char *cost = cantrip_decimal_to_text (run->figures.cost_usd_nanos, 9);

      g_print (" · $%s", cost);
    }
  if (run->median_latency_us >= 0)
    g_print (" · half within %" G_GINT64_FORMAT " ms, 95 %% within %" G_GINT64_FORMAT " ms",
             run->median_latency_us / 1000,
             run->p95_latency_us / 1000);
  g_print ("%s\n", run->is_held ? " · running" : "");
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value >= 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_run (JsonBuilder *builder, const CantripRunSummary *run)
{
  const CantripRunFigures *figures = &run->figures;
  g_autofree char         *id = cantrip_id_to_text (run->id);
  g_autofree char         *variant = dup_variant (run);
  g_autofree char         *created = cantrip_time_to_text (run->created_at_us);

  json_builder_begin_object (builder);
  add_text (builder, "run", id);
  add_text (builder, "variant", variant);
  add_text (builder, "dataset", run->dataset_name);
  add_text (builder, "model", run->model);
  add_int (builder, "repeats", run->repeats);
  add_text (builder, "created", created);
  add_int (builder, "done", figures->counts[CANTRIP_OUTPUT_DONE]);
  add_int (builder, "failed", figures->counts[CANTRIP_OUTPUT_FAILED]);
  add_int (builder, "left", get_n_left (run));
  add_int (builder, "input_tokens", figures->input_tokens);
  add_int (builder, "output_tokens", figures->output_tokens);
  json_builder_set_member_name (builder, "cost_usd");
  json_builder_add_double_value (builder, (double) figures->cost_usd_nanos / 1e9);
  add_int (builder, "p50_latency_us", run->median_latency_us);
  add_int (builder, "p95_latency_us", run->p95_latency_us);
  json_builder_set_member_name (builder, "running");
  json_builder_add_boolean_value (builder, run->is_held);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *runs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < runs->len; i++)
    add_run (builder, runs->pdata[i]);
  json_builder_end_array (builder);

  cantrip_command_print_json (json_builder_get_root (builder));
}

static void
print_text (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    print_run (runs->pdata[i]);
}

static int
run_runs (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripRunRepository) repository = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_READ, &error)) == NULL ||
      (repository = cantrip_run_repository_new (store, &error)) == NULL ||
      (runs = cantrip_run_repository_list (repository, cantrip_time_now_us (), &error)) == NULL)
    return cantrip_command_fail (error);

  if (options->json)
    print_json (runs);
  else
    print_text (runs);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_runs_command = {
  .name = "runs",
  .arguments = "[--json]",
  .summary = "List the runs: what is done, failed and left, cost and latency",
  .run = run_runs,
};
