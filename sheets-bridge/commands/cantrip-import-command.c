/* cantrip-import-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "commands/cantrip-commands.h"
#include "commands/cantrip-interrupt.h"
#include "commands/cantrip-progress.h"
#include "dataset/cantrip-dataset-import.h"

static char    *dataset_name;
static char    *on_broken_name;
static char    *delimiter_text;
static char    *encoding_name;
static gboolean no_header;
static char    *sheet_name;

static const GOptionEntry ENTRIES[] = {
  { "dataset", 'd', 0, G_OPTION_ARG_STRING, &dataset_name, "What to call it", "NAME" },
  { "on-broken",
    0,
    0,
    G_OPTION_ARG_STRING,
    &on_broken_name,
    "What to do with broken records: stop (default), skip, or pad them with empty cells",
    "stop|skip|pad" },
  { "delimiter",
    0,
    0,
    G_OPTION_ARG_STRING,
    &delimiter_text,
    "What stands between the cells of CSV: one character, or “tab” (default: found out)",
    "CHARACTER" },
  { "encoding",
    0,
    0,
    G_OPTION_ARG_STRING,
    &encoding_name,
    "utf-8, utf-16le, utf-16be or windows-1252 (default: found out)",
    "NAME" },
  { "no-header", 0, 0, G_OPTION_ARG_NONE, &no_header, "The first line is a row", NULL },
  { "sheet",
    0,
    0,
    G_OPTION_ARG_STRING,
    &sheet_name,
    "Which sheet of a spreadsheet (default: the first one that is not hidden)",
    "NAME" },
  G_OPTION_ENTRY_NULL,
};

static gboolean
read_options (CantripDatasetImportOptions *options, GError **error)
{
  options->name = dataset_name;
  options->format.no_header = no_header;
  options->format.sheet = sheet_name;

  return (on_broken_name == NULL ||
          cantrip_on_broken_from_name (on_broken_name, &options->on_broken, error)) &&
         (delimiter_text == NULL ||
          cantrip_record_format_parse_delimiter (delimiter_text,
                                                 &options->format.delimiter,
                                                 error)) &&
         (encoding_name == NULL ||
          cantrip_text_encoding_from_name (encoding_name, &options->format.encoding, error));
}

/* Opens a file, or standard input for “-”. */
static GInputStream *
open_file (const char *path, gint64 *ret_total_bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  *ret_total_bytes = -1;
  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info != NULL)
    *ret_total_bytes = g_file_info_get_size (info);

  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

static void
progress_cb (gint64 n_rows, gint64 n_bytes, gint64 total_bytes, gpointer user_data)
{
  double share = total_bytes > 0 ? (double) n_bytes / (double) total_bytes : -1;

  cantrip_progress_update (user_data, n_rows, share, NULL);
}

static CantripDatasetImportResult *
import_file (const CantripCommandOptions *command,
             CantripDatasetImportOptions *options,
             GError                     **error)
{
  g_autoptr (GCancellable) cancellable = cantrip_interrupt_new_cancellable ();
  g_autoptr (CantripProgress) progress = cantrip_progress_new ("rows");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_autofree char            *source = g_path_get_basename (command->arguments[0]);
  CantripDatasetImportResult *result;

  if ((stream = open_file (command->arguments[0], &options->total_bytes, error)) == NULL ||
      (store = cantrip_command_open_store (command, CANTRIP_STORE_WRITE, error)) == NULL)
    return NULL;

  options->source = source;
  options->progress = progress_cb;
  options->progress_data = progress;
  result = cantrip_dataset_import (store, stream, options, cancellable, error);
  if (result == NULL)
    g_prefix_error (error, "%s: ", command->arguments[0]);

  return result;
}

static void
add_broken (JsonBuilder *builder, const CantripBrokenRecord *broken)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, broken->line);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, broken->reason);
  json_builder_set_member_name (builder, "padded");
  json_builder_add_boolean_value (builder, broken->was_padded);
  json_builder_end_object (builder);
}

static void
print_json (const CantripDatasetImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dataset");
  json_builder_add_string_value (builder, dataset_name);
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, result->row_count);
  json_builder_set_member_name (builder, "skipped");
  json_builder_add_int_value (builder, result->n_skipped);
  json_builder_set_member_name (builder, "padded");
  json_builder_add_int_value (builder, result->n_padded);

  json_builder_set_member_name (builder, "broken");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->broken->len; i++)
    add_broken (builder, result->broken->pdata[i]);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->notes->len; i++)
    json_builder_add_string_value (builder, result->notes->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  cantrip_command_print_json (json_builder_get_root (builder));
}

static void
print_text (const CantripDatasetImportResult *result)
{
  gint64 n_broken = result->n_skipped + result->n_padded;

  g_print ("Imported %" G_GINT64_FORMAT " row%s as “%s”\n",
           result->row_count,
           result->row_count == 1 ? "" : "s",
           dataset_name);
  for (guint i = 0; i < result->notes->len; i++)
    g_print ("%s\n", (const char *) result->notes->pdata[i]);

  if (n_broken > 0)
    g_print ("%" G_GINT64_FORMAT " broken: %" G_GINT64_FORMAT " left out, %" G_GINT64_FORMAT
             " padded\n",
             n_broken,
             result->n_skipped,
             result->n_padded);
  for (guint i = 0; i < result->broken->len; i++)
    {
      const CantripBrokenRecord *broken = result->broken->pdata[i];

      g_print ("  line %" G_GINT64_FORMAT ": %s, %s\n",
               broken->line,
               broken->reason,
               broken->was_padded ? "padded" : "left out");
    }
  if (n_broken > result->broken->len)
    g_print ("  and %" G_GINT64_FORMAT " more\n", n_broken - result->broken->len);
}

static int
run_import (const CantripCommandOptions *command)
{
  CantripDatasetImportOptions options = { 0 };
  g_autoptr (CantripDatasetImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (dataset_name == NULL)
    return cantrip_command_wrong_use ("say what to call the dataset, with “--dataset NAME”");
  if (!read_options (&options, &error))
    return cantrip_command_wrong_use ("%s", error->message);

  result = import_file (command, &options, &error);
  if (result == NULL)
    return cantrip_command_fail (error);

  if (command->json)
    print_json (result);
  else
    print_text (result);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_import_command = {
  .name = "import",
  .arguments = "FILE --dataset NAME",
  .summary = "Make a dataset from CSV, JSON lines, JSON, .xlsx or .ods (“-”: standard input)",
  .n_arguments = 1,
  .entries = ENTRIES,
  .run = run_import,
};
