/* cantrip-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-command.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

static char *
default_workspace (void)
{
  return g_build_filename (g_get_user_data_dir (), "cantrip", "workspace.cantrip", NULL);
}

static GOptionContext *
context_new (const CantripCommand *command, CantripCommandOptions *options)
{
  g_autofree char   *parameters = g_strconcat (command->name, " ", command->arguments, NULL);
  GOptionContext    *context = g_option_context_new (parameters);
  const GOptionEntry common[] = {
    { "workspace",
      'w',
      0,
      G_OPTION_ARG_FILENAME,
      &options->workspace,
      "The workspace to use (default: cantrip/workspace.cantrip in your data directory)",
      "URI" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Print JSON for a program", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_summary (context, command->summary);
  if (command->entries != NULL)
    g_option_context_add_main_entries (context, command->entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);

  return context;
}

static int
check_and_run (const CantripCommand *command, const CantripCommandOptions *options)
{
  guint n = options->arguments != NULL ? g_strv_length (options->arguments) : 0;

  if (n < command->n_arguments || n > command->n_arguments + command->n_optional)
    return cantrip_command_wrong_use ("wrong number of arguments; use “%s %s”, or “%s --help”",
                                      command->name,
                                      command->arguments,
                                      command->name);

  return command->run (options);
}

int
cantrip_command_run (const CantripCommand *command, int argc, char **argv)
{
  CantripCommandOptions options = { 0 };
  g_autoptr (GOptionContext) context = context_new (command, &options);
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!g_option_context_parse (context, &argc, &argv, &error))
    exit_code = cantrip_command_wrong_use ("%s; see “%s --help”", error->message, command->name);
  else
    {
      if (options.workspace == NULL)
        options.workspace = default_workspace ();
      exit_code = check_and_run (command, &options);
    }

  g_free (options.workspace);
  g_strfreev (options.arguments);

  return exit_code;
}

int
cantrip_command_fail (const GError *error)
{
  g_printerr ("cantrip-bridge: %s\n", error->message);

  return CANTRIP_EXIT_FAILED;
}

int
cantrip_command_wrong_use (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_printerr ("cantrip-bridge: %s\n", sentence);

  return CANTRIP_EXIT_WRONG_USE;
}

CantripStore *
cantrip_command_open_store (const CantripCommandOptions *options,
                            CantripStoreMode             mode,
                            GError                     **error)
{
  return cantrip_store_open (options->workspace, mode, error);
}

void
cantrip_command_print_json (JsonNode *node)
{
  g_autofree char *text = cantrip_json_to_text (node);

  g_print ("%s\n", text);
  json_node_unref (node);
}
