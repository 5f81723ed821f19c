/* cantrip-datasets-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "dataset/cantrip-dataset-repository.h"

static void
add_dataset (JsonBuilder *builder, const CantripDataset *dataset)
{
  g_autofree char *created = cantrip_time_to_text (dataset->created_at_us);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, dataset->name);
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, dataset->row_count);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (gsize i = 0; dataset->columns[i] != NULL; i++)
    json_builder_add_string_value (builder, dataset->columns[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, dataset->source);
  json_builder_set_member_name (builder, "created");
  json_builder_add_string_value (builder, created);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *datasets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < datasets->len; i++)
    add_dataset (builder, datasets->pdata[i]);
  json_builder_end_array (builder);

  cantrip_command_print_json (json_builder_get_root (builder));
}

static void
print_text (GPtrArray *datasets)
{
  for (guint i = 0; i < datasets->len; i++)
    {
      const CantripDataset *dataset = datasets->pdata[i];
      g_autofree char      *columns = g_strjoinv (", ", dataset->columns);

      g_print ("%s · %" G_GINT64_FORMAT " row%s · %s\n",
               dataset->name,
               dataset->row_count,
               dataset->row_count == 1 ? "" : "s",
               columns);
    }
}

static int
run_datasets (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripDatasetRepository) repository = NULL;
  g_autoptr (GPtrArray) datasets = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_READ, &error)) == NULL ||
      (repository = cantrip_dataset_repository_new (store, &error)) == NULL ||
      (datasets = cantrip_dataset_repository_list (repository, &error)) == NULL)
    return cantrip_command_fail (error);

  if (options->json)
    print_json (datasets);
  else
    print_text (datasets);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_datasets_command = {
  .name = "datasets",
  .arguments = "[--json]",
  .summary = "List the datasets: name, rows, columns",
  .run = run_datasets,
};
